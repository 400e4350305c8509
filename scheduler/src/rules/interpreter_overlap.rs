//! An interpreter has two sessions at once, buffers included, or two languages in one session.

use crate::dense::place::Place;
use crate::dense::state::State;

pub(super) fn fault(state: &State<'_>, activity: usize, place: &Place) -> bool {
    place.interpreters().any(|(language, who)| {
        let twice = place
            .interpreters()
            .any(|(other, same)| other != language && same == who);
        twice
            || state
                .interpreters
                .any(who, state.model.interpreter_busy(activity, place, who))
    })
}
