//! The difference between what a timetable wants and what is live: what publishing would do.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chrono::{DateTime, SecondsFormat, Utc};
use entities::booking;
use entities::columns::{BookingRole, PlannedBooking, SessionChange};
use entities::id::{CohortId, ResourceId, SessionId};
use sha2::{Digest, Sha256};

use super::{Directory, LiveSession, PlannedSession, Planning};

/// What publishing changes, by activity key.
#[derive(Clone, Debug, Default)]
pub struct Difference {
    pub changes: Vec<Change>,
}

/// One session that publishing creates, changes or cancels.
#[derive(Clone, Debug)]
pub struct Change {
    /// PUBLISHED for a new session, else what changes most: MOVED, RESOURCE_CHANGED,
    /// PARTICIPANTS_CHANGED or CANCELLED.
    pub change: SessionChange,
    pub activity_key: String,
    pub cohort_id: CohortId,
    /// The session as it is; none for a new one.
    pub before: Option<LiveSession>,
    /// The session as it will be; none when it is cancelled.
    pub after: Option<PlannedSession>,
}

/// When and with what a session is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whereabouts {
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub bookings: Vec<PlannedBooking>,
}

impl Planning {
    /// What it takes to make the live timetable of the planned cohorts into `wanted`. What is past
    /// or settled is no part of it.
    #[must_use]
    pub fn difference(&self, wanted: Vec<PlannedSession>) -> Difference {
        let mut wanted: BTreeMap<String, PlannedSession> = wanted
            .into_iter()
            .map(|session| (session.activity_key.clone(), session))
            .collect();
        let mut changes = Vec::new();
        for (key, live) in &self.live {
            if self.settled.contains(&live.row.id) {
                wanted.remove(key);
                continue;
            }
            let after = wanted.remove(key);
            let change = match &after {
                None => SessionChange::Cancelled,
                Some(after) => match change_of(&Whereabouts::of(live), after) {
                    Some(change) => change,
                    None => continue,
                },
            };
            changes.push(Change {
                change,
                activity_key: key.clone(),
                cohort_id: live.row.cohort_id,
                before: Some(live.clone()),
                after,
            });
        }
        changes.extend(wanted.into_iter().map(|(key, after)| Change {
            change: SessionChange::Published,
            activity_key: key,
            cohort_id: after.cohort_id,
            before: None,
            after: Some(after),
        }));
        changes.sort_by(|a, b| a.activity_key.cmp(&b.activity_key));
        Difference { changes }
    }
}

fn change_of(before: &Whereabouts, after: &PlannedSession) -> Option<SessionChange> {
    if (before.starts_at, before.ends_at) != (after.starts_at, after.ends_at) {
        return Some(SessionChange::Moved);
    }
    let parts = |bookings: &[PlannedBooking], people: bool| -> BTreeSet<BookingOrder> {
        let wanted = |one: &&PlannedBooking| (one.role == BookingRole::Participant) == people;
        bookings.iter().filter(wanted).map(order).collect()
    };
    if parts(&before.bookings, false) != parts(&after.bookings, false) {
        return Some(SessionChange::ResourceChanged);
    }
    let same = parts(&before.bookings, true) == parts(&after.bookings, true);
    (!same).then_some(SessionChange::ParticipantsChanged)
}

type BookingOrder = (
    BookingRole,
    ResourceId,
    Option<String>,
    DateTime<Utc>,
    DateTime<Utc>,
);

fn order(one: &PlannedBooking) -> BookingOrder {
    (
        one.role,
        one.resource_id,
        one.language.clone(),
        one.busy_from_at,
        one.busy_until_at,
    )
}

impl Whereabouts {
    #[must_use]
    pub fn of(live: &LiveSession) -> Self {
        Self {
            starts_at: live.row.starts_at,
            ends_at: live.row.ends_at,
            bookings: live.standing().map(as_planned).collect(),
        }
    }
}

