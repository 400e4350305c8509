//! A room is used twice at once, the time to set it up included.

use crate::dense::place::{Place, some};
use crate::dense::state::State;

pub(super) fn fault(state: &State<'_>, activity: usize, place: &Place) -> bool {
    some(place.room).is_some_and(|room| {
        state
            .rooms
            .any(room, state.model.room_busy(activity, place, room))
    })
}
