//! Sessions were published, moved, swapped or cancelled: who is told, and who is not since nothing
//! changed for them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use entities::columns::{BookingRole, NoticeKind, SessionState};
use entities::id::{CentreId, ParticipantId, PlanId, ResourceId, SessionId};
use entities::{booking, notice, session, told_session};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{NewNotice, Recipient, enqueue};
use crate::domain::telling::{Telling, View, telling};
use crate::error::Result;
use crate::op::Op;
use crate::store;

/// A change to a session that begins sooner is told at once.
const TOO_SOON_TO_WAIT: TimeDelta = TimeDelta::hours(4);

/// Tells everybody for whom one of `sessions` is new, different or off, each about each session.
/// Called after the change, in its transaction; `silent_for` are those who are told nothing, now or
/// when the sessions change again: participants who have left.
pub async fn sessions_changed(
    op: &Op,
    tx: &impl ConnectionTrait,
    sessions: &[SessionId],
    silent_for: &[ParticipantId],
) -> Result<()> {
    let affected = affected(op, tx, sessions, silent_for).await?;
    let silent: Vec<ResourceId> = silent_for.iter().map(|id| (*id).into()).collect();
    if !silent.is_empty() {
        store::told_sessions::forget(tx, sessions, &silent).await?;
    }
    let notices = affected.iter().map(|one| one.notice(op)).collect();
    enqueue(op, tx, notices).await
}

/// Tells participants and staff for whom one of `sessions` is new, different or off: each once,
/// with all of their sessions. Interpreters and companies are asked about each session.
pub async fn timetable_published(
    op: &Op,
    tx: &impl ConnectionTrait,
    plan: PlanId,
    sessions: &[SessionId],
) -> Result<()> {
    let affected = affected(op, tx, sessions, &[]).await?;
    let mut timetables: BTreeMap<(Recipient, CentreId), Vec<String>> = BTreeMap::new();
    let mut notices = Vec::new();
    for one in &affected {
        if one.recipient.is_third_party() {
            notices.push(NewNotice {
                hold: false,
                ..one.notice(op)
            });
        } else {
            let lines = timetables.entry((one.recipient, one.centre)).or_default();
            lines.push(format!("{}={}", one.session, one.view.fingerprint()));
        }
    }
    notices.extend(
        timetables
            .into_iter()
            .map(|((recipient, centre), lines)| NewNotice {
                plan_id: Some(plan),
                fingerprint: Some(lines.join(" ")),
                ..NewNotice::new(NoticeKind::TimetablePublished, recipient, centre)
            }),
    );
    enqueue(op, tx, notices).await
}

/// How a session stands for one recipient.
pub(crate) fn view_of(
    session: &session::Model,
    bookings: &[booking::Model],
    recipient: ResourceId,
) -> View {
    let takes_part = bookings
        .iter()
        .any(|booking| booking.resource_id == recipient && booking.ended_at.is_none());
    View {
        starts_at: session.starts_at,
        ends_at: session.ends_at,
        place: place_of(bookings),
        is_off: session.state == SessionState::Cancelled || !takes_part,
    }
}

/// Where a session is held: at the company that is visited, else in its room.
pub(crate) fn place_of(bookings: &[booking::Model]) -> Option<ResourceId> {
    let of_role = |role| {
        let mut standing = bookings.iter().filter(|it| it.ended_at.is_none());
        standing.find(|it| it.role == role).map(|it| it.resource_id)
    };
    of_role(BookingRole::Company).or_else(|| of_role(BookingRole::Room))
}

/// What somebody was told, as a view.
pub(crate) fn told_view(told: &told_session::Model) -> View {
    View {
        starts_at: told.starts_at,
        ends_at: told.ends_at,
        place: told.place_id,
        is_off: told.is_off,
    }
}

/// Somebody for whom a session is not what they know, or will know once all is sent.
struct Affected {
    recipient: Recipient,
    centre: CentreId,
    session: SessionId,
    sequence: i32,
    view: View,
}

