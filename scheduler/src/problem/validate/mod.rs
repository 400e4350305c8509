//! Whether a problem is sound enough to be planned; every fault is gathered, not only the first.

mod activities;
mod order;
mod resources;

use super::{Opening, Problem};
use crate::calendar::{MINUTES_PER_DAY, Span};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What is wrong with a field of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FaultCode {
    /// A number lies outside what its field allows.
    OutOfRange,
    /// Two things of a list have the same key, or a list names something twice.
    Duplicate,
    /// A key leads nowhere.
    UnknownKey,
    /// A span ends before or where it begins, or an opening span of the centre leaves its date.
    BadSpan,
    /// A list that may not be empty is.
    Empty,
    /// A pinned or frozen activity has no base assignment, or one that cannot be held: off the
    /// grid, outside the horizon, with two interpreters for one language.
    BadBase,
    /// Precedences form a circle.
    Circle,
}

/// One fault of a problem.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, thiserror::Error,
)]
#[error("{path}: {code:?} ({value})")]
pub struct ProblemFault {
    /// Where, such as `activities[3].room_kind`.
    pub path: String,
    /// What is wrong.
    pub code: FaultCode,
    /// The offending value, or the key of what carries it.
    pub value: String,
}

/// Gathers faults on the way through a problem.
#[derive(Default)]
struct Findings(Vec<ProblemFault>);

impl Findings {
    fn add(&mut self, path: impl Into<String>, code: FaultCode, value: impl ToString) {
        self.0.push(ProblemFault {
            path: path.into(),
            code,
            value: value.to_string(),
        });
    }

    fn demand(&mut self, holds: bool, path: &str, code: FaultCode, value: impl ToString) {
        if !holds {
            self.add(path, code, value);
        }
    }

    /// Finds keys that occur twice and empty ones; gives the set of keys.
    fn keys<'a>(
        &mut self,
        list: &str,
        keys: impl Iterator<Item = &'a String>,
    ) -> BTreeSet<&'a str> {
        let mut seen = BTreeSet::new();
        for (at, key) in keys.enumerate() {
            let path = format!("{list}[{at}].key");
            if key.is_empty() {
                self.add(path, FaultCode::Empty, "");
            } else if !seen.insert(key.as_str()) {
                self.add(path, FaultCode::Duplicate, key);
            }
        }
        seen
    }

    fn openings(&mut self, path: &str, openings: &[Opening]) {
        for (at, opening) in openings.iter().enumerate() {
            let sound = match opening {
                Opening::Once(span) => span.from < span.until,
                Opening::Weekly {
                    weekday,
                    from,
                    until,
                } => (1..=7).contains(weekday) && from < until && *until <= MINUTES_PER_DAY,
            };
            let path = format!("{path}.openings[{at}]");
            self.demand(sound, &path, FaultCode::BadSpan, format!("{opening:?}"));
        }
    }

    fn spans<'a>(&mut self, path: &str, spans: impl Iterator<Item = &'a Span>) {
        for (at, span) in spans.enumerate() {
            if span.from >= span.until || !is_moment(span) {
                let value = format!("{}/{}", span.from, span.until);
                self.add(format!("{path}[{at}]"), FaultCode::BadSpan, value);
            }
        }
    }
}

fn is_moment(span: &Span) -> bool {
    span.from.minute < MINUTES_PER_DAY && span.until.minute < MINUTES_PER_DAY
}

/// Every fault of a problem.
pub(super) fn faults(problem: &Problem) -> Result<(), Vec<ProblemFault>> {
    let mut found = Findings::default();
    horizon(problem, &mut found);
    let known = resources::check(problem, &mut found);
    activities::check(problem, &known, &mut found);
    order::check(problem, &mut found);
    if found.0.is_empty() {
        Ok(())
    } else {
        Err(found.0)
    }
}

fn horizon(problem: &Problem, found: &mut Findings) {
    let horizon = &problem.horizon;
    let grid = horizon.grid_minutes;
    let divides = (5..=60).contains(&grid) && MINUTES_PER_DAY.is_multiple_of(grid);
    found.demand(divides, "horizon.grid_minutes", FaultCode::OutOfRange, grid);
    let days = horizon.days;
    found.demand(
        (1..=400).contains(&days),
        "horizon.days",
        FaultCode::OutOfRange,
        days,
    );
    found.spans("horizon.open", horizon.open.iter());
    for (at, span) in horizon.open.iter().enumerate() {
        // A span may end at midnight, which belongs to the next date.
        if span.from < span.until && span.until > span.from.date.plus_days(1).at(0) {
            found.add(format!("horizon.open[{at}]"), FaultCode::BadSpan, span.from);
        }
    }
    resources::weights("weights", &problem.weights, found);
}
