//! What if: a plan of what is only imagined, beside the same without it.

mod added;
mod changes;
mod compare;
mod input;

use std::collections::BTreeMap;

use entities::id::{CohortId, PlanId};
use entities::plan;
use entities::plan_scenario::ActiveModel;
use sea_orm::Set;
use serde_json::json;

use self::changes::Names;
pub(super) use self::compare::comparison;
pub use self::input::RequestScenarioInput;
use super::RequestPlanInput;
use super::request::{checked, queued};
use crate::domain::policy::Action;
use crate::error::{Faults, Result};
use crate::op::Op;
use crate::planning;
use crate::store;
use crate::usecases::facts::{self, Fact};
use crate::usecases::{idempotency, lookup, rules};

const OPERATION: &str = "requestScenario";
const MOST_CHANGES: i64 = 50;

/// Queues a plan of some cohorts in which something is otherwise, and knocks at the worker's door.
/// Nothing live is touched: such a plan is never published.
///
/// # Errors
/// VALIDATION with every wrong field and every change that cannot be made; NOT_FOUND for a hidden
/// centre or cohort; IDEMPOTENCY_MISMATCH.
pub async fn request(op: &Op, input: RequestScenarioInput) -> Result<plan::Model> {
    let tx = op.begin().await?;
    let centre = lookup::centre(op, &tx, input.centre_id.0, Action::Plan).await?;
    let key = input.idempotency_key.as_deref();
    let (earlier, once) = idempotency::earlier(op, &tx, OPERATION, key, &input).await?;
    if let Some(id) = earlier {
        let found = lookup::plan(op, &tx, PlanId::from(id), Action::ReadPlans).await?;
        return Ok(found.into_row());
    }
    let mut faults = Faults::default();
    rules::text(&mut faults, "input.name", &input.name, 100);
    let n_changes = i64::try_from(input.changes.len()).unwrap_or(i64::MAX);
    rules::within(&mut faults, "input.changes", n_changes, 1, MOST_CHANGES);
    let order = order(&input);
    let rows = checked(op, &tx, &order, faults).await?;
    let cohorts: BTreeMap<CohortId, String> =
        rows.into_iter().map(|row| (row.id, row.key)).collect();
    let ids: Vec<CohortId> = cohorts.keys().copied().collect();
    let planning = planning::load(&tx, &ids, op.now, &[]).await?;
    let names = Names {
        planning: &planning,
        cohorts: &cohorts,
    };
    let mut faults = Faults::default();
    let changes = changes::read(&names, &input.changes, &mut faults);
    if changes.len() == input.changes.len()
        && let Err(unfit) = scheduler::scenario::apply(&planning.problem, &changes)
    {
        let unfit = unfit.iter();
        faults.extend(unfit.map(|fault| changes::told(&input.changes, fault)));
    }
    faults.done()?;
    let (price, people) = scheduler::price_of(&planning.problem, &changes);
    let number = store::plans::next_number(&tx, centre.id).await?;
    let row = queued(op, centre.id, &order, number);
    let plan = store::plans::insert(&tx, row, &ids).await?;
    let scenario = ActiveModel {
        plan_id: Set(plan.id),
        name: Set(input.name.trim().to_owned()),
        changes: Set(planning::kept_changes(&planning, &changes)?.into()),
        price_ore: Set(price),
        n_persons: Set(i32::try_from(people).unwrap_or(i32::MAX)),
        comparison: Set(None),
    };
    store::plan_reports::insert_scenario(&tx, scenario).await?;
    once.made(op, &tx, plan.id).await?;
    let fact = Fact::new("SCENARIO_REQUESTED", "plan", plan.id).with(json!({
        "key": plan.key, "changes": changes.len(), "cohorts": ids,
    }));
    facts::append(op, &tx, fact).await?;
    tx.commit().await?;
    op.ground.work.notify_one();
    Ok(plan)
}

/// What a scenario asks for as any plan does.
fn order(input: &RequestScenarioInput) -> RequestPlanInput {
    RequestPlanInput {
        centre_id: input.centre_id,
        cohort_ids: input.cohort_ids.clone(),
        seed: input.seed,
        effort: input.effort,
        idempotency_key: None,
    }
}
