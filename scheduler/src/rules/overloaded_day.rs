//! Lessons of a day exceed the cohort's target.

use crate::dense::Model;
use crate::dense::state::Stretch;

/// Participant-minutes above the target.
pub(super) fn units(model: &Model, strand: usize, _day: usize, lessons: &[Stretch]) -> i64 {
    let strand = &model.strands[strand];
    let Some(target) = model.cohorts[strand.cohort].target_day else {
        return 0;
    };
    let minutes: i64 = lessons.iter().map(|(from, until)| until - from).sum();
    (minutes - i64::from(target)).max(0) * super::count(strand.people.iter())
}
