//! What holds for every problem, whatever its shape.

mod support;

use proptest::prelude::*;
use scheduler::problem::Standing;
use scheduler::{
    Control, Effort, Problem, Verdict, alternatives, check, faults_at, format, solve, solve_on,
};
use support::{planned, problem, shuffled};

proptest! {
    #![proptest_config(ProptestConfig { cases: support::cases(48), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_checker_finds_nothing_and_counts_the_same(seed: u64, tight: bool) {
        let problem = problem(seed, tight);
        let solution = planned(&problem, seed, 6_000);
        let report = check(&problem, &solution.timetable).unwrap();
        prop_assert_eq!(&report.violations, &vec![]);
        prop_assert_eq!(&report.score, &solution.score);
        let missing: Vec<_> = solution.unassigned.iter().map(|one| one.activity.clone()).collect();
        prop_assert_eq!(&report.unassigned, &missing);
        let is_complete = solution.verdict == Verdict::Complete;
        prop_assert_eq!(is_complete, missing.is_empty());
        let cost: i64 = report.wishes.iter().map(|wish| wish.cost).sum();
        prop_assert_eq!(cost, report.score.soft);
    }

    #[test]
    fn the_order_of_lists_does_not_matter(seed: u64, tight: bool) {
        let problem = problem(seed, tight);
        let other = shuffled(&problem, seed);
        let (one, two) = (planned(&problem, 3, 4_000), planned(&other, 3, 4_000));
        prop_assert_eq!(one.timetable.canonical_lines(), two.timetable.canonical_lines());
        prop_assert_eq!(one, two);
    }

    #[test]
    fn what_is_written_is_read_again(seed: u64) {
        let problem = problem(seed, false);
        let text = format::write_problem(&problem).unwrap();
        prop_assert_eq!(&format::read_problem(&text).unwrap(), &problem);
        let solution = planned(&problem, seed, 500);
        let text = format::write_solution(&solution).unwrap();
        prop_assert_eq!(format::read_solution(&text).unwrap(), solution);
    }

    #[test]
    fn every_alternative_keeps_the_hard_rules_and_costs_what_it_says(seed: u64) {
        let problem = problem(seed, false);
        let solution = planned(&problem, seed, 3_000);
        let now = check(&problem, &solution.timetable).unwrap();
        for activity in problem.activities.iter().step_by(5) {
            let found = alternatives(&problem, &solution.timetable, &activity.key, 6).unwrap();
            for pair in found.windows(2) {
                prop_assert!(pair[0].cost <= pair[1].cost);
            }
            for one in found {
                let faults =
                    faults_at(&problem, &solution.timetable, &activity.key, &one.assignment);
                prop_assert_eq!(faults.unwrap(), vec![]);
                let mut moved = solution.timetable.clone();
                moved.assignments.insert(activity.key.clone(), one.assignment);
                let then = check(&problem, &moved).unwrap();
                prop_assert_eq!(&then.violations, &vec![]);
                prop_assert_eq!(then.score.soft - now.score.soft, one.cost);
                for (rule, change) in &one.rules {
                    let units = then.score.rules[rule].units - now.score.rules[rule].units;
                    prop_assert_eq!(units, change.units);
                }
            }
        }
    }

    /// The engine and the checker agree on any single move, sound or not.
    #[test]
    fn both_judge_a_careless_move_alike(seed: u64, pick: prop::sample::Index, day in 0..14_i32, minute in 480_u16..960) {
        let problem = problem(seed, false);
        let solution = planned(&problem, seed, 1_500);
        // What is frozen is a fact: the two agree on that, and say no more of it.
        let is_free = |key: &String| {
            problem.activities.iter().any(|a| a.key == *key && a.standing == Standing::Free)
        };
        let keys: Vec<_> =
            solution.timetable.assignments.keys().filter(|key| is_free(key)).cloned().collect();
        prop_assume!(!keys.is_empty());
        let key = &keys[pick.index(keys.len())];
        let mut assignment = solution.timetable.assignments[key].clone();
        let grid = problem.horizon.grid_minutes;
        assignment.start = problem.horizon.first_date.plus_days(day).at(minute / grid * grid);
        if seed % 3 == 0 {
            assignment.room = Some("class-2".into());
        }
        if seed % 5 == 0 {
            assignment.staff = Some("staff-2".into());
        }
        let engine = faults_at(&problem, &solution.timetable, key, &assignment).unwrap();
        let mut moved = solution.timetable.clone();
        moved.assignments.insert(key.clone(), assignment);
        let mut checker: Vec<_> =
            check(&problem, &moved).unwrap().violations.iter().map(|one| one.rule).collect();
        checker.sort_unstable();
        checker.dedup();
        prop_assert_eq!(engine, checker);
    }

    /// Whatever the checker accepts as complete was never impossible.
    #[test]
    fn a_proof_never_meets_a_plan(seed: u64) {
        let problem = problem(seed, false);
        let solution = planned(&problem, seed, 5_000);
        let report = check(&problem, &solution.timetable).unwrap();
        if matches!(solution.verdict, Verdict::Infeasible { .. }) {
            prop_assert!(!report.unassigned.is_empty());
        }
        // Cut down to what did find a place, the problem must not be called impossible.
        let cut = cut_to(&problem, &report.unassigned);
        let again = planned(&cut, seed, 2_000);
        prop_assert!(!matches!(again.verdict, Verdict::Infeasible { .. }), "{:?}", again.verdict);
    }

    #[test]
    fn a_search_that_is_stopped_keeps_the_best_plan_so_far(seed: u64, reports in 1_usize..6) {
        let problem = problem(seed, true);
        let stop = || {
            let mut left = reports;
            solve(&problem, &Effort { seed, steps: 40_000 }, &mut |progress| {
                left -= 1;
                assert!(progress.step <= progress.steps * 2);
                if left == 0 { Control::Stop } else { Control::Continue }
            })
            .unwrap()
        };
        let solution = stop();
        prop_assert!(solution.stopped);
        let report = check(&problem, &solution.timetable).unwrap();
        prop_assert_eq!(&report.violations, &vec![]);
        prop_assert_eq!(&report.score, &solution.score);
        prop_assert_eq!(stop(), solution);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: support::cases(48) / 8, failure_persistence: None, ..ProptestConfig::default() })]

    /// An effort that is worth two streams.
    #[test]
    fn neither_threads_nor_the_order_of_lists_matter(seed: u64, tight: bool) {
        let problem = problem(seed, tight);
        let effort = Effort { seed, steps: 1_200_000 };
        let plan = |problem: &Problem, threads| {
            solve_on(problem, &effort, threads, &mut |_| Control::Continue).unwrap()
        };
        let one = plan(&problem, 1);
        prop_assert_eq!(&one, &plan(&problem, 2));
        prop_assert_eq!(&one, &plan(&shuffled(&problem, seed), 8));
    }
}

fn cut_to(problem: &Problem, missing: &[String]) -> Problem {
    let mut cut = problem.clone();
    cut.activities
        .retain(|activity| !missing.contains(&activity.key));
    cut.precedences
        .retain(|one| !missing.contains(&one.before) && !missing.contains(&one.after));
    cut
}
