//! The command line beside the server: planning a file.

use std::fs;
use std::path::{Path, PathBuf};

use api::console::plan::{PlanOptions, planned};
use scheduler::format::{read_problem, read_solution};
use scheduler::{Verdict, check};
use serde_json::{Value, json};

fn example() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    fs::read_to_string(root.join("scheduler/examples/jelling.json")).unwrap()
}

fn options() -> PlanOptions {
    PlanOptions::of(PathBuf::from("-"))
}

#[test]
fn a_file_is_planned_and_told() {
    let done = planned(&example(), &options());
    assert_eq!(done.code, 0, "{:?}", done.told);
    let told = done.told.join("\n");
    assert!(told.contains("COMPLETE"), "{told}");
    let solution = read_solution(&done.answer.unwrap()).unwrap();
    assert_eq!(solution.verdict, Verdict::Complete);
    let problem = read_problem(&example()).unwrap();
    let judged = check(&problem, &solution.timetable).unwrap();
    assert_eq!(judged.violations, vec![]);
    assert!(told.contains(&judged.score.soft.to_string()), "{told}");
}

#[test]
fn a_file_that_cannot_be_planned_says_why() {
    let mut problem: Value = serde_json::from_str(&example()).unwrap();
    problem["vehicles"] = json!([]);
    problem["companies"] = json!([]);
    let quick = PlanOptions {
        steps: 1_000,
        ..options()
    };
    let done = planned(&problem.to_string(), &quick);
    assert_eq!(done.code, 4, "{:?}", done.told);
    assert!(done.told.contains(&"Why it cannot be done:".to_owned()));
    let answer: Value = serde_json::from_str(&done.answer.unwrap()).unwrap();
    assert_eq!(answer["verdict"], "INFEASIBLE");
}

#[test]
fn every_fault_of_a_file_is_named_at_once() {
    let mut problem: Value = serde_json::from_str(&example()).unwrap();
    problem["rooms"][1]["seats"] = json!("many");
    problem["activities"][3]["minuts"] = json!(45);
    let done = planned(&problem.to_string(), &options());
    assert_eq!((done.code, done.answer), (1, None));
    let is_named = |path: &str| done.told.iter().any(|line| line.starts_with(path));
    assert!(is_named("rooms[1]: ") && is_named("activities[3]: "));

    let mut problem: Value = serde_json::from_str(&example()).unwrap();
    problem["activities"][0]["cohort"] = json!("nobody");
    problem["activities"][1]["minutes"] = json!(5_000);
    let done = planned(&problem.to_string(), &options());
    assert_eq!((done.code, done.told.len()), (1, 3), "{:?}", done.told);
    assert!(
        done.told
            .contains(&"activities[0].cohort: leads nowhere (nobody)".to_owned())
    );
}
