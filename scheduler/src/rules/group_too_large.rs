//! A group is larger than the company receives.

use crate::dense::Model;
use crate::dense::place::{Place, some};

pub(super) fn fault(model: &Model, activity: usize, place: &Place) -> bool {
    let n_people = model.activities[activity].people.len();
    some(place.company)
        .is_some_and(|company| n_people > model.companies[company].max_group as usize)
}
