//! Makes a plan the timetable: exactly the difference that was previewed, under lock.

use std::collections::BTreeSet;

use entities::columns;
use entities::id::{PlanId, ResourceId};
use entities::plan::{self, ActiveModel};
use sea_orm::{ConnectionTrait, Set};
use serde_json::{Value, json};

use super::apply::{self, Published};
use super::preview::{Preview, compare};
use super::{PublishPlanInput, advance, cohorts_of, outcome, repair};
use crate::domain::occupancy::{Hold, without_place};
use crate::domain::plan_state::PlanState;
use crate::domain::policy::Action;
use crate::error::{Code, Error, Fault, Result};
use crate::op::Op;
use crate::planning::{self, Difference, Planning};
use crate::store;
use crate::store::plans::Held;
use crate::usecases::facts::{self, Fact};
use crate::usecases::{lookup, outbox};

/// Publishes what was previewed, and tells everybody to whom something changes.
///
/// # Errors
/// ILLEGAL_TRANSITION unless the plan is solved and not yet published; PREVIEW_STALE when the
/// difference is another one by now; BLOCKED when nothing was found to publish or an activity
/// without a place is not accepted; CHECK_FAILED with every rule that would be broken;
/// HARD_CONFLICT when somebody is taken elsewhere.
pub async fn publish(op: &Op, input: PublishPlanInput) -> Result<Published> {
    let id = input.plan_id.0;
    let touched = touched(op, id).await?;
    let tx = op.begin().await?;
    store::resources::raise_revisions(&tx, &touched).await?;
    let plan = lookup::plan(op, &tx, id, Action::Plan).await?;
    let state = advance(&plan, PlanState::Published)?;
    let preview = compare(op, &tx, &plan).await?;
    if preview.hash != input.preview_hash {
        let details = json!({ "previewHash": preview.hash });
        return Err(Error::refused(Code::PreviewStale).details(details).into());
    }
    accept(&plan, &preview, &input.accept_unassigned)?;
    judge(&preview)?;
    demand_places(&tx, &preview).await?;
    let published = apply::apply(op, &tx, &plan, preview).await?;
    let change = ActiveModel {
        state: Set(state),
        published_at: Set(Some(op.now)),
        ..Default::default()
    };
    let held = Held {
        state: plan.state,
        lease_owner: None,
    };
    if !store::plans::update(&tx, id, held, change).await? {
        return Err(Error::refused(Code::Conflict).into());
    }
    supersede(op, &tx, &plan).await?;
    repair::discard_rivals(op, &tx, id).await?;
    outbox::timetable_published(op, &tx, id, &published.sessions()).await?;
    let fact = Fact::new("PLAN_PUBLISHED", "plan", id).with(json!({
        "created": published.created().count(),
        "changed": published.changed().count(),
        "cancelled": published.cancelled().count(),
        "acceptedUnassigned": input.accept_unassigned,
    }));
    facts::append(op, &tx, fact).await?;
    tx.commit().await?;
    Ok(published)
}

/// Whom the change concerns, as far as can be seen before they are locked. Should it be others by
/// then, the difference is another one and its hash says so.
async fn touched(op: &Op, id: PlanId) -> Result<Vec<ResourceId>> {
    let tx = op.begin_read().await?;
    let plan = lookup::plan(op, &tx, id, Action::Plan).await?;
    advance(&plan, PlanState::Published)?;
    let preview = compare(op, &tx, &plan).await?;
    tx.commit().await?;
    Ok(preview.difference.resources().into_iter().collect())
}

/// Every activity that stays without a place is accepted by name.
fn accept(plan: &plan::Model, preview: &Preview, accepted: &[String]) -> Result<()> {
    if plan.verdict == Some(columns::PlanVerdict::NotFoundInTime) {
        let details = json!({ "verdict": plan.verdict });
        return Err(Error::refused(Code::Blocked).details(details).into());
    }
    let accepted: BTreeSet<&str> = accepted.iter().map(String::as_str).collect();
    let missing: Vec<&String> = preview
        .unassigned
        .iter()
        .filter(|key| !accepted.contains(key.as_str()))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(Error::refused(Code::Blocked)
        .fault(Fault::new("input.acceptUnassigned", "UNASSIGNED").with("n", missing.len()))
        .details(json!({ "unassigned": missing }))
        .into())
}

fn judge(preview: &Preview) -> Result<()> {
    if preview.violations.is_empty() {
        return Ok(());
    }
    let violations: Vec<Value> = preview.violations.iter().map(violation).collect();
    Err(Error::refused(Code::CheckFailed)
        .details(json!({ "violations": violations }))
        .into())
}

fn violation(violation: &scheduler::Violation) -> Value {
    let resources: Vec<String> = violation.resources.iter().map(planning::name).collect();
    json!({
        "rule": outcome::code(&violation.rule),
        "activities": violation.activities,
        "resources": resources,
        "at": violation.at.map(|at| at.to_string()),
    })
}

/// The one overlap query: nobody and nothing that the new sessions book is taken elsewhere.
async fn demand_places(tx: &impl ConnectionTrait, preview: &Preview) -> Result<()> {
    let wanted = holds(&preview.difference);
    let taken = store::bookings::overlaps(tx, &wanted, &preview.difference.sessions()).await?;
    let taken: Vec<Hold> = taken.iter().map(Hold::of).collect();
    let planning: &Planning = &preview.planning;
    let refused = without_place(&wanted, &taken, &planning.places);
    if refused.is_empty() {
        return Ok(());
    }
    let conflicts: Vec<Value> = refused
        .iter()
        .map(|at| {
            let hold = &wanted[*at];
            json!({
                "resource": planning.directory.name_of(hold.resource),
                "from": hold.from,
                "until": hold.until,
            })
        })
        .collect();
    Err(Error::refused(Code::HardConflict)
        .details(json!({ "conflicts": conflicts }))
        .into())
}

fn holds(difference: &Difference) -> Vec<Hold> {
    let after = difference
        .changes
        .iter()
        .filter_map(|one| one.after.as_ref());
    after
        .flat_map(|session| &session.bookings)
        .map(|booking| Hold {
            resource: booking.resource_id,
            from: booking.busy_from_at,
            until: booking.busy_until_at,
        })
        .collect()
}

/// Plans whose cohorts this one covers are no longer what is published.
async fn supersede(op: &Op, tx: &impl ConnectionTrait, plan: &plan::Model) -> Result<()> {
    let covered: BTreeSet<_> = cohorts_of(tx, plan).await?.into_iter().collect();
    let earlier = store::plans::published(tx, plan.centre_id).await?;
    let ids: Vec<PlanId> = earlier.iter().map(|row| row.id).collect();
    let cohorts = store::plans::cohorts_of(tx, &ids).await?;
    for row in earlier.iter().filter(|row| row.id != plan.id) {
        let all = cohorts.get(&row.id).map_or(&[][..], Vec::as_slice);
        if !all.iter().all(|cohort| covered.contains(cohort)) {
            continue;
        }
        let change = ActiveModel {
            state: Set(advance(row, PlanState::Superseded)?),
            ..Default::default()
        };
        let held = Held {
            state: row.state,
            lease_owner: None,
        };
        store::plans::update(tx, row.id, held, change).await?;
        facts::append(op, tx, Fact::new("PLAN_SUPERSEDED", "plan", row.id)).await?;
    }
    Ok(())
}
