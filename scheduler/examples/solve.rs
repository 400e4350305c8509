//! Solves a problem file and prints the verdict, the cost by rule and what is missing.
//!
//! `cargo run --release -p scheduler --example solve -- FILE [SEED [STEPS]]`
#![expect(
    clippy::print_stdout,
    reason = "an example talks to the person who runs it"
)]

use scheduler::{Control, Effort, Verdict, check, format, solve};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("usage: solve FILE [SEED [STEPS]]")?;
    let problem = format::read_problem(&std::fs::read_to_string(file)?)?;
    let mut effort = Effort::default();
    if let Some(seed) = arguments.next() {
        effort.seed = seed.parse()?;
    }
    if let Some(steps) = arguments.next() {
        effort.steps = steps.parse()?;
    }
    let mut reports = 0;
    let solution = solve(&problem, &effort, &mut |progress| {
        if reports % 8 == 0 {
            println!(
                "{:?} step {} of {}: {} unassigned, cost {}",
                progress.phase, progress.step, progress.steps, progress.unassigned, progress.soft
            );
        }
        reports += 1;
        Control::Continue
    })
    .map_err(|faults| {
        format!(
            "the problem has {} faults, first: {}",
            faults.len(),
            faults[0]
        )
    })?;
    match &solution.verdict {
        Verdict::Infeasible { proofs } => {
            println!("INFEASIBLE");
            for proof in proofs {
                println!("  {proof:?}");
            }
        }
        verdict => println!("{verdict:?}"),
    }
    println!(
        "{} activities, cost {}",
        problem.activities.len(),
        solution.score.soft
    );
    for (rule, score) in &solution.score.rules {
        println!(
            "  {:20} {:8} units {:10} cost",
            rule.name(),
            score.units,
            score.cost
        );
    }
    for missing in &solution.unassigned {
        println!(
            "unassigned: {} {:?}",
            missing.activity,
            missing.obstacles.first()
        );
    }
    let report = check(&problem, &solution.timetable)
        .map_err(|faults| format!("{} faults", faults.len()))?;
    println!("check: {} violations", report.violations.len());
    Ok(())
}
