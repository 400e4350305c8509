//! A session lies in the absence of a resource or in a participant's blocking busy time; set-up
//! and buffers included.

use crate::dense::Model;
use crate::dense::place::{Place, some};

/// Participants and the company.
pub(super) fn at_start(model: &Model, activity: usize, place: &Place) -> bool {
    let session = model.session(activity, place);
    model.activities[activity]
        .crowd
        .absent
        .any(model.hold(activity, place))
        || some(place.company).is_some_and(|at| model.companies[at].times.absent.any(session))
}

/// Room, staff, interpreters, vehicle.
pub(super) fn of_things(model: &Model, activity: usize, place: &Place) -> bool {
    let hold = model.hold(activity, place);
    let room = |at: usize| {
        model.rooms[at]
            .times
            .absent
            .any(model.room_busy(activity, place, at))
    };
    let interpreter = |at: usize| {
        model.interpreters[at]
            .times
            .absent
            .any(model.interpreter_busy(activity, place, at))
    };
    some(place.room).is_some_and(room)
        || some(place.staff).is_some_and(|at| model.staff[at].times.absent.any(hold))
        || some(place.vehicle).is_some_and(|at| model.vehicles[at].times.absent.any(hold))
        || place.interpreters().any(|(_, at)| interpreter(at))
}
