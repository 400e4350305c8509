//! Gives sessions back the room and the people that they had, where nothing speaks against it.
//!
//! The search takes any hands that cost the same; for people, the familiar ones are better.

use crate::assignment::{Assignment, Timetable};
use crate::check::{Violation, check};
use crate::problem::{Key, Problem, ProblemFault, ResourceKind};
use crate::score::HardRule;
use std::collections::BTreeSet;

/// Tries before the rest is left as the search had it.
const TRIES: usize = 5;

/// One part of an assignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Hand {
    Room,
    Staff,
    Vehicle,
    Interpreters,
}

impl Hand {
    const ALL: [Self; 4] = [Self::Room, Self::Staff, Self::Vehicle, Self::Interpreters];

    /// Whether a violation is about this part.
    fn is_blamed(self, violation: &Violation) -> bool {
        use HardRule as R;
        let rules: &[R] = match self {
            Self::Room => &[R::RoomOverlap, R::RoomTooSmall, R::RoomUnfit],
            Self::Staff => &[
                R::StaffOverlap,
                R::StaffUnskilled,
                R::StaffDayTooLong,
                R::StaffWeekTooLong,
            ],
            Self::Vehicle => &[R::VehicleOverlap, R::VehicleTooSmall],
            Self::Interpreters => &[
                R::InterpreterOverlap,
                R::InterpreterMissing,
                R::InterpreterUnfit,
            ],
        };
        let kind = match self {
            Self::Room => ResourceKind::Room,
            Self::Staff => ResourceKind::Staff,
            Self::Vehicle => ResourceKind::Vehicle,
            Self::Interpreters => ResourceKind::Interpreter,
        };
        rules.contains(&violation.rule) || violation.resources.iter().any(|one| one.kind == kind)
    }

    /// Gives an assignment this part of another one; false when it has it already.
    fn give(self, to: &mut Assignment, from: &Assignment) -> bool {
        let had = to.clone();
        match self {
            Self::Room => to.room.clone_from(&from.room),
            Self::Staff => to.staff.clone_from(&from.staff),
            Self::Vehicle => to.vehicle.clone_from(&from.vehicle),
            Self::Interpreters => to.interpreters.clone_from(&from.interpreters),
        }
        !to.is_same(&had)
    }
}

/// The timetable with as many familiar hands as can be had. It breaks no hard rule, if the one
/// given broke none.
pub(super) fn familiar(
    problem: &Problem,
    timetable: &Timetable,
) -> Result<Timetable, Vec<ProblemFault>> {
    let mut wanted: BTreeSet<(Key, Hand)> = BTreeSet::new();
    for activity in &problem.activities {
        let placed = timetable.assignments.get(&activity.key);
        let Some((base, placed)) = activity.base.as_ref().zip(placed) else {
            continue;
        };
        // At another company everything is another matter.
        if base.assignment.company == placed.company {
            let differing = Hand::ALL
                .into_iter()
                .filter(|hand| hand.give(&mut placed.clone(), &base.assignment));
            wanted.extend(differing.map(|hand| (activity.key.clone(), hand)));
        }
    }
    for _ in 0..TRIES {
        if wanted.is_empty() {
            break;
        }
        let tried = given_back(problem, timetable, &wanted);
        let violations = check(problem, &tried)?.violations;
        if violations.is_empty() {
            return Ok(tried);
        }
        let before = wanted.len();
        wanted.retain(|(key, hand)| {
            let mut about = violations.iter().filter(|one| one.activities.contains(key));
            !about.any(|one| hand.is_blamed(one))
        });
        if wanted.len() == before {
            // Nobody in particular is to blame: give up on all that is named.
            wanted.retain(|(key, _)| !violations.iter().any(|one| one.activities.contains(key)));
        }
        if wanted.len() == before {
            break;
        }
    }
    Ok(timetable.clone())
}

fn given_back(
    problem: &Problem,
    timetable: &Timetable,
    wanted: &BTreeSet<(Key, Hand)>,
) -> Timetable {
    let mut tried = timetable.clone();
    for activity in &problem.activities {
        let placed = tried.assignments.get_mut(&activity.key);
        let Some((base, placed)) = activity.base.as_ref().zip(placed) else {
            continue;
        };
        for hand in Hand::ALL {
            if wanted.contains(&(activity.key.clone(), hand)) {
                hand.give(placed, &base.assignment);
            }
        }
    }
    tried
}
