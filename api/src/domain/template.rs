//! The typed definition of a programme template: what a published version holds, unchanged for
//! ever, and what a cohort's activities are generated from.
//!
//! Times are minutes: of the local day (`0..=1440`) where a name ends in `Minute`, a length where
//! it ends in `minutes`. Weeks are counted from 1; `first_week` and `last_week` both belong to the
//! window. Unknown fields are refused, so that a misspelt limit is never silently no limit.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

mod fault;
mod gaps;
mod minutes;
mod order;
mod parts;
mod shape;
#[cfg(test)]
mod tests;

pub use fault::{Code, Fault};
pub use parts::{
    ActivityKind, Caps, Choice, Danish, Interviews, Lunch, Module, RoomKind, TeachingDay, Visits,
};

/// The engine's grid is never finer than this, so every length and time is a multiple of it.
pub const FINEST_GRID_MINUTES: u32 = 5;

/// The grid that planning uses unless a template needs a finer one.
pub const DEFAULT_GRID_MINUTES: u32 = 15;

/// The soft rules that a template may weigh, by the name under which a plan reports its score.
pub const SOFT_RULES: [&str; 11] = [
    "missed_lesson",
    "idle_gap",
    "overloaded_day",
    "empty_day",
    "teacher_change",
    "interpreter_callout",
    "interpreter_idle",
    "room_change",
    "visit_mismatch",
    "late_interview",
    "moved_session",
];

/// A programme: its rhythm, its limits and everything that each participant is to take part in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Definition {
    /// How many weeks the programme lasts, counted from the cohort's first Monday.
    pub weeks: u32,
    /// The weekdays on which the cohort may meet, and between which times.
    pub days: Vec<TeachingDay>,
    /// The midday break that the cohort keeps on every day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lunch: Option<Lunch>,
    pub caps: Caps,
    /// How many languages that need an interpreter one cohort may hold.
    pub max_interpreter_languages: u32,
    /// How many of the elective modules each participant chooses.
    #[serde(default)]
    pub electives: u32,
    pub modules: Vec<Module>,
    pub danish: Danish,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interviews: Option<Interviews>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visits: Option<Visits>,
    /// What one unit of each soft rule costs; a rule that is not named keeps the usual cost.
    #[serde(default)]
    pub weights: BTreeMap<String, u32>,
}

impl Definition {
    /// Everything that is wrong with the definition, in the order of its fields.
    ///
    /// Whether parts and minutes fit is asked only when the fields by themselves are sound: counting
    /// with a week that does not exist would bury the real reason under its consequences. The
    /// counting is about one participant and refuses only what no calendar and no amount of staff
    /// could ever hold; holidays, rooms and people are the plan's business.
    pub fn validate(&self) -> Result<(), Vec<Fault>> {
        let mut faults = shape::faults(self);
        faults.extend(order::faults(self));
        if faults.is_empty() {
            faults = gaps::faults(self);
            faults.extend(minutes::faults(self));
        }
        if faults.is_empty() {
            Ok(())
        } else {
            Err(faults)
        }
    }

    /// The modules that a participant with these electives takes part in, in the template's order.
    pub fn modules_for<'a>(&'a self, electives: &'a [String]) -> impl Iterator<Item = &'a Module> {
        self.modules
            .iter()
            .filter(move |m| m.choice == Choice::Mandatory || electives.contains(&m.key))
    }

    /// The coarsest grid of 15, 10 or 5 minutes on which all times and lengths lie.
    pub fn grid_minutes(&self) -> u32 {
        [DEFAULT_GRID_MINUTES, 10]
            .into_iter()
            .find(|grid| {
                self.times_and_lengths()
                    .iter()
                    .all(|(_, value)| value % grid == 0)
            })
            .unwrap_or(FINEST_GRID_MINUTES)
    }

    /// Every value that must lie on the grid, with its path.
    fn times_and_lengths(&self) -> Vec<(String, u32)> {
        let mut values = Vec::new();
        for (i, day) in self.days.iter().enumerate() {
            values.push((format!("days[{i}].earliestMinute"), day.earliest_minute));
            values.push((format!("days[{i}].latestMinute"), day.latest_minute));
        }
        if let Some(lunch) = &self.lunch {
            values.push(("lunch.fromMinute".to_owned(), lunch.from_minute));
            values.push(("lunch.untilMinute".to_owned(), lunch.until_minute));
        }
        values.extend(self.lengths());
        values
    }

    /// Every length in minutes, with its path.
    fn lengths(&self) -> Vec<(String, u32)> {
        let mut values = Vec::new();
        values.extend(
            self.lunch
                .map(|lunch| ("lunch.minutes".to_owned(), lunch.minutes)),
        );
        for (i, module) in self.modules.iter().enumerate() {
            values.push((format!("modules[{i}].minutes"), module.minutes));
        }
        if let Danish::Planned { minutes, .. } = &self.danish {
            values.push(("danish.minutes".to_owned(), *minutes));
        }
        values.extend(
            self.interviews
                .iter()
                .map(|i| ("interviews.minutes".to_owned(), i.minutes)),
        );
        values.extend(
            self.visits
                .iter()
                .map(|v| ("visits.minutes".to_owned(), v.minutes)),
        );
        values
    }
}
