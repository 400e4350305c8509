//! A pinned activity does not stand as it was pinned.

use crate::dense::place::Place;
use crate::dense::{Hold, Model};

pub(super) fn fault(model: &Model, activity: usize, place: &Place) -> bool {
    let source = &model.activities[activity];
    source.hold == Hold::Pinned && source.fixed() != Some(*place)
}
