//! What publishing a plan would do to the live timetable as it is now.

use entities::plan;
use entities::plan_assignment;
use scheduler::{Timetable, Violation};
use sea_orm::ConnectionTrait;

use super::cohorts_of;
use crate::domain::policy::Action;
use crate::error::{Code, Error, Fault, Result};
use crate::op::Op;
use crate::planning::{self, Difference, Planning};
use crate::store;
use crate::usecases::lookup;

/// The difference between a plan's answer and the timetable, judged by the independent check.
#[derive(Debug)]
pub struct Preview {
    pub difference: Difference,
    /// Names the difference: publishing takes it back.
    pub hash: String,
    /// Hard rules that the timetable would break; none: it may be published.
    pub violations: Vec<Violation>,
    /// Activities that would have no place, by key.
    pub unassigned: Vec<String>,
    pub(super) planning: Planning,
}

/// The difference that publishing the plan would make.
///
/// # Errors
/// NOT_FOUND; BLOCKED while the plan has no answer.
pub async fn preview(op: &Op, id: entities::id::PlanId) -> Result<Preview> {
    let tx = op.begin_read().await?;
    let plan = lookup::plan(op, &tx, id, Action::ReadPlans).await?;
    let preview = compare(op, &tx, &plan).await?;
    tx.commit().await?;
    Ok(preview)
}

/// Compares on any connection: within the publishing transaction it sees what is locked there.
pub(super) async fn compare(
    op: &Op,
    db: &impl ConnectionTrait,
    plan: &plan::Model,
) -> Result<Preview> {
    if store::plan_reports::is_scenario(db, plan.id).await? {
        let fault = Fault::new("planId", "IS_SCENARIO");
        return Err(Error::refused(Code::Blocked).fault(fault).into());
    }
    if plan.plan_hash.is_none() {
        let details = serde_json::json!({ "state": plan.state });
        return Err(Error::refused(Code::Blocked).details(details).into());
    }
    let cohorts = cohorts_of(db, plan).await?;
    let rows: Vec<plan_assignment::Model> = store::plans::assignments(db, plan.id).await?;
    let planning = planning::load(db, &cohorts, op.now, &rows).await?;
    let timetable: Timetable = planning.timetable_from(&rows);
    let difference = planning.difference(planning.sessions(&timetable)?);
    let report = scheduler::check(&planning.problem, &timetable)
        .map_err(|faults| Error::internal(format!("the problem is unsound: {faults:?}")))?;
    Ok(Preview {
        hash: difference.hash(&planning.directory),
        violations: report.violations,
        unassigned: report.unassigned,
        difference,
        planning,
    })
}
