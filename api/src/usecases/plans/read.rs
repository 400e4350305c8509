//! Looking at plans.

use std::collections::BTreeMap;

use entities::columns::ActivityKind;
use entities::id::{CentreId, CohortId, PlanId};
use entities::{plan, plan_assignment, plan_report, plan_scenario, plan_ways_out};

use crate::domain::policy::Action;
use crate::error::Result;
use crate::op::Op;
use crate::store;
use crate::usecases::lookup;

/// One plan.
pub async fn find(op: &Op, id: PlanId) -> Result<plan::Model> {
    let row = lookup::plan(op, op.reader(), id, Action::ReadPlans).await?;
    Ok(row.into_row())
}

/// The plans of a centre, newest first: at most `limit`, from the one after `after` on.
pub async fn list(
    op: &Op,
    centre: CentreId,
    after: Option<PlanId>,
    limit: u64,
) -> Result<Vec<plan::Model>> {
    let db = op.reader();
    lookup::centre(op, db, centre, Action::ReadPlans).await?;
    Ok(store::plans::of_centre(db, centre, after, limit).await?)
}

/// The cohorts of plans that the actor has been shown.
pub async fn cohorts(op: &Op, plans: &[PlanId]) -> Result<BTreeMap<PlanId, Vec<CohortId>>> {
    op.demand_sign_in()?;
    Ok(store::plans::cohorts_of(op.reader(), plans).await?)
}

/// Which assignments of a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct AssignmentFilter {
    pub cohort: Option<CohortId>,
    pub kind: Option<ActivityKind>,
}

/// The answers of plans that the actor has been shown, each by time.
pub async fn assignments(
    op: &Op,
    plans: &[PlanId],
) -> Result<BTreeMap<PlanId, Vec<plan_assignment::Model>>> {
    op.demand_sign_in()?;
    let mut rows = store::plans::assignments_of(op.reader(), plans).await?;
    rows.sort_by(|a, b| (a.starts_at, &a.activity_key).cmp(&(b.starts_at, &b.activity_key)));
    let mut found: BTreeMap<PlanId, Vec<plan_assignment::Model>> = BTreeMap::new();
    for row in rows {
        found.entry(row.plan_id).or_default().push(row);
    }
    Ok(found)
}

/// The reports of plans that the actor has been shown, as far as they have an answer.
pub async fn reports(op: &Op, plans: &[PlanId]) -> Result<BTreeMap<PlanId, plan_report::Model>> {
    op.demand_sign_in()?;
    Ok(store::plan_reports::of_plans(op.reader(), plans).await?)
}

/// The searches for ways out of plans that the actor has been shown.
pub async fn ways_out(op: &Op, plans: &[PlanId]) -> Result<BTreeMap<PlanId, plan_ways_out::Model>> {
    op.demand_sign_in()?;
    Ok(store::plan_reports::ways_out_of(op.reader(), plans).await?)
}

/// What makes plans that the actor has been shown those of scenarios.
pub async fn scenarios(
    op: &Op,
    plans: &[PlanId],
) -> Result<BTreeMap<PlanId, plan_scenario::Model>> {
    op.demand_sign_in()?;
    Ok(store::plan_reports::scenarios_of(op.reader(), plans).await?)
}

impl AssignmentFilter {
    /// Whether `row` is asked for.
    #[must_use]
    pub fn wants(&self, row: &plan_assignment::Model) -> bool {
        self.cohort.is_none_or(|cohort| row.cohort_id == cohort)
            && self.kind.is_none_or(|kind| row.kind == kind)
    }
}
