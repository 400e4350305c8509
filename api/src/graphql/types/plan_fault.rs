//! What a plan lacks, and why.

use async_graphql::SimpleObject;
use entities::columns;

use super::plan::list;

/// An activity without a place.
#[derive(SimpleObject)]
pub struct UnassignedActivity {
    pub activity_key: String,
    /// Key of its cohort.
    pub cohort_key: String,
    /// What stands in its way, what blocks the most starts first. Empty when a place would be free
    /// and only the effort was too small to take it.
    pub reasons: Vec<Obstacle>,
}

/// A rule that keeps an activity from a place.
#[derive(SimpleObject)]
pub struct Obstacle {
    /// The hard rule, named by its fault: `room_overlap`.
    pub rule: String,
    /// How many starts it blocks.
    pub starts: Option<i64>,
    /// The activities in the way, by key.
    pub activities: Vec<String>,
    /// Who or what is short, as kind and key: `ROOM/class-1`.
    pub resources: Vec<String>,
}

/// A proof that not everything can be planned: what it names cannot stand together.
#[derive(SimpleObject)]
pub struct PlanConflict {
    /// The argument: `NO_PLACE`, `ORDER_TOO_LONG`, `TOO_MUCH_DEMAND`, `TOO_FEW_COMPANIES`,
    /// `PINNED_CONFLICT`, or `NO_COMBINATION` when all were tried.
    pub reason: String,
    pub rules: Vec<String>,
    /// Activities by key.
    pub activities: Vec<String>,
    /// Resources as kind and key: `INTERPRETER/ti-1`.
    pub resources: Vec<String>,
    /// Local moment from which it holds, `2017-03-06T08:00`.
    pub from: Option<String>,
    /// Local moment until which it holds.
    pub until: Option<String>,
    /// Minutes that are needed; 0 where nothing is counted.
    pub demand_minutes: i64,
    /// Minutes that there are.
    pub supply_minutes: i64,
}

impl From<columns::UnassignedActivity> for UnassignedActivity {
    fn from(row: columns::UnassignedActivity) -> Self {
        Self {
            activity_key: row.activity_key,
            cohort_key: row.cohort,
            reasons: list(Some(row.reasons)),
        }
    }
}

impl From<columns::PlanFault> for Obstacle {
    fn from(row: columns::PlanFault) -> Self {
        Self {
            rule: row.rule,
            starts: row.amount,
            activities: row.activities,
            resources: row.resources,
        }
    }
}

impl From<columns::PlanConflict> for PlanConflict {
    fn from(row: columns::PlanConflict) -> Self {
        let (from, until) = row.window.unzip();
        Self {
            reason: row.reason,
            rules: row.rules,
            activities: row.activities,
            resources: row.resources,
            from,
            until,
            demand_minutes: row.demand_minutes,
            supply_minutes: row.supply_minutes,
        }
    }
}
