//! What of the shared interpreters and companies is offered to which centre.

use super::Country;
use crate::problem::{Company, Interpreter, Problem};
use std::collections::{BTreeMap, BTreeSet};

/// Interpreters of a language offered to a centre at least, and companies.
const INTERPRETERS: usize = 4;
const COMPANIES: usize = 16;
/// Minutes of a week that one interpreter may be counted on for, about.
const WEEK: u64 = 20 * 60;

/// The problem of each centre with what is offered to it.
pub(super) fn offer(country: &Country) -> Vec<Problem> {
    let mut problems = country.centres.clone();
    let order = order(country);
    interpreters(country, &order, &mut problems);
    companies(country, &order, &mut problems);
    problems
}

/// The centres by their first cohort's key, so that the order of the list does not matter.
pub(super) fn order(country: &Country) -> Vec<usize> {
    let mut order: Vec<usize> = (0..country.centres.len()).collect();
    let first = |centre: usize| {
        let cohorts = country.centres[centre].cohorts.iter();
        cohorts.map(|cohort| &cohort.key).min()
    };
    order.sort_by(|one, other| first(*one).cmp(&first(*other)));
    order
}

/// A ring of things around which centres stand, each reaching for so many.
fn around(things: usize, place: usize, places: usize, reach: usize) -> impl Iterator<Item = usize> {
    let first = place * things / places.max(1);
    (0..reach.min(things)).map(move |step| (first + step) % things)
}

fn interpreters(country: &Country, order: &[usize], problems: &mut [Problem]) {
    let mut of_language: BTreeMap<&str, Vec<&Interpreter>> = BTreeMap::new();
    for one in &country.interpreters {
        for language in &one.languages {
            of_language.entry(language).or_default().push(one);
        }
    }
    for (language, mut all) in of_language {
        all.sort_by(|one, other| one.key.cmp(&other.key));
        let needs: Vec<(usize, u64)> = order
            .iter()
            .map(|centre| (*centre, need(&country.centres[*centre], language)))
            .filter(|(_, need)| *need > 0)
            .collect();
        let whole: u64 = needs.iter().map(|(_, need)| need).sum();
        let mut before = 0;
        for (centre, need) in &needs {
            let weeks = u64::from(country.centres[*centre].horizon.days).div_ceil(7);
            let reach = usize::try_from(need.div_ceil(weeks * WEEK)).unwrap_or(0) + 2;
            let place = usize::try_from(before * 1024 / whole).unwrap_or(0);
            let known = |problem: &Problem, one: &Interpreter| {
                problem
                    .interpreters
                    .iter()
                    .any(|other| other.key == one.key)
            };
            for at in around(all.len(), place, 1024, reach.max(INTERPRETERS)) {
                if !known(&problems[*centre], all[at]) {
                    problems[*centre].interpreters.push(all[at].clone());
                }
            }
            before += need;
        }
    }
}

/// Minutes for which a centre needs an interpreter of a language.
fn need(problem: &Problem, language: &str) -> u64 {
    let speakers: BTreeSet<&str> = problem
        .participants
        .iter()
        .filter(|person| person.interpreter_language.as_deref() == Some(language))
        .map(|person| person.key.as_str())
        .collect();
    let needing = problem.activities.iter().filter(|activity| {
        let mut people = activity.participants.iter();
        activity.interpreted && people.any(|who| speakers.contains(who.as_str()))
    });
    needing.map(|activity| u64::from(activity.minutes)).sum()
}

fn companies(country: &Country, order: &[usize], problems: &mut [Problem]) {
    // One of each sector, then the next of each: any piece of the ring has all sectors.
    let mut of_sector: BTreeMap<&[String], Vec<&Company>> = BTreeMap::new();
    for one in &country.companies {
        of_sector.entry(&one.sectors).or_default().push(one);
    }
    let mut ring: Vec<(usize, usize, &Company)> = Vec::new();
    for (sector, mut all) in of_sector.into_values().enumerate() {
        all.sort_by(|one, other| one.key.cmp(&other.key));
        ring.extend(
            all.into_iter()
                .enumerate()
                .map(|(at, one)| (at, sector, one)),
        );
    }
    ring.sort_by_key(|(at, sector, _)| (*at, *sector));
    let visiting: Vec<usize> = order
        .iter()
        .copied()
        .filter(|centre| {
            country.centres[*centre]
                .activities
                .iter()
                .any(|a| a.at_company)
        })
        .collect();
    for (place, centre) in visiting.iter().enumerate() {
        for at in around(ring.len(), place, visiting.len(), COMPANIES) {
            problems[*centre].companies.push(ring[at].2.clone());
        }
    }
}
