//! The three example files: planned completely, judged sound, and no dearer than the baseline.

use rstest::rstest;
use scheduler::problem::ActivityKind;
use scheduler::{Control, Effort, RuleScore, SoftRule, Verdict, check, format, solve};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What one example costs at one effort: the mark for whoever changes the search.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Baseline {
    seed: u64,
    steps: u64,
    soft: i64,
    rules: BTreeMap<SoftRule, RuleScore>,
}

const BASELINE: &str = include_str!("../examples/baseline.json");

fn example(name: &str) -> scheduler::Problem {
    let path = format!("{}/examples/{name}.json", env!("CARGO_MANIFEST_DIR"));
    format::read_problem(&std::fs::read_to_string(path).expect("a file")).expect("a problem")
}

#[rstest]
#[case("avnstrup")]
#[case("ny_i_danmark")]
#[case("jelling")]
fn an_example_is_planned_completely_and_as_the_baseline_says(#[case] name: &str) {
    let problem = example(name);
    let effort = Effort::default();
    let solution = solve(&problem, &effort, &mut |_| Control::Continue).unwrap();
    assert_eq!(solution.verdict, Verdict::Complete);
    let report = check(&problem, &solution.timetable).unwrap();
    assert_eq!(report.violations, vec![]);
    assert_eq!(report.score, solution.score);
    assert_eq!(report.unassigned, Vec::<String>::new());

    let baselines: BTreeMap<String, Baseline> = serde_json::from_str(BASELINE).unwrap();
    let found = Baseline {
        seed: effort.seed,
        steps: effort.steps,
        soft: solution.score.soft,
        rules: solution.score.rules,
    };
    let written = serde_json::to_string(&found).unwrap();
    assert_eq!(
        Some(&found),
        baselines.get(name),
        "found \"{name}\": {written}"
    );
}

#[test]
fn nothing_at_avnstrup_lies_on_maundy_thursday_or_good_friday() {
    let problem = example("avnstrup");
    let solution = solve(&problem, &Effort::default(), &mut |_| Control::Continue).unwrap();
    for (key, assignment) in &solution.timetable.assignments {
        let day = assignment.start.date.to_string();
        assert!(
            !["2017-04-13", "2017-04-14"].contains(&day.as_str()),
            "{key} on {day}"
        );
    }
    let planned: u32 = problem
        .activities
        .iter()
        .filter(|activity| solution.timetable.assignments.contains_key(&activity.key))
        .filter(|activity| activity.kind == ActivityKind::Lesson)
        .map(|activity| u32::from(activity.minutes))
        .sum();
    // Three cohorts, each with the 3.045 minutes of its ten themes.
    assert_eq!(planned, 3 * 3_045);
}

#[test]
fn other_seeds_plan_avnstrup_completely_too() {
    let problem = example("avnstrup");
    for seed in 2..8 {
        let effort = Effort {
            seed,
            ..Effort::default()
        };
        let solution = solve(&problem, &effort, &mut |_| Control::Continue).unwrap();
        assert_eq!(solution.verdict, Verdict::Complete, "seed {seed}");
        assert_eq!(
            check(&problem, &solution.timetable).unwrap().violations,
            vec![]
        );
    }
}
