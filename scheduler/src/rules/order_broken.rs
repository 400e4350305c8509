//! An activity starts before one that must precede it has ended, or before the gap is over.
//!
//! While an activity is unassigned, what must come before it must come before what comes after it;
//! otherwise a partial plan would forget the order around each hole.

use crate::dense::place::Place;
use crate::dense::state::State;
use crate::dense::{Link, Model};

pub(super) fn fault(state: &State<'_>, activity: usize, place: &Place) -> bool {
    let model = state.model;
    let source = &model.activities[activity];
    let before = |link: &Link| {
        let other = &state.places[link.other];
        other.is_assigned() && is_early(model, link, (link.other, other), (activity, place))
    };
    let after = |link: &Link| {
        let other = &state.places[link.other];
        other.is_assigned() && is_early(model, link, (activity, place), (link.other, other))
    };
    if source.before.iter().any(before) || source.after.iter().any(after) {
        return true;
    }
    let is_hole = |link: &Link| !state.places[link.other].is_assigned();
    let (holes_before, holes_after) = (
        source.before.iter().any(is_hole),
        source.after.iter().any(is_hole),
    );
    holes_before && is_before_past(state, activity, place)
        || holes_after && is_after_past(state, activity, place)
}

/// Whether the later of two starts too early after the earlier.
fn is_early(
    model: &Model,
    link: &Link,
    (earlier, first): (usize, &Place),
    (_, second): (usize, &Place),
) -> bool {
    let gap = model.start_minute(second) - model.end_minute(earlier, first);
    let days = model
        .grid
        .day_of(second.start)
        .saturating_sub(model.grid.day_of(first.start));
    gap < link.min_minutes || days < link.min_days
}

/// Whether something that comes before holes before the activity ends after it starts.
fn is_before_past(state: &State<'_>, activity: usize, place: &Place) -> bool {
    let start = state.model.start_minute(place);
    beyond_holes(state, activity, |at| &state.model.activities[at].before)
        .into_iter()
        .any(|at| state.model.end_minute(at, &state.places[at]) > start)
}

/// Whether something that comes after holes after the activity starts before it ends.
fn is_after_past(state: &State<'_>, activity: usize, place: &Place) -> bool {
    let end = state.model.end_minute(activity, place);
    beyond_holes(state, activity, |at| &state.model.activities[at].after)
        .into_iter()
        .any(|at| state.model.start_minute(&state.places[at]) < end)
}

/// The assigned activities that are reached through unassigned ones alone.
fn beyond_holes<'m>(
    state: &State<'m>,
    activity: usize,
    links: impl Fn(usize) -> &'m [Link],
) -> Vec<usize> {
    let mut seen = vec![false; state.places.len()];
    let mut holes = vec![activity];
    let mut reached = Vec::new();
    while let Some(hole) = holes.pop() {
        for link in links(hole) {
            if std::mem::replace(&mut seen[link.other], true) {
                continue;
            }
            if !state.places[link.other].is_assigned() {
                holes.push(link.other);
            } else if hole != activity {
                reached.push(link.other);
            }
        }
    }
    reached
}
