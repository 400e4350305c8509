//! An activity lacks a room, a staff member, a company or a vehicle that it needs.

use crate::dense::Model;
use crate::dense::place::{Place, some};

pub(super) fn fault(model: &Model, activity: usize, place: &Place) -> bool {
    let source = &model.activities[activity];
    let driven = source.at_company
        && some(place.company).is_some_and(|company| !model.companies[company].walking);
    source.room_kind.is_some() && some(place.room).is_none()
        || source.staff_skill.is_some() && some(place.staff).is_none()
        || source.at_company && some(place.company).is_none()
        || driven && some(place.vehicle).is_none()
}
