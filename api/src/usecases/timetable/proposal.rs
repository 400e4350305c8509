//! A session as somebody wants it to be: at another time, with others in somebody's place.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use entities::booking;
use entities::columns::{ActivityKind, BookingRole, BookingStatus};
use entities::id::{BookingId, ResourceId};

use super::changing::Changing;
use super::swaps::Swap;
use crate::domain::occupancy::Hold;
use crate::usecases::resources::Facts;

/// What a session would be and book.
#[derive(Clone, Debug)]
pub(super) struct Proposal {
    pub(super) starts_at: DateTime<Utc>,
    pub(super) ends_at: DateTime<Utc>,
    pub(super) bookings: Vec<Proposed>,
    /// What it would book no more, with nothing in its place.
    pub(super) dropped: Vec<booking::Model>,
    /// Whether anything differs from what stands.
    pub(super) is_change: bool,
}

/// One booking as it would be, beside the one that it replaces.
#[derive(Clone, Debug)]
pub(super) struct Proposed {
    /// None when it is booked in addition.
    pub(super) replaces: Option<booking::Model>,
    pub(super) role: BookingRole,
    pub(super) language: Option<String>,
    pub(super) resource: ResourceId,
    pub(super) from: DateTime<Utc>,
    pub(super) until: DateTime<Utc>,
}

impl Proposed {
    /// Whether somebody is put in another's place, or joins.
    pub(super) fn is_swapped(&self) -> bool {
        let replaced = self.replaces.as_ref().map(|row| row.resource_id);
        replaced != Some(self.resource)
    }

    /// Whether it is another booking than the one that stands.
    pub(super) fn is_changed(&self) -> bool {
        let is_elsewhen =
            |row: &booking::Model| (self.from, self.until) != (row.busy_from_at, row.busy_until_at);
        self.is_swapped() || self.replaces.as_ref().is_some_and(is_elsewhen)
    }

    /// Whether it takes time: what a third party has declined does not, until it is asked again.
    pub(super) fn is_standing(&self) -> bool {
        let declined = |row: &booking::Model| row.status == BookingStatus::Declined;
        self.is_changed() || !self.replaces.as_ref().is_some_and(declined)
    }

    /// The id of the booking that it replaces or is.
    pub(super) fn replaced(&self) -> Option<BookingId> {
        self.replaces.as_ref().map(|row| row.id)
    }

    pub(super) fn hold(&self) -> Hold {
        Hold {
            resource: self.resource,
            from: self.from,
            until: self.until,
        }
    }
}

/// Third parties are asked again when what they agreed to changes.
pub(super) fn status_of(role: BookingRole) -> BookingStatus {
    match role {
        BookingRole::Interpreter | BookingRole::Company => BookingStatus::Requested,
        _ => BookingStatus::Confirmed,
    }
}

