//! Participants wait between two lessons of a day.

use crate::calendar::MINUTES_PER_DAY;
use crate::dense::Model;
use crate::dense::state::Stretch;
use crate::kernel::lanes::{low, runs, within};

/// Participant-minutes between lessons.
pub(super) fn units(model: &Model, strand: usize, day: usize, lessons: &[Stretch]) -> i64 {
    let strand = &model.strands[strand];
    let midnight = super::number_of(day) * i64::from(MINUTES_PER_DAY);
    let lunch = model.cohorts[strand.cohort].lunch;
    minutes_waiting(lessons, lunch, midnight) * super::count(strand.people.iter())
}

/// Minutes between lessons, sorted by start; the length of a lunch break is taken off once when one
/// gap holds it inside the lunch window.
pub(crate) fn minutes_waiting(
    lessons: &[Stretch],
    lunch: Option<(i64, i64, i64)>,
    midnight: i64,
) -> i64 {
    if lessons.len() < 2 {
        return 0;
    }
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
    waiting
}

/// The slots between the first and the last lesson of a day in which there is none.
#[inline]
pub(crate) fn holes(lessons: u64) -> u64 {
    low(64 - lessons.leading_zeros()) & !low(lessons.trailing_zeros()) & !lessons
}

/// How many of those slots count as waiting, with the lunch window (from, until, length, in slots
/// from midnight) and the slot from midnight that the first bit stands for.
#[inline]
pub(crate) fn slots_waiting(holes: u64, lunch: Option<((u32, u32, u32), u32)>) -> i64 {
    let mut waiting = i64::from(holes.count_ones());
    if let Some(((opens, closes, length), offset)) = lunch {
        let window = within(offset, opens, closes);
        if runs(holes & window, length) != 0 {
            waiting -= i64::from(length);
        }
    }
    waiting
}
