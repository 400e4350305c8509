//! A problem as the arguments look at it: what is fixed, and where else each activity could be.

use super::relax::Rules;
use crate::dense::Model;
use crate::dense::place::{Place, some};
use crate::dense::state::State;
use crate::problem::InterpreterMode;
use crate::rules;

/// A budget of steps: places looked at.
pub(super) struct Budget(u64);

impl Budget {
    pub(super) const fn new(steps: u64) -> Self {
        Self(steps)
    }

    /// Takes a number of steps; false once there are none left.
    pub(super) const fn take(&mut self, steps: u64) -> bool {
        self.0 = self.0.saturating_sub(steps);
        self.0 > 0
    }

    pub(super) const fn left(&self) -> u64 {
        self.0
    }

    /// Sets a part aside; what is left of it comes back by [`Budget::give_back`].
    pub(super) const fn part(&mut self, most: u64) -> Self {
        let part = if self.0 < most { self.0 } else { most };
        self.0 -= part;
        Self(part)
    }

    pub(super) const fn give_back(&mut self, part: &Self) {
        self.0 += part.0;
    }
}

/// A start of an activity, at a company or at none.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Start {
    pub(super) slot: u32,
    pub(super) company: u16,
}

impl Start {
    pub(super) const fn bare(self) -> Place {
        Place::at(self.slot, self.company)
    }
}

/// A problem as the arguments look at it.
pub(super) struct Scene<'m> {
    pub(super) model: &'m Model,
    /// The plan that holds only what is fixed.
    pub(super) state: State<'m>,
    /// Rules that are passed over.
    pub(super) passed: Rules,
    /// Where each free activity could be beside what is fixed, sorted; nothing for what is fixed.
    pub(super) domains: Vec<Vec<Start>>,
}

impl<'m> Scene<'m> {
    pub(super) fn new(model: &'m Model, passed: Rules, budget: &mut Budget) -> Self {
        let mut scene = Self::bare(model, passed);
        let any_fixed = model.activities.iter().any(|activity| !activity.is_free());
        for at in 0..model.activities.len() {
            if model.activities[at].is_free() {
                scene.domains[at] = scene.domain(at, any_fixed, budget);
            }
        }
        scene
    }

    /// The scene before anybody has looked where activities could be.
    pub(super) fn bare(model: &'m Model, passed: Rules) -> Self {
        Self {
            model,
            state: State::new(model),
            passed,
            domains: vec![Vec::new(); model.activities.len()],
        }
    }

    fn domain(&self, at: usize, any_fixed: bool, budget: &mut Budget) -> Vec<Start> {
        let source = &self.model.activities[at];
        let needed = source.languages.iter().filter(|language| language.needed);
        let in_hands = any_fixed || source.at_company || needed.count() > 1;
        let mut domain = Vec::new();
        for site in &source.sites {
            // Without a budget every start stays: the domain is wider than it need be.
            let is_watched = budget.take(site.starts.len() as u64 * if in_hands { 4 } else { 1 });
            domain.extend(site.starts.iter().filter_map(|slot| {
                let start = Start {
                    slot: *slot,
                    company: site.company,
                };
                let is_open = !is_watched
                    || self.is_free(&self.state, at, &start.bare())
                        && (!in_hands || self.can_be_equipped(&self.state, at, start));
                is_open.then_some(start)
            }));
        }
        domain.sort_unstable();
        domain
    }

    /// Whether an activity could start anywhere beside what is fixed.
    pub(super) fn has_start(&self, at: usize) -> bool {
        self.model.activities[at].sites.iter().any(|site| {
            site.starts.iter().any(|slot| {
                let start = Start {
                    slot: *slot,
                    company: site.company,
                };
                self.is_free(&self.state, at, &start.bare())
                    && self.can_be_equipped(&self.state, at, start)
            })
        })
    }

    /// Whether the people, the order and the company let an activity start.
    pub(super) fn is_free(&self, state: &State<'_>, at: usize, bare: &Place) -> bool {
        if self.passed.is_empty() {
            return rules::is_free(state, at, bare);
        }
        let faults = rules::live_faults(state, at, bare);
        faults.into_iter().all(|rule| self.passed.has(rule))
    }

