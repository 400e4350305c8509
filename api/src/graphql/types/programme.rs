//! Templates, cohorts and enrolments.

use async_graphql::{ComplexObject, Context, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use entities::id::{CentreId, CohortId, EnrolmentId, ParticipantId, PartnershipId, TemplateId};
use entities::{cohort, enrolment, template};

use super::centre::centre_of;
use super::{Centre, Participant, Partnership};
use crate::error::Result;
use crate::graphql::loaders::{
    CohortOf, EnrolledIn, FiguresOf, Loaders, ParticipantOf, PartnershipOf, TemplateOf, own,
};
use crate::graphql::weight;
use crate::op::Op;
use crate::usecases;
use crate::usecases::cohorts::Figures;
use crate::vocabulary::{EnrolmentStateName, IdOf, TemplateDefinition, TemplateStateName};

/// A version of a programme: a draft, or published and never changed again.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct Template {
    pub id: IdOf<TemplateId>,
    /// Chosen once; the same for all versions.
    pub key: String,
    /// Counts the versions of a key.
    pub number: i32,
    pub state: TemplateStateName,
    pub title_da: String,
    pub title_en: String,
    pub definition: TemplateDefinition,
    /// SHA-256 of the definition as canonical JSON (RFC 8785), in hexadecimal.
    pub content_hash: String,
    pub created_at: DateTime<Utc>,
    pub published_at: Option<DateTime<Utc>>,
    /// Raised by each change of the draft; give it back when you change it.
    pub version: i32,
    #[graphql(skip)]
    pub centre_id: CentreId,
}

#[ComplexObject]
impl Template {
    async fn centre(&self, ctx: &Context<'_>) -> Result<Option<Centre>> {
        centre_of(ctx, self.centre_id).await
    }
}

impl From<template::Model> for Template {
    fn from(row: template::Model) -> Self {
        Self {
            id: IdOf(row.id),
            key: row.key,
            number: row.number,
            state: row.state.into(),
            title_da: row.title_da,
            title_en: row.title_en,
            definition: TemplateDefinition(row.definition),
            content_hash: hex::encode(row.content_hash),
            created_at: row.created_at,
            published_at: row.published_at,
            version: row.version,
            centre_id: row.centre_id,
        }
    }
}

/// Participants who go through a published template together.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct Cohort {
    pub id: IdOf<CohortId>,
    /// Chosen once, as in `2017-1`.
    pub key: String,
    pub name: String,
    pub partnership_id: Option<IdOf<PartnershipId>>,
    /// A Monday.
    pub first_monday: NaiveDate,
    /// The first day after the course.
    pub until: NaiveDate,
    pub capacity: i32,
    /// In full years on the first day.
    pub minimum_age: i32,
    pub created_at: DateTime<Utc>,
    pub cancelled_at: Option<DateTime<Utc>>,
    pub version: i32,
    #[graphql(skip)]
    pub centre_id: CentreId,
    #[graphql(skip)]
    pub template_id: TemplateId,
}

#[ComplexObject]
impl Cohort {
    async fn centre(&self, ctx: &Context<'_>) -> Result<Option<Centre>> {
        centre_of(ctx, self.centre_id).await
    }

    /// The partnership that shares its cost; null when none does.
    async fn partnership(&self, ctx: &Context<'_>) -> Result<Option<Partnership>> {
        let Some(IdOf(id)) = self.partnership_id else {
            return Ok(None);
        };
        let loaders = ctx.data_unchecked::<Loaders>();
        let row = loaders
            .load_one(PartnershipOf(id))
            .await
            .map_err(|e| own(&e))?;
        Ok(row.map(Into::into))
    }

    /// The version that it runs.
    async fn template(&self, ctx: &Context<'_>) -> Result<Option<Template>> {
        let loaders = ctx.data_unchecked::<Loaders>();
        let row = loaders
            .load_one(TemplateOf(self.template_id))
            .await
            .map_err(|e| own(&e))?;
        Ok(row.map(Into::into))
    }

    /// Everybody who ever had or waited for a place, in the order in which they were enrolled;
    /// null for roles that do not see participants.
    #[graphql(complexity = "weight::times(30, child_complexity)")]
    async fn enrolments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those in these states; by default all.")] states: Option<
            Vec<EnrolmentStateName>,
        >,
    ) -> Result<Option<Vec<Enrolment>>> {
        let loaders = ctx.data_unchecked::<Loaders>();
        let rows = loaders
            .load_one(EnrolledIn(self.id.0))
            .await
            .map_err(|e| own(&e))?;
        let wanted = |one: &Enrolment| states.as_ref().is_none_or(|all| all.contains(&one.state));
        Ok(rows.map(|rows| rows.into_iter().map(Into::into).filter(wanted).collect()))
    }

    /// How many have a place, whether the course has begun, is under way or over.
    async fn n_enrolled(&self, ctx: &Context<'_>) -> Result<i32> {
        Ok(count(self.figures(ctx).await?.n_enrolled))
    }

    /// How many wait for a place.
    async fn n_waiting(&self, ctx: &Context<'_>) -> Result<i32> {
        Ok(count(self.figures(ctx).await?.n_waiting))
    }

    /// The languages in which those with a place need an interpreter, by tag.
    #[graphql(complexity = "weight::times(5, child_complexity)")]
    async fn interpreter_languages(&self, ctx: &Context<'_>) -> Result<Vec<LanguageNeed>> {
        let needed = self.figures(ctx).await?.interpreter_languages.into_iter();
        Ok(needed
            .map(|(language, n)| LanguageNeed {
                language,
                n_participants: count(n),
            })
            .collect())
    }
}

