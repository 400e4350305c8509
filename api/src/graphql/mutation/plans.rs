//! Asking for plans, stopping them, publishing them.

use async_graphql::{Context, Object};

use super::super::types::{Plan, PublishPlanPayload, RepairPlanPayload, count};
use crate::error::Result;
use crate::op::Op;
use crate::usecases;
use crate::usecases::plans::{
    CancelPlanInput, PublishPlanInput, RepairPlanInput, RequestPlanInput, RequestScenarioInput,
};

#[derive(Default)]
pub(crate) struct PlanMutation;

#[Object]
impl PlanMutation {
    /// Queues a plan of some cohorts around everything that is published; follow it with
    /// `planProgress`. A hopeless input is worked off as well, and the plan says why it cannot be
    /// done.
    async fn request_plan(&self, ctx: &Context<'_>, input: RequestPlanInput) -> Result<Plan> {
        let op = ctx.data_unchecked::<Op>();
        Ok(usecases::plans::request(op, input).await?.into())
    }

    /// Finds up to three ways to mend the published timetable after something came in between, each
    /// a solved plan with its bill: the past stays, what is hit moves first, and more moves only
    /// when it must. It answers at once. VALIDATION for what is past; BLOCKED when the published
    /// timetable is such that the engine cannot hold it.
    async fn repair_plan(
        &self,
        ctx: &Context<'_>,
        input: RepairPlanInput,
    ) -> Result<RepairPlanPayload> {
        let op = ctx.data_unchecked::<Op>();
        Ok(usecases::plans::repair(op, input).await?.into())
    }

    /// What if: queues a plan of some cohorts in which something is otherwise, beside the same without
    /// it. Nothing live is touched, and it is never published. Follow it with `planProgress`, stop it
    /// with `cancelPlan`; `scenario` of the plan compares the two. VALIDATION with every change that
    /// cannot be made.
    async fn request_scenario(
        &self,
        ctx: &Context<'_>,
        input: RequestScenarioInput,
    ) -> Result<Plan> {
        let op = ctx.data_unchecked::<Op>();
        Ok(usecases::plans::request_scenario(op, input).await?.into())
    }

    /// Stops a plan that is not solved yet. ILLEGAL_TRANSITION once it is.
    async fn cancel_plan(&self, ctx: &Context<'_>, input: CancelPlanInput) -> Result<Plan> {
        let op = ctx.data_unchecked::<Op>();
        Ok(usecases::plans::cancel(op, input).await?.into())
    }

    /// Makes a plan the timetable: exactly the difference that `planDiff` showed. PREVIEW_STALE when
    /// it is another one by now; BLOCKED until each activity without a place is accepted by name;
    /// CHECK_FAILED with every hard rule that would be broken, HARD_CONFLICT with whom is taken.
    async fn publish_plan(
        &self,
        ctx: &Context<'_>,
        input: PublishPlanInput,
    ) -> Result<PublishPlanPayload> {
        let op = ctx.data_unchecked::<Op>();
        let published = usecases::plans::publish(op, input).await?;
        Ok(PublishPlanPayload {
            n_created: count(published.created().count()),
            n_changed: count(published.changed().count()),
            n_cancelled: count(published.cancelled().count()),
            plan: usecases::plans::find(op, published.plan).await?.into(),
        })
    }
}
