//! A company does not come into question for the activity, or a visitor does not meet its demands
//! of language or safety.

use crate::dense::Model;
use crate::dense::place::{Place, some};

pub(super) fn fault(model: &Model, activity: usize, place: &Place) -> bool {
    some(place.company).is_some_and(|company| !model.activities[activity].visitors_fit[company])
}
