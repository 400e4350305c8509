//! Sessions of the timetable: when, what, who, where.

use async_graphql::{ComplexObject, Context, SimpleObject};
use chrono::{DateTime, NaiveDateTime, Utc};
use entities::attendance;
use entities::columns::BookingRole;
use entities::id::{BookingId, CentreId, CohortId, ParticipantId, ResourceId, SessionId};

use super::{Attendance, Cohort, Participant, PersonDetails};
use crate::domain::wall_clock;
use crate::error::Result;
use crate::graphql::loaders::{
    AttendanceIn, BookedIn, CohortOf, DetailsOf, Loaders, NameIn, ParticipantOf, own,
};
use crate::graphql::weight;
use crate::i18n::Language;
use crate::op::Op;
use crate::usecases::timetable::{Booked, Shown};
use crate::vocabulary::{
    ActivityKindName, BookingRoleName, BookingStatusName, IdOf, SessionStateName,
};

/// One meeting of a cohort, or of some of it. Its id is for life: a change keeps it.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct Session {
    pub id: IdOf<SessionId>,
    pub cohort_id: IdOf<CohortId>,
    pub centre_id: IdOf<CentreId>,
    /// What of the programme it is; unique within the cohort.
    pub activity_key: String,
    pub kind: ActivityKindName,
    /// The module or theme that it is part of.
    pub theme_key: Option<String>,
    /// Its title in Danish.
    pub title_da: String,
    /// Its title in English.
    pub title_en: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// What the centre's own clock shows when it begins.
    pub starts_at_local: NaiveDateTime,
    /// What the centre's own clock shows when it ends.
    pub ends_at_local: NaiveDateTime,
    pub state: SessionStateName,
    /// Plans leave it where it is.
    pub is_pinned: bool,
    /// Raised by every change that people are told of; calendars know versions by it.
    pub sequence: i32,
    /// Why it was cancelled; `NO_PARTICIPANTS` when nobody was left for it.
    pub cancel_reason: Option<String>,
    /// Raised by each change; give it back when you change the session.
    pub version: i32,
}

#[ComplexObject]
impl Session {
    /// Its title in the reader's language.
    async fn title(&self, ctx: &Context<'_>) -> &str {
        match ctx.data_unchecked::<Op>().language {
            Language::Da => &self.title_da,
            Language::En => &self.title_en,
        }
    }

    /// The cohort that meets.
    async fn cohort(&self, ctx: &Context<'_>) -> Result<Option<Cohort>> {
        let loaders = ctx.data_unchecked::<Loaders>();
        let row = loaders
            .load_one(CohortOf(self.cohort_id.0))
            .await
            .map_err(|e| own(&e))?;
        Ok(row.map(Into::into))
    }

    /// Everything that is booked for it beside its participants; in some roles only, where they
    /// are given.
    #[graphql(complexity = "weight::times(5, child_complexity)")]
    async fn bookings(
        &self,
        ctx: &Context<'_>,
        roles: Option<Vec<BookingRoleName>>,
    ) -> Result<Vec<Booking>> {
        let rows = self.booked(ctx).await?.into_iter();
        let things = rows.filter(|row| row.booking.role != BookingRole::Participant);
        let all = things.map(Booking::from);
        let is_wanted =
            |row: &Booking| roles.as_ref().is_none_or(|roles| roles.contains(&row.role));
        Ok(all.filter(is_wanted).collect())
    }

    /// Who teaches, interviews, escorts and interprets.
    #[graphql(complexity = "weight::times(3, child_complexity)")]
    async fn people(&self, ctx: &Context<'_>) -> Result<Vec<Booking>> {
        let is_person = |row: &Booked| {
            matches!(
                row.booking.role,
                BookingRole::Teacher
                    | BookingRole::Interviewer
                    | BookingRole::Escort
                    | BookingRole::Interpreter
            )
        };
        let rows = self.booked(ctx).await?.into_iter();
        Ok(rows.filter(is_person).map(Into::into).collect())
    }

    /// Where it is.
    async fn rooms(&self, ctx: &Context<'_>) -> Result<Vec<Booking>> {
        let rows = self.booked(ctx).await?.into_iter();
        let rooms = rows.filter(|row| row.booking.role == BookingRole::Room);
        Ok(rooms.map(Into::into).collect())
    }

    /// Who takes part.
    #[graphql(complexity = "weight::times(16, child_complexity)")]
    async fn participants(&self, ctx: &Context<'_>) -> Result<Vec<SessionParticipant>> {
        let rows = self.booked(ctx).await?.into_iter();
        let people = rows.filter(|row| row.booking.role == BookingRole::Participant);
        let session_id = self.id.0;
        Ok(people
            .map(|row| SessionParticipant {
                id: IdOf(ParticipantId::of_resource(row.booking.resource_id)),
                session_id,
            })
            .collect())
    }

