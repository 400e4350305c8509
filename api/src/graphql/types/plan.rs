//! Plans: how far they are, what they found and what it is worth.

use async_graphql::connection::{Connection, EmptyFields};
use async_graphql::{ComplexObject, Context, InputObject, SimpleObject};
use chrono::{DateTime, Utc};
use entities::columns;
use entities::id::{CentreId, CohortId, PlanId, ResourceId};
use entities::{plan, plan_assignment};

use super::plan_fault::{PlanConflict, UnassignedActivity};
use super::plan_report::{PlanSessionCount, PlanWaysOut, UnmetWish, UnmetWishesFilter};
use super::{Cohort, PlanRepair, PlanScenario};
use crate::error::Result;
use crate::graphql::loaders::{
    AssignmentsOf, BillOf, CohortOf, Loaders, PlannedBy, ReportOf, ScenarioOf, WaysOutOf, own,
};
use crate::graphql::page::Page;
use crate::graphql::weight;
use crate::op::Op;
use crate::usecases::plans::AssignmentFilter;
use crate::vocabulary::{ActivityKindName, BookingRoleName, IdOf, PlanStateName, PlanVerdictName};

/// More kinds of sessions in more cohorts than are planned together.
const MOST_COUNTS: usize = 40;
const MOST_WAYS_OUT: usize = 5;

/// A plan for some cohorts: an order, and once it is solved an answer that never changes.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct Plan {
    pub id: IdOf<PlanId>,
    /// Unique at the centre, `plan-1` onwards.
    pub key: String,
    pub centre_id: IdOf<CentreId>,
    pub seed: i64,
    /// Places to try.
    pub effort_steps: i64,
    pub state: PlanStateName,
    /// What was found; null until it is solved.
    pub verdict: Option<PlanVerdictName>,
    /// What the answer costs in all, in the unit of the weights (by default øre); the less the
    /// better.
    pub cost: Option<i64>,
    /// The cost by rule; every soft rule, those without cost included.
    pub score: Vec<RuleScore>,
    /// Activities without a place, and what stands in their way.
    pub unassigned: Vec<UnassignedActivity>,
    /// Proofs that not everything can be planned; each stands alone.
    pub conflicts: Vec<PlanConflict>,
    /// SHA-256 of the answer in hexadecimal: the same for the same plan on any machine.
    pub plan_hash: Option<String>,
    /// SHA-256 of what the engine was asked.
    pub input_hash: Option<String>,
    /// How long the engine thought, in milliseconds.
    pub plan_millis: Option<i64>,
    /// Why it failed: `PROBLEM_UNSOUND` (the conflicts name what is wrong), `CHANGES_DO_NOT_FIT` (the
    /// conflicts name the changes of a scenario that cannot be made any more), `GAVE_UP` after several
    /// workers broke down over it, or `INTERNAL`.
    pub failure_code: Option<String>,
    pub progress: PlanProgress,
    pub requested_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
    pub published_at: Option<DateTime<Utc>>,
}

#[ComplexObject]
impl Plan {
    /// The cohorts that it covers.
    #[graphql(complexity = "weight::times(3, child_complexity)")]
    async fn cohorts(&self, ctx: &Context<'_>) -> Result<Vec<Cohort>> {
        let loaders = ctx.data_unchecked::<Loaders>();
        let ids = loaders
            .load_one(PlannedBy(self.id.0))
            .await
            .map_err(|e| own(&e))?
            .unwrap_or_default();
        let mut found = loaders
            .load_many(ids.iter().copied().map(CohortOf))
            .await
            .map_err(|e| own(&e))?;
        let rows = ids.iter().filter_map(|id| found.remove(&CohortOf(*id)));
        Ok(rows.map(Into::into).collect())
    }

    /// Of a plan that `repairPlan` found: what it is best at, and its bill. Null for any other.
    async fn repair(&self, ctx: &Context<'_>) -> Result<Option<PlanRepair>> {
        let loaders = ctx.data_unchecked::<Loaders>();
        let bill = loaders.load_one(BillOf(self.id.0)).await;
        Ok(bill.map_err(|e| own(&e))?.map(Into::into))
    }

