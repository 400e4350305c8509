//! Something in the past has changed, or something was put into the past.

use crate::dense::place::Place;
use crate::dense::{Hold, Model};

pub(super) fn fault(model: &Model, activity: usize, place: &Place) -> bool {
    let source = &model.activities[activity];
    match source.hold {
        Hold::Frozen => source.fixed() != Some(*place),
        Hold::Pinned | Hold::Free => model.now.is_some_and(|now| model.start_minute(place) < now),
    }
}
