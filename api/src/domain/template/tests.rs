//! One story for each reason why a template is refused, and the ones that are accepted.

use rstest::rstest;
use serde_json::{Value, json};

use super::{Code, Definition};

fn sound() -> Value {
    let weekday = |day: u32| json!({"weekday": day, "earliestMinute": 510, "latestMinute": 930});
    json!({
        "weeks": 6,
        "days": (1..=5).map(weekday).collect::<Vec<_>>(),
        "lunch": {"fromMinute": 690, "untilMinute": 780, "minutes": 45},
        "caps": {"teachingMinutesADay": 270, "targetMinutesADay": 180},
        "maxInterpreterLanguages": 2,
        "electives": 1,
        "modules": [
            module("labour-market", "MANDATORY", json!({})),
            module("unions", "MANDATORY", json!({"after": ["labour-market"], "parts": 3})),
            module("garden", "ELECTIVE", json!({"firstWeek": 4, "lastWeek": 6})),
        ],
        "danish": {"mode": "PLANNED", "lessonsAWeek": 3, "minutes": 90, "skill": "danish",
                   "roomKind": "CLASS"},
        "interviews": {"perParticipant": 2, "minutes": 60, "firstWeek": 1, "lastWeek": 3,
                       "minGapDays": 2, "roomKind": "INTERVIEW", "skill": "competency"},
        "visits": {"perParticipant": 2, "minutes": 120, "groupSize": 6, "firstWeek": 3,
                   "lastWeek": 6, "skill": "escort", "preferSectors": true},
        "weights": {"idle_gap": 1, "teacher_change": 5},
    })
}

fn module(key: &str, choice: &str, change: Value) -> Value {
    let mut module = json!({
        "key": key, "titleDa": key, "titleEn": key, "choice": choice, "parts": 2, "minutes": 90,
        "minGapDays": 1, "roomKind": "CLASS", "skill": "society", "firstWeek": 1, "lastWeek": 6,
        "interpreter": true,
    });
    merge(&mut module, change);
    module
}

fn merge(into: &mut Value, change: Value) {
    match (into, change) {
        (Value::Object(old), Value::Object(new)) => {
            for (key, value) in new {
                merge(old.entry(key).or_insert(Value::Null), value);
            }
        }
        (old, new) => *old = new,
    }
}

fn parsed(value: Value) -> Definition {
    serde_json::from_value(value).unwrap()
}

fn changed(pointer: &str, value: Value) -> Definition {
    let mut definition = sound();
    *definition.pointer_mut(pointer).unwrap() = value;
    parsed(definition)
}

fn reasons(definition: &Definition) -> Vec<(String, Code)> {
    let faults = definition.validate().err().unwrap_or_default();
    faults
        .into_iter()
        .map(|fault| (fault.path, fault.code))
        .collect()
}

#[test]
fn a_sound_definition_is_accepted_and_survives_json() {
    let definition = parsed(sound());
    assert_eq!(definition.validate(), Ok(()));
    assert_eq!(definition.grid_minutes(), 15);
    let text = serde_json::to_string(&definition).unwrap();
    assert_eq!(
        serde_json::from_str::<Definition>(&text).unwrap(),
        definition
    );
}

