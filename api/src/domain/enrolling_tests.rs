//! Places, waiting lists and target rules, as tables.

use rstest::rstest;
use serde_json::json;

use super::*;

fn definition(electives: u32) -> Definition {
    let module = |key: &str, choice: &str| {
        json!({ "key": key, "titleDa": key, "titleEn": key, "choice": choice, "parts": 1,
            "minutes": 90, "roomKind": "CLASS", "skill": "teaching", "firstWeek": 1,
            "lastWeek": 6, "interpreter": true })
    };
    serde_json::from_value(json!({
        "weeks": 6, "days": [{ "weekday": 1, "earliestMinute": 510, "latestMinute": 930 }],
        "caps": { "teachingMinutesADay": 300 }, "maxInterpreterLanguages": 2,
        "electives": electives, "danish": { "mode": "EXTERNAL" },
        "modules": [module("rights", "MANDATORY"), module("music", "ELECTIVE"),
            module("sport", "ELECTIVE"), module("food", "ELECTIVE")]
    }))
    .expect("a definition")
}

#[rstest]
#[case(Some(18), &["music", "food"], false, &[])]
#[case(Some(17), &["music", "food"], false, &["age"])]
#[case(None, &["music", "food"], false, &["age"])]
#[case(Some(40), &["music", "food"], true, &["enrolled"])]
#[case(Some(40), &["music"], false, &["electives"])]
#[case(Some(40), &["music", "music"], false, &["electives"])]
#[case(Some(40), &["music", "rights"], false, &["electives"])]
#[case(Some(40), &["music", "food", "sport"], false, &["electives"])]
#[case(Some(3), &[], true, &["age", "enrolled", "electives"])]
fn every_obstacle_is_told(
    #[case] age: Option<i32>,
    #[case] electives: &[&str],
    #[case] is_enrolled: bool,
    #[case] expected: &[&str],
) {
    let definition = definition(2);
    let terms = Terms {
        first_on: NaiveDate::from_ymd_opt(2017, 3, 6).expect("a day"),
        minimum_age: 18,
        definition: &definition,
    };
    let electives: Vec<String> = electives.iter().map(|key| (*key).to_owned()).collect();
    let applicant = Applicant {
        age,
        electives: &electives,
        is_enrolled,
    };
    let found: Vec<&str> = obstacles(&terms, &applicant)
        .iter()
        .map(|obstacle| match obstacle {
            Obstacle::TargetRule { .. } => "age",
            Obstacle::AlreadyEnrolled => "enrolled",
            Obstacle::Electives { .. } => "electives",
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn places_are_given_until_there_are_none_and_then_there_is_a_queue() {
    let mut places = Places::new(3, 1, 0);
    let taken: Vec<Place> = (0..4).map(|_| places.take()).collect();
    let expected = [
        Place::Seat,
        Place::Seat,
        Place::Waiting(1),
        Place::Waiting(2),
    ];
    assert_eq!(taken, expected);
}

#[test]
fn nobody_passes_those_who_wait() {
    assert_eq!(Places::new(3, 2, 1).take(), Place::Waiting(2));
}

#[rstest]
#[case(EnrolmentState::Waitlisted, Some(EnrolmentState::Withdrawn))]
#[case(EnrolmentState::Enrolled, Some(EnrolmentState::Withdrawn))]
#[case(EnrolmentState::InCourse, Some(EnrolmentState::Left))]
#[case(EnrolmentState::Completed, None)]
#[case(EnrolmentState::Left, None)]
#[case(EnrolmentState::Withdrawn, None)]
fn an_enrolment_ends_once(#[case] state: EnrolmentState, #[case] expected: Option<EnrolmentState>) {
    assert_eq!(ended(state).ok(), expected);
}

#[test]
fn languages_are_counted_against_the_template() {
    assert!(!is_over_languages(2, &definition(0)));
    assert!(is_over_languages(3, &definition(0)));
}
