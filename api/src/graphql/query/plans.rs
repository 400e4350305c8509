//! Plans, and what publishing one would do.

use async_graphql::connection::{Connection, EmptyFields};
use async_graphql::{Context, Object};
use entities::id::{CentreId, PlanId};

use super::super::page::Page;
use super::super::types::{Plan, PlanDiff};
use super::organisation::or_null;
use crate::error::{Error, Result};
use crate::graphql::weight;
use crate::op::Op;
use crate::usecases;
use crate::vocabulary::IdOf;

#[derive(Default)]
pub(crate) struct PlanQuery;

#[Object]
impl PlanQuery {
    /// One plan; null when there is none that you see.
    async fn plan(&self, ctx: &Context<'_>, id: IdOf<PlanId>) -> Result<Option<Plan>> {
        or_null(usecases::plans::find(ctx.data_unchecked::<Op>(), id.0).await)
    }

    /// The plans of a centre, scenarios among them, newest first.
    #[graphql(complexity = "weight::page(first, child_complexity)")]
    async fn plans(
        &self,
        ctx: &Context<'_>,
        centre_id: IdOf<CentreId>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<String, Plan, EmptyFields, EmptyFields>> {
        let page = Page::new(first, after)?;
        let start = match &page.after {
            Some(after) => {
                let id = after
                    .parse()
                    .map_err(|_| Error::invalid("after", "BAD_CURSOR"));
                Some(id?)
            }
            None => None,
        };
        let limit = page.first as u64 + 1;
        let op = ctx.data_unchecked::<Op>();
        let rows = usecases::plans::list(op, centre_id.0, start, limit).await?;
        Ok(page.of_part(rows, |row| row.id.to_string(), Into::into))
    }

    /// What publishing the plan would do to the timetable as it is now. BLOCKED while the plan has
    /// no answer, and for a scenario.
    async fn plan_diff(&self, ctx: &Context<'_>, plan_id: IdOf<PlanId>) -> Result<PlanDiff> {
        let op = ctx.data_unchecked::<Op>();
        Ok(usecases::plans::preview(op, plan_id.0).await?.into())
    }
}
