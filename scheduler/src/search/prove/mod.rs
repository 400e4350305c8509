//! Proofs that not all activities can have a place.
//!
//! No proof, no claim: each argument is a necessary condition that every complete plan meets, or
//! a search that has tried every way. Arguments that a person can follow come first (what is
//! pinned, what has no start at all, order, companies, counting); a search through all combinations
//! of a few activities finds what they miss. Whatever is found is then made minimal: activities,
//! rules and resources are taken out one after the other, and stay out where the rest still cannot
//! stand together.
//!
//! A set of activities that cannot all be placed holds one that the plan does not place. So the
//! arguments look only at what stands around the missing ones, and cost nothing for a plan that is
//! complete: that one is its own proof.

mod companies;
mod cut;
mod demand;
mod exhaust;
mod grow;
mod order;
mod pool;
mod refute;
mod relax;
mod scene;
mod shrink;
mod witness;

use crate::calendar::Span;
use crate::dense::bits::Bits;
use crate::dense::state::State;
use crate::dense::{Hold, Model};
use crate::explain::{self, Proof, ProofReason};
use crate::problem::{Key, Problem};
use crate::rules;
use crate::score::HardRule;
use pool::Unit;
use relax::Rules;
use scene::{Budget, Scene};
use std::collections::BTreeSet;

/// Parts of a problem that are looked at, missing activities that are asked about in each, and
/// proofs that are given, at most.
const MOST_PARTS: usize = 4;
const MOST_ASKED: usize = 8;
const MOST_PROOFS: usize = 4;
/// Steps for all proofs together: some tenths of a second.
const STEPS: u64 = 2_000_000;

/// Some activities that cannot all have a place, and by what argument.
struct Contradiction {
    reason: ProofReason,
    /// The rules of the argument.
    rules: Vec<HardRule>,
    activities: BTreeSet<usize>,
    units: Vec<Unit>,
    count: Option<Count>,
}

/// What was counted.
#[derive(Clone, Copy)]
struct Count {
    days: (u32, u32),
    demand: i64,
    supply: i64,
    /// Pieces that are needed, and that there is room for.
    pieces: (i64, i64),
}

/// Every proof that is found, each minimal: what is pinned apart first, then what keeps the missing
/// activities from their places.
pub(crate) fn proofs(problem: &Problem, model: &Model, missing: &[Key]) -> Vec<Proof> {
    let mut budget = Budget::new(STEPS);
    let mut proofs: Vec<Proof> = Vec::new();
    let pinned = pinned_faults(model).into_iter();
    let pinned = pinned.map(|(at, _, _)| model.activities[at].key.clone());
    let mut asked: Vec<Key> = pinned.chain(missing.iter().cloned()).collect();
    let mut parts = 0;
    while let Some(first) = asked.first().cloned() {
        parts += 1;
        if parts > MOST_PARTS || proofs.len() >= MOST_PROOFS || budget.left() == 0 {
            break;
        }
        let left = u64::try_from(MOST_PARTS + 1 - parts).unwrap_or(1);
        let mut share = budget.part(budget.left() / left.min(2));
        let Some(part) = grow::Part::around(problem, model, &first, &mut share) else {
            break;
        };
        let (inside, outside) = asked.into_iter().partition(|key| part.holds(key));
        part.prove(inside, &mut proofs, &mut share);
        budget.give_back(&share);
        asked = outside;
    }
    proofs
}

/// Takes every start from the activities that could not have one even if nothing else were planned,
/// so that no search is wasted on them.
pub(crate) fn close_the_hopeless(model: &mut Model) {
    let scene = Scene::bare(model, Rules::default());
    let is_hopeless = |at: &usize| {
        let source = &scene.model.activities[*at];
        source.is_free() && !scene.has_start(*at)
    };
    let hopeless: Vec<usize> = (0..model.activities.len()).filter(is_hopeless).collect();
    for at in hopeless {
        for site in &mut model.activities[at].sites {
            site.starts.clear();
            site.allowed = Bits::new(model.grid.slots);
        }
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

/// The dates from one day of the horizon to another, both included.
fn dates(model: &Model, first: u32, last: u32) -> Span {
    let date = |day: u32| model.grid.date_of(day * model.grid.per_day);
    Span::days(date(first), date(last).plus_days(1))
}
