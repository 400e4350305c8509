//! A company visit starts before the competency interviews of its visitors have ended.

use crate::dense::place::Place;
use crate::dense::state::State;

pub(super) fn fault(state: &State<'_>, activity: usize, place: &Place) -> bool {
    let model = state.model;
    let source = &model.activities[activity];
    let early = |interview: &usize| {
        let other = &state.places[*interview];
        other.is_assigned() && model.end_minute(*interview, other) > model.start_minute(place)
    };
    let late = |visit: &usize| {
        let other = &state.places[*visit];
        other.is_assigned() && model.start_minute(other) < model.end_minute(activity, place)
    };
    source.interviews.iter().any(early) || source.visits.iter().any(late)
}
