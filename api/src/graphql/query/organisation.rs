//! Who asks, centres, municipalities, and anything by its id.

use async_graphql::{Context, Object};
use entities::id::{
    CentreId, CohortId, HandoffId, NoticeId, ParticipantId, PlanId, SessionId, SettlementId,
    TemplateId,
};

use super::super::types::{
    Centre, Cohort, Handoff, Municipality, Node, Notice, Participant, Plan, Session, Settlement,
    Template, Viewer,
};
use crate::error::{Code, Error, Result};
use crate::graphql::weight;
use crate::op::Op;
use crate::usecases;
use crate::vocabulary::IdOf;

#[derive(Default)]
pub(crate) struct OrganisationQuery;

#[Object]
impl OrganisationQuery {
    /// Who you are and what you may do; null without a token.
    async fn viewer(&self, ctx: &Context<'_>) -> Option<Viewer> {
        Viewer::of(ctx.data_unchecked::<Op>())
    }

    /// The centres you see: your own, and those that work with your municipality.
    #[graphql(complexity = "weight::times(20, child_complexity)")]
    async fn centres(&self, ctx: &Context<'_>) -> Result<Vec<Centre>> {
        let rows = usecases::centres::list(ctx.data_unchecked::<Op>()).await?;
        Ok(rows.into_iter().map(Into::into).collect())
    }

    /// One centre, by `id` or by `key`; null when there is none that you see.
    async fn centre(
        &self,
        ctx: &Context<'_>,
        id: Option<IdOf<CentreId>>,
        key: Option<String>,
    ) -> Result<Option<Centre>> {
        let op = ctx.data_unchecked::<Op>();
        let found = match (id, key) {
            (Some(id), None) => usecases::centres::find(op, id.0).await,
            (None, Some(key)) => usecases::centres::find_by_key(op, &key).await,
            _ => Err(Error::invalid("id", "ID_OR_KEY")),
        };
        or_null(found)
    }

    /// Every municipality in Denmark, by code.
    #[graphql(complexity = "weight::times(98, child_complexity)")]
    async fn municipalities(&self, ctx: &Context<'_>) -> Result<Vec<Municipality>> {
        let rows = usecases::municipalities::list(ctx.data_unchecked::<Op>()).await?;
        Ok(rows.into_iter().map(Into::into).collect())
    }

    /// One municipality by its four-digit code; null when there is none.
    async fn municipality(&self, ctx: &Context<'_>, code: String) -> Result<Option<Municipality>> {
        or_null(usecases::municipalities::find(ctx.data_unchecked::<Op>(), &code).await)
    }

    /// Anything by its id; null when there is no such thing that you see.
    async fn node(&self, ctx: &Context<'_>, id: async_graphql::ID) -> Result<Option<Node>> {
        let op = ctx.data_unchecked::<Op>();
        op.demand_sign_in()?;
        match id.rsplit_once('_').map(|(prefix, _)| prefix) {
            Some(CentreId::PREFIX) => {
                let id = IdOf::<CentreId>::parse(&id).0;
                let found = usecases::centres::find(op, id).await;
                or_null(found.map(Centre::from).map(Node::from))
            }
            Some(ParticipantId::PREFIX) => {
                let id = IdOf::<ParticipantId>::parse(&id).0;
                let found = usecases::participants::find(op, id).await;
                or_null(found.map(Participant::from).map(Node::from))
            }
            Some(CohortId::PREFIX) => {
                let id = IdOf::<CohortId>::parse(&id).0;
                let found = usecases::cohorts::find(op, id).await;
                or_null(found.map(Cohort::from).map(Node::from))
            }
            Some(TemplateId::PREFIX) => {
                let id = IdOf::<TemplateId>::parse(&id).0;
                let found = usecases::templates::find(op, id).await;
                or_null(found.map(Template::from).map(Node::from))
            }
            Some(SessionId::PREFIX) => {
                let id = IdOf::<SessionId>::parse(&id).0;
                let found = usecases::timetable::find(op, id).await;
                or_null(found.map(Session::from).map(Node::from))
            }
            Some(PlanId::PREFIX) => {
                let id = IdOf::<PlanId>::parse(&id).0;
                let found = usecases::plans::find(op, id).await;
                or_null(found.map(Plan::from).map(Node::from))
            }
            Some(SettlementId::PREFIX) => {
                let id = IdOf::<SettlementId>::parse(&id).0;
                let found = usecases::settlements::find(op, id).await;
                or_null(found.map(Settlement::from).map(Node::from))
            }
            Some(HandoffId::PREFIX) => {
                let id = IdOf::<HandoffId>::parse(&id).0;
                let found = usecases::handoffs::find(op, id).await;
                or_null(found.map(Handoff::from).map(Node::from))
            }
            Some(NoticeId::PREFIX) => {
                let id = IdOf::<NoticeId>::parse(&id).0;
                let found = usecases::notices::find(op, id).await;
                or_null(found.map(Notice::from).map(Node::from))
            }
            _ => Ok(None),
        }
    }
}

/// Absent and invisible read as null; everything else is told.
pub(super) fn or_null<R, T: From<R>>(found: Result<R>) -> Result<Option<T>> {
    match found {
        Ok(row) => Ok(Some(row.into())),
        Err(error) if error.code() == Code::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
