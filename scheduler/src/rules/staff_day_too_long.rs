//! A staff member has more minutes of sessions and travel in a day than allowed.

use crate::dense::place::{Place, some};
use crate::dense::state::State;

pub(super) fn fault(state: &State<'_>, activity: usize, place: &Place) -> bool {
    let model = state.model;
    some(place.staff).is_some_and(|staff| {
        let day = model.grid.day_of(place.start) as usize;
        let minutes = i64::from(state.staff_day[staff * model.grid.days as usize + day]);
        let cap = model.staff[staff].max_day;
        cap.is_some_and(|cap| minutes + model.held_minutes(activity, place) > i64::from(cap))
    })
}
