//! Proofs that not all activities can have a place, by arguments that a person can follow.
//!
//! No proof, no claim: each argument is a necessary condition that every complete plan meets.

mod demand;
mod supply;

use super::windows::{Windows, starts};
use crate::calendar::Span;
use crate::dense::place::Place;
use crate::dense::state::State;
use crate::dense::{Hold, Model, NONE};
use crate::explain::{self, Proof, ProofReason};
use crate::problem::ResourceRef;
use crate::rules;
use crate::score::HardRule;
use std::collections::BTreeMap;

/// Every proof that is found, at most some of each sort.
pub(crate) fn proofs(model: &Model, windows: &Windows) -> Vec<Proof> {
    let mut proofs = pinned(model);
    proofs.extend(without_place(model));
    proofs.extend(out_of_order(model, windows));
    proofs.extend(too_few_companies(model));
    proofs.extend(demand::proofs(model, windows));
    proofs
}

/// A proof of a sort about activities, with nothing counted.
fn proof(model: &Model, reason: ProofReason, rules: Vec<HardRule>, activities: &[usize]) -> Proof {
    Proof {
        reason,
        rules,
        activities: activities
            .iter()
            .map(|at| model.activities[*at].key.clone())
            .collect(),
        resources: Vec::new(),
        window: None,
        demand_minutes: 0,
        supply_minutes: 0,
    }
}

/// What pinned activities break by themselves or with those before them and with the past.
pub(crate) fn pinned_faults(model: &Model) -> Vec<(usize, Vec<HardRule>, Vec<usize>)> {
    let mut state = State::empty(model);
    let mut faults = Vec::new();
    let mut standing = Vec::new();
    for hold in [Hold::Frozen, Hold::Pinned] {
        for (at, activity) in model.activities.iter().enumerate() {
            let Some(place) = activity.fixed().filter(|_| activity.hold == hold) else {
                continue;
            };
            let broken = rules::faults(&state, at, &place);
            if !broken.is_empty() {
                let others = explain::culprits(&state, at, &place, &standing);
                faults.push((at, broken, others));
            }
            standing.push(at);
            state.put(at, place);
        }
    }
    faults
}

fn pinned(model: &Model) -> Vec<Proof> {
    let of_one = |(at, rules, others): (usize, Vec<HardRule>, Vec<usize>)| {
        let activities: Vec<usize> = std::iter::once(at).chain(others).collect();
        proof(model, ProofReason::PinnedConflict, rules, &activities)
    };
    pinned_faults(model).into_iter().map(of_one).collect()
}

fn without_place(model: &Model) -> Vec<Proof> {
    let all = model.activities.iter().enumerate();
    let lost = all.filter(|(_, a)| a.is_free() && a.sites.iter().all(|s| s.starts.is_empty()));
    lost.map(|(at, _)| no_place(model, at)).collect()
}

/// Which rules leave an activity without any start: those that block the most starts.
fn no_place(model: &Model, at: usize) -> Proof {
    let state = State::empty(model);
    let source = &model.activities[at];
    if source.at_company && source.sites.is_empty() {
        let n_people = u32::try_from(source.people.len()).unwrap_or(u32::MAX);
        let too_large = model
            .companies
            .iter()
            .all(|company| n_people > company.max_group);
        let rule = if too_large {
            HardRule::GroupTooLarge
        } else {
            HardRule::VisitorUnfit
        };
        return proof(model, ProofReason::NoPlace, vec![rule], &[at]);
    }
    let mut blocked: BTreeMap<HardRule, u32> = BTreeMap::new();
    let mut short: BTreeMap<ResourceRef, u32> = BTreeMap::new();
    let nothing = vec![Vec::new(); model.grid.days as usize];
    for obstacle in explain::obstacles(&state, &nothing, at) {
        *blocked.entry(obstacle.rule).or_default() += obstacle.starts;
        for resource in obstacle.resources {
            *short.entry(resource).or_default() += 1;
        }
    }
    let most = blocked.values().copied().max().unwrap_or(0);
    let rules = blocked
        .iter()
        .filter(|(_, n)| **n * 2 >= most)
        .map(|(rule, _)| *rule)
        .collect();
    let mut proof = proof(model, ProofReason::NoPlace, rules, &[at]);
    proof.resources = short.into_keys().collect();
    proof
}

