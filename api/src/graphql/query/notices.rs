//! Notices, as the centre that sends them sees them.

use async_graphql::connection::{Connection, EmptyFields};
use async_graphql::{Context, ID, Object};
use entities::id::{CentreId, SessionId};

use super::super::page::Page;
use super::super::types::Notice;
use crate::error::Result;
use crate::graphql::weight;
use crate::op::Op;
use crate::usecases;
use crate::usecases::notices::NoticeFilter;
use crate::vocabulary::{IdOf, NoticeStateName};

#[derive(Default)]
pub(crate) struct NoticeQuery;

/// Which of a centre's notices.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub(crate) struct NoticesFilter {
    pub centre_id: IdOf<CentreId>,
    pub state: Option<NoticeStateName>,
    pub session_id: Option<IdOf<SessionId>>,
    /// Of a participant, staff member, interpreter, company or municipality.
    pub recipient_id: Option<ID>,
}

#[Object]
impl NoticeQuery {
    /// What was, is and will be sent for a centre, the last queued first.
    #[graphql(complexity = "weight::page(first, child_complexity)")]
    async fn notices(
        &self,
        ctx: &Context<'_>,
        filter: NoticesFilter,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<String, Notice, EmptyFields, EmptyFields>> {
        let op = ctx.data_unchecked::<Op>();
        let page = Page::new(first, after)?;
        let wanted = NoticeFilter {
            state: filter.state.map(Into::into),
            session: filter.session_id.map(|id| id.0),
            recipient: filter.recipient_id.map(|id| id.0),
        };
        let (centre, after) = (filter.centre_id.0, page.after.as_deref());
        let limit = page.first as u64 + 1;
        let rows = usecases::notices::list(op, centre, &wanted, after, limit).await?;
        Ok(page.of_part(rows, |row| row.id.to_string(), Into::into))
    }
}
