//! A competency interview takes place after its desired date.

use crate::dense::Model;
use crate::dense::place::Place;
use crate::problem::ActivityKind;

/// Days late.
pub(crate) fn units(model: &Model, activity: usize, place: &Place) -> i64 {
    let source = &model.activities[activity];
    if source.kind != ActivityKind::CompetencyInterview {
        return 0;
    }
    (i64::from(model.grid.day_of(place.start)) - source.desired_day).max(0)
}
