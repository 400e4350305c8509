//! A company receives more groups at once than it has places.

use crate::dense::place::{Place, some};
use crate::dense::state::State;

pub(super) fn fault(state: &State<'_>, activity: usize, place: &Place) -> bool {
    some(place.company).is_some_and(|company| {
        let session = state.model.session(activity, place);
        let first = company * state.model.grid.slots as usize;
        let taken =
            &state.company_places[first + session.from as usize..first + session.until as usize];
        taken
            .iter()
            .any(|taken| *taken >= state.model.companies[company].places)
    })
}