/// Chains whose links, each as early as can be, run past what the last may have.
fn out_of_order(model: &Model, windows: &Windows) -> Vec<Proof> {
    let is_free =
        |at: &usize| model.activities[*at].is_free() && starts(model, *at).next().is_some();
    let too_late = windows.order.iter().copied().filter(is_free).find(|at| {
        let source = &model.activities[*at];
        let links = source
            .before
            .iter()
            .map(|link| link.other)
            .chain(source.interviews.clone());
        windows.earliest[*at].is_none()
            && links
                .into_iter()
                .all(|other| windows.earliest[other].is_some())
    });
    if let Some(at) = too_late {
        return vec![chain(model, windows, at, true)];
    }
    let too_early = windows
        .order
        .iter()
        .rev()
        .copied()
        .filter(is_free)
        .find(|at| {
            let source = &model.activities[*at];
            let links = source
                .after
                .iter()
                .map(|link| link.other)
                .chain(source.visits.clone());
            windows.latest[*at].is_none()
                && links
                    .into_iter()
                    .all(|other| windows.latest[other].is_some())
        });
    if let Some(at) = too_early {
        return vec![chain(model, windows, at, false)];
    }
    let crossed = windows.order.iter().copied().filter(is_free).find(|at| {
        let bounds = windows.earliest[*at].zip(windows.latest[*at]);
        bounds.is_some_and(|(earliest, latest)| earliest > latest)
    });
    crossed
        .map(|at| {
            let mut one = chain(model, windows, at, true);
            let after = chain(model, windows, at, false);
            one.activities.extend(after.activities.into_iter().skip(1));
            one
        })
        .into_iter()
        .collect()
}

/// The chain that leads up to an activity, or away from it, along the tightest links.
fn chain(model: &Model, windows: &Windows, at: usize, back: bool) -> Proof {
    let mut links = vec![at];
    let mut here = at;
    let mut interviews = false;
    while links.len() <= model.activities.len() {
        let source = &model.activities[here];
        let (by_order, by_interview, bounds) = if back {
            (&source.before, &source.interviews, &windows.earliest)
        } else {
            (&source.after, &source.visits, &windows.latest)
        };
        let order = by_order.iter().map(|link| (link.other, false));
        let all = order.chain(by_interview.iter().map(|other| (*other, true)));
        let tightness = |other: usize| {
            let end = bounds[other].unwrap_or(0);
            if back {
                end + model.activities[other].minutes
            } else {
                -end
            }
        };
        let Some((next, is_interview)) = all.max_by_key(|(other, _)| tightness(*other)) else {
            break;
        };
        interviews |= is_interview;
        links.push(next);
        here = next;
    }
    if back {
        links.reverse();
    }
    let mut rules = vec![HardRule::OutsideWeeks, HardRule::OrderBroken];
    if interviews {
        rules.push(HardRule::VisitBeforeInterview);
    }
    proof(model, ProofReason::OrderTooLong, rules, &links)
}

/// Groups with more visits than companies that any of their visits can go to.
fn too_few_companies(model: &Model) -> Vec<Proof> {
    let short = model.groups.iter().filter(|members| {
        let visits = members
            .iter()
            .filter(|at| model.activities[**at].at_company);
        let mut companies: Vec<u16> = visits
            .clone()
            .flat_map(|at| {
                let source = &model.activities[*at];
                let fixed = source.fixed().map_or(NONE, |place: Place| place.company);
                let sites = source.sites.iter().filter(|site| !site.starts.is_empty());
                let sites: Vec<u16> = sites.map(|site| site.company).collect();
                if source.is_free() { sites } else { vec![fixed] }
            })
            .collect();
        companies.sort_unstable();
        companies.dedup();
        companies.len() < visits.count()
    });
    short
        .map(|members| {
            let rules = vec![HardRule::CompanyRepeated];
            proof(model, ProofReason::TooFewCompanies, rules, members)
        })
        .collect()
}

/// The dates from one day of the horizon to another, both included.
fn dates(model: &Model, first: u32, last: u32) -> Span {
    let date = |day: u32| model.grid.date_of(day * model.grid.per_day);
    Span::days(date(first), date(last).plus_days(1))
}