impl Proposal {
    /// The session beginning at `starts_at`, with the resources of `swaps` in place of others.
    pub(super) fn new(
        changing: &Changing,
        starts_at: DateTime<Utc>,
        swaps: &[Swap],
        facts: &BTreeMap<ResourceId, Facts>,
    ) -> Self {
        let session = &changing.session;
        let shift = starts_at - session.starts_at;
        let ends_at = session.ends_at + shift;
        let is_dropped = |row: &&booking::Model| {
            let drops = |swap: &Swap| swap.from == Some(row.resource_id) && swap.to.is_none();
            swaps.iter().any(drops)
        };
        let (dropped, kept): (Vec<_>, Vec<_>) = changing.bookings.iter().partition(is_dropped);
        let mut bookings: Vec<Proposed> = kept.into_iter().map(|row| shifted(row, shift)).collect();
        let mut incoming = swaps.iter().filter_map(|swap| swap.to);
        let travel = incoming.find_map(|to| match facts.get(&to) {
            Some(Facts::Company(company)) => Some(minutes(company.travel_minutes)),
            _ => None,
        });
        let held = match travel {
            Some(travel) => (starts_at - travel, ends_at + travel),
            None => hold_of(&bookings).unwrap_or((starts_at, ends_at)),
        };
        for swap in swaps {
            bookings.extend(added(session.kind, swap, held, facts));
        }
        for row in &mut bookings {
            let to = swaps
                .iter()
                .find(|swap| swap.from == Some(row.resource))
                .and_then(|swap| swap.to);
            if row.replaces.is_some() && to.is_none() && travel.is_none() {
                continue;
            }
            row.resource = to
                .filter(|_| row.replaces.is_some())
                .unwrap_or(row.resource);
            (row.from, row.until) = match facts.get(&row.resource) {
                Some(Facts::Room(room)) => (held.0 - minutes(room.setup_minutes), held.1),
                // A company is taken while the group is there, not while it is on its way.
                Some(Facts::Company(_)) => (starts_at, ends_at),
                _ => held,
            };
        }
        Self {
            starts_at,
            ends_at,
            is_change: shift != TimeDelta::zero()
                || !dropped.is_empty()
                || bookings.iter().any(Proposed::is_swapped),
            dropped: dropped.into_iter().cloned().collect(),
            bookings,
        }
    }

    /// From when until when its people are held: the session, and with a visit the way.
    pub(super) fn held(&self) -> (DateTime<Utc>, DateTime<Utc>) {
        hold_of(&self.bookings).unwrap_or((self.starts_at, self.ends_at))
    }

    pub(super) fn standing(&self) -> impl Iterator<Item = &Proposed> {
        self.bookings.iter().filter(|row| row.is_standing())
    }

    /// What would take time that it does not take now.
    pub(super) fn fresh(&self) -> impl Iterator<Item = &Proposed> {
        self.bookings.iter().filter(|row| row.is_changed())
    }

    pub(super) fn of_role(&self, role: BookingRole) -> impl Iterator<Item = &Proposed> {
        self.bookings.iter().filter(move |row| row.role == role)
    }
}

/// A booking that moves with its session.
fn shifted(row: &booking::Model, shift: TimeDelta) -> Proposed {
    Proposed {
        resource: row.resource_id,
        role: row.role,
        language: row.language.clone(),
        from: row.busy_from_at + shift,
        until: row.busy_until_at + shift,
        replaces: Some(row.clone()),
    }
}

/// What a swap books in addition, in the role that is a resource's of its kind.
fn added(
    session: ActivityKind,
    swap: &Swap,
    held: (DateTime<Utc>, DateTime<Utc>),
    facts: &BTreeMap<ResourceId, Facts>,
) -> Option<Proposed> {
    let resource = swap.to.filter(|_| swap.from.is_none())?;
    let role = role_of(session, facts.get(&resource)?);
    Some(Proposed {
        replaces: None,
        role,
        language: swap.language.clone(),
        resource,
        from: held.0,
        until: held.1,
    })
}

/// As what a resource is booked.
fn role_of(session: ActivityKind, facts: &Facts) -> BookingRole {
    match (facts, session) {
        (Facts::Room(_), _) => BookingRole::Room,
        (Facts::Interpreter(_), _) => BookingRole::Interpreter,
        (Facts::Vehicle(_), _) => BookingRole::Vehicle,
        (Facts::Company(_), _) => BookingRole::Company,
        (Facts::StaffMember(_), ActivityKind::CompetencyInterview) => BookingRole::Interviewer,
        (Facts::StaffMember(_), ActivityKind::CompanyVisit) => BookingRole::Escort,
        (Facts::StaffMember(_), _) => BookingRole::Teacher,
    }
}

fn hold_of(bookings: &[Proposed]) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    // Participants have no buffers of their own.
    let one = bookings
        .iter()
        .find(|row| row.role == BookingRole::Participant)?;
    Some((one.from, one.until))
}

fn minutes(minutes: i32) -> TimeDelta {
    TimeDelta::minutes(minutes.into())
}
