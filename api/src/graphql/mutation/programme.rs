//! Templates, cohorts and enrolments.

use async_graphql::{Context, Object};

use super::super::types::{
    Cohort, DanishGroup, EnrolPayload, ImportBusyTimesPayload, Template, WithdrawEnrolmentPayload,
};
use crate::error::Result;
use crate::op::Op;
use crate::usecases;
use crate::usecases::busy_times::ImportBusyTimesInput;
use crate::usecases::cohorts::OpenCohortInput;
use crate::usecases::danish_groups::SaveDanishGroupInput;
use crate::usecases::enrolments::{EnrolInput, WithdrawEnrolmentInput};
use crate::usecases::templates::{PublishTemplateInput, SaveTemplateInput};

#[derive(Default)]
pub(crate) struct ProgrammeMutation;

#[Object]
impl ProgrammeMutation {
    /// Saves a draft of a template, or changes the draft with this key.
    async fn save_template(&self, ctx: &Context<'_>, input: SaveTemplateInput) -> Result<Template> {
        Ok(usecases::templates::save(ctx.data_unchecked::<Op>(), input)
            .await?
            .into())
    }

    /// Publishes a draft, which never changes from then on. TEMPLATE_INVALID with every reason.
    async fn publish_template(
        &self,
        ctx: &Context<'_>,
        input: PublishTemplateInput,
    ) -> Result<Template> {
        Ok(
            usecases::templates::publish(ctx.data_unchecked::<Op>(), input)
                .await?
                .into(),
        )
    }

    /// Opens a cohort that runs a published template. START_NOT_MONDAY or START_ON_HOLIDAY when the
    /// course cannot begin on that day; DUPLICATE when the key is taken.
    async fn open_cohort(&self, ctx: &Context<'_>, input: OpenCohortInput) -> Result<Cohort> {
        Ok(usecases::cohorts::open(ctx.data_unchecked::<Op>(), input)
            .await?
            .into())
    }

    /// Enrols participants: each gets a place, a place on the waiting list, or the reasons why not.
    async fn enrol(&self, ctx: &Context<'_>, input: EnrolInput) -> Result<EnrolPayload> {
        let op = ctx.data_unchecked::<Op>();
        let enrolled = usecases::enrolments::enrol(op, input).await?;
        Ok(EnrolPayload::of(enrolled, op.language))
    }

    /// Makes a Danish group, or changes the one with this key.
    async fn save_danish_group(
        &self,
        ctx: &Context<'_>,
        input: SaveDanishGroupInput,
    ) -> Result<DanishGroup> {
        Ok(
            usecases::danish_groups::save(ctx.data_unchecked::<Op>(), input)
                .await?
                .into(),
        )
    }

    /// Imports busy times from a CSV text or a calendar: good rows are stored together, bad ones
    /// told. What comes again under the same uid takes the place of what came before.
    async fn import_busy_times(
        &self,
        ctx: &Context<'_>,
        input: ImportBusyTimesInput,
    ) -> Result<ImportBusyTimesPayload> {
        Ok(
            usecases::busy_times::import(ctx.data_unchecked::<Op>(), input)
                .await?
                .into(),
        )
    }

    /// Takes a participant out of a cohort or off its waiting list. A place that frees up goes to
    /// the first who waits. ILLEGAL_TRANSITION when the enrolment has ended already.
    async fn withdraw_enrolment(
        &self,
        ctx: &Context<'_>,
        input: WithdrawEnrolmentInput,
    ) -> Result<WithdrawEnrolmentPayload> {
        let op = ctx.data_unchecked::<Op>();
        let withdrawn = usecases::enrolments::withdraw(op, input).await?;
        Ok(WithdrawEnrolmentPayload::of(withdrawn, op.language))
    }
}
