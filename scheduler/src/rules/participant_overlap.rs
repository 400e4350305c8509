//! A participant has two sessions at once, or one during a booking made elsewhere.

use crate::dense::Model;
use crate::dense::place::Place;
use crate::dense::state::State;

/// During a booking made elsewhere.
pub(super) fn elsewhere(model: &Model, activity: usize, place: &Place) -> bool {
    model.activities[activity]
        .crowd
        .booked
        .any(model.hold(activity, place))
}

/// During another session of the plan.
pub(super) fn fault(state: &State<'_>, activity: usize, place: &Place) -> bool {
    let hold = state.model.hold(activity, place);
    state.model.activities[activity]
        .people
        .iter()
        .any(|who| state.people.any(*who, hold))
}
