//! Mending the published timetable after something came in between: up to three plans with their
//! bills, of which somebody publishes one.

mod cause;
mod input;
mod keep;
mod think;

use std::collections::BTreeMap;

use entities::id::{PlanId, RepairId};
use entities::{plan, plan_repair, repair};
use sea_orm::{ConnectionTrait, Set};
use serde_json::json;

use self::cause::Cause;
pub use self::input::RepairPlanInput;
use super::advance;
use crate::domain::plan_state::PlanState;
use crate::domain::policy::Action;
use crate::error::{Error, Faults, Result};
use crate::op::Op;
use crate::planning;
use crate::store;
use crate::store::plans::Held;
use crate::usecases::facts::{self, Fact};
use crate::usecases::{idempotency, lookup, rules};

/// The most steps of each of the handful of searches of a repair: somebody waits for it.
const MOST_STEPS: i64 = 1_000_000;
const OPERATION: &str = "repairPlan";

/// What came in between, and the plans that mend it, in the order of the kinds.
#[derive(Clone, Debug)]
pub struct Repaired {
    pub row: repair::Model,
    pub plans: Vec<plan::Model>,
}

/// Looks for ways to mend the published timetable, and keeps each as a solved plan. An absence that
/// is not recorded yet is recorded with it.
///
/// # Errors
/// VALIDATION with every wrong field, for what is past among them; NOT_FOUND for what the actor
/// does not see; BLOCKED when the engine cannot hold the timetable as it is; IDEMPOTENCY_MISMATCH.
pub async fn repair(op: &Op, input: RepairPlanInput) -> Result<Repaired> {
    let tx = op.begin_read().await?;
    let centre = lookup::centre(op, &tx, input.centre_id.0, Action::Plan).await?;
    let key = input.idempotency_key.as_deref();
    let (earlier, _) = idempotency::earlier(op, &tx, OPERATION, key, &input).await?;
    if let Some(id) = earlier {
        return found(&tx, RepairId::from(id)).await;
    }
    let mut faults = Faults::default();
    if let Some(effort) = input.effort {
        let steps = i64::from(effort.steps);
        rules::within(&mut faults, "input.effort.steps", steps, 1, MOST_STEPS);
    }
    rules::within(&mut faults, "input.seed", input.seed(), 0, i32::MAX.into());
    let cause = Cause::checked(op, &tx, &centre, &input, faults).await?;
    let cohorts = cause.cohorts(&tx, op.now).await?;
    let planning = if cohorts.is_empty() {
        None
    } else {
        Some(planning::load(&tx, &cohorts, op.now, &[]).await?)
    };
    tx.commit().await?;
    let thought = match planning {
        None => None,
        Some(planning) => think::think(op, planning, &cause, input.search()).await?,
    };
    let tx = op.begin().await?;
    let key = input.idempotency_key.as_deref();
    let (earlier, once) = idempotency::earlier(op, &tx, OPERATION, key, &input).await?;
    if let Some(id) = earlier {
        // The same was asked twice at once.
        return found(&tx, RepairId::from(id)).await;
    }
    let repaired = keep::keep(op, &tx, &cause, thought.as_ref()).await?;
    once.made(op, &tx, repaired.row.id).await?;
    tx.commit().await?;
    Ok(repaired)
}

async fn found(db: &impl ConnectionTrait, id: RepairId) -> Result<Repaired> {
    let row = store::repairs::by_id(db, id).await?;
    Ok(Repaired {
        row: row.ok_or_else(Error::not_found)?,
        plans: store::repairs::plans_of(db, id).await?,
    })
}

/// The bills of plans that the actor has been shown, as far as they mend something.
pub async fn bills(op: &Op, plans: &[PlanId]) -> Result<BTreeMap<PlanId, plan_repair::Model>> {
    op.demand_sign_in()?;
    Ok(store::repairs::bills_of(op.reader(), plans).await?)
}

/// One way to mend was chosen: nobody wants the others any more.
pub(super) async fn discard_rivals(op: &Op, tx: &impl ConnectionTrait, plan: PlanId) -> Result<()> {
    let bills = store::repairs::bills_of(tx, &[plan]).await?;
    let Some(chosen) = bills.get(&plan) else {
        return Ok(());
    };
    for rival in store::repairs::rivals(tx, chosen).await? {
        let change = plan::ActiveModel {
            state: Set(advance(&rival, PlanState::Discarded)?),
            ..Default::default()
        };
        let held = Held {
            state: rival.state,
            lease_owner: None,
        };
        store::plans::update(tx, rival.id, held, change).await?;
        let fact = Fact::new("PLAN_DISCARDED", "plan", rival.id).with(json!({ "for": plan }));
        facts::append(op, tx, fact).await?;
    }
    Ok(())
}