impl Cohort {
    async fn figures(&self, ctx: &Context<'_>) -> Result<Figures> {
        let loaders = ctx.data_unchecked::<Loaders>();
        let found = loaders
            .load_one(FiguresOf(self.id.0))
            .await
            .map_err(|e| own(&e))?;
        Ok(found.unwrap_or_default())
    }
}

fn count(n: i64) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

impl From<cohort::Model> for Cohort {
    fn from(row: cohort::Model) -> Self {
        Self {
            id: IdOf(row.id),
            key: row.key,
            name: row.name,
            partnership_id: row.partnership_id.map(IdOf),
            first_monday: row.first_on,
            until: row.until_on,
            capacity: row.capacity,
            minimum_age: row.minimum_age,
            created_at: row.created_at,
            cancelled_at: row.cancelled_at,
            version: row.version,
            centre_id: row.centre_id,
            template_id: row.template_id,
        }
    }
}

/// A language in which interpreters are needed.
#[derive(SimpleObject)]
pub struct LanguageNeed {
    /// BCP 47 tag.
    pub language: String,
    /// How many participants need it.
    pub n_participants: i32,
}

/// A participant's place in a cohort, or on its waiting list.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct Enrolment {
    pub id: IdOf<EnrolmentId>,
    pub state: EnrolmentStateName,
    /// Keys of the elective modules that he or she chose.
    pub electives: Vec<String>,
    /// Place on the waiting list, from 1; null when he or she does not wait.
    pub waiting_rank: Option<i32>,
    /// The first day in course; it stays when the participant leaves.
    pub started_on: Option<NaiveDate>,
    pub created_at: DateTime<Utc>,
    /// Raised by each change.
    pub version: i32,
    #[graphql(skip)]
    pub ended_reason: Option<String>,
    #[graphql(skip)]
    pub ended_on: Option<NaiveDate>,
    #[graphql(skip)]
    pub cohort_id: CohortId,
    #[graphql(skip)]
    pub participant_id: ParticipantId,
}

#[ComplexObject]
impl Enrolment {
    /// Why it ended: `REFUSED`, `WITHDRAWN`, `MOVED`, `TAKEN_OVER`, or what was said when it was
    /// withdrawn. Null for roles that do not see decisions.
    async fn ended_reason(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let shows = self.ended_reason.is_some() && self.shows_decisions(ctx).await?;
        Ok(self.ended_reason.clone().filter(|_| shows))
    }

    /// The first day on which he or she no longer takes part. Null for roles that do not see
    /// decisions.
    async fn ended_on(&self, ctx: &Context<'_>) -> Result<Option<NaiveDate>> {
        let shows = self.ended_on.is_some() && self.shows_decisions(ctx).await?;
        Ok(self.ended_on.filter(|_| shows))
    }

    async fn cohort(&self, ctx: &Context<'_>) -> Result<Option<Cohort>> {
        let loaders = ctx.data_unchecked::<Loaders>();
        let row = loaders
            .load_one(CohortOf(self.cohort_id))
            .await
            .map_err(|e| own(&e))?;
        Ok(row.map(Into::into))
    }

    /// Who it is; null when he or she lives elsewhere now.
    async fn participant(&self, ctx: &Context<'_>) -> Result<Option<Participant>> {
        let loaders = ctx.data_unchecked::<Loaders>();
        let row = loaders
            .load_one(ParticipantOf(self.participant_id))
            .await
            .map_err(|e| own(&e))?;
        Ok(row.map(Into::into))
    }
}

impl Enrolment {
    async fn shows_decisions(&self, ctx: &Context<'_>) -> Result<bool> {
        let loaders = ctx.data_unchecked::<Loaders>();
        let row = loaders
            .load_one(CohortOf(self.cohort_id))
            .await
            .map_err(|e| own(&e))?;
        let op = ctx.data_unchecked::<Op>();
        let may = |row: cohort::Model| usecases::destinations::may_read_at(op, row.centre_id);
        Ok(row.is_some_and(may))
    }
}

impl From<enrolment::Model> for Enrolment {
    fn from(row: enrolment::Model) -> Self {
        Self {
            id: IdOf(row.id),
            state: row.state.into(),
            electives: row.electives.0,
            waiting_rank: row.waiting_rank,
            ended_reason: row.ended_reason,
            ended_on: row.ended_on,
            started_on: row.started_on,
            created_at: row.created_at,
            version: row.version,
            cohort_id: row.cohort_id,
            participant_id: row.participant_id,
        }
    }
}
