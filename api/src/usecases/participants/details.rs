//! Opens and seals who a participant is.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use entities::id::{CentreId, ParticipantId, SessionId};
use entities::person_details;
use sea_orm::{ConnectionTrait, Set};

use crate::domain::person::{Person, normal_alien_number};
use crate::domain::policy::{Action, Scopes};
use crate::error::{Error, Result};
use crate::op::Op;
use crate::store;
use crate::store::sealer::{Sealed, Sealer};

/// Who a participant is, as the API shows it.
#[derive(Clone, Debug)]
pub struct Details {
    pub person: Person,
    /// Whether name and address are protected today.
    pub is_protected: bool,
}

/// The details of those of `ids` whose identity the actor may see; the others are left out.
pub async fn details(op: &Op, ids: &[ParticipantId]) -> Result<Vec<(ParticipantId, Details)>> {
    op.demand_sign_in()?;
    let db = op.reader();
    let stays = store::stays::latest_of(db, ids).await?;
    let may_see = |centre: CentreId| op.permits(Action::ReadIdentity, &Scopes::centre(centre));
    let seen: Vec<ParticipantId> = ids
        .iter()
        .copied()
        .filter(|id| stays.get(id).is_some_and(|stay| may_see(stay.centre_id)))
        .collect();
    let persons = open_all(op, db, &seen).await?;
    let today = op.now.date_naive();
    Ok(persons
        .into_iter()
        .map(|(id, person)| (id, Details::of(person, today)))
        .collect())
}

/// The names of those who take part in sessions: of everybody whose identity the actor may see, and
/// in sessions that book the actor's own staff member. The others are left out.
pub async fn names_in(
    op: &Op,
    seats: &[(SessionId, ParticipantId)],
) -> Result<BTreeMap<(SessionId, ParticipantId), String>> {
    op.demand_sign_in()?;
    let db = op.reader();
    let mut ids: Vec<ParticipantId> = seats.iter().map(|(_, id)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    let stays = store::stays::latest_of(db, &ids).await?;
    let may = |id: &ParticipantId, action: Action| {
        let stay = stays.get(id);
        stay.is_some_and(|stay| op.permits(action, &Scopes::centre(stay.centre_id)))
    };
    let own = own_sessions(op, seats).await?;
    let is_seen = |(session, id): &&(SessionId, ParticipantId)| {
        may(id, Action::ReadIdentity)
            || own.contains(session) && may(id, Action::ReadNamesInOwnSessions)
    };
    let seen: Vec<_> = seats.iter().filter(is_seen).copied().collect();
    let mut ids: Vec<ParticipantId> = seen.iter().map(|(_, id)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    let persons = open_all(op, db, &ids).await?;
    let named = |seat: (SessionId, ParticipantId)| {
        let person = persons.get(&seat.1)?;
        Some((seat, format!("{} {}", person.first_name, person.last_name)))
    };
    Ok(seen.into_iter().filter_map(named).collect())
}

/// Those of the sessions that book the actor's own staff member.
async fn own_sessions(
    op: &Op,
    seats: &[(SessionId, ParticipantId)],
) -> Result<BTreeSet<SessionId>> {
    let Some(own) = op.staff_member_id() else {
        return Ok(BTreeSet::new());
    };
    let mut sessions: Vec<SessionId> = seats.iter().map(|(session, _)| *session).collect();
    sessions.sort_unstable();
    sessions.dedup();
    let found = store::timetable::sessions_that_book(op.reader(), &sessions, own.into()).await?;
    Ok(found.into_iter().collect())
}

/// Who at a centre has one of these udlændingenumre, by number as it was given.
pub(crate) async fn by_alien_number(
    op: &Op,
    tx: &impl ConnectionTrait,
    centre: CentreId,
    numbers: &[String],
) -> Result<Vec<(String, ParticipantId)>> {
    let sealer = &op.ground.sealer;
    let indexes: Vec<Vec<u8>> = numbers
        .iter()
        .map(|number| alien_number_index(sealer, number))
        .collect();
    let rows = store::person_details::at_centre_with_alien_number(tx, centre, &indexes).await?;
    let found = numbers.iter().zip(&indexes).filter_map(|(number, index)| {
        let has_it = |row: &&person_details::Model| row.alien_number_index.as_ref() == Some(index);
        let row = rows.iter().find(has_it)?;
        Some((number.clone(), row.participant_id))
    });
    Ok(found.collect())
}

impl Details {
    fn of(person: Person, today: NaiveDate) -> Self {
        let is_protected = person.protected_until.is_some_and(|until| until > today);
        Self {
            person,
            is_protected,
        }
    }
}

/// Opens the persons behind `ids`, for a use case that has asked the policy already.
pub(crate) async fn open_all(
    op: &Op,
    db: &impl ConnectionTrait,
    ids: &[ParticipantId],
) -> Result<BTreeMap<ParticipantId, Person>> {
    let rows = store::person_details::by_ids(db, ids).await?;
    rows.into_iter()
        .map(|row| Ok((row.participant_id, open(&op.ground.sealer, row)?)))
        .collect()
}

fn open(sealer: &Sealer, row: person_details::Model) -> Result<Person> {
    let sealed = Sealed {
        key_id: row.key_id,
        nonce: row.nonce,
        bytes: row.sealed,
    };
    let owner = row.participant_id.uuid();
    let text = sealer
        .open(owner.as_bytes(), &sealed)
        .map_err(Error::internal)?;
    Ok(serde_json::from_slice(&text)?)
}

/// The sealed row of one person.
pub(crate) fn seal(
    sealer: &Sealer,
    id: ParticipantId,
    person: &Person,
    now: DateTime<Utc>,
) -> Result<person_details::ActiveModel> {
    let text = serde_json::to_vec(person)?;
    let sealed = sealer
        .seal(id.uuid().as_bytes(), &text)
        .map_err(Error::internal)?;
    Ok(person_details::ActiveModel {
        participant_id: Set(id),
        key_id: Set(sealed.key_id),
        nonce: Set(sealed.nonce),
        sealed: Set(sealed.bytes),
        alien_number_index: Set(person
            .alien_number
            .as_deref()
            .map(|number| alien_number_index(sealer, number))),
        name_birth_index: Set(name_birth_index(sealer, person)),
        updated_at: Set(now),
    })
}

pub(super) fn alien_number_index(sealer: &Sealer, number: &str) -> Vec<u8> {
    sealer.blind_index("alien-number", &normal_alien_number(number))
}

pub(super) fn name_birth_index(sealer: &Sealer, person: &Person) -> Vec<u8> {
    sealer.blind_index("name-and-birth", &person.name_and_birth())
}
