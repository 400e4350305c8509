//! A session lies where a resource is not open; for a company, outside its windows.
//!
//! Travel counts for those who travel; set-up and buffers may lie outside.

use crate::dense::Model;
use crate::dense::place::{Place, some};

/// Participants and the company.
pub(super) fn at_start(model: &Model, activity: usize, place: &Place) -> bool {
    let session = model.session(activity, place);
    model.activities[activity]
        .crowd
        .closed
        .any(model.hold(activity, place))
        || some(place.company).is_some_and(|at| model.companies[at].times.closed.any(session))
}

/// Room, staff, interpreters, vehicle.
pub(super) fn of_things(model: &Model, activity: usize, place: &Place) -> bool {
    let session = model.session(activity, place);
    let hold = model.hold(activity, place);
    some(place.room).is_some_and(|at| model.rooms[at].times.closed.any(session))
        || some(place.staff).is_some_and(|at| model.staff[at].times.closed.any(hold))
        || some(place.vehicle).is_some_and(|at| model.vehicles[at].times.closed.any(hold))
        || place
            .interpreters()
            .any(|(_, at)| model.interpreters[at].times.closed.any(hold))
}
