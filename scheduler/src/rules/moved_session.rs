//! A session changed against the published plan: the nearer it is, the dearer the change, and
//! twice as dear once notices went out.

use crate::calendar::MINUTES_PER_DAY;
use crate::dense::Model;
use crate::dense::place::Place;

/// Days until the nearer of old and new start, and the points of a change that is less than that
/// away.
const NEARNESS: [(i64, i64); 3] = [(2, 8), (7, 4), (14, 2)];

/// Points of the change.
pub(super) fn units(model: &Model, activity: usize, place: &Place) -> i64 {
    let Some(base) = &model.activities[activity].base else {
        return 0;
    };
    if base.place.as_ref() == Some(place) {
        return 0;
    }
    let nearer = base.minute.min(model.start_minute(place));
    points(model.now, nearer) * base.factor
}

/// Points of a change, by the nearer of old and new start in minutes.
pub(crate) fn points(now: Option<i64>, nearer: i64) -> i64 {
    now.map_or(1, |now| {
        let is_within = |days: i64| nearer - now < days * i64::from(MINUTES_PER_DAY);
        NEARNESS
            .iter()
            .find(|(days, _)| is_within(*days))
            .map_or(1, |(_, points)| *points)
    })
}
