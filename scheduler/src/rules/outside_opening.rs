//! A session, travel included, lies outside the centre's opening hours or runs into another date.

use crate::dense::Model;
use crate::dense::place::Place;

pub(super) fn fault(model: &Model, activity: usize, place: &Place) -> bool {
    let (from, until) = model.hold_minutes(activity, place);
    let day = i64::from(model.grid.day_of(place.start)) * DAY;
    from < day || until > day + DAY || model.closed.any(model.hold(activity, place))
}

const DAY: i64 = crate::calendar::MINUTES_PER_DAY as i64;
