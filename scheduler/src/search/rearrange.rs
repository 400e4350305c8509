//! Changes of several activities at once: two exchange their starts, a chain moves up.

use super::chains::Chains;
use super::improve::Run;
use super::moves::{place_at, random_start};
use super::temper::Temper;
use crate::dense::place::Place;

/// Exchanges the starts of two activities.
pub(super) fn swap(run: &mut Run<'_, '_>, (one, other): (usize, usize), temper: &Temper) {
    let state = &*run.state;
    let (a, b) = (state.places[one], state.places[other]);
    if one == other || !b.is_assigned() || a.start == b.start {
        return;
    }
    let allows = |at: usize, company: u16, start: u32| {
        let site = state.model.activities[at].site(company);
        site.is_some_and(|site| site.allowed.get(start))
    };
    if !allows(one, a.company, b.start) || !allows(other, b.company, a.start) {
        return;
    }
    let steps = [
        (one, Place::at(b.start, a.company), a),
        (other, Place::at(a.start, b.company), b),
    ];
    rearrange(run, &steps, temper);
}

/// Moves one link of a chain away and lets those between close up: the chain keeps its order.
pub(super) fn shift(run: &mut Run<'_, '_>, at: usize, chains: &Chains, temper: &Temper) {
    let Some(bare) = random_start(run, at, (i64::MIN, i64::MAX)) else {
        return;
    };
    let is_missing = !run.state.places[at].is_assigned();
    // What has no place may come in from either end.
    let is_later = if is_missing {
        run.rng.percent(50)
    } else {
        bare.start > run.state.places[at].start
    };
    let state = &*run.state;
    let longest = if is_missing {
        state.places.len()
    } else {
        LONGEST_SHIFT
    };
    let follow = if is_later {
        &chains.next
    } else {
        &chains.previous
    };
    let mut links = vec![at];
    let mut last = at;
    while let Some(next) = follow[last] {
        let place = &state.places[next];
        if !place.is_assigned()
            || (place.start > bare.start) == is_later && place.start != bare.start
        {
            break;
        }
        links.push(next);
        last = next;
        if links.len() > longest {
            return;
        }
    }
    if links.len() < 2 {
        return;
    }
    // Each takes the start of the one beyond it, the last the new start.
    let mut steps = Vec::with_capacity(links.len());
    for (n, &link) in links.iter().enumerate() {
        let old = state.places[link];
        let start = links
            .get(n + 1)
            .map_or(bare.start, |beyond| state.places[*beyond].start);
        let site = state.model.activities[link].site(bare.company);
        if site.is_none_or(|site| !site.allowed.get(start)) {
            return;
        }
        steps.push((link, Place::at(start, bare.company), old));
    }
    rearrange(run, &steps, temper);
}

/// Links that a shift moves at most, unless it brings in what has no place.
const LONGEST_SHIFT: usize = 12;

/// Lifts several activities and puts each to a new start, or all back where they were.
fn rearrange(run: &mut Run<'_, '_>, steps: &[(usize, Place, Place)], temper: &Temper) {
    let (cost, unassigned) = (run.state.cost, run.state.unassigned);
    for (at, _, old) in steps {
        if old.is_assigned() {
            run.state.lift(*at);
        }
    }
    let mut done = 0;
    for (at, bare, wish) in steps {
        run.step += 1;
        match place_at(run, *at, bare, wish) {
            Some(place) => run.state.put(*at, place),
            None => break,
        }
        done += 1;
    }
    let is_fuller = run.state.unassigned < unassigned;
    if done == steps.len() && (is_fuller || temper.accepts(run.state.cost - cost, &mut run.rng)) {
        return;
    }
    for (at, _, _) in &steps[..done] {
        run.state.lift(*at);
    }
    for (at, _, old) in steps {
        if old.is_assigned() {
            run.state.put(*at, *old);
        }
    }
}
