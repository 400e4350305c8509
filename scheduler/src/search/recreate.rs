//! Lays a stretch of a chain anew, each link as early as it goes: makes room for links without a
//! place that no single change would find.

use super::chains::Chains;
use super::improve::Run;
use super::moves::{order_window, place_at};
use super::temper::Temper;
use crate::dense::place::Place;

/// Starts that are looked at for the price of one step.
const LOOKS_PER_STEP: u64 = 4;
/// Of a hundred possible starts so many are passed over, so that no two tries are alike.
const PASSED_OVER: usize = 12;

/// Lifts a random stretch of the chain around an activity without a place and lays it again. Kept
/// when no fewer activities have a place than before.
pub(crate) fn recreate(run: &mut Run<'_, '_>, at: usize, chains: &Chains, temper: &Temper) {
    let (unassigned, cost) = (run.state.unassigned, run.state.cost);
    let (back, ahead) = (run.rng.below(24), run.rng.below(12));
    let links = chains.around(at, back, ahead);
    let old: Vec<Place> = links.iter().map(|link| run.state.places[*link]).collect();
    for link in &links {
        if run.state.places[*link].is_assigned() {
            run.state.lift(*link);
        }
    }
    for (link, old) in links.iter().zip(&old) {
        if let Some(place) = earliest(run, *link, old) {
            run.state.put(*link, place);
        }
    }
    let now = run.state.unassigned;
    let even = now == unassigned
        && (temper.accepts(run.state.cost - cost, &mut run.rng) || run.rng.percent(20));
    if now < unassigned || even {
        return;
    }
    for link in &links {
        if run.state.places[*link].is_assigned() {
            run.state.lift(*link);
        }
    }
    for (link, old) in links.iter().zip(old) {
        if old.is_assigned() {
            run.state.put(*link, old);
        }
    }
}

/// The earliest possible place, some possible ones passed over.
fn earliest(run: &mut Run<'_, '_>, at: usize, wish: &Place) -> Option<Place> {
    let model = run.state.model;
    let source = &model.activities[at];
    let (from, until) = order_window(run.state, at);
    let grid = i64::from(model.grid.minutes);
    let mut looks = 0;
    let mut found = None;
    for site in &source.sites {
        let first = site
            .starts
            .partition_point(|start| i64::from(*start) * grid < from);
        for start in &site.starts[first..] {
            if i64::from(*start) * grid + source.minutes > until {
                break;
            }
            looks += 1;
            let bare = Place::at(*start, site.company);
            if let Some(place) = place_at(run, at, &bare, wish)
                && !run.rng.percent(PASSED_OVER)
            {
                found = Some(place);
                break;
            }
        }
    }
    run.step += 1 + looks / LOOKS_PER_STEP;
    found
}
