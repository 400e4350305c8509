//! Hand-offs and their items.

use async_graphql::{ComplexObject, Context, Json, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use entities::id::{CentreId, HandoffId, HandoffItemId, MunicipalityId, ParticipantId};
use entities::{handoff, handoff_item};

use super::centre::{centre_of, municipality_of};
use super::{Centre, Municipality};
use crate::error::Result;
use crate::graphql::loaders::{ItemsOf, Loaders, own};
use crate::graphql::weight;
use crate::op::Op;
use crate::usecases;
use crate::vocabulary::{HandoffItemKindName, HandoffItemStateName, HandoffStateName, IdOf};

/// What a centre hands to a municipality about a person with an active placement.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct Handoff {
    pub id: IdOf<HandoffId>,
    pub participant_id: IdOf<ParticipantId>,
    pub state: HandoffStateName,
    pub takeover_on: NaiveDate,
    /// The last day on which it is sent in time.
    pub due_on: NaiveDate,
    pub created_at: DateTime<Utc>,
    pub sent_at: Option<DateTime<Utc>>,
    /// When the municipality first opened it.
    pub opened_at: Option<DateTime<Utc>>,
    pub accepted_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    pub retracted_at: Option<DateTime<Utc>>,
    pub retraction_reason: Option<String>,
    /// It needs somebody: the participant moved to a centre that is not in the system, or the
    /// consent to an earlier takeover was withdrawn.
    pub is_flagged: bool,
    /// Raised by each change; give it back when you send or accept it.
    pub version: i32,
    #[graphql(skip)]
    pub row: handoff::Model,
}

#[ComplexObject]
impl Handoff {
    /// No mandatory item is missing.
    async fn is_ready(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(usecases::handoffs::is_ready(
            &items_of(ctx, self.id.0).await?,
        ))
    }

    /// It is a draft past its due day.
    async fn is_overdue(&self, ctx: &Context<'_>) -> bool {
        usecases::handoffs::is_overdue(ctx.data_unchecked::<Op>(), &self.row)
    }

    /// What it tells, by kind.
    #[graphql(complexity = "weight::times(7, child_complexity)")]
    async fn items(&self, ctx: &Context<'_>) -> Result<Vec<HandoffItem>> {
        let items = items_of(ctx, self.id.0).await?;
        Ok(items.into_iter().map(Into::into).collect())
    }

    /// The municipality that receives the participant.
    async fn municipality(&self, ctx: &Context<'_>) -> Result<Option<Municipality>> {
        municipality_of(ctx, self.municipality_id()).await
    }

    /// The centre that hands over; null when you do not see it.
    async fn centre(&self, ctx: &Context<'_>) -> Result<Option<Centre>> {
        centre_of(ctx, self.centre_id()).await
    }
}

impl Handoff {
    const fn municipality_id(&self) -> MunicipalityId {
        self.row.municipality_id
    }

    const fn centre_id(&self) -> CentreId {
        self.row.centre_id
    }
}

async fn items_of(ctx: &Context<'_>, id: HandoffId) -> Result<Vec<handoff_item::Model>> {
    let loaders = ctx.data_unchecked::<Loaders>();
    let items = loaders.load_one(ItemsOf(id)).await.map_err(|e| own(&e))?;
    Ok(items.unwrap_or_default())
}

impl From<handoff::Model> for Handoff {
    fn from(row: handoff::Model) -> Self {
        Self {
            id: IdOf(row.id),
            participant_id: IdOf(row.participant_id),
            state: row.state.into(),
            takeover_on: row.takeover_on,
            due_on: row.due_on,
            created_at: row.created_at,
            sent_at: row.sent_at,
            opened_at: row.opened_at,
            accepted_at: row.accepted_at,
            closed_at: row.closed_at,
            retracted_at: row.retracted_at,
            retraction_reason: row.retraction_reason.clone(),
            is_flagged: row.flagged,
            version: row.version,
            row,
        }
    }
}

/// One part of a hand-off.
#[derive(SimpleObject)]
pub struct HandoffItem {
    pub id: IdOf<HandoffItemId>,
    pub kind: HandoffItemKindName,
    pub state: HandoffItemStateName,
    /// What it tells; empty once it is retracted. LANGUAGES: `languages`, `interpreterLanguage`.
    /// EDUCATION_AND_WORK: `education`, `sectors`. COURSE_ATTENDANCE: `cohorts`, `minutesHeld`,
    /// `minutesAttended`. FAMILY: `size`, `ages`. COMPETENCY_CARD: `interviewsHeldOn`. INTERNSHIP:
    /// `wishes`. OPEN_TASKS: `sessionsToCome`, `minutesToCome`.
    pub content: Json<serde_json::Value>,
    /// Which records it comes from.
    pub source: String,
    /// As of when it was true.
    pub as_of: DateTime<Utc>,
}

impl From<handoff_item::Model> for HandoffItem {
    fn from(row: handoff_item::Model) -> Self {
        Self {
            id: IdOf(row.id),
            kind: row.kind.into(),
            state: row.state.into(),
            content: Json(row.content),
            source: row.source,
            as_of: row.as_of_at,
        }
    }
}