    /// Of a plan that `requestScenario` asked for: what is otherwise, and what that changes. Null for
    /// any other.
    async fn scenario(&self, ctx: &Context<'_>) -> Result<Option<PlanScenario>> {
        let loaders = ctx.data_unchecked::<Loaders>();
        let row = loaders.load_one(ScenarioOf(self.id.0)).await;
        let language = ctx.data_unchecked::<Op>().language;
        let row = row.map_err(|e| own(&e))?;
        row.map(|row| PlanScenario::told(row, language)).transpose()
    }

    /// What the answer comes to, by cohort and kind of session; empty until there is one.
    #[graphql(complexity = "weight::times(MOST_COUNTS, child_complexity)")]
    async fn session_counts(&self, ctx: &Context<'_>) -> Result<Vec<PlanSessionCount>> {
        let loaders = ctx.data_unchecked::<Loaders>();
        let row = loaders.load_one(ReportOf(self.id.0)).await;
        let counts = row.map_err(|e| own(&e))?.map(|row| row.session_counts.0);
        Ok(list(counts))
    }

    /// Every wish that the answer does not meet, the dearest first.
    #[graphql(complexity = "weight::page(first, child_complexity)")]
    async fn unmet_wishes(
        &self,
        ctx: &Context<'_>,
        filter: Option<UnmetWishesFilter>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<String, UnmetWish, EmptyFields, EmptyFields>> {
        let page = Page::new(first, after)?;
        let filter = filter.unwrap_or_default();
        let loaders = ctx.data_unchecked::<Loaders>();
        let row = loaders.load_one(ReportOf(self.id.0)).await;
        let wishes = row.map_err(|e| own(&e))?.map(|row| row.unmet_wishes.0);
        let numbered = (0..).zip(wishes.unwrap_or_default());
        let rows: Vec<(usize, _)> = numbered.filter(|(_, wish)| filter.wants(wish)).collect();
        let language = ctx.data_unchecked::<Op>().language;
        page.of(
            rows,
            |(number, _)| number.to_string(),
            |(_, wish)| UnmetWish::told(wish, language),
        )
    }

    /// Ways out, when something has no place and it can be said what stands in the way; null
    /// otherwise, and for scenarios and plans that mend.
    #[graphql(complexity = "weight::times(MOST_WAYS_OUT, child_complexity)")]
    async fn ways_out(&self, ctx: &Context<'_>) -> Result<Option<PlanWaysOut>> {
        let loaders = ctx.data_unchecked::<Loaders>();
        let row = loaders.load_one(WaysOutOf(self.id.0)).await;
        let language = ctx.data_unchecked::<Op>().language;
        let row = row.map_err(|e| own(&e))?;
        row.map(|row| PlanWaysOut::told(row, language)).transpose()
    }

    /// The answer: each activity with its place, by time. What was past is no part of it. A scenario
    /// has none: `comparison` tells what is otherwise in it.
    #[graphql(complexity = "weight::page(first, child_complexity)")]
    async fn assignments(
        &self,
        ctx: &Context<'_>,
        filter: Option<PlanAssignmentsFilter>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<String, PlanAssignment, EmptyFields, EmptyFields>> {
        let page = Page::new(first, after)?;
        let filter = filter.unwrap_or_default();
        let filter = AssignmentFilter {
            cohort: filter.cohort_id.map(|id| id.0),
            kind: filter.kind.map(Into::into),
        };
        let loaders = ctx.data_unchecked::<Loaders>();
        let rows = loaders
            .load_one(AssignmentsOf(self.id.0))
            .await
            .map_err(|e| own(&e))?;
        let mut rows = rows.unwrap_or_default();
        rows.retain(|row| filter.wants(row));
        page.of(rows, |row| row.activity_key.clone(), Into::into)
    }
}

/// Which assignments of a plan.
#[derive(Clone, Copy, Debug, Default, InputObject)]
pub struct PlanAssignmentsFilter {
    pub cohort_id: Option<IdOf<CohortId>>,
    pub kind: Option<ActivityKindName>,
}

/// How far a plan is on its way to an answer.
#[derive(Clone, SimpleObject)]
pub struct PlanProgress {
    pub plan_id: IdOf<PlanId>,
    pub state: PlanStateName,
    pub verdict: Option<PlanVerdictName>,
    /// `CONSTRUCT` (a first plan), `IMPROVE`, then `PROVE` (can what is missing be done at all);
    /// before them, for a scenario, `COMPARE` (the same without its changes).
    pub phase: Option<String>,
    /// Places tried so far.
    pub step: i64,
    /// Places to try.
    pub steps: i64,
    /// Activities without a place in the best plan so far.
    pub unassigned: Option<i32>,
    /// Cost of the best plan so far.
    pub cost: Option<i64>,
}

/// What one soft rule contributes.
#[derive(SimpleObject)]
pub struct RuleScore {
    /// The rule, named by its fault: `idle_gap`.
    pub rule: String,
    /// How often or how much, in the rule's own unit.
    pub units: i64,
    /// Units times weight.
    pub cost: i64,
}

/// An activity with the place that a plan gives it.
#[derive(SimpleObject)]
pub struct PlanAssignment {
    pub activity_key: String,
    pub cohort_id: IdOf<CohortId>,
    pub kind: ActivityKindName,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub bookings: Vec<PlannedBooking>,
}

/// Who or what a session takes, and for how long.
#[derive(SimpleObject)]
pub struct PlannedBooking {
    pub role: BookingRoleName,
    pub resource_id: IdOf<ResourceId>,
    /// Which language an interpreter is booked for.
    pub language: Option<String>,
    /// Set-up and travel included.
    pub busy_from: DateTime<Utc>,
    pub busy_until: DateTime<Utc>,
}

impl From<plan::Model> for Plan {
    fn from(row: plan::Model) -> Self {
        let progress = PlanProgress::from(&row);
        let score = row.score.unwrap_or_default();
        let is_solved = row.plan_hash.is_some();
        Self {
            id: IdOf(row.id),
            key: row.key,
            centre_id: IdOf(row.centre_id),
            seed: row.seed,
            effort_steps: row.effort_steps,
            state: row.state.into(),
            verdict: row.verdict.map(Into::into),
            cost: row.progress_score.filter(|_| is_solved),
            score: score.0.into_iter().map(Into::into).collect(),
            unassigned: list(row.unassigned.map(|list| list.0)),
            conflicts: list(row.conflicts.map(|list| list.0)),
            plan_hash: row.plan_hash,
            input_hash: row.input_hash,
            plan_millis: row.plan_millis,
            failure_code: row.failure_code,
            progress,
            requested_at: row.requested_at,
            finished_at: row.finished_at,
            published_at: row.published_at,
        }
    }
}

pub(super) fn list<R, T: From<R>>(rows: Option<Vec<R>>) -> Vec<T> {
    rows.unwrap_or_default().into_iter().map(T::from).collect()
}

impl From<&plan::Model> for PlanProgress {
    fn from(row: &plan::Model) -> Self {
        Self {
            plan_id: IdOf(row.id),
            state: row.state.into(),
            verdict: row.verdict.map(Into::into),
            phase: row.phase.clone(),
            step: row.progress_step,
            steps: row.effort_steps,
            unassigned: row.progress_unassigned,
            cost: row.progress_score,
        }
    }
}

impl From<(String, columns::RuleCost)> for RuleScore {
    fn from((rule, cost): (String, columns::RuleCost)) -> Self {
        Self {
            rule,
            units: cost.units,
            cost: cost.cost,
        }
    }
}

impl From<plan_assignment::Model> for PlanAssignment {
    fn from(row: plan_assignment::Model) -> Self {
        Self {
            activity_key: row.activity_key,
            cohort_id: IdOf(row.cohort_id),
            kind: row.kind.into(),
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            bookings: list(Some(row.bookings.0)),
        }
    }
}

impl From<columns::PlannedBooking> for PlannedBooking {
    fn from(row: columns::PlannedBooking) -> Self {
        Self {
            role: row.role.into(),
            resource_id: IdOf(row.resource_id),
            language: row.language,
            busy_from: row.busy_from_at,
            busy_until: row.busy_until_at,
        }
    }
}
