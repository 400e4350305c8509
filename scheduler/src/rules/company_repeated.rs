//! A visit group goes to the same company twice.

use crate::dense::NONE;
use crate::dense::place::Place;
use crate::dense::state::State;

pub(super) fn fault(state: &State<'_>, activity: usize, place: &Place) -> bool {
    let Some(group) = state.model.activities[activity].group else {
        return false;
    };
    place.company != NONE
        && state.model.groups[group]
            .iter()
            .any(|other| *other != activity && state.places[*other].company == place.company)
}
