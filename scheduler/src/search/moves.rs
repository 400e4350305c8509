//! The changes that the search tries, each taken or taken back at once.

use super::chains::Chains;
use super::eject;
use super::equip::equip;
use super::improve::Run;
use super::rearrange::{shift, swap};
use super::recreate::recreate;
use super::temper::Temper;
use crate::dense::place::Place;
use crate::dense::state::State;
use crate::rules;

/// Tries one change.
pub(crate) fn attempt(run: &mut Run<'_, '_>, free: &[usize], chains: &Chains, temper: &Temper) {
    if run.state.unassigned > 0 && run.rng.percent(35) {
        let missing: Vec<usize> = free
            .iter()
            .copied()
            .filter(|at| !run.state.places[*at].is_assigned())
            .collect();
        let chosen = missing[run.rng.below(missing.len())];
        find_room(run, chosen, chains, temper);
        return;
    }
    let chosen = free[run.rng.below(free.len())];
    if !run.state.places[chosen].is_assigned() {
        find_room(run, chosen, chains, temper);
        return;
    }
    match run.rng.below(100) {
        0..45 => relocate(run, chosen, temper),
        45..65 => change_hands(run, chosen, temper),
        65..85 => {
            let other = free[run.rng.below(free.len())];
            swap(run, (chosen, other), temper);
        }
        _ => shift(run, chosen, chains, temper),
    }
}

/// Finds a place for an activity that has none: in its chain, which closes up or opens for it, or by
/// pushing others out of theirs.
pub(crate) fn find_room(run: &mut Run<'_, '_>, at: usize, chains: &Chains, temper: &Temper) {
    let in_chain = chains.next[at].is_some() || chains.previous[at].is_some();
    match run.rng.below(100) {
        0..30 if in_chain => recreate(run, at, chains, temper),
        30..50 if in_chain => shift(run, at, chains, temper),
        _ => eject::insert(run, at, temper),
    }
}

/// The minutes between which an activity may start and end, by what stands before and after it.
pub(crate) fn order_window(state: &State<'_>, at: usize) -> (i64, i64) {
    let model = state.model;
    let source = &model.activities[at];
    let (mut from, mut until) = (i64::MIN, i64::MAX);
    let before = source
        .before
        .iter()
        .map(|link| (link.other, link.min_minutes));
    for (other, gap) in before.chain(source.interviews.iter().map(|other| (*other, 0))) {
        let place = &state.places[other];
        if place.is_assigned() {
            from = from.max(model.end_minute(other, place) + gap);
        }
    }
    let after = source
        .after
        .iter()
        .map(|link| (link.other, link.min_minutes));
    for (other, gap) in after.chain(source.visits.iter().map(|other| (*other, 0))) {
        let place = &state.places[other];
        if place.is_assigned() {
            until = until.min(model.start_minute(place) - gap);
        }
    }
    (from, until)
}

/// A random start within a window, with its company.
pub(crate) fn random_start(
    run: &mut Run<'_, '_>,
    at: usize,
    (from, until): (i64, i64),
) -> Option<Place> {
    let model = run.state.model;
    let source = &model.activities[at];
    let site = source.sites.get(run.rng.below(source.sites.len()))?;
    let grid = i64::from(model.grid.minutes);
    let first = site
        .starts
        .partition_point(|start| i64::from(*start) * grid < from);
    let last = site
        .starts
        .partition_point(|start| i64::from(*start) * grid <= until.saturating_sub(source.minutes));
    if first >= last {
        return None;
    }
    let start = site.starts[first + run.rng.below(last - first)];
    Some(Place::at(start, site.company))
}

/// Puts an activity to another start.
fn relocate(run: &mut Run<'_, '_>, at: usize, temper: &Temper) {
    let model = run.state.model;
    let mut window = order_window(run.state, at);
    let place = run.state.places[at];
    if run.rng.percent(50) {
        // Near where it is.
        let start = model.start_minute(&place);
        let reach = i64::from(model.grid.minutes) * if run.rng.percent(50) { 8 } else { 96 };
        let end = start + model.activities[at].minutes;
        window = (window.0.max(start - reach), window.1.min(end + reach));
    }
    if let Some(bare) = random_start(run, at, window) {
        retry_elsewhere(run, at, &bare, &place, temper);
    }
}

/// Leaves the start and lets somebody or something else take part.
fn change_hands(run: &mut Run<'_, '_>, at: usize, temper: &Temper) {
    let place = run.state.places[at];
    let mut wish = place;
    let mut bare = Place::at(place.start, place.company);
    let model = run.state.model;
    let source = &model.activities[at];
    match run.rng.below(3) {
        0 => wish.staff = other_of(&source.staff, run),
        1 => wish.room = other_of(&source.rooms, run),
        _ if source.at_company => match random_start(run, at, (i64::MIN, i64::MAX)) {
            Some(chosen) => {
                let site = source.site(chosen.company);
                if site.is_none_or(|site| !site.allowed.get(place.start)) {
                    return;
                }
                bare = Place::at(place.start, chosen.company);
            }
            None => return,
        },
        _ => {
            let language = run.rng.below(source.languages.len());
            if let Some(fit) = source.languages.get(language).map(|l| &l.interpreters) {
                wish.interpreters[language] = other_of(fit, run);
            }
        }
    }
    retry_elsewhere(run, at, &bare, &wish, temper);
}

fn other_of(fit: &[u16], run: &mut Run<'_, '_>) -> u16 {
    fit.get(run.rng.below(fit.len()))
        .copied()
        .unwrap_or(crate::dense::NONE)
}

/// Lifts an activity and puts it to a start, unless that is impossible or too dear.
fn retry_elsewhere(run: &mut Run<'_, '_>, at: usize, bare: &Place, wish: &Place, temper: &Temper) {
    let cost = run.state.cost;
    let old = run.state.lift(at);
    let found = place_at(run, at, bare, wish);
    match found {
        Some(place) if place != old => {
            run.state.put(at, place);
            if !temper.accepts(run.state.cost - cost, &mut run.rng) {
                run.state.lift(at);
                run.state.put(at, old);
            }
        }
        _ => run.state.put(at, old),
    }
}

/// A full place at a start, when the rules allow one.
pub(crate) fn place_at(
    run: &mut Run<'_, '_>,
    at: usize,
    bare: &Place,
    wish: &Place,
) -> Option<Place> {
    if !rules::is_free(run.state, at, bare) {
        return None;
    }
    equip(run.state, at, bare, wish, &mut run.rng)
}
