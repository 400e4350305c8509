//! Between assignments by key and places by number.

use super::place::{Place, some};
use super::{Model, NONE};
use crate::assignment::{Assignment, InterpreterBooking};
use crate::problem::Key;

/// The number of a key in a sorted list.
pub(super) fn find<T>(list: &[T], key: &str, key_of: impl Fn(&T) -> &str) -> Option<u16> {
    let at = list.binary_search_by(|item| key_of(item).cmp(key)).ok()?;
    u16::try_from(at).ok()
}

impl Model {
    /// The place that an assignment of an activity names; `None` when it names what does not
    /// exist, lies off the grid, or holds two interpreters for one language.
    pub(crate) fn place(&self, activity: usize, assignment: &Assignment) -> Option<Place> {
        let mut place = Place::at(self.grid.slot(assignment.start)?, NONE);
        let number = |key: &Option<Key>, find: &dyn Fn(&str) -> Option<u16>| {
            key.as_deref().map_or(Some(NONE), find)
        };
        place.room = number(&assignment.room, &|key| find(&self.rooms, key, |r| &r.key))?;
        place.staff = number(&assignment.staff, &|key| find(&self.staff, key, |s| &s.key))?;
        place.vehicle = number(&assignment.vehicle, &|key| {
            find(&self.vehicles, key, |v| &v.key)
        })?;
        place.company = number(&assignment.company, &|key| {
            find(&self.companies, key, |c| &c.key)
        })?;
        for booking in &assignment.interpreters {
            let languages = &self.activities[activity].languages;
            let language = languages.iter().position(|l| l.tag == booking.language)?;
            let who = find(&self.interpreters, &booking.interpreter, |i| &i.key)?;
            if place.interpreters[language] != NONE {
                return None;
            }
            place.interpreters[language] = who;
        }
        Some(place)
    }

    /// The assignment that a place stands for.
    pub(crate) fn assignment(&self, activity: usize, place: &Place) -> Assignment {
        let languages = &self.activities[activity].languages;
        Assignment {
            start: self.grid.moment(place.start),
            room: some(place.room).map(|at| self.rooms[at].key.clone()),
            staff: some(place.staff).map(|at| self.staff[at].key.clone()),
            vehicle: some(place.vehicle).map(|at| self.vehicles[at].key.clone()),
            company: some(place.company).map(|at| self.companies[at].key.clone()),
            interpreters: place
                .interpreters()
                .map(|(language, who)| InterpreterBooking {
                    language: languages[language].tag.clone(),
                    interpreter: self.interpreters[who].key.clone(),
                })
                .collect(),
        }
    }
}
