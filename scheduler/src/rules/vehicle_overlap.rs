//! A vehicle is used twice at once.

use crate::dense::place::{Place, some};
use crate::dense::state::State;

pub(super) fn fault(state: &State<'_>, activity: usize, place: &Place) -> bool {
    let hold = state.model.hold(activity, place);
    some(place.vehicle).is_some_and(|vehicle| state.vehicles.any(vehicle, hold))
}