    /// How many take part.
    async fn n_participants(&self, ctx: &Context<'_>) -> Result<i32> {
        let rows = self.booked(ctx).await?;
        let people = rows
            .iter()
            .filter(|row| row.booking.role == BookingRole::Participant);
        Ok(i32::try_from(people.count()).unwrap_or(i32::MAX))
    }

    /// Who came, as it is recorded so far.
    #[graphql(complexity = "weight::times(16, child_complexity)")]
    async fn attendance(&self, ctx: &Context<'_>) -> Result<Vec<Attendance>> {
        let rows = attendance_in(ctx, self.id.0).await?;
        Ok(rows.into_iter().map(Into::into).collect())
    }
}

impl Session {
    async fn booked(&self, ctx: &Context<'_>) -> Result<Vec<Booked>> {
        let loaders = ctx.data_unchecked::<Loaders>();
        let found = loaders
            .load_one(BookedIn(self.id.0))
            .await
            .map_err(|e| own(&e))?;
        Ok(found.unwrap_or_default())
    }
}

async fn attendance_in(ctx: &Context<'_>, id: SessionId) -> Result<Vec<attendance::Model>> {
    let loaders = ctx.data_unchecked::<Loaders>();
    let found = loaders
        .load_one(AttendanceIn(id))
        .await
        .map_err(|e| own(&e))?;
    Ok(found.unwrap_or_default())
}

impl From<Shown> for Session {
    fn from(shown: Shown) -> Self {
        let row = shown.row;
        Self {
            id: IdOf(row.id),
            cohort_id: IdOf(row.cohort_id),
            centre_id: IdOf(shown.centre_id),
            activity_key: row.activity_key,
            kind: row.kind.into(),
            theme_key: row.theme_key,
            title_da: row.title_da,
            title_en: row.title_en,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            starts_at_local: wall_clock::local(shown.zone, row.starts_at),
            ends_at_local: wall_clock::local(shown.zone, row.ends_at),
            state: row.state.into(),
            is_pinned: row.pinned,
            sequence: row.sequence,
            cancel_reason: row.cancel_reason,
            version: row.version,
        }
    }
}

/// Somebody or something taken for a session.
#[derive(SimpleObject)]
pub struct Booking {
    pub id: IdOf<BookingId>,
    pub role: BookingRoleName,
    pub status: BookingStatusName,
    pub resource_id: IdOf<ResourceId>,
    /// The resource's key among those of its kind at the centre.
    pub key: String,
    pub name: String,
    /// The language that an interpreter is booked for, as a BCP 47 tag.
    pub language: Option<String>,
    /// From when it is taken, set-up and ways included.
    pub busy_from: DateTime<Utc>,
    pub busy_until: DateTime<Utc>,
}

impl From<Booked> for Booking {
    fn from(booked: Booked) -> Self {
        let row = booked.booking;
        Self {
            id: IdOf(row.id),
            role: row.role.into(),
            status: row.status.into(),
            resource_id: IdOf(row.resource_id),
            name: booked
                .resource_name
                .unwrap_or_else(|| booked.resource_key.clone()),
            key: booked.resource_key,
            language: row.language,
            busy_from: row.busy_from_at,
            busy_until: row.busy_until_at,
        }
    }
}

/// Somebody who takes part in a session.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct SessionParticipant {
    /// The participant's id.
    pub id: IdOf<ParticipantId>,
    #[graphql(skip)]
    pub session_id: SessionId,
}

#[ComplexObject]
impl SessionParticipant {
    /// First and last name; null for roles that do not see names. Who leads the session sees them.
    async fn name(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let loaders = ctx.data_unchecked::<Loaders>();
        let found = loaders.load_one(NameIn(self.session_id, self.id.0)).await;
        found.map_err(|e| own(&e))
    }

    /// Who it is; null for roles that do not see birth dates and contacts.
    async fn details(&self, ctx: &Context<'_>) -> Result<Option<PersonDetails>> {
        let loaders = ctx.data_unchecked::<Loaders>();
        let details = loaders
            .load_one(DetailsOf(self.id.0))
            .await
            .map_err(|e| own(&e))?;
        Ok(details.map(Into::into))
    }

    /// What is known beside the name; null for roles that do not see participants.
    async fn participant(&self, ctx: &Context<'_>) -> Result<Option<Participant>> {
        let loaders = ctx.data_unchecked::<Loaders>();
        let row = loaders
            .load_one(ParticipantOf(self.id.0))
            .await
            .map_err(|e| own(&e))?;
        Ok(row.map(Into::into))
    }

    /// Whether he or she came; null while nothing is recorded.
    async fn attendance(&self, ctx: &Context<'_>) -> Result<Option<Attendance>> {
        let rows = attendance_in(ctx, self.session_id).await?;
        let found = rows.into_iter().find(|row| row.participant_id == self.id.0);
        Ok(found.map(Into::into))
    }
}
