//! A day of the programme on which the centre is open has no lesson.

use crate::dense::Model;
use crate::dense::state::Stretch;

/// Participants with an empty day.
pub(super) fn units(model: &Model, strand: usize, day: usize, lessons: &[Stretch]) -> i64 {
    let strand = &model.strands[strand];
    let is_empty = lessons.is_empty() && model.cohorts[strand.cohort].days[day];
    if is_empty {
        super::count(strand.people.iter())
    } else {
        0
    }
}
