//! Consents, decisions, stays and hand-offs.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use entities::id::HandoffId;

use super::super::types::{
    ConcernedSession, Consent, Consequences, DecisionWarning, Handoff, HandoffItem,
    ImportOutcomesPayload, Outcome, Placement, Stay, TakeoverStep,
};
use crate::error::Result;
use crate::op::Op;
use crate::usecases;
use crate::usecases::consents::{RecordConsentInput, WithdrawConsentInput};
use crate::usecases::handoffs::HandoffVersionInput;
use crate::usecases::outcomes::{ImportOutcomesInput, RecordOutcomeInput};
use crate::usecases::placements::{ChooseCourseEndInput, Placed, RecordPlacementInput};
use crate::usecases::stays::RecordStayInput;
use crate::vocabulary::{HandoffItemKindName, IdOf};

#[derive(Default)]
pub(crate) struct DestinationMutation;

/// A withdrawn consent, and what it took along.
#[derive(SimpleObject)]
pub(crate) struct WithdrawConsentPayload {
    pub consent: Consent,
    /// Hand-off items that rested on it; nothing of them is left.
    pub items_retracted: Vec<HandoffItem>,
    pub warnings: Vec<DecisionWarning>,
}

/// Recorded outcomes, and what they brought about.
#[derive(SimpleObject)]
pub(crate) struct RecordOutcomePayload {
    pub outcomes: Vec<Outcome>,
    pub consequences: Consequences,
}

/// Recorded placements, and what they brought about.
#[derive(SimpleObject)]
pub(crate) struct RecordPlacementPayload {
    pub placed: Vec<PlacedParticipant>,
    /// The version of the rule that gave the takeover day.
    pub rule_version: String,
    /// The days on the way to the takeover day.
    pub steps: Vec<TakeoverStep>,
    pub consequences: Consequences,
}

/// One participant's placement.
#[derive(SimpleObject)]
pub(crate) struct PlacedParticipant {
    pub placement: Placement,
    /// The draft to be sent.
    pub handoff: Handoff,
    /// Sessions that he or she is booked for on or after the takeover day, by time.
    pub sessions_after_takeover: Vec<ConcernedSession>,
}

impl From<Placed> for PlacedParticipant {
    fn from(placed: Placed) -> Self {
        let sessions = placed.sessions_after.into_iter();
        Self {
            placement: placed.placement.into(),
            handoff: placed.handoff.into(),
            sessions_after_takeover: sessions.map(Into::into).collect(),
        }
    }
}

/// A choice for the course, and what it brought about.
#[derive(SimpleObject)]
pub(crate) struct ChooseCourseEndPayload {
    pub placement: Placement,
    pub consequences: Consequences,
}

/// Recorded stays, and what moving brought about.
#[derive(SimpleObject)]
pub(crate) struct RecordStayPayload {
    /// The new stays; with no new centre, the ones that ended.
    pub stays: Vec<Stay>,
    pub consequences: Consequences,
}

/// A sent hand-off, and what it does not tell.
#[derive(SimpleObject)]
pub(crate) struct SendHandoffPayload {
    pub handoff: Handoff,
    /// Kinds left out because there is no consent to them.
    pub left_out: Vec<HandoffItemKindName>,
}

/// A hand-off that is opened.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct OpenHandoffInput {
    pub handoff_id: IdOf<HandoffId>,
}

#[Object]
impl DestinationMutation {
    /// Records a consent.
    async fn record_consent(
        &self,
        ctx: &Context<'_>,
        input: RecordConsentInput,
    ) -> Result<Consent> {
        let row = usecases::consents::record(ctx.data_unchecked::<Op>(), input).await?;
        Ok(row.into())
    }

    /// Withdraws a consent, and at once what rested on it.
    async fn withdraw_consent(
        &self,
        ctx: &Context<'_>,
        input: WithdrawConsentInput,
    ) -> Result<WithdrawConsentPayload> {
        let done = usecases::consents::withdraw(ctx.data_unchecked::<Op>(), input).await?;
        let items = done.items_retracted.into_iter();
        Ok(WithdrawConsentPayload {
            consent: done.consent.into(),
            items_retracted: items.map(Into::into).collect(),
            warnings: done.warnings.into_iter().map(Into::into).collect(),
        })
    }

