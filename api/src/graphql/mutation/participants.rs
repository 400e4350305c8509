//! Registering, changing and importing participants.

use async_graphql::{Context, Object, SimpleObject};
use entities::id::ParticipantId;

use super::super::types::{ImportParticipantsPayload, Participant};
use crate::error::Result;
use crate::op::Op;
use crate::usecases;
use crate::usecases::participants::{
    ImportParticipantsInput, RegisterParticipantInput, UpdateParticipantInput,
};
use crate::vocabulary::IdOf;

#[derive(Default)]
pub(crate) struct ParticipantMutation;

/// A new participant.
#[derive(SimpleObject)]
pub(crate) struct RegisterParticipantPayload {
    pub participant: Participant,
    /// Participants at this centre with the same name and birth date: perhaps the same person.
    pub possible_duplicates: Vec<IdOf<ParticipantId>>,
}

#[Object]
impl ParticipantMutation {
    /// Registers a participant, whose stay at the centre begins. DUPLICATE when somebody who stays
    /// here has the same udlændingenummer.
    async fn register_participant(
        &self,
        ctx: &Context<'_>,
        input: RegisterParticipantInput,
    ) -> Result<RegisterParticipantPayload> {
        let registered =
            usecases::participants::register(ctx.data_unchecked::<Op>(), input).await?;
        Ok(RegisterParticipantPayload {
            participant: registered.participant.into(),
            possible_duplicates: registered
                .possible_duplicates
                .into_iter()
                .map(IdOf)
                .collect(),
        })
    }

    /// Changes what is given, and leaves the rest.
    async fn update_participant(
        &self,
        ctx: &Context<'_>,
        input: UpdateParticipantInput,
    ) -> Result<Participant> {
        Ok(
            usecases::participants::update(ctx.data_unchecked::<Op>(), input)
                .await?
                .into(),
        )
    }

    /// Imports participants from a CSV text: good rows are stored together, bad ones told cell by
    /// cell. With `dryRun` nothing is stored.
    async fn import_participants(
        &self,
        ctx: &Context<'_>,
        input: ImportParticipantsInput,
    ) -> Result<ImportParticipantsPayload> {
        Ok(
            usecases::participants::import(ctx.data_unchecked::<Op>(), input)
                .await?
                .into(),
        )
    }
}
