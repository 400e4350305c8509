//! An activity starts too many days after the one that precedes it.

use crate::dense::Link;
use crate::dense::place::Place;
use crate::dense::state::State;

pub(super) fn fault(state: &State<'_>, activity: usize, place: &Place) -> bool {
    let source = &state.model.activities[activity];
    let day = |place: &Place| state.model.grid.day_of(place.start);
    let is_long = |link: &Link, first: &Place, second: &Place| {
        let days = day(second).saturating_sub(day(first));
        first.is_assigned() && second.is_assigned() && link.max_days.is_some_and(|max| days > max)
    };
    source
        .before
        .iter()
        .any(|link| is_long(link, &state.places[link.other], place))
        || source
            .after
            .iter()
            .any(|link| is_long(link, place, &state.places[link.other]))
}
