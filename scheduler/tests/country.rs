//! Centres that share interpreters and companies.

#[expect(dead_code, reason = "other tests use the rest")]
mod support;

use proptest::prelude::*;
use scheduler::problem::{Interpreter, Problem};
use scheduler::{Control, Country, CountryFault, Effort, Solution, check, solve_country};
use support::problem;

/// Centres alike that share all interpreters and companies; every third one is closed a day longer.
fn country(seed: u64, n: usize) -> Country {
    let mut centre = problem(seed, false);
    let interpreters = std::mem::take(&mut centre.interpreters);
    let companies = std::mem::take(&mut centre.companies);
    let shared = |problem: &mut Problem| {
        let is_shared = |key: &str| {
            interpreters.iter().any(|one| one.key == key)
                || companies.iter().any(|one| one.key == key)
        };
        problem.bookings.retain(|one| !is_shared(&one.resource.key));
        for activity in &mut problem.activities {
            activity.companies.clear();
            activity.base = None;
            activity.standing = scheduler::problem::Standing::Free;
        }
    };
    shared(&mut centre);
    let mut centres = vec![centre; n];
    for centre in centres.iter_mut().skip(2).step_by(3) {
        centre.horizon.open.pop();
    }
    Country {
        centres,
        interpreters,
        companies,
    }
}

fn planned(country: &Country, threads: usize) -> Result<Vec<Solution>, Vec<CountryFault>> {
    let effort = Effort {
        seed: 7,
        steps: 150_000 * country.centres.len() as u64,
    };
    solve_country(country, &effort, threads, &mut |_| Control::Continue)
}

/// From and until of every session of an interpreter in all centres, buffers included.
fn busy(country: &Country, solutions: &[Solution], who: &Interpreter) -> Vec<(i64, i64)> {
    let grid = i64::from(country.centres[0].horizon.grid_minutes);
    let mut busy = Vec::new();
    for (problem, solution) in country.centres.iter().zip(solutions) {
        for activity in &problem.activities {
            let Some(at) = solution.timetable.assignments.get(&activity.key) else {
                continue;
            };
            if at.interpreters.iter().any(|one| one.interpreter == who.key) {
                let company = at.company.as_ref();
                let travel = country
                    .companies
                    .iter()
                    .find(|one| Some(&one.key) == company);
                let travel = travel.map_or(0, |one| i64::from(one.travel_minutes));
                let around = travel + i64::from(who.buffer_minutes);
                let from = at.start.minutes() - around;
                let until = at.start.minutes() + i64::from(activity.minutes) + around;
                busy.push((from.div_euclid(grid), (until + grid - 1).div_euclid(grid)));
            }
        }
    }
    busy.sort_unstable();
    busy
}

proptest! {
    #![proptest_config(ProptestConfig { cases: support::cases(12), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nobody_shared_is_in_two_places_at_once(seed: u64, n in 1_usize..=8) {
        let country = country(seed, n);
        let solutions = planned(&country, 1).unwrap();
        prop_assert_eq!(solutions.len(), n);
        for (problem, solution) in country.centres.iter().zip(&solutions) {
            let mut whole = problem.clone();
            whole.interpreters.clone_from(&country.interpreters);
            whole.companies.clone_from(&country.companies);
            let report = check(&whole, &solution.timetable).unwrap();
            prop_assert_eq!(&report.violations, &vec![]);
            prop_assert_eq!(report.score.soft, solution.score.soft);
        }
        for who in &country.interpreters {
            for pair in busy(&country, &solutions, who).windows(2) {
                prop_assert!(pair[0].1 <= pair[1].0, "{} at {:?}", who.key, pair);
            }
        }
        for company in &country.companies {
            let mut groups = std::collections::BTreeMap::new();
            for (problem, solution) in country.centres.iter().zip(&solutions) {
                for activity in &problem.activities {
                    let at = solution.timetable.assignments.get(&activity.key);
                    if let Some(at) = at.filter(|at| at.company.as_ref() == Some(&company.key)) {
                        let from = at.start.minutes();
                        for minute in from..from + i64::from(activity.minutes) {
                            *groups.entry(minute).or_insert(0_u16) += 1;
                        }
                    }
                }
            }
            prop_assert!(groups.values().all(|groups| *groups <= company.places));
        }
        prop_assert_eq!(solutions, planned(&country, 3).unwrap());
    }
}

#[test]
fn a_key_that_is_taken_is_named() {
    let mut country = country(1, 3);
    let own = country.interpreters[0].clone();
    country.centres[1].interpreters.push(own.clone());
    let faults = planned(&country, 1).unwrap_err();
    assert!(faults.contains(&CountryFault::KeyTaken { key: own.key }));
}

#[test]
fn a_country_without_centres_is_planned_at_once() {
    let nothing = Country {
        centres: Vec::new(),
        interpreters: Vec::new(),
        companies: Vec::new(),
    };
    assert_eq!(planned(&nothing, 2), Ok(Vec::new()));
}
