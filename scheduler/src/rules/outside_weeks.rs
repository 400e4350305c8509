//! A session lies before its release or past its due moment.

use crate::dense::Model;
use crate::dense::place::Place;

pub(super) fn fault(model: &Model, activity: usize, place: &Place) -> bool {
    let source = &model.activities[activity];
    source
        .release
        .is_some_and(|release| model.start_minute(place) < release)
        || source
            .due
            .is_some_and(|due| model.end_minute(activity, place) > due)
}
