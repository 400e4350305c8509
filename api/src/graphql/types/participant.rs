//! Participants as their centre sees them.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use entities::id::{FamilyId, MunicipalityId, ParticipantId};
use entities::participant;

use super::centre::municipality_of;
use super::{
    AttendanceSummary, Consent, Enrolment, Handoff, Municipality, Outcome, Placement, Stay,
};
use crate::error::Result;
use crate::graphql::loaders::{AttendanceOf, DestinationOf, DetailsOf, EnrolmentsOf, Loaders, own};
use crate::graphql::weight;
use crate::usecases::destinations::Destination;
use crate::usecases::participants::Details;
use crate::vocabulary::{IdOf, JourneyName, LanguageName};

/// An asylum seeker who takes part, or may take part, in the course.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct Participant {
    pub id: IdOf<ParticipantId>,
    pub languages: Vec<SpokenLanguage>,
    /// The one language in which he or she needs an interpreter, as a BCP 47 tag; none: needs none.
    pub interpreter_language: Option<String>,
    pub education: Option<String>,
    /// Lines of work he or she has worked in.
    pub sectors: Vec<String>,
    /// Lines of work he or she wishes for.
    pub wishes: Vec<String>,
    /// First day of the month in which he or she is expected to leave the centre.
    pub expected_leaving: Option<NaiveDate>,
    /// Language of mails to the participant.
    pub language: LanguageName,
    pub registered_at: DateTime<Utc>,
    /// The same for all members of a family.
    pub family_id: Option<IdOf<FamilyId>>,
    /// Raised by each change; give it back when you change the participant.
    pub version: i32,
    #[graphql(skip)]
    pub preferred_municipality_id: Option<MunicipalityId>,
}

#[ComplexObject]
impl Participant {
    /// Who it is; null for roles that do not see names.
    async fn details(&self, ctx: &Context<'_>) -> Result<Option<PersonDetails>> {
        let loaders = ctx.data_unchecked::<Loaders>();
        let details = loaders
            .load_one(DetailsOf(self.id.0))
            .await
            .map_err(|e| own(&e))?;
        Ok(details.map(Into::into))
    }

    /// Places that he or she has, waits for or had in cohorts, the oldest first.
    #[graphql(complexity = "weight::times(3, child_complexity)")]
    async fn enrolments(&self, ctx: &Context<'_>) -> Result<Vec<Enrolment>> {
        let loaders = ctx.data_unchecked::<Loaders>();
        let rows = loaders
            .load_one(EnrolmentsOf(self.id.0))
            .await
            .map_err(|e| own(&e))?;
        let rows = rows.unwrap_or_default().into_iter();
        Ok(rows.map(Into::into).collect())
    }

    /// What his or her attendance comes to so far.
    async fn attendance(&self, ctx: &Context<'_>) -> Result<AttendanceSummary> {
        let loaders = ctx.data_unchecked::<Loaders>();
        let sum = loaders
            .load_one(AttendanceOf(self.id.0))
            .await
            .map_err(|e| own(&e))?;
        Ok(sum.unwrap_or_default().into())
    }

    /// Where he or she is on the way to a municipality; null for roles that do not see decisions.
    async fn journey(&self, ctx: &Context<'_>) -> Result<Option<JourneyName>> {
        let found = self.destination(ctx).await?;
        found
            .map(|found| found.journey().map(Into::into))
            .transpose()
    }

    /// Every answer to the application for asylum that was recorded, the latest last: that one
    /// holds. Null for roles that do not see decisions.
    async fn outcomes(&self, ctx: &Context<'_>) -> Result<Option<Vec<Outcome>>> {
        let found = self.destination(ctx).await?;
        Ok(found.map(|found| rows(&found.outcomes)))
    }

    /// Every municipality decision, the latest last; at most one is `ACTIVE`. Null for roles that
    /// do not see decisions.
    async fn placements(&self, ctx: &Context<'_>) -> Result<Option<Vec<Placement>>> {
        let found = self.destination(ctx).await?;
        Ok(found.map(|found| rows(&found.placements)))
    }

    /// Every hand-off to a municipality, the latest last. Null for roles that do not see decisions.
    async fn handoffs(&self, ctx: &Context<'_>) -> Result<Option<Vec<Handoff>>> {
        let found = self.destination(ctx).await?;
        Ok(found.map(|found| rows(&found.handoffs)))
    }

    /// At which centres he or she lived and lives, the latest last. Null for roles that do not see
    /// decisions.
    async fn stays(&self, ctx: &Context<'_>) -> Result<Option<Vec<Stay>>> {
        let found = self.destination(ctx).await?;
        Ok(found.map(|found| rows(&found.stays)))
    }

    /// What he or she consented to, withdrawn consents too. Null for roles that do not see
    /// decisions.
    async fn consents(&self, ctx: &Context<'_>) -> Result<Option<Vec<Consent>>> {
        let found = self.destination(ctx).await?;
        Ok(found.map(|found| rows(&found.consents)))
    }

    /// The municipality he or she would rather move to; not a decision.
    async fn preferred_municipality(&self, ctx: &Context<'_>) -> Result<Option<Municipality>> {
        match self.preferred_municipality_id {
            Some(id) => municipality_of(ctx, id).await,
            None => Ok(None),
        }
    }
}

impl Participant {
    async fn destination(&self, ctx: &Context<'_>) -> Result<Option<Arc<Destination>>> {
        let loaders = ctx.data_unchecked::<Loaders>();
        let found = loaders.load_one(DestinationOf(self.id.0)).await;
        found.map_err(|e| own(&e))
    }
}

fn rows<M: Clone, T: From<M>>(rows: &[M]) -> Vec<T> {
    rows.iter().cloned().map(Into::into).collect()
}

impl From<participant::Model> for Participant {
    fn from(row: participant::Model) -> Self {
        let languages = row.languages.0.into_iter();
        Self {
            id: IdOf(row.id),
            languages: languages
                .map(|one| SpokenLanguage {
                    tag: one.tag,
                    level: one.level,
                })
                .collect(),
            interpreter_language: row.interpreter_language,
            education: row.education,
            sectors: row.sectors.0,
            wishes: row.wishes.0,
            expected_leaving: row.expected_leaving_on,
            language: row.notice_language.into(),
            registered_at: row.registered_at,
            family_id: row.family_id.map(IdOf),
            version: row.version,
            preferred_municipality_id: row.preferred_municipality_id,
        }
    }
}

/// A language somebody speaks.
#[derive(SimpleObject)]
pub struct SpokenLanguage {
    /// BCP 47 tag.
    pub tag: String,
    /// How well: `native`, `fluent`, `good` or `basic`.
    pub level: String,
}

/// Who a participant is. Kept sealed, apart from everything else.
#[derive(SimpleObject)]
pub struct PersonDetails {
    pub first_name: String,
    pub last_name: String,
    pub birth_date: NaiveDate,
    /// The udlændingenummer.
    pub alien_number: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// Whether name and address are protected today: then they go to nobody outside the centre.
    pub is_protected: bool,
    pub protected_until: Option<NaiveDate>,
}

impl From<Details> for PersonDetails {
    fn from(details: Details) -> Self {
        let person = details.person;
        Self {
            first_name: person.first_name,
            last_name: person.last_name,
            birth_date: person.birth_date,
            alien_number: person.alien_number,
            email: person.email,
            phone: person.phone,
            is_protected: details.is_protected,
            protected_until: person.protected_until,
        }
    }
}
