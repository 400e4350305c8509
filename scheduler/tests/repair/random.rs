//! Published timetables and what comes in between, at random.

use crate::recount::used;
use crate::support::{Dice, planned, problem};
use scheduler::problem::{BaseAssignment, Problem, ResourceKind, ResourceRef, Standing};
use scheduler::{Assignment, Disruption, Moment, Span, Timetable, published};

/// A problem with a plan of it published, at some time of its weeks.
pub(crate) fn published_at(mut problem: Problem, timetable: &Timetable, now: Moment) -> Problem {
    for activity in &mut problem.activities {
        let found = timetable.assignments.get(&activity.key);
        activity.base = found.map(|assignment| BaseAssignment {
            assignment: assignment.clone(),
            notified: true,
        });
    }
    problem.horizon.not_before = Some(now);
    problem
}

/// Something at random that comes in between.
pub(crate) fn random_disruption(problem: &Problem, dice: &mut Dice) -> Option<Disruption> {
    let now = problem.horizon.not_before?;
    let timetable = published(problem);
    let to_come: Vec<(&String, &Assignment)> = timetable
        .assignments
        .iter()
        .filter(|(_, one)| one.start >= now)
        .collect();
    if to_come.is_empty() {
        return None;
    }
    let at = usize::try_from(dice.below(to_come.len() as u64)).expect("a small number");
    let (key, assignment) = to_come[at];
    let hands = used(assignment);
    Some(match dice.below(6) {
        0 => Disruption::SessionCancelled {
            activity: key.clone(),
        },
        1 => Disruption::Leaves {
            participant: problem.participants[at % problem.participants.len()]
                .key
                .clone(),
            from: assignment.start,
        },
        2 => Disruption::VisitCancelled {
            activity: key.clone(),
        },
        3 => Disruption::Absent {
            resource: ResourceRef::new(
                ResourceKind::Participant,
                &*problem.participants[at % problem.participants.len()].key,
            ),
            span: Span::on(assignment.start.date, 0, 1440),
        },
        _ if hands.is_empty() => return None,
        _ => Disruption::Absent {
            resource: hands[at % hands.len()].clone(),
            span: Span::on(assignment.start.date, 0, 1440),
        },
    })
}

/// A random problem with a plan published, something pinned, and now in its first week.
pub(crate) fn standing_problem(seed: u64, tight: bool) -> Problem {
    let mut problem = problem(seed, tight);
    let solution = planned(&problem, seed, 3_000);
    let now = problem.horizon.first_date.plus_days(2).at(615);
    problem.horizon.not_before = None;
    let mut problem = published_at(problem, &solution.timetable, now);
    let mut dice = Dice(seed | 1);
    for activity in &mut problem.activities {
        activity.standing = if activity.base.is_some() && dice.chance(10) {
            Standing::Pinned
        } else {
            Standing::Free
        };
    }
    problem
}
