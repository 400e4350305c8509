//! Sessions to come that lack something, and third parties who have not answered.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use entities::columns::{ActivityKind, BookingRole, BookingStatus, SessionState};
use entities::id::{CohortId, ParticipantId, ResourceId, SessionId};
use entities::{absence, booking, session, template};
use sea_orm::ConnectionTrait;

use super::{AttentionItem, AttentionKind, Lack};
use crate::domain::wall_clock;
use crate::error::Result;
use crate::store;
use crate::store::timetable::Placed;
use crate::usecases::timetable::fitness;

/// What the published ones of `placed`, all in `span`, want.
pub(super) async fn wanting(
    db: &impl ConnectionTrait,
    zone: Tz,
    placed: Vec<Placed>,
    span: (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<AttentionItem>> {
    let sessions: Vec<session::Model> = placed
        .into_iter()
        .map(|one| one.session)
        .filter(|session| session.state == SessionState::Published)
        .collect();
    let house = House::read(db, &sessions, span).await?;
    let items = sessions.iter().flat_map(|session| {
        let day = wall_clock::local(zone, session.starts_at).date();
        let bookings = house
            .bookings
            .get(&session.id)
            .map_or(&[][..], Vec::as_slice);
        let item = |kind| AttentionItem::new(kind, session.id, day);
        let mut items = house.lacks(session, bookings, &item(AttentionKind::SessionLacks));
        items.extend(unconfirmed(
            bookings,
            &item(AttentionKind::BookingUnconfirmed),
        ));
        items
    });
    Ok(items.collect())
}

/// What is known of everybody who is booked.
struct House {
    bookings: BTreeMap<SessionId, Vec<booking::Model>>,
    absences: Vec<absence::Model>,
    /// Languages in which participants need an interpreter.
    needs: BTreeMap<ResourceId, String>,
    /// Languages that staff speak.
    spoken: BTreeMap<ResourceId, Vec<String>>,
    templates: BTreeMap<CohortId, template::Model>,
}

impl House {
    async fn read(
        db: &impl ConnectionTrait,
        sessions: &[session::Model],
        (from, until): (DateTime<Utc>, DateTime<Utc>),
    ) -> Result<Self> {
        let ids: Vec<SessionId> = sessions.iter().map(|session| session.id).collect();
        let rows = store::bookings::of_sessions(db, &ids).await?;
        let booked = |is_wanted: fn(BookingRole) -> bool| -> Vec<ResourceId> {
            let wanted = rows.iter().filter(|row| is_wanted(row.role));
            let ids: BTreeSet<ResourceId> = wanted.map(|row| row.resource_id).collect();
            ids.into_iter().collect()
        };
        let things = booked(|role| role != BookingRole::Participant);
        let people: Vec<ParticipantId> = booked(|role| role == BookingRole::Participant)
            .into_iter()
            .map(ParticipantId::of_resource)
            .collect();
        let staff = booked(is_staff);
        let cohorts: BTreeSet<CohortId> =
            sessions.iter().map(|session| session.cohort_id).collect();
        let cohorts: Vec<CohortId> = cohorts.into_iter().collect();
        let absences = store::resources::absences(db, &things, from, until).await?;
        let people = store::participants::by_ids(db, &people).await?;
        let staff = store::resources::staff(db, &staff).await?;
        let templates = store::attention::templates_of(db, &cohorts).await?;
        let mut bookings: BTreeMap<SessionId, Vec<booking::Model>> = BTreeMap::new();
        for row in rows {
            bookings.entry(row.session_id).or_default().push(row);
        }
        Ok(Self {
            bookings,
            absences,
            needs: people
                .into_iter()
                .filter_map(|row| Some((row.id.into(), row.interpreter_language?)))
                .collect(),
            spoken: staff
                .into_iter()
                .map(|row| (row.id.into(), row.languages.0))
                .collect(),
            templates: templates
                .into_iter()
                .filter_map(|(cohort, template)| Some((cohort.id, template?)))
                .collect(),
        })
    }

    fn lacks(
        &self,
        session: &session::Model,
        bookings: &[booking::Model],
        item: &AttentionItem,
    ) -> Vec<AttentionItem> {
        let mut found = Vec::new();
        for row in bookings {
            let away = self.absences.iter().any(|absence| {
                absence.resource_id == row.resource_id
                    && absence.from_at < row.busy_until_at
                    && row.busy_from_at < absence.until_at
            });
            let lack = match row.status {
                BookingStatus::Declined => Some(Lack::Declined),
                _ if away => Some(Lack::Absent),
                _ => None,
            };
            found.extend(lack.map(|lack| AttentionItem {
                lack: Some(lack),
                resource_id: Some(row.resource_id),
                language: row.language.clone(),
                ..item.clone()
            }));
        }
        let lacks = |lack: Lack| AttentionItem {
            lack: Some(lack),
            ..item.clone()
        };
        let has = |wanted: fn(BookingRole) -> bool| bookings.iter().any(|row| wanted(row.role));
        if !has(is_staff) {
            found.push(lacks(Lack::Staff));
        }
        let is_visit = session.kind == ActivityKind::CompanyVisit;
        if is_visit && !has(|role| role == BookingRole::Company) {
            found.push(lacks(Lack::Company));
        }
        if !is_visit && !has(|role| role == BookingRole::Room) {
            found.push(lacks(Lack::Room));
        }
        found.extend(
            self.unheard(session, bookings)
                .into_iter()
                .map(|language| AttentionItem {
                    language: Some(language.to_owned()),
                    ..lacks(Lack::Interpreter)
                }),
        );
        found
    }

    /// Languages that somebody needs and nobody is booked for. One who declined is told apart.
    fn unheard(&self, session: &session::Model, bookings: &[booking::Model]) -> BTreeSet<&str> {
        let template = self.templates.get(&session.cohort_id);
        if !template.is_some_and(|template| fitness::needs(template, session).interpreter) {
            return BTreeSet::new();
        }
        let mut heard: BTreeSet<&str> = BTreeSet::new();
        for row in bookings {
            heard.extend(row.language.as_deref());
            let spoken = self.spoken.get(&row.resource_id);
            heard.extend(spoken.into_iter().flatten().map(String::as_str));
        }
        bookings
            .iter()
            .filter_map(|row| self.needs.get(&row.resource_id))
            .map(String::as_str)
            .filter(|language| !heard.contains(language))
            .collect()
    }
}

fn is_staff(role: BookingRole) -> bool {
    matches!(
        role,
        BookingRole::Teacher | BookingRole::Interviewer | BookingRole::Escort
    )
}

fn unconfirmed(bookings: &[booking::Model], item: &AttentionItem) -> Vec<AttentionItem> {
    let waiting = bookings
        .iter()
        .filter(|row| row.status == BookingStatus::Requested);
    waiting
        .map(|row| AttentionItem {
            resource_id: Some(row.resource_id),
            language: row.language.clone(),
            ..item.clone()
        })
        .collect()
}
