//! People whom a municipality receives, as far as it may see them.

use async_graphql::{ComplexObject, Context, SimpleObject};
use chrono::NaiveDate;
use entities::columns::HandoffState;
use entities::id::{CohortId, ParticipantId};
use entities::{centre, cohort, placement};

use super::centre::{centre_of, municipality_of};
use super::{Centre, Handoff, Municipality, SpokenLanguage};
use crate::domain::household::HouseholdFigures;
use crate::domain::person::Person;
use crate::domain::suppression::HalfYear;
use crate::error::Result;
use crate::graphql::loaders::{ContactOf, HouseholdOf, IdentityOf, LatestCohortOf, Loaders, own};
use crate::usecases::incoming::Incoming;
use crate::vocabulary::IdOf;

/// Somebody with an active placement, as the receiving municipality sees them.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct IncomingParticipant {
    /// The participant's id.
    pub id: IdOf<ParticipantId>,
    /// The day on which the municipality takes over.
    pub takeover_date: NaiveDate,
    pub languages: Vec<SpokenLanguage>,
    /// The one language in which he or she needs an interpreter; null: needs none.
    pub interpreter_language: Option<String>,
    #[graphql(skip)]
    pub row: Incoming,
}

#[ComplexObject]
impl IncomingParticipant {
    /// How many belong together, and their ages in bands on the takeover day.
    async fn household(&self, ctx: &Context<'_>) -> Result<Option<Household>> {
        let key = HouseholdOf(self.row.participant.clone(), self.takeover_date);
        let found = loaders(ctx).load_one(key).await.map_err(|e| own(&e))?;
        Ok(found.map(Into::into))
    }

    /// Whom to ask at the centre.
    async fn contact(&self, ctx: &Context<'_>) -> Result<Option<CentreContact>> {
        let key = ContactOf(self.row.handoff.centre_id);
        let found = loaders(ctx).load_one(key).await.map_err(|e| own(&e))?;
        Ok(found.map(Into::into))
    }

    /// The centre; null when it works with your municipality in no partnership.
    async fn centre(&self, ctx: &Context<'_>) -> Result<Option<Centre>> {
        centre_of(ctx, self.row.handoff.centre_id).await
    }

    /// The cohort that he or she was enrolled in last; null when never in any.
    async fn cohort(&self, ctx: &Context<'_>) -> Result<Option<IncomingCohort>> {
        let key = LatestCohortOf(self.row.participant.id);
        let found = loaders(ctx).load_one(key).await.map_err(|e| own(&e))?;
        Ok(found.map(Into::into))
    }

    /// The receiving municipality.
    async fn municipality(&self, ctx: &Context<'_>) -> Result<Option<Municipality>> {
        municipality_of(ctx, self.placement().municipality_id).await
    }

    /// The hand-off with its items; null until it is sent.
    async fn handoff(&self) -> Option<Handoff> {
        let is_sent = matches!(
            self.row.handoff.state,
            HandoffState::Sent | HandoffState::Accepted | HandoffState::Closed
        );
        is_sent.then(|| self.row.handoff.clone().into())
    }

    /// Who it is; null without consent to the municipality's knowing, or when name and address are
    /// protected.
    async fn identity(&self, ctx: &Context<'_>) -> Result<Option<Identity>> {
        let key = IdentityOf(self.placement().clone());
        let found = loaders(ctx).load_one(key).await.map_err(|e| own(&e))?;
        Ok(found.map(Into::into))
    }
}

impl IncomingParticipant {
    const fn placement(&self) -> &placement::Model {
        &self.row.placement
    }
}

fn loaders<'a>(ctx: &Context<'a>) -> &'a Loaders {
    ctx.data_unchecked::<Loaders>()
}

impl From<Incoming> for IncomingParticipant {
    fn from(row: Incoming) -> Self {
        let languages = row.participant.languages.0.iter();
        Self {
            id: IdOf(row.participant.id),
            takeover_date: row.placement.takeover_on,
            languages: languages
                .map(|one| SpokenLanguage {
                    tag: one.tag.clone(),
                    level: one.level.clone(),
                })
                .collect(),
            interpreter_language: row.participant.interpreter_language.clone(),
            row,
        }
    }
}

/// A household without anybody's birth date.
#[derive(SimpleObject)]
pub struct Household {
    pub size: i32,
    /// The bands that occur, youngest first; an unknown age is in the size only.
    pub ages: Vec<AgeCount>,
}

/// How many of a household are in a band of ages.
#[derive(SimpleObject)]
pub struct AgeCount {
    /// In whole years on the takeover day: `0-2`, `3-5`, `6-17`, `18-24`, `25-49` or `50+`.
    pub band: String,
    pub persons: i32,
}

impl From<HouseholdFigures> for Household {
    fn from(figures: HouseholdFigures) -> Self {
        let whole = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
        let ages = figures.bands.into_iter().map(|(band, n)| AgeCount {
            band: band.code().to_owned(),
            persons: whole(n),
        });
        Self {
            size: whole(figures.size),
            ages: ages.collect(),
        }
    }
}

/// Whom a municipality asks at a centre.
#[derive(SimpleObject)]
pub struct CentreContact {
    pub centre_name: String,
    pub operator: String,
    pub name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
}

impl From<centre::Model> for CentreContact {
    fn from(row: centre::Model) -> Self {
        Self {
            centre_name: row.name,
            operator: row.operator,
            name: row.contact_name,
            email: row.contact_email,
            phone: row.contact_phone,
        }
    }
}

/// The course that somebody comes from.
#[derive(SimpleObject)]
pub struct IncomingCohort {
    pub id: IdOf<CohortId>,
    pub name: String,
    pub first_monday: NaiveDate,
    /// The first day after the course.
    pub until: NaiveDate,
}

impl From<cohort::Model> for IncomingCohort {
    fn from(row: cohort::Model) -> Self {
        Self {
            id: IdOf(row.id),
            name: row.name,
            first_monday: row.first_on,
            until: row.until_on,
        }
    }
}

/// Who somebody is.
#[derive(SimpleObject)]
pub struct Identity {
    pub first_name: String,
    pub last_name: String,
    pub birth_date: NaiveDate,
}

impl From<Person> for Identity {
    fn from(person: Person) -> Self {
        Self {
            first_name: person.first_name,
            last_name: person.last_name,
            birth_date: person.birth_date,
        }
    }
}

/// The arrivals expected in one calendar half-year.
#[derive(SimpleObject)]
pub struct ExpectedHalfYear {
    /// 1 January or 1 July.
    pub starts_on: NaiveDate,
    /// `0`, `1-4`, the exact count from 5, or `5+` and `1+` where more would give a small month
    /// away.
    pub persons: String,
    /// Its six months.
    pub months: Vec<ExpectedMonth>,
}

/// The arrivals expected in one month.
#[derive(SimpleObject)]
pub struct ExpectedMonth {
    /// First day of the month.
    pub month: NaiveDate,
    /// As in `ExpectedHalfYear.persons`.
    pub persons: String,
}

impl From<HalfYear> for ExpectedHalfYear {
    fn from(half_year: HalfYear) -> Self {
        let months = half_year.months.into_iter();
        Self {
            starts_on: half_year.starts_on,
            persons: half_year.shown.to_string(),
            months: months
                .map(|(month, shown)| ExpectedMonth {
                    month,
                    persons: shown.to_string(),
                })
                .collect(),
        }
    }
}
