//! A session as somebody wants it to be: at another time, with others in somebody's place.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use entities::booking;
use entities::columns::{BookingRole, BookingStatus};
use entities::id::ResourceId;

use super::changing::Changing;
use crate::domain::occupancy::Hold;
use crate::usecases::resources::Facts;

/// What a session would be and book.
#[derive(Clone, Debug)]
pub(super) struct Proposal {
    pub(super) starts_at: DateTime<Utc>,
    pub(super) ends_at: DateTime<Utc>,
    pub(super) bookings: Vec<Proposed>,
    /// Whether anything differs from what stands.
    pub(super) is_change: bool,
}

/// One booking as it would be, beside the one that it replaces.
#[derive(Clone, Debug)]
pub(super) struct Proposed {
    pub(super) replaces: booking::Model,
    pub(super) resource: ResourceId,
    pub(super) from: DateTime<Utc>,
    pub(super) until: DateTime<Utc>,
}

impl Proposed {
    pub(super) fn role(&self) -> BookingRole {
        self.replaces.role
    }

    pub(super) fn is_swapped(&self) -> bool {
        self.resource != self.replaces.resource_id
    }

    /// Whether it is another booking than the one that stands.
    pub(super) fn is_changed(&self) -> bool {
        self.is_swapped()
            || (self.from, self.until) != (self.replaces.busy_from_at, self.replaces.busy_until_at)
    }

    /// Whether it takes time: what a third party has declined does not, until it is asked again.
    pub(super) fn is_standing(&self) -> bool {
        self.is_changed() || self.replaces.status != BookingStatus::Declined
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
        swaps: &BTreeMap<ResourceId, ResourceId>,
        facts: &BTreeMap<ResourceId, Facts>,
    ) -> Self {
        let shift = starts_at - changing.session.starts_at;
        let ends_at = changing.session.ends_at + shift;
        let stay = |row: &booking::Model| Proposed {
            resource: row.resource_id,
            from: row.busy_from_at + shift,
            until: row.busy_until_at + shift,
            replaces: row.clone(),
        };
        let mut bookings: Vec<Proposed> = changing.bookings.iter().map(stay).collect();
        let travel = bookings.iter().find_map(|row| {
            match swaps.get(&row.resource).and_then(|to| facts.get(to)) {
                Some(Facts::Company(company)) => Some(minutes(company.travel_minutes)),
                _ => None,
            }
        });
        let held = match travel {
            Some(travel) => (starts_at - travel, ends_at + travel),
            None => hold_of(&bookings).unwrap_or((starts_at, ends_at)),
        };
        for row in &mut bookings {
            let to = swaps.get(&row.resource).copied();
            if to.is_none() && travel.is_none() {
                continue;
            }
            row.resource = to.unwrap_or(row.resource);
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
            is_change: shift != TimeDelta::zero() || bookings.iter().any(Proposed::is_swapped),
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

    pub(super) fn of_role(&self, role: BookingRole) -> impl Iterator<Item = &Proposed> {
        self.bookings.iter().filter(move |row| row.role() == role)
    }
}

fn hold_of(bookings: &[Proposed]) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    // Participants have no buffers of their own.
    let one = bookings
        .iter()
        .find(|row| row.role() == BookingRole::Participant)?;
    Some((one.from, one.until))
}

fn minutes(minutes: i32) -> TimeDelta {
    TimeDelta::minutes(minutes.into())
}