#[rstest]
#[case::no_weeks("/weeks", json!(0), "weeks", Code::Zero)]
#[case::too_many_weeks("/weeks", json!(53), "weeks", Code::OverLimit)]
#[case::no_days("/days", json!([]), "days", Code::Empty)]
#[case::eighth_day("/days/0/weekday", json!(8), "days[0].weekday", Code::BadWeekday)]
#[case::monday_twice("/days/1/weekday", json!(1), "days[1].weekday", Code::Duplicate)]
#[case::day_backwards("/days/0/latestMinute", json!(300), "days[0]", Code::BadSpan)]
#[case::day_past_midnight("/days/0/latestMinute", json!(1500), "days[0]", Code::BadSpan)]
#[case::lunch_backwards("/lunch/untilMinute", json!(690), "lunch", Code::BadSpan)]
#[case::lunch_too_long("/lunch/minutes", json!(120), "lunch.minutes", Code::LunchOverWindow)]
#[case::no_teaching(
    "/caps/teachingMinutesADay", json!(0), "caps.teachingMinutesADay", Code::Zero
)]
#[case::key_with_space("/modules/2/key", json!("my garden"), "modules[2].key", Code::BadKey)]
#[case::key_twice("/modules/2/key", json!("unions"), "modules[2].key", Code::Duplicate)]
#[case::no_title("/modules/0/titleDa", json!(" "), "modules[0].titleDa", Code::Empty)]
#[case::no_parts("/modules/0/parts", json!(0), "modules[0].parts", Code::Zero)]
#[case::no_minutes("/modules/0/minutes", json!(0), "modules[0].minutes", Code::Zero)]
#[case::off_grid("/modules/0/minutes", json!(47), "modules[0].minutes", Code::OffGrid)]
#[case::bad_skill("/modules/0/skill", json!("Danish"), "modules[0].skill", Code::BadKey)]
#[case::week_zero("/modules/0/firstWeek", json!(0), "modules[0].firstWeek", Code::WeeksOutOfRange)]
#[case::week_seven("/modules/0/lastWeek", json!(7), "modules[0].firstWeek", Code::WeeksOutOfRange)]
#[case::weeks_backwards(
    "/modules/0", module("m", "MANDATORY", json!({"firstWeek": 4, "lastWeek": 3})),
    "modules[0].firstWeek", Code::WeeksOutOfRange
)]
#[case::gaps_reversed(
    "/modules/0", module("labour-market", "MANDATORY", json!({"minGapDays": 3, "maxGapDays": 2})),
    "modules[0].maxGapDays", Code::GapsReversed
)]
#[case::unknown_module(
    "/modules/1/after", json!(["labour-market", "law"]), "modules[1].after[1]", Code::UnknownModule
)]
#[case::after_itself("/modules/1/after", json!(["unions"]), "modules[1].after", Code::OrderCycle)]
#[case::too_many_electives("/electives", json!(2), "electives", Code::ElectivesOverOffer)]
#[case::no_danish("/danish/lessonsAWeek", json!(0), "danish.lessonsAWeek", Code::Zero)]
#[case::no_interviews(
    "/interviews/perParticipant", json!(0), "interviews.perParticipant", Code::Zero
)]
#[case::late_interviews(
    "/interviews/lastWeek", json!(9), "interviews.firstWeek", Code::WeeksOutOfRange
)]
#[case::empty_group("/visits/groupSize", json!(0), "visits.groupSize", Code::Zero)]
#[case::unknown_rule("/weights", json!({"good_mood": 1}), "weights.good_mood", Code::UnknownRule)]
#[case::heavy_rule("/weights/idle_gap", json!(2_000_000), "weights.idle_gap", Code::OverLimit)]
#[case::long_lesson("/modules/0/minutes", json!(240), "modules[0].minutes", Code::MinutesOverDay)]
#[case::long_visit("/visits/minutes", json!(300), "visits.minutes", Code::MinutesOverDay)]
#[case::gaps_over_weeks("/modules/0/minGapDays", json!(50), "modules[0].parts", Code::GapsOverWeeks)]
#[case::interview_gaps(
    "/interviews/minGapDays", json!(21), "interviews.perParticipant", Code::GapsOverWeeks
)]
#[case::target_over_cap(
    "/caps/targetMinutesADay", json!(300), "caps.targetMinutesADay", Code::OverLimit
)]
#[case::danish_over_weeks("/danish/lessonsAWeek", json!(16), "weeks", Code::MinutesOverWeeks)]
fn each_reason_is_named(
    #[case] pointer: &str,
    #[case] value: Value,
    #[case] path: &str,
    #[case] code: Code,
) {
    let found = reasons(&changed(pointer, value));
    assert!(found.contains(&(path.to_owned(), code)), "{found:?}");
}

#[test]
fn a_module_cannot_follow_one_that_comes_later() {
    let mut definition = parsed(sound());
    definition.modules[0].first_week = 5;
    definition.modules[1].last_week = 4;
    assert_eq!(
        reasons(&definition),
        [("modules[1].lastWeek".to_owned(), Code::OrderOverWeeks)]
    );
}

#[test]
fn visits_cannot_end_before_the_interviews_begin() {
    let mut definition = parsed(sound());
    let interviews = definition.interviews.as_mut().unwrap();
    (interviews.first_week, interviews.last_week) = (5, 6);
    let visits = definition.visits.as_mut().unwrap();
    (visits.first_week, visits.last_week) = (3, 4);
    assert_eq!(
        reasons(&definition),
        [("visits.lastWeek".to_owned(), Code::OrderOverWeeks)]
    );
}

