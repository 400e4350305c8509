//! What is said when a plan is asked for, stopped or published.

use async_graphql::InputObject;
use entities::id::{CentreId, CohortId, PlanId};
use serde::{Deserialize, Serialize};

use crate::vocabulary::IdOf;

/// Asks for a plan of some cohorts, around everything that is published.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RequestPlanInput {
    pub centre_id: IdOf<CentreId>,
    /// The cohorts to plan together; all at this centre, their first and last days at most 400 days
    /// apart.
    pub cohort_ids: Vec<IdOf<CohortId>>,
    /// Chooses among plans of the same worth: the same input, seed and effort give the same plan.
    /// By default 1.
    pub seed: Option<i32>,
    /// How long to look for a better plan; by default some tenths of a second's worth.
    pub effort: Option<PlanEffortInput>,
    /// The same key and input give the same plan again, and not a second one.
    pub idempotency_key: Option<String>,
}

/// How long to look for a better plan. Counted in steps, so that no machine is luckier than another.
#[derive(Clone, Copy, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlanEffortInput {
    /// Moves to try, 1 to 1 000 000 000; some millions a second.
    pub steps: i32,
}

/// Stops a plan that is not solved yet.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CancelPlanInput {
    pub plan_id: IdOf<PlanId>,
}

/// Makes a plan the timetable.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PublishPlanInput {
    pub plan_id: IdOf<PlanId>,
    /// The `previewHash` of the difference that you looked at.
    pub preview_hash: String,
    /// The keys of all activities that stay without a place: each must be accepted by name.
    #[serde(default)]
    #[graphql(default)]
    pub accept_unassigned: Vec<String>,
}
