//! Participants wait between two lessons of a day.

use crate::calendar::MINUTES_PER_DAY;
use crate::dense::Model;
use crate::dense::state::Stretch;

/// Participant-minutes between lessons; the length of a lunch break is taken off once when one
/// gap holds it inside the lunch window.
pub(super) fn units(model: &Model, strand: usize, day: usize, lessons: &[Stretch]) -> i64 {
    if lessons.len() < 2 {
        return 0;
    }
    let strand = &model.strands[strand];
    let midnight = super::number_of(day) * i64::from(MINUTES_PER_DAY);
    let lunch = model.cohorts[strand.cohort].lunch;
    let (mut waiting, mut has_lunch) = (0, false);
    let mut ended = lessons[0].1;
    for &(from, until) in &lessons[1..] {
        if from > ended {
            waiting += from - ended;
            has_lunch |= lunch.is_some_and(|(opens, closes, minutes)| {
                from.min(midnight + closes) - ended.max(midnight + opens) >= minutes
            });
        }
        ended = ended.max(until);
    }
    if has_lunch {
        waiting -= lunch.map_or(0, |(_, _, minutes)| minutes);
    }
    waiting * super::count(strand.people.iter())
}
