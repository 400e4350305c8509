//! A room has fewer seats than there are participants.

use crate::dense::Model;
use crate::dense::place::{Place, some};

pub(super) fn fault(model: &Model, activity: usize, place: &Place) -> bool {
    let n_people = model.activities[activity].people.len();
    some(place.room).is_some_and(|room| n_people > model.rooms[room].seats as usize)
}
