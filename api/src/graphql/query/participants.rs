//! Participants, as their centre sees them.

use async_graphql::connection::{Connection, EmptyFields};
use async_graphql::{Context, InputObject, Object};
use entities::id::{CentreId, ParticipantId};

use super::super::page::Page;
use super::super::types::Participant;
use super::organisation::or_null;
use crate::error::Result;
use crate::graphql::weight;
use crate::op::Op;
use crate::usecases;
use crate::usecases::participants::ParticipantFilter;
use crate::vocabulary::IdOf;

#[derive(Default)]
pub(crate) struct ParticipantQuery;

/// Which of a centre's participants.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct ParticipantsFilter {
    pub centre_id: IdOf<CentreId>,
    /// Those whose name holds this, whatever the case; only for roles that see names.
    pub name: Option<String>,
    /// Four-digit code of the municipality they would rather move to.
    pub preferred_municipality_code: Option<String>,
    /// Those who need an interpreter in this language, as a BCP 47 tag.
    pub interpreter_language: Option<String>,
}

#[Object]
impl ParticipantQuery {
    /// The participants who stay at a centre, by name for roles that see names.
    #[graphql(complexity = "weight::page(first, child_complexity)")]
    async fn participants(
        &self,
        ctx: &Context<'_>,
        filter: ParticipantsFilter,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<String, Participant, EmptyFields, EmptyFields>> {
        let op = ctx.data_unchecked::<Op>();
        let page = Page::new(first, after)?;
        let preferred = match &filter.preferred_municipality_code {
            Some(code) => Some(usecases::municipalities::find(op, code).await?.id),
            None => None,
        };
        let wanted = ParticipantFilter {
            name: filter.name,
            preferred_municipality_id: preferred,
            interpreter_language: filter.interpreter_language,
        };
        let rows = usecases::participants::list(op, filter.centre_id.0, &wanted).await?;
        page.of(rows, |row| row.id.to_string(), Into::into)
    }

    /// One participant; null when there is none that you see.
    async fn participant(
        &self,
        ctx: &Context<'_>,
        id: IdOf<ParticipantId>,
    ) -> Result<Option<Participant>> {
        or_null(usecases::participants::find(ctx.data_unchecked::<Op>(), id.0).await)
    }
}
