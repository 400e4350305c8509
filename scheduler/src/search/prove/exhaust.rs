//! Tries every way to place a few activities together. When none is left, that is a proof.
//!
//! The activity with the fewest starts left is placed first, and after each placement the starts
//! of the others that it takes away are struck out. Hands that nobody else could want are taken
//! without trying the others, and of hands that are alike the first alone is tried: neither loses
//! a plan.

use super::scene::{Budget, Scene, Start};
use crate::dense::place::{Place, some};
use crate::dense::state::State;
use crate::dense::{Activity, Model};
use crate::problem::ResourceKind;
use std::collections::BTreeMap;

/// What a search through all combinations comes to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Outcome {
    /// A way was found.
    Possible,
    /// Every way was tried.
    Impossible,
    /// The budget was spent before.
    Unknown,
}

/// Tries every way to place the free activities of a scene together.
pub(super) fn exhaust(scene: &Scene<'_>, budget: &mut Budget) -> Outcome {
    let n = scene.model.activities.len();
    let open: Vec<usize> = (0..n)
        .filter(|at| scene.model.activities[*at].is_free())
        .collect();
    let mut search = Search {
        scene,
        state: State::new(scene.model),
        domains: scene.domains.clone(),
        wipeouts: vec![1; n],
        twins: Twins::new(scene, &open),
        open,
    };
    // Short attempts first: they learn which activities it is hard to find a place for.
    for share in [16, 8] {
        let mut part = budget.part(budget.left() / share);
        let outcome = search.dive(&mut part);
        budget.give_back(&part);
        if outcome != Outcome::Unknown {
            return outcome;
        }
    }
    search.dive(budget)
}

struct Search<'s, 'm> {
    scene: &'s Scene<'m>,
    state: State<'m>,
    open: Vec<usize>,
    domains: Vec<Vec<Start>>,
    /// How often each was left without any start.
    wipeouts: Vec<u64>,
    twins: Twins,
}

/// The starts of an activity before some were struck out.
type Struck = Vec<(usize, Vec<Start>)>;

impl Search<'_, '_> {
    fn dive(&mut self, budget: &mut Budget) -> Outcome {
        let Some(next) = self.next() else {
            return Outcome::Possible;
        };
        let at = self.open.remove(next);
        let outcome = self.try_all(at, budget);
        self.open.insert(next, at);
        outcome
    }

    /// The activity with the fewest starts for the times that it was in the way.
    fn next(&self) -> Option<usize> {
        let of = |at: usize| (self.domains[at].len() as u64, self.wipeouts[at]);
        (0..self.open.len()).min_by(|one, other| {
            let ((starts, weight), (others, other_weight)) =
                (of(self.open[*one]), of(self.open[*other]));
            (starts * other_weight).cmp(&(others * weight))
        })
    }

    fn try_all(&mut self, at: usize, budget: &mut Budget) -> Outcome {
        for start in self.domains[at].clone() {
            for place in self.hands(at, start) {
                if !budget.take(4) {
                    return Outcome::Unknown;
                }
                self.state.put(at, place);
                self.twins.count(&place, 1);
                let mut struck = Vec::new();
                let outcome = if self.strike_out(at, &place, &mut struck, budget) {
                    self.dive(budget)
                } else {
                    Outcome::Impossible
                };
                for (other, domain) in struck {
                    self.domains[other] = domain;
                }
                self.twins.count(&place, -1);
                self.state.lift(at);
                if outcome != Outcome::Impossible {
                    return outcome;
                }
            }
        }
        Outcome::Impossible
    }

    /// Strikes out the starts that a placement takes away; false when somebody has none left.
    fn strike_out(
        &mut self,
        placed: usize,
        place: &Place,
        struck: &mut Struck,
        budget: &mut Budget,
    ) -> bool {
        let model = self.scene.model;
        let day = model.grid.day_of(place.start);
        for number in 0..self.open.len() {
            let other = self.open[number];
            let (is_bound, is_capped) = (
                is_bound(model, placed, other),
                share_caps(model, placed, other),
            );
            let domain = &self.domains[other];
            let mut left = Vec::with_capacity(domain.len());
            for start in domain {
                let is_near = model.grid.day_of(start.slot) == day;
                let is_free = !(is_near || is_bound) || {
                    budget.take(1);
                    self.scene.is_free(&self.state, other, &start.bare())
                };
                let is_open = is_free
                    && (!(is_near || is_capped) || {
                        budget.take(6);
                        self.scene.can_be_equipped(&self.state, other, *start)
                    });
                if is_open {
                    left.push(*start);
                }
            }
            if left.len() < domain.len() {
                let is_empty = left.is_empty();
                struck.push((other, std::mem::replace(&mut self.domains[other], left)));
                if is_empty {
                    self.wipeouts[other] += 1;
                    return false;
                }
            }
        }
        true
    }

    /// The ways to equip a start that differ for what is still to be placed.
    fn hands(&self, at: usize, start: Start) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        let mut kinds: Vec<Vec<(ResourceKind, usize)>> = Vec::new();
        self.scene.equip(&self.state, at, start, &mut |place| {
            let kind = self.twins.kind_of(&place, &self.open);
            if !kinds.contains(&kind) {
                kinds.push(kind);
                places.push(place);
            }
            true
        });
        places
    }
}

/// Whether a placement of one can take starts of the other away on any day, by order or company.
fn is_bound(model: &Model, one: usize, other: usize) -> bool {
    let (source, target) = (&model.activities[one], &model.activities[other]);
    let linked = |links: &[crate::dense::Link]| links.iter().any(|link| link.other == other);
    linked(&source.before)
        || linked(&source.after)
        || source.interviews.contains(&other)
        || source.visits.contains(&other)
        || source.group.is_some() && source.group == target.group
}

