//! The timetable, and what needs somebody.

use async_graphql::connection::{Connection, EmptyFields};
use async_graphql::{Context, ID, Object};
use chrono::NaiveDate;
use entities::id::{CentreId, SessionId};

use super::super::page::Page;
use super::super::types::{AttentionItem, Session, SessionAlternative};
use super::organisation::or_null;
use crate::error::Result;
use crate::graphql::weight;
use crate::op::Op;
use crate::usecases;
use crate::vocabulary::IdOf;

#[derive(Default)]
pub(crate) struct TimetableQuery;

#[Object]
impl TimetableQuery {
    /// The sessions of one cohort, participant, staff member, interpreter, room, vehicle, company
    /// or centre, by time, on the centre's local days from `from` up to but not including `until`:
    /// at most 62 days. Teachers and interviewers see their own sessions only.
    #[graphql(complexity = "weight::times(100, child_complexity)")]
    async fn timetable(
        &self,
        ctx: &Context<'_>,
        of: ID,
        from: NaiveDate,
        until: NaiveDate,
    ) -> Result<Vec<Session>> {
        let op = ctx.data_unchecked::<Op>();
        let shown = usecases::timetable::timetable(op, &of, from, until).await?;
        Ok(shown.into_iter().map(Into::into).collect())
    }

    /// One session; null when there is none that you see.
    async fn session(&self, ctx: &Context<'_>, id: IdOf<SessionId>) -> Result<Option<Session>> {
        or_null(usecases::timetable::find(ctx.data_unchecked::<Op>(), id.0).await)
    }

    /// Where a session could be instead, everything else as it is published: the best start first,
    /// each with the cheapest room, staff, interpreters, vehicle and company. No place breaks a
    /// hard rule; give its `startsAtLocal` and `swaps` to `moveSession` to take it. `limit` is at
    /// most 50. The places lie within the cohort's course. Empty when there is none, and for a
    /// session that its cohort's programme does not ask for (any more). A session that has begun
    /// or is cancelled gets ILLEGAL_TRANSITION.
    #[graphql(complexity = "5000 + weight::times(10, child_complexity)")]
    async fn session_alternatives(
        &self,
        ctx: &Context<'_>,
        session_id: IdOf<SessionId>,
        #[graphql(default_with = "Some(10)")] limit: Option<i32>,
    ) -> Result<Vec<SessionAlternative>> {
        let op = ctx.data_unchecked::<Op>();
        let (id, limit) = (session_id.0, limit.unwrap_or(10));
        let found = usecases::timetable::session_alternatives(op, id, limit).await?;
        Ok(found.into_iter().map(Into::into).collect())
    }

    /// What needs somebody at a centre, the most pressing first: sessions of the next 62 days
    /// that lack something, third parties who have not answered, people granted asylum without a
    /// placement, hand-offs due, notices that reached nobody.
    #[graphql(complexity = "weight::page(first, child_complexity)")]
    async fn attention(
        &self,
        ctx: &Context<'_>,
        centre_id: IdOf<CentreId>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<String, AttentionItem, EmptyFields, EmptyFields>> {
        let page = Page::new(first, after)?;
        let op = ctx.data_unchecked::<Op>();
        let items = usecases::attention::attention(op, centre_id.0).await?;
        page.of(
            items,
            usecases::attention::AttentionItem::cursor,
            Into::into,
        )
    }
}
