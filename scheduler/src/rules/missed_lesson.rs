//! Participants miss a lesson by a busy time that is not blocking.

use crate::dense::Model;
use crate::dense::place::Place;

pub(crate) fn units(model: &Model, activity: usize, place: &Place) -> i64 {
    let source = &model.activities[activity];
    if !source.may_miss {
        return 0;
    }
    let hold = model.hold(activity, place);
    let missing = source
        .people
        .iter()
        .filter(|who| model.people[**who].soft_busy.any(hold));
    super::count(missing)
}
