//! Planted defects are proved and named, feasible controls never are, and every way out leads out.

mod plants;
mod soil;
#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod support;

use plants::{DEFECTS, Fault};
use rstest::rstest;
use scheduler::scenario::apply;
use scheduler::{Control, Effort, Problem, Proof, Solution, Verdict, check, solve, ways_out};
use soil::{Soil, soils, tightened};
use std::sync::LazyLock;
use support::{Dice, planned};

static SOILS: LazyLock<Vec<Soil>> = LazyLock::new(|| soils(16));

/// What a sort of defect makes of some problem; nothing when no problem has soil for it.
fn planted(number: usize, seed: u64) -> Option<(Problem, Fault)> {
    let (_, plant) = DEFECTS[number];
    let mut dice = Dice(seed * 7_919 + number as u64 + 1);
    dice.below(2);
    for _ in 0..20 {
        let at = usize::try_from(dice.below(SOILS.len() as u64)).expect("a small number");
        let mut problem = SOILS[at].problem.clone();
        if let Some(fault) = plant(&mut problem, &SOILS[at].plan, &mut dice) {
            assert_eq!(problem.validate(), Ok(()), "{}", DEFECTS[number].0);
            return Some((problem, fault));
        }
    }
    None
}

fn proofs(solution: &Solution) -> Vec<Proof> {
    match &solution.verdict {
        Verdict::Infeasible { proofs } => proofs.clone(),
        _ => Vec::new(),
    }
}

/// Three of each of 36 sorts, each a test of its own seed: all proved, 99 of 100 named.
#[rstest]
fn planted_defects_are_named(#[values(0, 1, 2)] seed: u64) {
    let mut unnamed = Vec::new();
    let mut n_planted = 0;
    for (number, (name, _)) in DEFECTS.iter().enumerate() {
        let Some((problem, fault)) = planted(number, seed) else {
            panic!("no soil for {name}");
        };
        let solution = planned(&problem, 1, 12_000);
        let proofs = proofs(&solution);
        assert!(!proofs.is_empty(), "{name}: {:?}", solution.verdict);
        for proof in &proofs {
            assert!(
                !proof.activities.is_empty() && !proof.rules.is_empty(),
                "{name}: {proof:?}"
            );
        }
        n_planted += 1;
        if !fault.is_named(&proofs) {
            unnamed.push((*name, fault, proofs));
        }
    }
    assert!(n_planted >= 36);
    assert!(unnamed.is_empty(), "{unnamed:?}");
}

/// Problems that are as tight as their plan allows, searched not at all or hardly: much is missing,
/// nothing is impossible.
#[rstest]
fn a_feasible_control_is_never_called_infeasible(#[values(0, 1, 2, 3, 4)] seed: u64) {
    for (number, soil) in SOILS.iter().take(22).enumerate() {
        let mut dice = Dice(seed * 104_729 + number as u64 + 1);
        dice.below(2);
        let problem = tightened(soil, &mut dice);
        let effort = Effort { seed, steps: 500 };
        let control = if number % 2 == 0 {
            Control::Stop
        } else {
            Control::Continue
        };
        let solution = solve(&problem, &effort, &mut |_| control).unwrap();
        assert_eq!(proofs(&solution), vec![], "{} (seed {seed})", soil.name);
    }
}

/// The activities of a proof cannot stand without any other, and each of them matters where all
/// combinations were tried or one has no place.
#[test]
fn what_a_proof_names_cannot_stand_alone() {
    for (number, (name, _)) in DEFECTS.iter().enumerate() {
        let Some((problem, _)) = planted(number, 0) else {
            continue;
        };
        for proof in proofs(&planned(&problem, 1, 6_000)).iter().take(1) {
            let mut alone = problem.clone();
            alone
                .activities
                .retain(|one| proof.activities.contains(&one.key));
            alone.precedences.retain(|one| {
                proof.activities.contains(&one.before) && proof.activities.contains(&one.after)
            });
            let again = planned(&alone, 1, 6_000);
            assert!(
                !proofs(&again).is_empty(),
                "{name}: {proof:?} {:?}",
                again.verdict
            );
        }
    }
}

#[rstest]
fn every_way_out_leads_out(#[values(0, 1)] half: usize) {
    let effort = Effort {
        seed: 1,
        steps: 4_000,
    };
    let mut found = 0;
    for number in (half..DEFECTS.len()).step_by(4) {
        let Some((problem, _)) = planted(number, 5) else {
            continue;
        };
        if problem.activities.len() > 60 {
            continue;
        }
        let solution = solve(&problem, &effort, &mut |_| Control::Continue).unwrap();
        let ways = ways_out(&problem, &proofs(&solution), &effort).unwrap();
        assert!(ways.len() <= 5);
        for pair in ways.windows(2) {
            let rank = |at: usize| (pair[at].price + pair[at].score.soft, pair[at].people);
            assert!(rank(0) <= rank(1));
        }
        for way in &ways {
            found += 1;
            let changed = apply(&problem, &way.changes).unwrap();
            let report = check(&changed, &way.timetable).unwrap();
            assert_eq!(report.violations, vec![]);
            assert_eq!(report.unassigned, Vec::<String>::new());
            assert_eq!(report.score, way.score);
        }
    }
    assert!(found > 5, "{found}");
}
