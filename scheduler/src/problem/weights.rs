//! What each unit of each soft rule costs.

use crate::score::SoftRule;
use serde::{Deserialize, Serialize};

/// Cost of one unit by soft rule. The defaults are in øre, so that comfort and money weigh on the
/// same scale: what a planner would pay to be rid of one unit. Each is 0 to 1.000.000.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Weights {
    /// One participant who misses one lesson. Default 20.000, about an hour of an interpreter.
    pub missed_lesson: u32,
    /// One participant who waits one minute between lessons. Default 40.
    pub idle_gap: u32,
    /// One participant's minute of lessons above the day's target. Default 20.
    pub overloaded_day: u32,
    /// One participant's open day without a lesson. Default 1.000.
    pub empty_day: u32,
    /// One teacher of a series beyond the first. Default 10.000.
    pub teacher_change: u32,
    /// One øre of an interpreter's transport. Default 1.
    pub interpreter_callout: u32,
    /// One øre of paid time in which an interpreter does not interpret. Default 1.
    pub interpreter_idle: u32,
    /// One room of a series beyond the first. Default 2.000.
    pub room_change: u32,
    /// One participant on a visit outside their sectors. Default 8.000.
    pub visit_mismatch: u32,
    /// One interview, one day late. Default 300.
    pub late_interview: u32,
    /// One point of change against the published plan, see [`SoftRule::MovedSession`]. Default
    /// 15.000.
    pub moved_session: u32,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            missed_lesson: 20_000,
            idle_gap: 40,
            overloaded_day: 20,
            empty_day: 1_000,
            teacher_change: 10_000,
            interpreter_callout: 1,
            interpreter_idle: 1,
            room_change: 2_000,
            visit_mismatch: 8_000,
            late_interview: 300,
            moved_session: 15_000,
        }
    }
}

impl Weights {
    /// The largest weight that is allowed: sums then stay far inside 64 bits.
    pub const MAX: u32 = 1_000_000;

    /// The weight of a rule.
    pub const fn of(&self, rule: SoftRule) -> u32 {
        match rule {
            SoftRule::MissedLesson => self.missed_lesson,
            SoftRule::IdleGap => self.idle_gap,
            SoftRule::OverloadedDay => self.overloaded_day,
            SoftRule::EmptyDay => self.empty_day,
            SoftRule::TeacherChange => self.teacher_change,
            SoftRule::InterpreterCallout => self.interpreter_callout,
            SoftRule::InterpreterIdle => self.interpreter_idle,
            SoftRule::RoomChange => self.room_change,
            SoftRule::VisitMismatch => self.visit_mismatch,
            SoftRule::LateInterview => self.late_interview,
            SoftRule::MovedSession => self.moved_session,
        }
    }
}