/// Whether a placement of one can take staff from the other on other days, by minutes of a week.
fn share_caps(model: &Model, one: usize, other: usize) -> bool {
    let theirs = &model.activities[other].staff;
    model.activities[one]
        .staff
        .iter()
        .any(|who| model.staff[usize::from(*who)].max_week.is_some() && theirs.contains(who))
}

/// Which hands are alike, for what is to be placed.
struct Twins {
    /// By resource: the first one like it, and the activities that it fits.
    of: BTreeMap<(ResourceKind, usize), (usize, Vec<usize>)>,
    used: BTreeMap<(ResourceKind, usize), i64>,
}

impl Twins {
    fn new(scene: &Scene<'_>, open: &[usize]) -> Self {
        let model = scene.model;
        let mut fits: BTreeMap<(ResourceKind, usize), Vec<usize>> = BTreeMap::new();
        for &at in open {
            let source = &model.activities[at];
            let mut add = |kind, list: &[u16]| {
                for one in list {
                    let activities = fits.entry((kind, usize::from(*one))).or_default();
                    if activities.last() != Some(&at) {
                        activities.push(at);
                    }
                }
            };
            add(ResourceKind::Room, &source.rooms);
            add(ResourceKind::Staff, &source.staff);
            add(ResourceKind::Vehicle, &source.vehicles);
            for language in &source.languages {
                add(ResourceKind::Interpreter, &language.interpreters);
            }
        }
        let mut of: BTreeMap<(ResourceKind, usize), (usize, Vec<usize>)> = BTreeMap::new();
        for ((kind, one), activities) in fits {
            let twin = of
                .range((kind, 0)..(kind, one))
                .find(|((_, other), (first, theirs))| {
                    other == first
                        && *theirs == activities
                        && are_alike(scene, kind, (one, *other), &activities)
                })
                .map(|((_, other), _)| *other);
            of.insert((kind, one), (twin.unwrap_or(one), activities));
        }
        Self {
            of,
            used: BTreeMap::new(),
        }
    }

    fn count(&mut self, place: &Place, change: i64) {
        for unit in units(place) {
            *self.used.entry(unit).or_default() += change;
        }
    }

    /// What tells a place from others for the activities that are still open.
    fn kind_of(&self, place: &Place, open: &[usize]) -> Vec<(ResourceKind, usize)> {
        let mut kind: Vec<(ResourceKind, usize)> = units(place)
            .filter_map(|unit| {
                let (twin, fits) = self.of.get(&unit)?;
                let is_used = |unit| self.used.get(unit).is_some_and(|times| *times > 0);
                if !fits.iter().any(|at| open.contains(at)) {
                    None
                } else if is_used(&unit) {
                    Some(unit)
                } else {
                    Some((unit.0, *twin))
                }
            })
            .collect();
        kind.sort_unstable();
        kind
    }
}

fn units(place: &Place) -> impl Iterator<Item = (ResourceKind, usize)> {
    let things = [
        (ResourceKind::Room, place.room),
        (ResourceKind::Staff, place.staff),
        (ResourceKind::Vehicle, place.vehicle),
    ];
    let things = things
        .into_iter()
        .filter_map(|(kind, at)| some(at).map(|at| (kind, at)));
    let interpreters: Vec<_> = place
        .interpreters()
        .map(|(_, who)| (ResourceKind::Interpreter, who))
        .collect();
    things.chain(interpreters)
}

/// Whether two resources that fit the same activities do so in the same way at all times.
fn are_alike(
    scene: &Scene<'_>,
    kind: ResourceKind,
    (one, other): (usize, usize),
    activities: &[usize],
) -> bool {
    let (model, state) = (scene.model, &scene.state);
    let (times, others, lanes, same) = match kind {
        ResourceKind::Room => {
            let (a, b) = (&model.rooms[one], &model.rooms[other]);
            (&a.times, &b.times, &state.rooms, a.setup == b.setup)
        }
        ResourceKind::Staff => {
            let (a, b) = (&model.staff[one], &model.staff[other]);
            let speaks_alike = activities.iter().all(|at| {
                let spoken = &model.activities[*at].spoken;
                spoken[one] == spoken[other]
            });
            let caps = (a.max_day, a.max_week) == (b.max_day, b.max_week);
            (&a.times, &b.times, &state.staff, speaks_alike && caps)
        }
        ResourceKind::Interpreter => {
            let (a, b) = (&model.interpreters[one], &model.interpreters[other]);
            let way = a.buffer == b.buffer && scene.travels(one) == scene.travels(other);
            let same = way && a.languages == b.languages;
            (&a.times, &b.times, &state.interpreters, same)
        }
        ResourceKind::Vehicle => {
            let (a, b) = (&model.vehicles[one], &model.vehicles[other]);
            (&a.times, &b.times, &state.vehicles, a.seats == b.seats)
        }
        ResourceKind::Company | ResourceKind::Participant => return false,
    };
    let unused = (0..model.grid.slots).all(|slot| lanes.get(one, slot) == lanes.get(other, slot));
    let by_fixed = model.activities.iter().filter_map(Activity::fixed);
    let mut fixed = by_fixed.flat_map(|place| units(&place).collect::<Vec<_>>());
    same && unused
        && times.closed == others.closed
        && times.absent == others.absent
        && !fixed.any(|unit| unit == (kind, one) || unit == (kind, other))
}
