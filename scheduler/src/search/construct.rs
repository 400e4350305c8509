//! The first plan: the most constrained first, each to the cheapest of some places.

use super::chains::Chains;
use super::improve::Run;
use super::moves::{self, order_window, place_at};
use super::temper::Temper;
use super::windows::Windows;
use crate::dense::Model;
use crate::dense::place::Place;

/// Possible places that are compared for one activity.
const COMPARED: usize = 12;
/// Attempts to make room for one activity that found none.
const ATTEMPTS: usize = 30;
/// Cost of lying a day from where an even spread would put it: keeps room for what comes later.
const PER_DAY_OFF: i64 = 2_000;

/// Builds a plan, as complete as it gets.
pub(crate) fn construct(run: &mut Run<'_, '_>, windows: &Windows) {
    let model = run.state.model;
    for at in sequence(model, windows) {
        if !run.checkpoint() {
            return;
        }
        if let Some(place) = cheapest(run, at, windows) {
            run.state.put(at, place);
        }
        run.remember();
    }
    let chains = Chains::new(model);
    let cold = Temper::new(1, 1, 1);
    for at in sequence(model, windows) {
        for _ in 0..ATTEMPTS {
            if run.state.places[at].is_assigned() || !run.checkpoint() {
                break;
            }
            run.step += 1;
            moves::find_room(run, at, &chains, &cold);
            run.remember();
        }
    }
}

/// Visits need the most things at once, lessons the most people, interviews the least of both;
/// within each, what must be done first comes first.
fn sequence(model: &Model, windows: &Windows) -> Vec<usize> {
    let mut rank = vec![0; model.activities.len()];
    for (position, at) in windows.order.iter().enumerate() {
        rank[*at] = position;
    }
    let mut free: Vec<usize> = (0..model.activities.len())
        .filter(|at| model.activities[*at].is_free())
        .collect();
    free.sort_by_key(|at| {
        let source = &model.activities[*at];
        let sort = if source.at_company {
            0
        } else if source.people.len() > 1 {
            1
        } else {
            2
        };
        (sort, windows.latest[*at], windows.depth[*at], rank[*at])
    });
    free
}

fn cheapest(run: &mut Run<'_, '_>, at: usize, windows: &Windows) -> Option<Place> {
    let model = run.state.model;
    let target = target(windows, at)?;
    let (from, until) = order_window(run.state, at);
    let source = &model.activities[at];
    let mut candidates: Vec<(i64, Place)> = Vec::new();
    for site in &source.sites {
        for start in &site.starts {
            let place = Place::at(*start, site.company);
            let minute = model.start_minute(&place);
            if minute >= from && minute + source.minutes <= until {
                candidates.push(((minute - target).abs(), place));
            }
        }
    }
    candidates.sort_unstable();
    let mut best: Option<(i64, Place)> = None;
    let mut compared = 0;
    for (away, bare) in candidates {
        run.step += 1;
        let Some(place) = place_at(run, at, &bare, &Place::UNASSIGNED) else {
            continue;
        };
        run.state.put(at, place);
        let cost = run.state.cost + away * PER_DAY_OFF / 1440;
        run.state.lift(at);
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, place));
        }
        compared += 1;
        if compared == COMPARED {
            break;
        }
    }
    best.map(|(_, place)| place)
}

/// Where an even spread of what comes before and after would put the start.
fn target(windows: &Windows, at: usize) -> Option<i64> {
    let (earliest, latest) = (windows.earliest[at]?, windows.latest[at]?);
    let (depth, height) = (windows.depth[at], windows.height[at]);
    let spread = (latest - earliest).max(0) * (2 * depth + 1) / (2 * (depth + height) + 2);
    // A tenth is left free at the end, for what does not find room where it should be.
    Some(earliest + spread * 9 / 10)
}