#[test]
fn a_circle_is_named_once_and_in_order() {
    let mut definition = parsed(sound());
    definition.modules[0].after = vec!["garden".to_owned()];
    definition.modules[2].after = vec!["unions".to_owned()];
    let faults = definition.validate().unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].code, Code::OrderCycle);
    assert_eq!(
        faults[0].details["modules"],
        json!(["labour-market", "unions", "garden"])
    );
}

#[test]
fn two_circles_are_two_reasons_and_what_waits_behind_them_is_none() {
    let mut definition = parsed(sound());
    let extra = |key: &str, after: &str| {
        serde_json::from_value(module(key, "MANDATORY", json!({"after": [after]}))).unwrap()
    };
    definition
        .modules
        .extend([extra("a", "b"), extra("b", "a"), extra("c", "a")]);
    definition.modules[0].after = vec!["unions".to_owned()];
    let paths: Vec<String> = reasons(&definition)
        .into_iter()
        .map(|(path, _)| path)
        .collect();
    assert_eq!(paths, ["modules[0].after", "modules[3].after"]);
}

#[test]
fn all_reasons_come_at_once() {
    let mut definition = changed("/electives", json!(7));
    definition.weeks = 0;
    definition.modules[0].minutes = 0;
    definition.modules[1].after.push("law".to_owned());
    let codes: Vec<Code> = reasons(&definition)
        .into_iter()
        .map(|(_, code)| code)
        .collect();
    for code in [
        Code::Zero,
        Code::WeeksOutOfRange,
        Code::ElectivesOverOffer,
        Code::UnknownModule,
    ] {
        assert!(codes.contains(&code), "{codes:?}");
    }
}

#[test]
fn minutes_over_weeks_name_the_smallest_run_of_weeks() {
    let mut definition = parsed(sound());
    definition.modules[0].parts = 20;
    definition.modules[0].min_gap_days = 0;
    (
        definition.modules[0].first_week,
        definition.modules[0].last_week,
    ) = (2, 2);
    let faults = definition.validate().unwrap_err();
    let weeks: Vec<_> = faults.iter().map(|fault| &fault.details).collect();
    assert_eq!(weeks.len(), 1, "{faults:?}");
    assert_eq!(
        (&weeks[0]["firstWeek"], &weeks[0]["lastWeek"]),
        (&json!(2), &json!(2))
    );
    assert_eq!(
        (&weeks[0]["needed"], &weeks[0]["available"]),
        (&json!(2070), &json!(1350))
    );
}

#[test]
fn a_largest_gap_may_ask_for_a_later_start() {
    let mut definition = parsed(sound());
    definition.days.retain(|day| [1, 5].contains(&day.weekday));
    definition.danish = super::Danish::External {};
    definition.modules[0].max_gap_days = Some(3);
    assert_eq!(reasons(&definition), []);
}

#[test]
fn nothing_to_plan_is_no_programme() {
    let mut definition = parsed(sound());
    definition.modules.clear();
    definition.electives = 0;
    definition.danish = super::Danish::External {};
    definition.interviews = None;
    definition.visits = None;
    assert_eq!(reasons(&definition), [("modules".to_owned(), Code::Empty)]);
}

#[test]
fn a_misspelt_field_is_refused() {
    let mut definition = sound();
    definition["caps"]["teachingMinutesADday"] = json!(900);
    assert!(serde_json::from_value::<Definition>(definition).is_err());
    let mut external = sound();
    external["danish"] = json!({"mode": "EXTERNAL", "minutes": 90});
    assert!(serde_json::from_value::<Definition>(external).is_err());
}

#[test]
fn a_finer_time_asks_for_a_finer_grid() {
    let mut definition = parsed(sound());
    definition.modules[0].minutes = 100;
    assert_eq!(definition.grid_minutes(), 5);
}

#[test]
fn codes_are_the_serialised_names() {
    for code in [
        Code::Empty,
        Code::OverLimit,
        Code::GapsOverWeeks,
        Code::ElectivesOverOffer,
    ] {
        assert_eq!(serde_json::to_value(code).unwrap(), json!(code.as_str()));
    }
}
