//! What the timetable does when participants leave: their future bookings end, and sessions
//! without anybody left are cancelled. What has been held stays as it was.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use entities::columns::{BookingRole, SessionChange, SessionState};
use entities::id::{BookingId, CohortId, ParticipantId, ResourceId, SessionId};
use entities::{booking, participant, session};
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::revision;
use crate::error::Result;
use crate::op::Op;
use crate::store;
use crate::usecases::facts::{self, Fact};
use crate::usecases::outbox;

/// Why a session is cancelled that nobody is left for.
pub const NO_PARTICIPANTS: &str = "NO_PARTICIPANTS";

/// What leaving did to the timetable.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ended {
    /// Sessions that go on without those who left, as they are now.
    pub changed: Vec<EndedSession>,
    /// Sessions that nobody is left for, as they are now.
    pub cancelled: Vec<EndedSession>,
    /// Interpreters who stay booked though nobody needs their language any more: a warning, for
    /// somebody to decide on.
    pub languages_no_longer_needed: Vec<IdleInterpreter>,
}

/// A session that participants left.
#[derive(Clone, Debug, PartialEq)]
pub struct EndedSession {
    pub session: session::Model,
    /// Whose bookings ended: those who left, and with a cancelled session everybody.
    pub ended: Vec<booking::Model>,
}

/// An interpreter booked for a language that nobody in the session needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdleInterpreter {
    pub session_id: SessionId,
    pub interpreter_id: ResourceId,
    /// BCP 47 tag.
    pub language: String,
}

/// Ends the bookings of `participants` in every session that begins at or after the later of now
/// and `from`, whatever the cohort. The caller has asked the policy.
pub async fn end_participation(
    op: &Op,
    tx: &impl ConnectionTrait,
    participants: &[ParticipantId],
    from: DateTime<Utc>,
) -> Result<Ended> {
    end(op, tx, participants, from, None).await
}

/// The same within one cohort: for who leaves a course and stays in others.
pub async fn end_participation_in(
    op: &Op,
    tx: &impl ConnectionTrait,
    cohort: CohortId,
    participants: &[ParticipantId],
    from: DateTime<Utc>,
) -> Result<Ended> {
    end(op, tx, participants, from, Some(cohort)).await
}

async fn end(
    op: &Op,
    tx: &impl ConnectionTrait,
    participants: &[ParticipantId],
    from: DateTime<Utc>,
    cohort: Option<CohortId>,
) -> Result<Ended> {
    let leavers: BTreeSet<ResourceId> = participants.iter().map(|id| (*id).into()).collect();
    let resources: Vec<ResourceId> = leavers.iter().copied().collect();
    let from = from.max(op.now);
    let seen = store::timetable::future_sessions_of(tx, &resources, from, cohort).await?;
    if seen.is_empty() {
        return Ok(Ended::default());
    }
    let touched = store::bookings::of_sessions(tx, &seen).await?;
    let mut touched: Vec<ResourceId> = touched.iter().map(|row| row.resource_id).collect();
    touched.extend(&resources);
    store::resources::raise_revisions(tx, &touched).await?;
    // Only now, behind the locks, is what stands there final.
    let ids = store::timetable::future_sessions_of(tx, &resources, from, cohort).await?;
    let departure = Departure {
        leavers,
        sessions: store::sessions::by_ids(tx, &ids).await?,
        bookings: by_session(store::bookings::of_sessions(tx, &ids).await?),
    };
    let ended = departure.store(op, tx).await?;
    // Those who stay are told; who leaves learns it from a person, not session by session.
    outbox::sessions_changed(op, tx, &ids, participants).await?;
    if cohort.is_none() {
        outbox::withdraw_for_participants(op, tx, participants).await?;
    }
    for participant in participants {
        let fact = Fact::new("PARTICIPATION_ENDED", "participant", *participant)
            .with(json!({ "from": from, "cohortId": cohort }));
        facts::append(op, tx, fact).await?;
    }
    Ok(ended)
}

fn by_session(rows: Vec<booking::Model>) -> BTreeMap<SessionId, Vec<booking::Model>> {
    let mut bookings: BTreeMap<SessionId, Vec<booking::Model>> = BTreeMap::new();
    for row in rows {
        bookings.entry(row.session_id).or_default().push(row);
    }
    bookings
}

