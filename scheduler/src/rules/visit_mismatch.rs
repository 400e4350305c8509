//! Participants visit a company outside the sectors of their background and wishes.

use crate::dense::Model;
use crate::dense::place::{Place, some};

pub(super) fn units(model: &Model, activity: usize, place: &Place) -> i64 {
    let mismatched = &model.activities[activity].mismatched;
    some(place.company).map_or(0, |company| i64::from(mismatched[company]))
}
