//! An interview or a visit lies in a participant's busy time, blocking or not.

use crate::dense::Model;
use crate::dense::place::Place;

pub(super) fn fault(model: &Model, activity: usize, place: &Place) -> bool {
    let source = &model.activities[activity];
    !source.kind.is_teaching() && source.crowd.busy.any(model.hold(activity, place))
}