impl Affected {
    fn notice(&self, op: &Op) -> NewNotice {
        let kind = if self.view.is_off {
            NoticeKind::SessionCancelled
        } else if self.recipient.is_third_party() {
            NoticeKind::BookingRequest
        } else {
            NoticeKind::SessionChanged
        };
        NewNotice {
            session_id: Some(self.session),
            sequence: self.sequence,
            fingerprint: Some(self.view.fingerprint()),
            hold: self.view.starts_at > op.now + TOO_SOON_TO_WAIT,
            ..NewNotice::new(kind, self.recipient, self.centre)
        }
    }
}

/// Sessions that are over are nobody's news.
async fn affected(
    op: &Op,
    tx: &impl ConnectionTrait,
    ids: &[SessionId],
    silent_for: &[ParticipantId],
) -> Result<Vec<Affected>> {
    let known = Known::of(tx, ids).await?;
    let silent: BTreeSet<Uuid> = silent_for.iter().map(|id| id.uuid()).collect();
    let mut affected = Vec::new();
    for (session, cohort) in store::told_sessions::sessions(tx, ids).await? {
        if session.ends_at <= op.now {
            continue;
        }
        let bookings = known
            .bookings
            .get(&session.id)
            .map_or(&[][..], Vec::as_slice);
        for recipient in people_of(bookings) {
            let view = view_of(&session, bookings, recipient.id.into());
            if !silent.contains(&recipient.id) && known.differs(session.id, recipient, &view) {
                affected.push(Affected {
                    recipient,
                    centre: cohort.centre_id,
                    session: session.id,
                    sequence: session.sequence,
                    view,
                });
            }
        }
    }
    Ok(affected)
}

/// Everybody who was ever booked, each once.
pub(crate) fn people_of(bookings: &[booking::Model]) -> BTreeSet<Recipient> {
    bookings
        .iter()
        .filter_map(|booking| Recipient::booked(booking.role, booking.resource_id))
        .collect()
}

/// What people know, and what is on its way to them.
struct Known {
    bookings: BTreeMap<SessionId, Vec<booking::Model>>,
    told: BTreeMap<(SessionId, Uuid), View>,
    /// The fingerprint of what the newest notice tells that is not sent yet.
    on_its_way: BTreeMap<(SessionId, Uuid), String>,
}

impl Known {
    async fn of(tx: &impl ConnectionTrait, ids: &[SessionId]) -> Result<Self> {
        let mut bookings: BTreeMap<SessionId, Vec<booking::Model>> = BTreeMap::new();
        for booking in store::told_sessions::bookings_ever(tx, ids).await? {
            bookings
                .entry(booking.session_id)
                .or_default()
                .push(booking);
        }
        let people: BTreeSet<Uuid> = bookings
            .values()
            .flat_map(|of_one| people_of(of_one))
            .map(|recipient| recipient.id)
            .collect();
        let people: Vec<Uuid> = people.into_iter().collect();
        let told = store::told_sessions::of_sessions(tx, ids).await?;
        let unsent = store::notices::unsent_of_recipients(tx, &people).await?;
        let mut known = Self {
            bookings,
            told: told
                .iter()
                .map(|row| ((row.session_id, row.recipient_id.uuid()), told_view(row)))
                .collect(),
            on_its_way: BTreeMap::new(),
        };
        for row in unsent {
            known.add(row);
        }
        Ok(known)
    }

    fn add(&mut self, unsent: notice::Model) {
        let recipient = unsent.recipient_id;
        let fingerprint = unsent.fingerprint.unwrap_or_default();
        if let Some(session) = unsent.session_id {
            self.on_its_way.insert((session, recipient), fingerprint);
        } else if unsent.kind == NoticeKind::TimetablePublished {
            // One pair of session and fingerprint for each session that is news.
            for pair in fingerprint.split(' ') {
                let Some((session, fingerprint)) = pair.split_once('=') else {
                    continue;
                };
                if let Ok(session) = session.parse() {
                    self.on_its_way
                        .insert((session, recipient), fingerprint.to_owned());
                }
            }
        }
    }

    /// Whether `view` is news to the recipient, beside what is on its way. That may be with the mail
    /// server at this moment: a notice that in the end has nothing to add is dropped at its turn.
    fn differs(&self, session: SessionId, recipient: Recipient, view: &View) -> bool {
        let key = (session, recipient.id);
        match self.on_its_way.get(&key) {
            Some(fingerprint) => *fingerprint != view.fingerprint(),
            None => telling(self.told.get(&key), view) != Telling::Nothing,
        }
    }
}
