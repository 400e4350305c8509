//! Interpreters are paid for time in which they do not work.
//!
//! In person they are paid from the start of the day's first session to the end of its last,
//! travel with a group included; by phone or video for each session alone. Either is rounded up to
//! the minimum and to started hours.

use crate::dense::Model;
use crate::dense::state::Stretch;
use crate::problem::{InterpreterMode, PriceTerms};

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
        paid_minutes(terms, last - first)
    } else {
        sessions
            .iter()
            .map(|(from, until)| paid_minutes(terms, until - from))
            .sum()
    };
    (paid - worked).max(0) * i64::from(terms.ore_per_hour) / 60
}

fn paid_minutes(terms: &PriceTerms, minutes: i64) -> i64 {
    let started_hours = (minutes.max(i64::from(terms.minimum_minutes)) + 59) / 60;
    started_hours * 60
}