    /// Records the answer to an application for asylum, for several participants at once. Without
    /// `correction` what contradicts an earlier record gets ILLEGAL_TRANSITION. REFUSED and
    /// WITHDRAWN end places, bookings, placement and hand-off on the day of the answer.
    async fn record_outcome(
        &self,
        ctx: &Context<'_>,
        input: RecordOutcomeInput,
    ) -> Result<RecordOutcomePayload> {
        let done = usecases::outcomes::record(ctx.data_unchecked::<Op>(), input).await?;
        Ok(RecordOutcomePayload {
            outcomes: done.outcomes.into_iter().map(Into::into).collect(),
            consequences: done.consequences.into(),
        })
    }

    /// Imports answers to applications for asylum from a CSV text: good rows are recorded together
    /// with all that follows from them, bad ones told.
    async fn import_outcomes(
        &self,
        ctx: &Context<'_>,
        input: ImportOutcomesInput,
    ) -> Result<ImportOutcomesPayload> {
        Ok(
            usecases::outcomes::import(ctx.data_unchecked::<Op>(), input)
                .await?
                .into(),
        )
    }

    /// Records a placement decision for several participants at once, and drafts their hand-offs.
    /// Who has not been GRANTED, or is placed already, gets ILLEGAL_TRANSITION.
    async fn record_placement(
        &self,
        ctx: &Context<'_>,
        input: RecordPlacementInput,
    ) -> Result<RecordPlacementPayload> {
        let done = usecases::placements::record(ctx.data_unchecked::<Op>(), input).await?;
        Ok(RecordPlacementPayload {
            placed: done.placed.into_iter().map(Into::into).collect(),
            rule_version: done.rule_version.to_owned(),
            steps: done.steps.into_iter().map(Into::into).collect(),
            consequences: done.consequences.into(),
        })
    }

    /// Chooses whether a placed participant finishes the course or leaves it on the takeover day.
    async fn choose_course_end(
        &self,
        ctx: &Context<'_>,
        input: ChooseCourseEndInput,
    ) -> Result<ChooseCourseEndPayload> {
        let op = ctx.data_unchecked::<Op>();
        let (row, consequences) = usecases::placements::choose_course_end(op, input).await?;
        Ok(ChooseCourseEndPayload {
            placement: row.into(),
            consequences: consequences.into(),
        })
    }

    /// Records that participants move to another centre, or away. It ends their places in courses
    /// here, never a placement; their hand-offs go along.
    async fn record_stay(
        &self,
        ctx: &Context<'_>,
        input: RecordStayInput,
    ) -> Result<RecordStayPayload> {
        let done = usecases::stays::record(ctx.data_unchecked::<Op>(), input).await?;
        Ok(RecordStayPayload {
            stays: done.stays.into_iter().map(Into::into).collect(),
            consequences: done.consequences.into(),
        })
    }

    /// Sends a hand-off with what is known now. HANDOFF_INCOMPLETE names the mandatory kinds that
    /// are missing; what lacks consent is left out and listed.
    async fn send_handoff(
        &self,
        ctx: &Context<'_>,
        input: HandoffVersionInput,
    ) -> Result<SendHandoffPayload> {
        let sent = usecases::handoffs::send(ctx.data_unchecked::<Op>(), input).await?;
        let left_out = sent.left_out.into_iter();
        Ok(SendHandoffPayload {
            handoff: sent.handoff.into(),
            left_out: left_out.map(|one| one.kind.into()).collect(),
        })
    }

    /// Notes that the municipality has opened a hand-off. Takes MUNICIPALITY_CONSULTANT.
    async fn open_handoff(&self, ctx: &Context<'_>, input: OpenHandoffInput) -> Result<Handoff> {
        let op = ctx.data_unchecked::<Op>();
        let row = usecases::handoffs::open(op, input.handoff_id.0).await?;
        Ok(row.into())
    }

    /// Accepts a hand-off. Takes MUNICIPALITY_CONSULTANT.
    async fn accept_handoff(
        &self,
        ctx: &Context<'_>,
        input: HandoffVersionInput,
    ) -> Result<Handoff> {
        let row = usecases::handoffs::accept(ctx.data_unchecked::<Op>(), input).await?;
        Ok(row.into())
    }
}
