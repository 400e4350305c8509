//! The soft rules by what they look at.

use super::{
    empty_day, idle_gap, interpreter_callout, interpreter_idle, late_interview, missed_lesson,
    moved_session, overloaded_day, visit_mismatch,
};
use crate::dense::Model;
use crate::dense::place::Place;
use crate::dense::state::Stretch;
use crate::score::SoftRule;

type OfOne = fn(&Model, usize, &Place) -> i64;
type OfStrandDay = fn(&Model, usize, usize, &[Stretch]) -> i64;
type OfInterpreterDay = fn(&Model, usize, &[Stretch]) -> i64;

/// Units that one activity has at its place, whatever the rest of the plan.
pub(crate) const OF_ONE: [(SoftRule, OfOne); 4] = [
    (SoftRule::MissedLesson, missed_lesson::units),
    (SoftRule::VisitMismatch, visit_mismatch::units),
    (SoftRule::LateInterview, late_interview::units),
    (SoftRule::MovedSession, moved_session::units),
];

/// Units of one strand's lessons on one day.
pub(crate) const OF_STRAND_DAY: [(SoftRule, OfStrandDay); 3] = [
    (SoftRule::IdleGap, idle_gap::units),
    (SoftRule::OverloadedDay, overloaded_day::units),
    (SoftRule::EmptyDay, empty_day::units),
];

/// Units of one interpreter's sessions on one day.
pub(crate) const OF_INTERPRETER_DAY: [(SoftRule, OfInterpreterDay); 2] = [
    (SoftRule::InterpreterCallout, interpreter_callout::units),
    (SoftRule::InterpreterIdle, interpreter_idle::units),
];
