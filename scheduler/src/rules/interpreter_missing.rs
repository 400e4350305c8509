//! A language that participants need interpreted, and the staff member does not speak, has no
//! interpreter.

use crate::dense::place::{Place, some};
use crate::dense::{Model, NONE};

pub(super) fn fault(model: &Model, activity: usize, place: &Place) -> bool {
    let source = &model.activities[activity];
    let spoken = some(place.staff).map_or(0, |staff| source.spoken[staff]);
    source.languages.iter().enumerate().any(|(at, language)| {
        language.needed && spoken >> at & 1 == 0 && place.interpreters[at] == NONE
    })
}
