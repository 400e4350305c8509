//! Takeover dates, hand-offs, and who comes to a municipality.

use async_graphql::connection::{Connection, EmptyFields};
use async_graphql::{Context, Object};
use chrono::NaiveDate;
use entities::id::{CentreId, HandoffId, ParticipantId};

use super::super::page::Page;
use super::super::types::{ExpectedHalfYear, Handoff, IncomingParticipant, TakeoverDate};
use super::organisation::or_null;
use crate::error::{Error, Result};
use crate::graphql::weight;
use crate::op::Op;
use crate::usecases;
use crate::usecases::expected::Range;
use crate::usecases::handoffs::Owner;
use crate::usecases::incoming::{IncomingFilter, cursor};
use crate::usecases::placements::TakeoverDateInput;
use crate::vocabulary::{HandoffStateName, IdOf};

#[derive(Default)]
pub(crate) struct DestinationQuery;

#[Object]
impl DestinationQuery {
    /// The day on which a municipality takes over, from given facts; nothing is stored. What the
    /// kind needs and is missing gets VALIDATION.
    async fn takeover_date(
        &self,
        ctx: &Context<'_>,
        input: TakeoverDateInput,
    ) -> Result<TakeoverDate> {
        let op = ctx.data_unchecked::<Op>();
        Ok(usecases::placements::takeover_date(op, input).await?.into())
    }

    /// One hand-off; null when there is none that you see. A municipality sees it from sending on.
    async fn handoff(&self, ctx: &Context<'_>, id: IdOf<HandoffId>) -> Result<Option<Handoff>> {
        or_null(usecases::handoffs::find(ctx.data_unchecked::<Op>(), id.0).await)
    }

    /// The hand-offs of a centre, or those sent to a municipality, in the order in which they were
    /// made. Give `centreId` or `municipalityCode`.
    #[graphql(complexity = "weight::page(first, child_complexity)")]
    #[expect(
        clippy::too_many_arguments,
        reason = "a field takes its arguments one by one"
    )]
    async fn handoffs(
        &self,
        ctx: &Context<'_>,
        centre_id: Option<IdOf<CentreId>>,
        municipality_code: Option<String>,
        state: Option<HandoffStateName>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<String, Handoff, EmptyFields, EmptyFields>> {
        let op = ctx.data_unchecked::<Op>();
        let page = Page::new(first, after)?;
        let owner = match (centre_id, municipality_code) {
            (Some(id), None) => Owner::Centre(id.0),
            (None, Some(code)) => {
                Owner::Municipality(usecases::municipalities::find(op, &code).await?.id)
            }
            _ => return Err(Error::invalid("centreId", "CENTRE_OR_MUNICIPALITY")),
        };
        let after = page.after.as_deref().map(|after| IdOf::parse(after).0);
        let most = u64::try_from(page.first).unwrap_or(u64::MAX);
        let state = state.map(Into::into);
        let rows = usecases::handoffs::list(op, owner, state, after, most).await?;
        Ok(page.of_part(rows, |row| row.id.to_string(), Into::into))
    }

    /// The people whom a municipality receives, by takeover day: those with an active placement
    /// there. Takes its MUNICIPALITY_CONSULTANT; another municipality gets FORBIDDEN, more than 400
    /// days VALIDATION.
    #[graphql(complexity = "weight::page(first, child_complexity)")]
    #[expect(
        clippy::too_many_arguments,
        reason = "a field takes its arguments one by one"
    )]
    async fn incoming_participants(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Four-digit code, as in `0265`.")] municipality: String,
        takeover_from: NaiveDate,
        #[graphql(desc = "The first day no longer asked for.")] takeover_until: NaiveDate,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<String, IncomingParticipant, EmptyFields, EmptyFields>> {
        let page = Page::new(first, after)?;
        let filter = IncomingFilter {
            municipality_code: municipality,
            takeover_from,
            takeover_until,
            after: page.after.clone(),
            most: page.first,
        };
        let rows = usecases::incoming::list(ctx.data_unchecked::<Op>(), &filter).await?;
        Ok(page.of_part(rows, cursor, Into::into))
    }

    /// One of them by the participant's id; null for who is not placed in your municipality.
    async fn incoming_participant(
        &self,
        ctx: &Context<'_>,
        id: IdOf<ParticipantId>,
    ) -> Result<Option<IncomingParticipant>> {
        or_null(usecases::incoming::find(ctx.data_unchecked::<Op>(), id.0).await)
    }

    /// How many a municipality can expect, by the months in which people who would rather move
    /// there are expected to leave: bands for small counts, always whole half-years. Another
    /// municipality gets FORBIDDEN.
    #[graphql(complexity = "weight::times(4, child_complexity)")]
    async fn expected_arrivals(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Four-digit code, as in `0265`.")] municipality: String,
        from: Option<NaiveDate>,
        until: Option<NaiveDate>,
    ) -> Result<Vec<ExpectedHalfYear>> {
        let op = ctx.data_unchecked::<Op>();
        let range = Range { from, until };
        let found = usecases::expected::arrivals(op, &municipality, range).await?;
        Ok(found.into_iter().map(Into::into).collect())
    }
}
