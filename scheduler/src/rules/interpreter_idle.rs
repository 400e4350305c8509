//! Interpreters are paid for time in which they do not work.
//!
//! In person they are paid from the start of the day's first session to the end of its last,
//! travel with a group included; by phone or video for each session alone. Either is rounded up to
//! the minimum and to started hours.

use crate::dense::Model;
use crate::dense::state::Stretch;
use crate::problem::InterpreterMode;

/// Øre paid on a day for time without work.
pub(super) fn units(model: &Model, who: usize, sessions: &[Stretch]) -> i64 {
    let interpreter = &model.interpreters[who];
    let terms = &interpreter.terms;
    let Some(&(first, _)) = sessions.first() else {
        return 0;
    };
    let worked: i64 = sessions.iter().map(|(from, until)| until - from).sum();
    let paid: i64 = if interpreter.mode == InterpreterMode::OnSite {
        let last = sessions
            .iter()
            .map(|(_, until)| *until)
            .max()
            .unwrap_or(first);
        paid_minutes(i64::from(terms.minimum_minutes), last - first)
    } else {
        sessions
            .iter()
            .map(|(from, until)| paid_minutes(i64::from(terms.minimum_minutes), until - from))
            .sum()
    };
    (paid - worked).max(0) * i64::from(terms.ore_per_hour) / 60
}

/// Minutes that are paid for so many, of which at least a minimum.
#[inline]
pub(crate) fn paid_minutes(minimum: i64, minutes: i64) -> i64 {
    let started_hours = (minutes.max(minimum) + 59) / 60;
    started_hours * 60
}
