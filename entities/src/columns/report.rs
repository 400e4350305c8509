//! What is told of plans besides their answers.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{ActivityKind, codes, json_list};

codes! {
    /// How far the search for ways out of what cannot be planned is.
    WaysOutState {
        Queued = "QUEUED",
        Searching = "SEARCHING",
        Done = "DONE",
        Outdated = "OUTDATED",
        Failed = "FAILED",
    }
}

/// The sessions of one kind that a plan has for a cohort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionCount {
    pub cohort: String,
    pub kind: ActivityKind,
    pub demanded: i32,
    /// Held before planning began: facts, which no plan changes.
    pub past: i32,
    pub planned: i32,
    pub missing: i32,
    pub demanded_minutes: i64,
    pub planned_minutes: i64,
}

/// A wish that an answer does not meet: keys, never ids or names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnmetWish {
    pub rule: String,
    pub activities: Vec<String>,
    pub resources: Vec<String>,
    /// A local moment, `YYYY-MM-DDTHH:MM`.
    pub at: Option<String>,
    pub units: i64,
    pub cost: i64,
}

/// A change to what is planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenarioChange {
    /// In the engine's words.
    pub change: Value,
    /// The activity that it concerns.
    pub activity: Option<ActivityName>,
}

/// What people call an activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityName {
    pub kind: ActivityKind,
    /// Of a lesson's module, in Danish and English.
    pub titles: Option<(String, String)>,
}

/// Changes with which what could not be planned has been planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayOut {
    pub changes: Vec<ScenarioChange>,
    /// What the changes cost by themselves.
    pub price_ore: i64,
    pub n_persons: i32,
    /// What the plan then costs.
    pub cost: i64,
}

json_list! {
    /// What a plan has for each cohort.
    SessionCounts(SessionCount);
    /// Every wish that an answer does not meet.
    UnmetWishes(UnmetWish);
    /// Ways out, the best first.
    WaysOut(WayOut);
}