/// A booking of the live timetable as a plan would write it.
pub(crate) fn as_planned(booking: &booking::Model) -> PlannedBooking {
    PlannedBooking {
        role: booking.role,
        resource_id: booking.resource_id,
        language: booking.language.clone(),
        busy_from_at: booking.busy_from_at,
        busy_until_at: booking.busy_until_at,
    }
}

impl Difference {
    /// SHA-256 over one line a change, in hexadecimal: keys and instants, no ids, so that the same
    /// difference has the same hash in every database.
    #[must_use]
    pub fn hash(&self, directory: &Directory) -> String {
        let mut lines = String::new();
        for change in &self.changes {
            let _ = write!(lines, "{}|{}", change.activity_key, change.change);
            let before = change.before.as_ref().map(Whereabouts::of);
            let after = change.after.as_ref().map(PlannedSession::whereabouts);
            for side in [before, after] {
                lines.push('|');
                if let Some(side) = side {
                    side.write(&mut lines, directory);
                }
            }
            lines.push('\n');
        }
        hex::encode(Sha256::digest(lines.as_bytes()))
    }

    /// Everybody and everything that some change books or sets free.
    #[must_use]
    pub fn resources(&self) -> BTreeSet<ResourceId> {
        let mut found = BTreeSet::new();
        for change in &self.changes {
            if let Some(before) = &change.before {
                found.extend(before.bookings.iter().map(|one| one.resource_id));
            }
            if let Some(after) = &change.after {
                found.extend(after.bookings.iter().map(|one| one.resource_id));
            }
        }
        found
    }

    /// Participants, staff, interpreters and companies for whom a session is new, off, or at
    /// another time or place.
    #[must_use]
    pub fn persons(&self) -> BTreeSet<ResourceId> {
        let mut found = BTreeSet::new();
        for change in &self.changes {
            let before = change.before.as_ref().map(Whereabouts::of);
            let after = change.after.as_ref().map(PlannedSession::whereabouts);
            let seen = [before, after].map(|side| side.map(Whereabouts::seen).unwrap_or_default());
            let everybody = seen[0].keys().chain(seen[1].keys());
            found.extend(everybody.filter(|who| seen[0].get(who) != seen[1].get(who)));
        }
        found
    }

    /// The sessions that change or end.
    #[must_use]
    pub fn sessions(&self) -> Vec<SessionId> {
        let before = self.changes.iter().filter_map(|one| one.before.as_ref());
        before.map(|live| live.row.id).collect()
    }
}

impl PlannedSession {
    #[must_use]
    pub fn whereabouts(&self) -> Whereabouts {
        Whereabouts {
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            bookings: self.bookings.clone(),
        }
    }
}

type Seen = (DateTime<Utc>, DateTime<Utc>, Option<ResourceId>);

impl Whereabouts {
    /// When and where each person takes part.
    fn seen(self) -> BTreeMap<ResourceId, Seen> {
        let of_role = |role| self.bookings.iter().find(|one| one.role == role);
        let place = of_role(BookingRole::Company).or_else(|| of_role(BookingRole::Room));
        let seen = (
            self.starts_at,
            self.ends_at,
            place.map(|one| one.resource_id),
        );
        let is_thing =
            |one: &&PlannedBooking| matches!(one.role, BookingRole::Room | BookingRole::Vehicle);
        let people = self.bookings.iter().filter(|one| !is_thing(one));
        people.map(|one| (one.resource_id, seen)).collect()
    }

    fn write(&self, line: &mut String, directory: &Directory) {
        let at = |at: &DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Micros, true);
        let _ = write!(line, "{}/{}", at(&self.starts_at), at(&self.ends_at));
        let mut bookings: Vec<String> = self
            .bookings
            .iter()
            .map(|one| {
                let language = one.language.as_deref().unwrap_or_default();
                let (from, until) = (at(&one.busy_from_at), at(&one.busy_until_at));
                let name = directory.name_of(one.resource_id);
                format!("{}={name}@{language}:{from}/{until}", one.role)
            })
            .collect();
        bookings.sort_unstable();
        for booking in bookings {
            let _ = write!(line, ";{booking}");
        }
    }
}
