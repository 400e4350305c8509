//! Codes and values of planning runs.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};

use super::{BookingRole, codes, json_list};
use crate::id::{ResourceId, SessionId};

codes! {
    /// How far a planning run is; says nothing of its verdict.
    PlanState {
        Queued = "QUEUED",
        Solving = "SOLVING",
        Solved = "SOLVED",
        Published = "PUBLISHED",
        Superseded = "SUPERSEDED",
        Cancelled = "CANCELLED",
        Failed = "FAILED",
        Discarded = "DISCARDED",
    }

    /// What a planning run found; never one for another.
    PlanVerdict {
        Complete = "COMPLETE",
        Partial = "PARTIAL",
        Infeasible = "INFEASIBLE",
        NotFoundInTime = "NOT_FOUND_IN_TIME",
    }

    /// What a way to mend the timetable is best at.
    RepairKind {
        FewestTouched = "FEWEST_TOUCHED",
        LowestCost = "LOWEST_COST",
        BestPlan = "BEST_PLAN",
    }

    /// What is planned and held.
    ActivityKind {
        Lesson = "LESSON",
        DanishLesson = "DANISH_LESSON",
        CompetencyInterview = "COMPETENCY_INTERVIEW",
        CompanyVisit = "COMPANY_VISIT",
    }
}

/// A broken or hindering rule, named by its fault, with what it is about: keys, never ids.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanFault {
    pub rule: String,
    pub activities: Vec<String>,
    pub resources: Vec<String>,
    /// How much is lacking or too much, in the unit of the rule.
    pub amount: Option<i64>,
}

/// An activity that a plan leaves out, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnassignedActivity {
    pub cohort: String,
    pub activity_key: String,
    pub reasons: Vec<PlanFault>,
}

/// A resource that a plan gives to an activity, busy with its buffers included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedBooking {
    pub role: BookingRole,
    pub resource_id: ResourceId,
    /// Which language an interpreter is booked for.
    pub language: Option<String>,
    pub busy_from_at: DateTime<Utc>,
    pub busy_until_at: DateTime<Utc>,
}

/// A proof that not everything can be planned: what it names cannot stand together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanConflict {
    /// By what argument.
    pub reason: String,
    pub rules: Vec<String>,
    pub activities: Vec<String>,
    pub resources: Vec<String>,
    /// The local moments between which it holds, `YYYY-MM-DDTHH:MM`.
    pub window: Option<(String, String)>,
    pub demand_minutes: i64,
    pub supply_minutes: i64,
}

/// What one rule contributes to a plan's score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleCost {
    /// In the rule's own unit.
    pub units: i64,
    /// Units times weight.
    pub cost: i64,
}

/// A published session that cannot stay as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HitSession {
    pub activity_key: String,
    pub session_id: SessionId,
}

json_list! {
    /// What something that came in between hits.
    HitSessions(HitSession);
    /// What a way to mend the timetable is best at.
    RepairKinds(RepairKind);
    /// What a plan leaves out.
    UnassignedActivities(UnassignedActivity);
    /// What cannot stand together.
    PlanConflicts(PlanConflict);
    /// The resources of one planned activity.
    PlannedBookings(PlannedBooking);
}

/// The cost of a plan by rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(transparent)]
pub struct Score(pub BTreeMap<String, RuleCost>);
