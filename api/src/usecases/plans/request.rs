//! Asking for a plan, and thinking better of it.

use std::collections::BTreeMap;

use entities::cohort;
use entities::columns;
use entities::id::{CentreId, CohortId, PlanId};
use entities::plan::{self, ActiveModel};
use sea_orm::{ConnectionTrait, Set};
use serde_json::json;

use super::{CancelPlanInput, RequestPlanInput, advance};
use crate::domain::plan_state::PlanState;
use crate::domain::policy::Action;
use crate::error::{Code, Error, Fault, Faults, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::facts::{self, Fact};
use crate::usecases::{idempotency, lookup, rules};

const DEFAULT_SEED: i64 = 1;
const MOST_STEPS: i64 = 1_000_000_000;
/// The engine plans no longer stretch of time at once.
const MOST_DAYS: i64 = 400;

/// Queues a plan and knocks at the worker's door. A hopeless input is queued as well: the plan says
/// why it cannot be done.
///
/// # Errors
/// VALIDATION with every wrong field; NOT_FOUND for a hidden centre or cohort;
/// IDEMPOTENCY_MISMATCH.
pub async fn request(op: &Op, input: RequestPlanInput) -> Result<plan::Model> {
    let tx = op.begin().await?;
    let centre = lookup::centre(op, &tx, input.centre_id.0, Action::Plan).await?;
    let key = input.idempotency_key.as_deref();
    let (earlier, once) = idempotency::earlier(op, &tx, "requestPlan", key, &input).await?;
    if let Some(id) = earlier {
        let found = lookup::plan(op, &tx, PlanId::from(id), Action::ReadPlans).await?;
        return Ok(found.into_row());
    }
    let rows = checked(op, &tx, &input, Faults::default()).await?;
    let cohorts: Vec<CohortId> = rows.iter().map(|row| row.id).collect();
    let number = store::plans::next_number(&tx, centre.id).await?;
    let row = queued(op, centre.id, &input, number);
    let plan = store::plans::insert(&tx, row, &cohorts).await?;
    once.made(op, &tx, plan.id).await?;
    let fact = Fact::new("PLAN_REQUESTED", "plan", plan.id).with(json!({
        "key": plan.key, "seed": plan.seed, "steps": plan.effort_steps, "cohorts": cohorts,
    }));
    facts::append(op, &tx, fact).await?;
    tx.commit().await?;
    op.ground.work.notify_one();
    Ok(plan)
}

/// The cohorts that are to be planned, in the order of their ids.
///
/// # Errors
/// VALIDATION with every wrong field, `faults` included; NOT_FOUND.
pub(super) async fn checked(
    op: &Op,
    tx: &impl ConnectionTrait,
    input: &RequestPlanInput,
    mut faults: Faults,
) -> Result<Vec<cohort::Model>> {
    let path = "input.cohortIds";
    faults.demand(!input.cohort_ids.is_empty(), path, "REQUIRED");
    if let Some(effort) = input.effort {
        let steps = i64::from(effort.steps);
        rules::within(&mut faults, "input.effort.steps", steps, 1, MOST_STEPS);
    }
    rules::within(&mut faults, "input.seed", seed(input), 0, i32::MAX.into());
    let mut rows: BTreeMap<CohortId, cohort::Model> = BTreeMap::new();
    for (i, id) in input.cohort_ids.iter().enumerate() {
        let path = format!("{path}.{i}");
        faults.demand(!rows.contains_key(&id.0), &path, "REPEATED");
        let row = lookup::cohort(op, tx, id.0, Action::Plan).await?;
        let is_here = row.centre_id == input.centre_id.0;
        faults.demand(is_here, &path, "OF_ANOTHER_CENTRE");
        faults.demand(row.cancelled_at.is_none(), &path, "COHORT_CANCELLED");
        rows.insert(id.0, row.into_row());
    }
    let first = rows.values().map(|row| row.first_on).min();
    let until = rows.values().map(|row| row.until_on).max();
    if let (Some(first), Some(until)) = (first, until)
        && (until - first).num_days() > MOST_DAYS
    {
        faults.add(Fault::new(path, "TOO_FAR_APART").with("most", MOST_DAYS));
    }
    faults.done()?;
    Ok(rows.into_values().collect())
}

fn seed(input: &RequestPlanInput) -> i64 {
    input.seed.map_or(DEFAULT_SEED, i64::from)
}

pub(super) fn queued(
    op: &Op,
    centre: CentreId,
    input: &RequestPlanInput,
    number: u64,
) -> ActiveModel {
    let default = scheduler::Effort::default().steps;
    let steps = input.effort.map(|effort| i64::from(effort.steps));
    ActiveModel {
        id: Set(op.new_id()),
        centre_id: Set(centre),
        key: Set(format!("plan-{number}")),
        seed: Set(seed(input)),
        effort_steps: Set(steps.unwrap_or_else(|| i64::try_from(default).unwrap_or(MOST_STEPS))),
        state: Set(columns::PlanState::Queued),
        requested_by: Set(op.account_id()),
        requested_at: Set(op.now),
        ..Default::default()
    }
}

/// Stops a plan that is not solved yet; the worker notices within moments.
///
/// # Errors
/// ILLEGAL_TRANSITION once it is solved.
pub async fn cancel(op: &Op, input: CancelPlanInput) -> Result<plan::Model> {
    let tx = op.begin().await?;
    let row = lookup::plan(op, &tx, input.plan_id.0, Action::Plan).await?;
    let change = ActiveModel {
        state: Set(advance(&row, PlanState::Cancelled)?),
        cancel_requested: Set(true),
        lease_owner: Set(None),
        lease_until_at: Set(None),
        finished_at: Set(Some(op.now)),
        ..Default::default()
    };
    let held = store::plans::Held {
        state: row.state,
        lease_owner: None,
    };
    if !store::plans::update(&tx, row.id, held, change).await? {
        return Err(Error::refused(Code::Conflict).into());
    }
    facts::append(op, &tx, Fact::new("PLAN_CANCELLED", "plan", row.id)).await?;
    let row = store::plans::by_id(&tx, row.id).await?;
    tx.commit().await?;
    op.ground.moved.notify_waiters();
    row.ok_or_else(Error::not_found)
}
