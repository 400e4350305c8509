//! Templates and cohorts.

use async_graphql::connection::{Connection, EmptyFields};
use async_graphql::{Context, Object};
use entities::id::{CentreId, CohortId, TemplateId};

use super::super::page::Page;
use super::super::types::{Cohort, DanishGroup, Template};
use super::organisation::or_null;
use crate::error::{Error, Result};
use crate::graphql::weight;
use crate::op::Op;
use crate::usecases;
use crate::vocabulary::IdOf;

#[derive(Default)]
pub(crate) struct ProgrammeQuery;

#[Object]
impl ProgrammeQuery {
    /// One cohort, by `id`, or by `key` and `centreId`; null when there is none that you see.
    async fn cohort(
        &self,
        ctx: &Context<'_>,
        id: Option<IdOf<CohortId>>,
        centre_id: Option<IdOf<CentreId>>,
        key: Option<String>,
    ) -> Result<Option<Cohort>> {
        let op = ctx.data_unchecked::<Op>();
        let found = match (id, centre_id, key) {
            (Some(id), None, None) => usecases::cohorts::find(op, id.0).await,
            (None, Some(centre), Some(key)) => {
                usecases::cohorts::find_by_key(op, centre.0, &key).await
            }
            _ => Err(Error::invalid("id", "ID_OR_KEY")),
        };
        or_null(found)
    }

    /// The cohorts of a centre, the latest to begin first.
    #[graphql(complexity = "weight::page(first, child_complexity)")]
    async fn cohorts(
        &self,
        ctx: &Context<'_>,
        centre_id: IdOf<CentreId>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<String, Cohort, EmptyFields, EmptyFields>> {
        let page = Page::new(first, after)?;
        let op = ctx.data_unchecked::<Op>();
        let rows = usecases::cohorts::of_centre(op, centre_id.0).await?;
        page.of(rows, |row| row.id.to_string(), Into::into)
    }

    /// The Danish groups of a centre, by key.
    #[graphql(complexity = "weight::times(10, child_complexity)")]
    async fn danish_groups(
        &self,
        ctx: &Context<'_>,
        centre_id: IdOf<CentreId>,
    ) -> Result<Vec<DanishGroup>> {
        let op = ctx.data_unchecked::<Op>();
        let rows = usecases::danish_groups::of_centre(op, centre_id.0).await?;
        Ok(rows.into_iter().map(Into::into).collect())
    }

    /// One version of a template; null when there is none that you see.
    async fn template(&self, ctx: &Context<'_>, id: IdOf<TemplateId>) -> Result<Option<Template>> {
        or_null(usecases::templates::find(ctx.data_unchecked::<Op>(), id.0).await)
    }

    /// The versions of a centre's templates, by key, the newest first.
    #[graphql(complexity = "weight::page(first, child_complexity)")]
    async fn templates(
        &self,
        ctx: &Context<'_>,
        centre_id: IdOf<CentreId>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<String, Template, EmptyFields, EmptyFields>> {
        let page = Page::new(first, after)?;
        let op = ctx.data_unchecked::<Op>();
        let rows = usecases::templates::of_centre(op, centre_id.0).await?;
        page.of(rows, |row| row.id.to_string(), Into::into)
    }
}
