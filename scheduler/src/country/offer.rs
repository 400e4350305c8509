//! What of the shared interpreters and companies is offered to which cluster of centres.

use super::Country;
use super::cluster::Cluster;
use crate::problem::{Company, Interpreter, Problem};
use std::collections::{BTreeMap, BTreeSet};

/// Interpreters of a language offered to a cluster at least.
const INTERPRETERS: usize = 4;
/// Companies offered for each centre.
const COMPANIES: usize = 16;
/// Minutes of a week that one interpreter may be counted on for, about.
const WEEK: u64 = 20 * 60;

/// The problem of each centre with what is offered to its cluster.
pub(super) fn offer(country: &Country, clusters: &[Cluster]) -> Vec<Problem> {
    let mut problems = country.centres.clone();
    interpreters(country, clusters, &mut problems);
    companies(country, clusters, &mut problems);
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

fn interpreters(country: &Country, clusters: &[Cluster], problems: &mut [Problem]) {
    let mut of_language: BTreeMap<&str, Vec<&Interpreter>> = BTreeMap::new();
    for one in &country.interpreters {
        for language in &one.languages {
            of_language.entry(language).or_default().push(one);
        }
    }
    for (language, mut all) in of_language {
        all.sort_by(|one, other| one.key.cmp(&other.key));
        let of_centre = |centre: &usize| need(&country.centres[*centre], language);
        let needs: Vec<(&Cluster, u64)> = clusters
            .iter()
            .map(|cluster| (cluster, cluster.iter().map(of_centre).sum()))
            .filter(|(_, need)| *need > 0)
            .collect();
        let whole: u64 = needs.iter().map(|(_, need)| need).sum();
        let mut before = 0;
        for (cluster, need) in &needs {
            let days = cluster
                .iter()
                .map(|centre| country.centres[*centre].horizon.days);
            let weeks = u64::from(days.max().unwrap_or(1)).div_ceil(7);
            let reach = usize::try_from(need.div_ceil(weeks * WEEK)).unwrap_or(0) + 2;
            let place = usize::try_from(before * 1024 / whole).unwrap_or(0);
            for at in around(all.len(), place, 1024, reach.max(INTERPRETERS)) {
                for centre in *cluster {
                    offer_interpreter(&mut problems[*centre], all[at]);
                }
            }
            before += need;
        }
    }
}

/// Who interprets several languages is offered once.
fn offer_interpreter(problem: &mut Problem, one: &Interpreter) {
    let mut known = problem.interpreters.iter();
    if !known.any(|other| other.key == one.key) {
        problem.interpreters.push(one.clone());
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

fn companies(country: &Country, clusters: &[Cluster], problems: &mut [Problem]) {
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
    let visits = |centre: &usize| {
        let mut activities = country.centres[*centre].activities.iter();
        activities.any(|activity| activity.at_company)
    };
    let visiting = |cluster: &Cluster| cluster.iter().filter(|centre| visits(centre)).count();
    let places: usize = clusters.iter().map(visiting).sum();
    let mut place = 0;
    for cluster in clusters {
        let centres = visiting(cluster);
        for at in around(ring.len(), place, places, COMPANIES * centres) {
            for centre in cluster {
                problems[*centre].companies.push(ring[at].2.clone());
            }
        }
        place += centres;
    }
}