/// Who leaves what.
struct Departure {
    leavers: BTreeSet<ResourceId>,
    sessions: Vec<session::Model>,
    bookings: BTreeMap<SessionId, Vec<booking::Model>>,
}

impl Departure {
    async fn store(self, op: &Op, tx: &impl ConnectionTrait) -> Result<Ended> {
        let mut ended = Ended::default();
        let mut revisions = Vec::new();
        for mut session in self.sessions.iter().cloned() {
            let bookings = self.bookings_of(session.id);
            let is_left_empty = !bookings.iter().any(|row| self.stays(row));
            let change = if is_left_empty {
                SessionChange::Cancelled
            } else {
                SessionChange::ParticipantsChanged
            };
            let reason = is_left_empty.then_some(NO_PARTICIPANTS);
            revisions.push(revision::before(
                op,
                &session,
                bookings.iter(),
                change,
                reason,
            ));
            session.version += 1;
            let gone = |row: &&booking::Model| is_left_empty || self.leaves(row);
            let gone = bookings.iter().filter(gone).cloned().collect();
            if is_left_empty {
                session.state = SessionState::Cancelled;
                session.sequence += 1;
                session.cancel_reason = Some(NO_PARTICIPANTS.to_owned());
                ended.cancelled.push(EndedSession {
                    session,
                    ended: gone,
                });
            } else {
                ended.changed.push(EndedSession {
                    session,
                    ended: gone,
                });
            }
        }
        write(op, tx, &ended).await?;
        store::sessions::insert_revisions(tx, revisions).await?;
        let people = store::participants::by_ids(tx, &self.participants()).await?;
        ended.languages_no_longer_needed = self.idle_interpreters(&ended.changed, &people);
        Ok(ended)
    }

    fn bookings_of(&self, session: SessionId) -> &[booking::Model] {
        self.bookings.get(&session).map_or(&[], Vec::as_slice)
    }

    fn leaves(&self, row: &booking::Model) -> bool {
        row.role == BookingRole::Participant && self.leavers.contains(&row.resource_id)
    }

    fn stays(&self, row: &booking::Model) -> bool {
        row.role == BookingRole::Participant && !self.leavers.contains(&row.resource_id)
    }

    fn participants(&self) -> Vec<ParticipantId> {
        let rows = self.bookings.values().flatten();
        rows.filter(|row| row.role == BookingRole::Participant)
            .map(|row| ParticipantId::of_resource(row.resource_id))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect()
    }

    /// Interpreters whose language a leaver needed, and nobody who stays.
    fn idle_interpreters(
        &self,
        changed: &[EndedSession],
        people: &[participant::Model],
    ) -> Vec<IdleInterpreter> {
        let needs: BTreeMap<ResourceId, &str> = people
            .iter()
            .filter_map(|row| Some((row.id.into(), row.interpreter_language.as_deref()?)))
            .collect();
        let mut idle = Vec::new();
        for EndedSession { session, .. } in changed {
            let bookings = self.bookings_of(session.id);
            let needed_by = |keep: &dyn Fn(&booking::Model) -> bool, language: &str| {
                bookings
                    .iter()
                    .any(|row| keep(row) && needs.get(&row.resource_id) == Some(&language))
            };
            for row in bookings {
                let Some(language) = &row.language else {
                    continue;
                };
                let is_idle = needed_by(&|row| self.leaves(row), language)
                    && !needed_by(&|row| self.stays(row), language);
                if row.role == BookingRole::Interpreter && is_idle {
                    idle.push(IdleInterpreter {
                        session_id: session.id,
                        interpreter_id: row.resource_id,
                        language: language.clone(),
                    });
                }
            }
        }
        idle
    }
}

async fn write(op: &Op, tx: &impl ConnectionTrait, ended: &Ended) -> Result<()> {
    let all = ended.changed.iter().chain(&ended.cancelled);
    let bookings: Vec<BookingId> = all
        .flat_map(|session| &session.ended)
        .map(|row| row.id)
        .collect();
    store::bookings::end(tx, &bookings, op.now).await?;
    let ids = |list: &[EndedSession]| -> Vec<SessionId> {
        list.iter().map(|ended| ended.session.id).collect()
    };
    store::timetable::touch(tx, &ids(&ended.changed)).await?;
    Ok(store::timetable::cancel(tx, &ids(&ended.cancelled), NO_PARTICIPANTS).await?)
}
