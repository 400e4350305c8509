//! Who and what is taken when, and whether there is a place left.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use entities::booking;
use entities::id::ResourceId;

/// A resource taken for a half-open span, buffers and travel included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hold {
    pub resource: ResourceId,
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
}

impl Hold {
    #[must_use]
    pub const fn of(booking: &booking::Model) -> Self {
        Self {
            resource: booking.resource_id,
            from: booking.busy_from_at,
            until: booking.busy_until_at,
        }
    }

    /// Whether both take the same resource at some moment.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.resource == other.resource && self.from < other.until && other.from < self.until
    }
}

/// How many groups a resource takes at once: companies as many as they have places for, everything
/// and everybody else one.
pub type Places = BTreeMap<ResourceId, usize>;

/// The indices of those of `wanted` that find no place beside `taken` and beside each other.
#[must_use]
pub fn without_place(wanted: &[Hold], taken: &[Hold], places: &Places) -> Vec<usize> {
    let mut by_resource: BTreeMap<ResourceId, Vec<Hold>> = BTreeMap::new();
    for hold in wanted.iter().chain(taken) {
        by_resource.entry(hold.resource).or_default().push(*hold);
    }
    (0..wanted.len())
        .filter(|at| {
            let hold = &wanted[*at];
            let all = by_resource
                .get(&hold.resource)
                .map_or(&[][..], Vec::as_slice);
            most_at_once(hold, all) > places.get(&hold.resource).copied().unwrap_or(1)
        })
        .collect()
}

/// The most of `all` (of which `hold` is one) that hold at one moment of `hold`.
fn most_at_once(hold: &Hold, all: &[Hold]) -> usize {
    let beside: Vec<&Hold> = all.iter().filter(|other| hold.overlaps(other)).collect();
    let at = |moment: DateTime<Utc>| {
        let holding = |other: &&&Hold| other.from <= moment && moment < other.until;
        beside.iter().filter(holding).count()
    };
    // The number only rises where one begins.
    let starts = beside.iter().map(|other| other.from.max(hold.from));
    starts.map(at).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hold(resource: u128, from: i64, until: i64) -> Hold {
        let at = |minutes: i64| DateTime::from_timestamp(minutes * 60, 0).unwrap();
        Hold {
            resource: ResourceId::from(uuid::Uuid::from_u128(resource)),
            from: at(from),
            until: at(until),
        }
    }

    #[test]
    fn what_only_touches_does_not_overlap() {
        let wanted = [hold(1, 60, 120), hold(2, 60, 120)];
        let taken = [hold(1, 0, 60), hold(1, 120, 180), hold(2, 119, 130)];
        assert_eq!(without_place(&wanted, &taken, &Places::new()), [1]);
    }

    #[test]
    fn two_that_are_wanted_meet_each_other() {
        let wanted = [hold(1, 0, 60), hold(1, 30, 90), hold(1, 90, 120)];
        assert_eq!(without_place(&wanted, &[], &Places::new()), [0, 1]);
    }

    #[test]
    fn a_company_is_full_beyond_its_places() {
        let places = Places::from([(hold(1, 0, 1).resource, 2)]);
        let taken = [hold(1, 0, 60), hold(1, 60, 120)];
        assert!(without_place(&[hold(1, 30, 90)], &taken, &places).is_empty());
        let taken = [hold(1, 0, 60), hold(1, 50, 120)];
        assert_eq!(without_place(&[hold(1, 30, 90)], &taken, &places), [0]);
    }
}
