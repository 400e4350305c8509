//! What interpreters are owed who are cancelled, by their price terms: a table of cases.

use rstest::rstest;
use scheduler::problem::{Problem, ResourceKind, ResourceRef};
use scheduler::{Disrupted, Moment, Span, Timetable, bill, format, published};
use std::collections::BTreeSet;

/// One lesson of 90 minutes on Wednesday at 10:00, and one at 13:00, both interpreted in person by
/// one interpreter at 345 kr an hour, two hours at least, 280 kr for transport; by phone, where that
/// is said.
fn two_lessons(now: &str, mode: &str) -> Problem {
    let activity = |key: &str, start: &str| {
        serde_json::json!({
            "key": key, "kind": "LESSON", "cohort": "c", "participants": ["p"], "minutes": 90,
            "interpreted": true,
            "base": { "assignment": {
                "start": format!("2017-03-08T{start}"),
                "interpreters": [{ "language": "ti", "interpreter": "i" }],
            } },
        })
    };
    let problem = serde_json::json!({
        "horizon": { "first_date": "2017-03-06", "days": 5, "not_before": now, "open": [
            { "from": "2017-03-08T08:00", "until": "2017-03-08T16:00" },
            { "from": "2017-03-09T08:00", "until": "2017-03-09T16:00" },
        ] },
        "interpreters": [
            { "key": "i", "languages": ["ti"], "mode": mode, "terms":
                { "ore_per_hour": 34_500, "minimum_minutes": 120, "transport_ore": 28_000 } },
            { "key": "j", "languages": ["ti"], "mode": mode },
        ],
        "cohorts": [{ "key": "c", "from": "2017-03-06", "until": "2017-03-11" }],
        "participants": [{ "key": "p", "cohort": "c", "interpreter_language": "ti" }],
        "activities": [activity("one", "10:00"), activity("two", "13:00")],
    });
    format::read_problem(&problem.to_string()).expect("a problem")
}

/// The timetable with the interpreter of some lessons replaced.
fn without(problem: &Problem, lessons: &[&str]) -> Timetable {
    let mut timetable = published(problem);
    for lesson in lessons {
        let assignment = timetable.assignments.get_mut(*lesson).expect("a lesson");
        "j".clone_into(&mut assignment.interpreters[0].interpreter);
    }
    timetable
}

fn disrupted(problem: &Problem, away: Option<&str>) -> Disrupted {
    let day: Moment = "2017-03-08T00:00".parse().expect("a moment");
    let span = Span::days(day.date, day.date.plus_days(1));
    Disrupted {
        problem: problem.clone(),
        hit: BTreeSet::new(),
        concerned: BTreeSet::new(),
        away: away.map(|key| (ResourceRef::new(ResourceKind::Interpreter, key), span)),
    }
}

const PAID: i64 = 2 * 34_500;
const TRANSPORT: i64 = 28_000;

#[rstest]
#[case::a_day_before_it_is_free("2017-03-07T10:00", "ON_SITE", &["one"], None, 0)]
#[case::later_the_full_time_is_paid("2017-03-07T10:01", "ON_SITE", &["one"], None, PAID)]
#[case::each_session_has_its_own_day_before("2017-03-07T12:00", "ON_SITE", &["one", "two"], None, PAID + TRANSPORT)]
#[case::transport_is_paid_once("2017-03-08T08:00", "ON_SITE", &["one", "two"], None, 2 * PAID + TRANSPORT)]
#[case::nobody_travels_to_a_phone("2017-03-08T08:00", "PHONE", &["one", "two"], None, 2 * PAID)]
#[case::who_is_away_is_owed_nothing("2017-03-08T08:00", "ON_SITE", &["one", "two"], Some("i"), 0)]
#[case::another_one_being_away_changes_nothing("2017-03-08T08:00", "ON_SITE", &["two"], Some("j"), PAID)]
#[case::the_past_is_no_cancellation("2017-03-08T11:00", "ON_SITE", &["one"], None, 0)]
fn late_cancellations_are_paid(
    #[case] now: &str,
    #[case] mode: &str,
    #[case] replaced: &[&str],
    #[case] away: Option<&str>,
    #[case] fees: i64,
) {
    let problem = two_lessons(now, mode);
    let timetable = without(&problem, replaced);
    let bill = bill(&problem, &disrupted(&problem, away), &timetable);
    assert_eq!(bill.interpreter_fees_ore, fees);
}

#[test]
fn another_time_is_a_cancellation_too() {
    let problem = two_lessons("2017-03-08T08:00", "ON_SITE");
    let mut timetable = published(&problem);
    let lesson = timetable.assignments.get_mut("two").expect("a lesson");
    lesson.start = "2017-03-09T13:00".parse().expect("a moment");
    let bill = bill(&problem, &disrupted(&problem, None), &timetable);
    // He still comes for the first one that day.
    assert_eq!(bill.interpreter_fees_ore, PAID);
    // Before: 10:00 to 14:30, five started hours. After: two hours, twice, and another trip.
    assert_eq!(bill.interpreter_cost_change_ore, -34_500 + TRANSPORT);
    assert_eq!((bill.sessions_moved, bill.persons_touched), (1, 2));
}