    /// Whether the hands of a place, some of which may be missing yet, can be had.
    pub(super) fn is_equipped(&self, state: &State<'_>, at: usize, place: &Place) -> bool {
        if self.passed.is_empty() {
            return rules::is_equipped(state, at, place);
        }
        let faults = rules::thing_faults(state, at, place);
        faults.into_iter().all(|rule| self.passed.has(rule))
    }

    pub(super) fn can_be_equipped(&self, state: &State<'_>, at: usize, start: Start) -> bool {
        let mut found = false;
        self.equip(state, at, start, &mut |_| {
            found = true;
            false
        });
        found
    }

    /// Calls with each way to equip a start, until told to stop; false when it was.
    pub(super) fn equip(
        &self,
        state: &State<'_>,
        at: usize,
        start: Start,
        each: &mut dyn FnMut(Place) -> bool,
    ) -> bool {
        let source = &self.model.activities[at];
        let bare = start.bare();
        if source.room_kind.is_some() {
            let has_room = source.rooms.iter().any(|room| {
                let mut place = bare;
                place.room = *room;
                self.is_equipped(state, at, &place)
            });
            if !has_room {
                return true;
            }
        }
        if source.staff_skill.is_none() {
            return self.interpret(state, at, &bare, 0, each);
        }
        for staff in &source.staff {
            let place = Place {
                staff: *staff,
                ..bare
            };
            if self.is_equipped(state, at, &place) && !self.interpret(state, at, &place, 0, each) {
                return false;
            }
        }
        true
    }

    fn interpret(
        &self,
        state: &State<'_>,
        at: usize,
        place: &Place,
        language: usize,
        each: &mut dyn FnMut(Place) -> bool,
    ) -> bool {
        let source = &self.model.activities[at];
        let Some(fit) = source.languages.get(language) else {
            return self.drive(state, at, place, each);
        };
        let spoken = some(place.staff).map_or(0, |staff| source.spoken[staff]);
        if !fit.needed || spoken >> language & 1 == 1 {
            return self.interpret(state, at, place, language + 1, each);
        }
        for who in &fit.interpreters {
            let mut with = *place;
            with.interpreters[language] = *who;
            if self.is_equipped(state, at, &with)
                && !self.interpret(state, at, &with, language + 1, each)
            {
                return false;
            }
        }
        true
    }

    fn drive(
        &self,
        state: &State<'_>,
        at: usize,
        place: &Place,
        each: &mut dyn FnMut(Place) -> bool,
    ) -> bool {
        let source = &self.model.activities[at];
        let company = some(place.company).map(|company| &self.model.companies[company]);
        if !source.at_company || company.is_none_or(|company| company.walking) {
            return self.seat(state, at, place, each);
        }
        for vehicle in &source.vehicles {
            let with = Place {
                vehicle: *vehicle,
                ..*place
            };
            if rules::fits_vehicle(self.model, at, &with)
                && self.is_equipped(state, at, &with)
                && !self.seat(state, at, &with, each)
            {
                return false;
            }
        }
        true
    }

    fn seat(
        &self,
        state: &State<'_>,
        at: usize,
        place: &Place,
        each: &mut dyn FnMut(Place) -> bool,
    ) -> bool {
        let source = &self.model.activities[at];
        if source.room_kind.is_none() {
            return each(*place);
        }
        for room in &source.rooms {
            let with = Place {
                room: *room,
                ..*place
            };
            if self.is_equipped(state, at, &with) && !each(with) {
                return false;
            }
        }
        true
    }

    /// Whether an interpreter takes a seat in a vehicle.
    pub(super) fn travels(&self, who: usize) -> bool {
        self.model.interpreters[who].mode == InterpreterMode::OnSite
    }

    pub(super) fn minute(&self, start: Start) -> i64 {
        i64::from(start.slot) * i64::from(self.model.grid.minutes)
    }

    /// The first and the last day on which a free activity could be.
    pub(super) fn days(&self, at: usize) -> Option<(u32, u32)> {
        let (first, last) = (self.domains[at].first()?, self.domains[at].last()?);
        let day = |start: &Start| self.model.grid.day_of(start.slot);
        Some((day(first), day(last)))
    }
}
