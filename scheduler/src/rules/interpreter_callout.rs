//! Interpreters come to the centre, and their transport is paid once for each day they come.

use crate::dense::Model;
use crate::dense::state::Stretch;
use crate::problem::InterpreterMode;

/// Øre of transport on a day.
pub(super) fn units(model: &Model, who: usize, sessions: &[Stretch]) -> i64 {
    let interpreter = &model.interpreters[who];
    let comes = interpreter.mode == InterpreterMode::OnSite && !sessions.is_empty();
    if comes {
        i64::from(interpreter.terms.transport_ore)
    } else {
        0
    }
}
