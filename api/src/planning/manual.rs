//! What a move by hand is to blame for: the hard rules that are broken after it and were not so
//! before, or less so.

use scheduler::{Assignment, HardRule, Timetable, Violation};

/// The violations of `after` that the way from `was` to `is` brought about. What was broken before
/// and is not made worse is somebody else's to mend, and blocks nobody.
///
/// Rules about time are judged where the session goes to: who moves it from one holiday onto
/// another is to blame for the other. Rules about what fits are judged by what is in it.
#[must_use]
pub fn introduced(
    before: &[Violation],
    after: Vec<Violation>,
    was: &Timetable,
    is: &Timetable,
) -> Vec<Violation> {
    let is_new = |violation: &Violation| {
        !before
            .iter()
            .any(|old| old.rule == violation.rule && covers(old, violation, was, is))
    };
    after.into_iter().filter(is_new).collect()
}

/// Whether `new` is no more than what `old` was already.
fn covers(old: &Violation, new: &Violation, was: &Timetable, is: &Timetable) -> bool {
    let activities = new
        .activities
        .iter()
        .all(|key| old.activities.contains(key));
    let resources = new.resources.iter().all(|one| old.resources.contains(one));
    activities && resources && is_no_worse(old, new, was, is)
}

fn is_no_worse(old: &Violation, new: &Violation, was: &Timetable, is: &Timetable) -> bool {
    match new.rule {
        HardRule::RoomTooSmall
        | HardRule::RoomUnfit
        | HardRule::StaffUnskilled
        | HardRule::InterpreterMissing
        | HardRule::InterpreterUnfit
        | HardRule::GroupTooLarge
        | HardRule::VisitorUnfit
        | HardRule::CompanyRepeated => true,
        HardRule::VehicleTooSmall => all(new, was, is, |was, is| {
            is.interpreters.len() <= was.interpreters.len()
        }),
        HardRule::ResourceMissing => all(new, was, is, |was, is| !loses(was, is)),
        HardRule::OrderBroken | HardRule::VisitBeforeInterview => {
            gap(new, is).is_some_and(|gap_is| gap(new, was).is_some_and(|was| gap_is >= was))
        }
        HardRule::GapTooLong => {
            gap(new, is).is_some_and(|gap_is| gap(new, was).is_some_and(|was| gap_is <= was))
        }
        _ => old.at == new.at,
    }
}

/// Whether something holds of each activity of a violation, before and after.
fn all(
    violation: &Violation,
    was: &Timetable,
    is: &Timetable,
    holds: impl Fn(&Assignment, &Assignment) -> bool,
) -> bool {
    violation.activities.iter().all(|key| {
        let both = was.assignments.get(key).zip(is.assignments.get(key));
        both.is_some_and(|(was, is)| holds(was, is))
    })
}

/// Whether something that was there is there no more.
fn loses(was: &Assignment, is: &Assignment) -> bool {
    let parts = |one: &Assignment| {
        let Assignment {
            room,
            staff,
            vehicle,
            company,
            ..
        } = one;
        [room, staff, vehicle, company].map(Option::is_some)
    };
    let pairs = parts(was).into_iter().zip(parts(is));
    pairs.into_iter().any(|(was, is)| was && !is)
}

/// Minutes from the start of the first to that of the second activity of a violation.
fn gap(violation: &Violation, timetable: &Timetable) -> Option<i64> {
    let [first, second] = violation.activities.as_slice() else {
        return None;
    };
    let start = |key: &String| Some(timetable.assignments.get(key)?.start.minutes());
    Some(start(second)? - start(first)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use scheduler::problem::{ResourceKind, ResourceRef};

    fn timetable(starts: &[(&str, &str)]) -> Timetable {
        let assignments = starts
            .iter()
            .map(|(key, at)| ((*key).to_owned(), Assignment::at(at.parse().unwrap())))
            .collect();
        Timetable { assignments }
    }

    fn violation(rule: HardRule, activities: &[&str], at: &str) -> Violation {
        Violation {
            rule,
            activities: activities.iter().map(ToString::to_string).collect(),
            resources: Vec::new(),
            at: Some(at.parse().unwrap()),
        }
    }

    const MONDAY: &str = "2017-03-06T09:00";
    const TUESDAY: &str = "2017-03-07T09:00";
    const WEDNESDAY: &str = "2017-03-08T09:00";

    #[rstest::rstest]
    // A closed day stays one when only the teacher changes; another closed day is another one.
    #[case(HardRule::OutsideOpening, &["a"], MONDAY, MONDAY, 0)]
    #[case(HardRule::OutsideOpening, &["a"], MONDAY, TUESDAY, 1)]
    // The room is as small on any day.
    #[case(HardRule::RoomTooSmall, &["a"], MONDAY, TUESDAY, 0)]
    // a must come after b, which is on Wednesday: later is better.
    #[case(HardRule::OrderBroken, &["b", "a"], MONDAY, TUESDAY, 0)]
    #[case(HardRule::OrderBroken, &["b", "a"], TUESDAY, MONDAY, 1)]
    #[case(HardRule::GapTooLong, &["b", "a"], TUESDAY, MONDAY, 0)]
    fn what_is_not_made_worse_blocks_nobody(
        #[case] rule: HardRule,
        #[case] activities: &[&str],
        #[case] from: &str,
        #[case] to: &str,
        #[case] n: usize,
    ) {
        let (was, is) = (
            timetable(&[("a", from), ("b", WEDNESDAY)]),
            timetable(&[("a", to), ("b", WEDNESDAY)]),
        );
        let before = [violation(rule, activities, from)];
        let after = vec![violation(rule, activities, to)];
        assert_eq!(introduced(&before, after.clone(), &was, &is).len(), n);
        assert_eq!(introduced(&[], after, &was, &is).len(), 1);
    }

    #[test]
    fn a_day_that_loses_a_lesson_is_no_worse_and_one_that_gains_one_is() {
        let day = |activities: &[&str]| Violation {
            resources: vec![ResourceRef::new(ResourceKind::Participant, "p-1")],
            ..violation(HardRule::DayTooLong, activities, "2017-03-06T00:00")
        };
        let same = timetable(&[("a", MONDAY)]);
        let before = [day(&["a", "b", "c"])];
        assert!(introduced(&before, vec![day(&["b", "c"])], &same, &same).is_empty());
        let more = vec![day(&["a", "b", "c", "d"])];
        assert_eq!(introduced(&before, more, &same, &same).len(), 1);
    }
}
