//! Plants defects in problems that can be planned, and measures how many are named and how fast.
//!
//! `cargo run --release -p scheduler --example defects -- [SEEDS [NAME [ways]]]` prints what was not named, the
//! share that was, and the slowest answer; with a NAME, the proofs of the sorts whose name holds it.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "an example talks to the person who runs it, and measures time"
)]

#[path = "../tests/defects/plants/mod.rs"]
mod plants;
#[path = "../tests/defects/soil.rs"]
mod soil;
#[path = "../tests/support/mod.rs"]
#[expect(dead_code, reason = "tests use the rest")]
mod support;

use plants::DEFECTS;
use scheduler::scenario::apply;
use scheduler::{Control, Effort, Phase, Problem, Proof, Verdict, check, solve, ways_out};
use soil::{Soil, soils, tightened};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use support::Dice;

#[derive(Default)]
struct Tally {
    planted: u32,
    proved: u32,
    named: u32,
    slowest: Duration,
    proving: Duration,
    ways: Vec<usize>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let seeds: u64 = arguments.next().map_or(Ok(4), |seeds| seeds.parse())?;
    let only = arguments.next();
    let ways = arguments.next().is_some();
    let soils = soils(24);
    println!("{} problems that can be planned", soils.len());
    if only.as_deref() == Some("controls") {
        return controls(&soils, seeds);
    }
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for seed in 0..seeds {
        for (number, (name, plant)) in DEFECTS.into_iter().enumerate() {
            if only
                .as_ref()
                .is_some_and(|only| !name.contains(only.as_str()))
            {
                continue;
            }
            let mut dice = Dice(seed * 7_919 + number as u64 + 1);
            dice.below(2);
            let at = usize::try_from(dice.below(soils.len() as u64))?;
            let soil = &soils[at];
            let mut problem = soil.problem.clone();
            let Some(fault) = plant(&mut problem, &soil.plan, &mut dice) else {
                continue;
            };
            if let Err(faults) = problem.validate() {
                println!("{name} in {}: unsound, {}", soil.name, faults[0]);
                continue;
            }
            let effort = Effort::default();
            let began = Instant::now();
            let mut searched = began.elapsed();
            let solution = solve(&problem, &effort, &mut |progress| {
                if progress.phase == Phase::Prove {
                    searched = began.elapsed();
                }
                Control::Continue
            })
            .map_err(|faults| faults[0].to_string())?;
            let took = began.elapsed();
            let tally = tallies.entry(name).or_default();
            tally.slowest = tally.slowest.max(took);
            tally.proving = tally.proving.max(took.saturating_sub(searched));
            let proofs = match &solution.verdict {
                Verdict::Complete => {
                    let report = check(&problem, &solution.timetable)
                        .map_err(|faults| faults[0].to_string())?;
                    assert!(report.violations.is_empty());
                    println!("{name} in {} (seed {seed}): no defect after all", soil.name);
                    continue;
                }
                Verdict::Infeasible { proofs } => proofs.clone(),
                Verdict::Partial | Verdict::NotFoundInTime => Vec::new(),
            };
            tally.planted += 1;
            tally.proved += u32::from(!proofs.is_empty());
            let named = fault.is_named(&proofs);
            if ways {
                tally.ways.push(look_for_ways(&problem, &proofs, name)?);
            }
            tally.named += u32::from(named);
            if !named || only.is_some() {
                println!(
                    "{name} in {} (seed {seed}, {} ms): {}",
                    soil.name,
                    took.as_millis(),
                    if named { "named" } else { "NOT NAMED" }
                );
                println!("  expected {fault:?}");
                for proof in &proofs {
                    println!("  {proof:?}");
                }
                for missing in solution.unassigned.iter().take(3) {
                    println!("  missing {}", missing.activity);
                }
            }
        }
    }
    let mut all = Tally::default();
    for (name, tally) in &tallies {
        if ways {
            println!("{name:50} ways out {:?}", tally.ways);
        }
        println!(
            "{name:50} planted {:3}, proved {:3}, named {:3}, slowest {:4} ms, of it proving {:4} ms",
            tally.planted,
            tally.proved,
            tally.named,
            tally.slowest.as_millis(),
            tally.proving.as_millis()
        );
        all.planted += tally.planted;
        all.proved += tally.proved;
        all.named += tally.named;
        all.slowest = all.slowest.max(tally.slowest);
        all.proving = all.proving.max(tally.proving);
    }
    println!(
        "all: planted {}, proved {}, named {}, slowest {} ms, slowest proof {} ms",
        all.planted,
        all.proved,
        all.named,
        all.slowest.as_millis(),
        all.proving.as_millis()
    );
    Ok(())
}

/// How many ways out there are; each is applied, solved and judged again.
fn look_for_ways(
    problem: &Problem,
    proofs: &[Proof],
    name: &str,
) -> Result<usize, Box<dyn std::error::Error>> {
    let effort = Effort {
        seed: 1,
        steps: 20_000,
    };
    let began = Instant::now();
    let ways = ways_out(problem, proofs, &effort).map_err(|faults| faults[0].to_string())?;
    println!(
        "{name}: {} ways out in {} ms",
        ways.len(),
        began.elapsed().as_millis()
    );
    for way in &ways {
        println!(
            "  {} ore, {} people, plan {}: {}",
            way.price,
            way.people,
            way.score.soft,
            serde_json::to_string(&way.changes)?
        );
        let changed = apply(problem, &way.changes).map_err(|faults| faults[0].to_string())?;
        let report = check(&changed, &way.timetable).map_err(|faults| faults[0].to_string())?;
        assert!(report.violations.is_empty() && report.unassigned.is_empty());
    }
    Ok(ways.len())
}

/// Problems as tight as a plan allows, on which the search is stopped at once: all is missing, and
/// nothing may be called impossible.
fn controls(soils: &[Soil], seeds: u64) -> Result<(), Box<dyn std::error::Error>> {
    let (mut asked, mut wrong, mut slowest) = (0, 0, Duration::ZERO);
    for seed in 0..seeds {
        for (number, soil) in soils.iter().enumerate() {
            let mut dice = Dice(seed * 104_729 + number as u64 + 1);
            dice.below(2);
            let problem = tightened(soil, &mut dice);
            for stop in [true, false] {
                let effort = Effort {
                    seed,
                    steps: dice.below(3_000),
                };
                let control = if stop {
                    Control::Stop
                } else {
                    Control::Continue
                };
                let began = Instant::now();
                let solution = solve(&problem, &effort, &mut |_| control)
                    .map_err(|faults| faults[0].to_string())?;
                let took = began.elapsed();
                if took.as_millis() > 1_000 {
                    println!(
                        "{} (seed {seed}, stop {stop}): {} ms",
                        soil.name,
                        took.as_millis()
                    );
                }
                slowest = slowest.max(took);
                asked += 1;
                if let Verdict::Infeasible { proofs } = &solution.verdict {
                    wrong += 1;
                    println!("{} (seed {seed}): WRONG {:?}", soil.name, proofs);
                }
            }
        }
    }
    println!(
        "controls: {asked}, called impossible {wrong}, slowest {} ms",
        slowest.as_millis()
    );
    Ok(())
}
