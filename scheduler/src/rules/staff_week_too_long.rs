//! A staff member has more minutes of sessions and travel in an ISO week than allowed.

use crate::dense::place::{Place, some};
use crate::dense::state::State;

pub(super) fn fault(state: &State<'_>, activity: usize, place: &Place) -> bool {
    let model = state.model;
    some(place.staff).is_some_and(|staff| {
        let week = model.week_of_day[model.grid.day_of(place.start) as usize] as usize;
        let minutes = i64::from(state.staff_week[staff * model.weeks as usize + week]);
        let cap = model.staff[staff].max_week;
        cap.is_some_and(|cap| minutes + model.held_minutes(activity, place) > i64::from(cap))
    })
}
