//! The published JSON schema of a problem: it takes what the engine takes and knows every field.

mod support;

use proptest::prelude::*;
use rstest::rstest;
use scheduler::format::{self, ReadFaults};
use scheduler::problem::{BaseAssignment, FaultCode};
use serde_json::{Value, json};
use support::{planned, problem, shuffled};

const SCHEMA: &str = include_str!("../../docs/engine-format.schema.json");

fn validator() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
    jsonschema::draft202012::new(&schema).expect("a schema")
}

fn example(name: &str) -> Value {
    let path = format!("{}/examples/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).expect("a file")).expect("JSON")
}

#[rstest]
#[case("avnstrup")]
#[case("ny_i_danmark")]
#[case("jelling")]
fn the_examples_keep_the_schema(#[case] name: &str) {
    let example = example(name);
    let faults: Vec<String> = validator()
        .iter_errors(&example)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert_eq!(faults, Vec::<String>::new());
}

/// What one changes, and where the reader finds it at fault.
#[rstest]
#[case("/horizon/days", json!("many"), "horizon")]
#[case("/rooms/1/seats", json!(-4), "rooms[1]")]
#[case("/interpreters/0/mode", json!("BY_POST"), "interpreters[0]")]
#[case("/activities/2/minuts", json!(45), "activities[2]")]
#[case("/companies", json!({}), "companies")]
#[case("/teachers", json!([]), "teachers")]
fn schema_and_reader_refuse_the_same(
    #[case] pointer: &str,
    #[case] value: Value,
    #[case] path: &str,
) {
    let mut problem = example("jelling");
    let (parent, field) = pointer.rsplit_once('/').expect("a pointer");
    let parent = problem.pointer_mut(parent).expect("a place");
    parent[field] = value;
    assert!(!validator().is_valid(&problem));
    let ReadFaults::Shape(faults) = format::read_sound_problem(&problem.to_string()).unwrap_err()
    else {
        panic!("the shape is at fault");
    };
    let paths: Vec<&str> = faults.iter().map(|fault| fault.path.as_str()).collect();
    assert_eq!(paths, vec![path]);
}

#[test]
fn every_fault_is_named_at_once() {
    let mut problem = example("jelling");
    problem["rooms"][0]["seats"] = json!("ten");
    problem["activities"][4]["kind"] = json!("PARTY");
    problem["weather"] = json!("fine");
    let ReadFaults::Shape(faults) = format::read_sound_problem(&problem.to_string()).unwrap_err()
    else {
        panic!("the shape is at fault");
    };
    let mut paths: Vec<&str> = faults.iter().map(|fault| fault.path.as_str()).collect();
    paths.sort_unstable();
    assert_eq!(paths, vec!["activities[4]", "rooms[0]", "weather"]);

    let mut problem = example("jelling");
    problem["activities"][0]["cohort"] = json!("nobody");
    problem["horizon"]["grid_minutes"] = json!(7);
    let ReadFaults::Unsound(faults) = format::read_sound_problem(&problem.to_string()).unwrap_err()
    else {
        panic!("what it says is at fault");
    };
    let codes: Vec<FaultCode> = faults.iter().map(|fault| fault.code).collect();
    assert!(codes.contains(&FaultCode::OutOfRange) && codes.contains(&FaultCode::UnknownKey));
}

#[rstest]
#[case("")]
#[case("[1, 2]")]
#[case("{\"horizon\": ")]
fn what_is_no_object_has_one_fault(#[case] text: &str) {
    let ReadFaults::Shape(faults) = format::read_sound_problem(text).unwrap_err() else {
        panic!("the shape is at fault");
    };
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].path, "");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: support::cases(32), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_the_engine_writes_keeps_the_schema(seed: u64, tight: bool) {
        let mut problem = shuffled(&problem(seed, tight), seed);
        let timetable = planned(&problem, seed, 500).timetable;
        for activity in problem.activities.iter_mut().filter(|one| one.base.is_none()) {
            activity.base = timetable.assignments.get(&activity.key).map(|assignment| {
                BaseAssignment { assignment: assignment.clone(), notified: seed % 2 == 0 }
            });
        }
        let text = format::write_problem(&problem).unwrap();
        let value: Value = serde_json::from_str(&text).unwrap();
        let faults: Vec<String> = validator().iter_errors(&value).map(|fault| fault.to_string()).collect();
        prop_assert_eq!(faults, Vec::<String>::new());
        prop_assert_eq!(format::read_sound_problem(&text), Ok(problem));
    }
}
