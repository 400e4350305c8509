//! A room is of another kind than the activity needs.

use crate::dense::Model;
use crate::dense::place::{Place, some};

pub(super) fn fault(model: &Model, activity: usize, place: &Place) -> bool {
    let needed = model.activities[activity].room_kind.as_ref();
    let room = some(place.room).map(|room| &model.rooms[room].kind);
    needed
        .zip(room)
        .is_some_and(|(needed, kind)| needed != kind)
}
