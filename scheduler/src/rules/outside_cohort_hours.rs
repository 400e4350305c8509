//! A session, travel included, lies before the earliest or past the latest minute of the day of a
//! participant's cohort.

use crate::calendar::MINUTES_PER_DAY;
use crate::dense::Model;
use crate::dense::place::Place;

pub(super) fn fault(model: &Model, activity: usize, place: &Place) -> bool {
    let midnight = i64::from(model.grid.day_of(place.start)) * i64::from(MINUTES_PER_DAY);
    let (from, until) = model.hold_minutes(activity, place);
    let source = &model.activities[activity];
    from < midnight + source.earliest || until > midnight + source.latest
}
