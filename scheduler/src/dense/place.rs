//! Where an activity is put, in numbers, and which slots it takes there.

use super::bits::Slots;
use super::{Model, NONE};
use crate::problem::MAX_LANGUAGES;

/// An assignment in numbers; `NONE` where there is no resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) start: u32,
    pub(crate) room: u16,
    pub(crate) staff: u16,
    pub(crate) vehicle: u16,
    pub(crate) company: u16,
    /// By language of the activity.
    pub(crate) interpreters: [u16; MAX_LANGUAGES],
}

impl Place {
    /// Nowhere.
    pub(crate) const UNASSIGNED: Self = Self {
        start: u32::MAX,
        room: NONE,
        staff: NONE,
        vehicle: NONE,
        company: NONE,
        interpreters: [NONE; MAX_LANGUAGES],
    };

    pub(crate) const fn at(start: u32, company: u16) -> Self {
        Self {
            start,
            company,
            ..Self::UNASSIGNED
        }
    }

    pub(crate) const fn is_assigned(&self) -> bool {
        self.start != u32::MAX
    }

    /// The interpreters in it, with the number of their language.
    pub(crate) fn interpreters(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let booked = self
            .interpreters
            .iter()
            .enumerate()
            .filter(|(_, who)| **who != NONE);
        booked.map(|(language, who)| (language, usize::from(*who)))
    }
}

/// The number of a resource, if there is one.
pub(crate) fn some(resource: u16) -> Option<usize> {
    (resource != NONE).then_some(usize::from(resource))
}

impl Model {
    /// Minutes from the origin to the start.
    pub(crate) fn start_minute(&self, place: &Place) -> i64 {
        i64::from(place.start) * i64::from(self.grid.minutes)
    }

    pub(crate) fn end_minute(&self, activity: usize, place: &Place) -> i64 {
        self.start_minute(place) + self.activities[activity].minutes
    }

    /// Minutes of travel, one way.
    pub(crate) fn travel(&self, place: &Place) -> i64 {
        some(place.company).map_or(0, |company| self.companies[company].travel)
    }

    /// Minutes of the session with travel.
    pub(crate) fn held_minutes(&self, activity: usize, place: &Place) -> i64 {
        self.activities[activity].minutes + 2 * self.travel(place)
    }

    /// The session with travel, in minutes.
    pub(crate) fn hold_minutes(&self, activity: usize, place: &Place) -> (i64, i64) {
        let travel = self.travel(place);
        (
            self.start_minute(place) - travel,
            self.end_minute(activity, place) + travel,
        )
    }

    /// Slots of the session alone.
    pub(crate) fn session(&self, activity: usize, place: &Place) -> Slots {
        self.grid
            .touched(self.start_minute(place), self.end_minute(activity, place))
    }

    /// Slots of the session with travel: what participants, staff and vehicles are taken for.
    pub(crate) fn hold(&self, activity: usize, place: &Place) -> Slots {
        let (from, until) = self.hold_minutes(activity, place);
        self.grid.touched(from, until)
    }

    /// Slots that a room is taken for.
    pub(crate) fn room_busy(&self, activity: usize, place: &Place, room: usize) -> Slots {
        let from = self.start_minute(place) - self.rooms[room].setup;
        self.grid.touched(from, self.end_minute(activity, place))
    }

    /// Slots that an interpreter is taken for.
    pub(crate) fn interpreter_busy(&self, activity: usize, place: &Place, who: usize) -> Slots {
        let (from, until) = self.hold_minutes(activity, place);
        let buffer = self.interpreters[who].buffer;
        self.grid.touched(from - buffer, until + buffer)
    }
}
