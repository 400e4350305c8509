//! A staff member has two sessions at once, travel included.

use crate::dense::place::{Place, some};
use crate::dense::state::State;

pub(super) fn fault(state: &State<'_>, activity: usize, place: &Place) -> bool {
    let hold = state.model.hold(activity, place);
    some(place.staff).is_some_and(|staff| state.staff.any(staff, hold))
}
