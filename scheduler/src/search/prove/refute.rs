//! All arguments against a problem, one after the other.

use super::relax::Rules;
use super::scene::{Budget, Scene};
use super::{Contradiction, companies, dates, demand, exhaust, order, pinned_faults, witness};
use crate::calendar::Span;
use crate::dense::Model;
use crate::explain::ProofReason;
use crate::problem::{Key, Problem, ResourceRef};
use crate::score::HardRule;
use std::collections::BTreeSet;

/// A contradiction by keys.
pub(super) struct Found {
    pub(super) reason: ProofReason,
    pub(super) rules: Vec<HardRule>,
    pub(super) activities: BTreeSet<Key>,
    pub(super) resources: Vec<ResourceRef>,
    pub(super) window: Option<Span>,
    pub(super) demand_minutes: i64,
    pub(super) supply_minutes: i64,
    pub(super) demand_sessions: i64,
    pub(super) supply_sessions: i64,
}

/// Activities that are tried in all combinations at most.
const MOST_TRIED: usize = 24;

/// An argument against a problem, rules that are passed over left aside; nothing when none is
/// found within the budget.
pub(super) fn refute(problem: &Problem, passed: Rules, budget: &mut Budget) -> Option<Found> {
    let model = Model::new(problem);
    budget.take(cost(&model));
    if witness::is_at_hand(&model, passed, budget) {
        return None;
    }
    let mut scene = Scene::new(&model, passed, budget);
    let focus: BTreeSet<usize> = (0..model.activities.len()).collect();
    if let Some(found) = by_argument(&mut scene, &focus, budget) {
        return Some(keyed(&model, &found));
    }
    let free = model.activities.iter().filter(|one| one.is_free()).count();
    if free == 0 || free > MOST_TRIED || budget.left() == 0 {
        return None;
    }
    let is_impossible = exhaust::exhaust(&scene, budget) == exhaust::Outcome::Impossible;
    is_impossible.then(|| keyed(&model, &tried(&model)))
}

/// Steps that a compilation is worth.
pub(super) fn cost(model: &Model) -> u64 {
    let open = (0..model.grid.slots).filter(|slot| !model.closed.get(*slot));
    let sites = model.activities.iter().map(|one| one.sites.len() as u64);
    sites.sum::<u64>() * open.count() as u64
}

/// The arguments that a person can follow.
fn by_argument(
    scene: &mut Scene<'_>,
    focus: &BTreeSet<usize>,
    budget: &mut Budget,
) -> Option<Contradiction> {
    at_once(scene, focus)
        .or_else(|| out_of_order(scene, budget))
        .or_else(|| demand::short(scene, focus, 1, budget).into_iter().next())
}

/// What is wrong with single activities, and with visits that have too few companies.
pub(super) fn at_once(scene: &Scene<'_>, focus: &BTreeSet<usize>) -> Option<Contradiction> {
    pinned(scene, focus)
        .or_else(|| without_place(scene, focus))
        .or_else(|| companies::too_few(scene, focus))
}

fn contradiction(
    reason: ProofReason,
    rules: Vec<HardRule>,
    activities: BTreeSet<usize>,
) -> Contradiction {
    Contradiction {
        reason,
        rules,
        activities,
        units: Vec::new(),
        count: None,
    }
}

fn fixed(scene: &Scene<'_>) -> impl Iterator<Item = usize> {
    let all = scene.model.activities.iter().enumerate();
    all.filter(|(_, one)| !one.is_free()).map(|(at, _)| at)
}

fn pinned(scene: &Scene<'_>, focus: &BTreeSet<usize>) -> Option<Contradiction> {
    let faults = pinned_faults(scene.model);
    let mut held = faults.into_iter().filter_map(|(at, mut rules, others)| {
        rules.retain(|rule| !scene.passed.has(*rule));
        (!rules.is_empty() && focus.contains(&at)).then_some((at, rules, others))
    });
    let (at, rules, others) = held.next()?;
    let by_overlap = rules.iter().all(|rule| {
        matches!(
            rule,
            HardRule::ParticipantOverlap
                | HardRule::RoomOverlap
                | HardRule::StaffOverlap
                | HardRule::InterpreterOverlap
                | HardRule::VehicleOverlap
        )
    });
    let mut activities = BTreeSet::from([at]);
    if by_overlap && !others.is_empty() {
        activities.extend(others);
    } else {
        activities.extend(fixed(scene));
    }
    Some(contradiction(
        ProofReason::PinnedConflict,
        rules,
        activities,
    ))
}

fn without_place(scene: &Scene<'_>, focus: &BTreeSet<usize>) -> Option<Contradiction> {
    let is_lost = |at: &usize| {
        let source = &scene.model.activities[*at];
        source.is_free() && scene.domains[*at].is_empty()
    };
    let lost = focus.iter().copied().find(is_lost)?;
    let sites = &scene.model.activities[lost].sites;
    let mut activities = BTreeSet::from([lost]);
    if sites.iter().any(|site| !site.starts.is_empty()) {
        activities.extend(fixed(scene));
    }
    Some(contradiction(ProofReason::NoPlace, Vec::new(), activities))
}

/// Chains that do not fit; what they strike out stays out.
pub(super) fn out_of_order(scene: &mut Scene<'_>, budget: &mut Budget) -> Option<Contradiction> {
    let chain = order::strike_out(scene, budget)?;
    let rules = vec![HardRule::OrderBroken, HardRule::OutsideWeeks];
    Some(contradiction(ProofReason::OrderTooLong, rules, chain))
}

fn tried(model: &Model) -> Contradiction {
    let all = (0..model.activities.len()).collect();
    contradiction(ProofReason::NoCombination, Vec::new(), all)
}

pub(super) fn keyed(model: &Model, found: &Contradiction) -> Found {
    let count = found.count;
    let units = found.units.iter();
    Found {
        reason: found.reason,
        rules: found.rules.clone(),
        activities: found
            .activities
            .iter()
            .map(|at| model.activities[*at].key.clone())
            .collect(),
        resources: units
            .map(|(kind, at)| ResourceRef::new(*kind, model.resource_key(*kind, *at)))
            .collect(),
        window: count.map(|count| dates(model, count.days.0, count.days.1)),
        demand_minutes: count.map_or(0, |count| count.demand),
        supply_minutes: count.map_or(0, |count| count.supply),
        demand_sessions: count.map_or(0, |count| count.pieces.0),
        supply_sessions: count.map_or(0, |count| count.pieces.1),
    }
}
