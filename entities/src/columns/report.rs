//! What is told of plans besides their answers.

use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{ActivityKind, PlanVerdict, Score, codes, json_list};

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

/// What a plan comes to, with or without the changes of a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenarioAnswer {
    pub verdict: PlanVerdict,
    pub plan_hash: String,
    pub cost: i64,
    pub score: Score,
    pub session_counts: Vec<SessionCount>,
    pub unassigned: Vec<String>,
    /// What all interpreters together are paid.
    pub interpreters_ore: i64,
}

/// A session that is not the same with and without the changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenarioSession {
    pub activity_key: String,
    pub base: Option<ScenarioPlace>,
    pub changed: Option<ScenarioPlace>,
}

/// When a session is, and with whom and what besides its participants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenarioPlace {
    /// A local moment, `YYYY-MM-DDTHH:MM`.
    pub starts_at_local: String,
    pub resources: Vec<String>,
}

/// Two answers side by side: without the changes of a scenario, and with them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct ScenarioComparison {
    pub base: ScenarioAnswer,
    pub changed: ScenarioAnswer,
    pub sessions: Vec<ScenarioSession>,
}

json_list! {
    /// What a plan has for each cohort.
    SessionCounts(SessionCount);
    /// Every wish that an answer does not meet.
    UnmetWishes(UnmetWish);
    /// What a scenario changes, in this order.
    ScenarioChanges(ScenarioChange);
    /// Ways out, the best first.
    WaysOut(WayOut);
}
