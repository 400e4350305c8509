//! What keeps an activity from every start.

use super::{Obstacle, Unassigned};
use crate::dense::Model;
use crate::dense::place::{Place, some};
use crate::dense::state::State;
use crate::problem::{ResourceKind, ResourceRef};
use crate::rules;
use crate::score::HardRule;
use std::collections::BTreeMap;

/// Names that an obstacle lists at most.
const MOST_NAMES: usize = 5;

/// What one rule blocks.
#[derive(Default)]
struct Tally {
    starts: u32,
    activities: BTreeMap<usize, u32>,
    resources: BTreeMap<ResourceRef, u32>,
}

type Tallies = BTreeMap<HardRule, Tally>;

/// Every activity of a plan that could move and has no place, with what stands in its way.
pub(crate) fn unassigned(state: &State<'_>) -> Vec<Unassigned> {
    let model = state.model;
    let mut by_day = vec![Vec::new(); model.grid.days as usize];
    for (at, place) in state.places.iter().enumerate() {
        if place.is_assigned() {
            by_day[model.grid.day_of(place.start) as usize].push(at);
        }
    }
    (0..model.activities.len())
        .filter(|at| model.activities[*at].is_free() && !state.places[*at].is_assigned())
        .map(|at| Unassigned {
            activity: model.activities[at].key.clone(),
            obstacles: obstacles(state, &by_day, at),
        })
        .collect()
}

/// What stands in the way of an activity that has no place.
pub(crate) fn obstacles(state: &State<'_>, by_day: &[Vec<usize>], at: usize) -> Vec<Obstacle> {
    let model = state.model;
    let mut tallies = Tallies::new();
    for place in candidates(model, at) {
        let blocked = rules::start_faults(model, at, &place);
        for rule in &blocked {
            tallies.entry(*rule).or_default().starts += 1;
        }
        if blocked.is_empty() {
            let day = model.grid.day_of(place.start) as usize;
            in_the_plan(state, (at, &by_day[day]), &place, &mut tallies);
        }
    }
    if model.activities[at].at_company && companies(model, at).is_empty() {
        tallies.entry(HardRule::VisitorUnfit).or_default().starts = 1;
    }
    let mut obstacles: Vec<Obstacle> = tallies
        .into_iter()
        .map(|(rule, tally)| Obstacle {
            rule,
            starts: tally.starts,
            activities: most_met(tally.activities)
                .into_iter()
                .map(|other| model.activities[other].key.clone())
                .collect(),
            resources: most_met(tally.resources),
        })
        .collect();
    obstacles.sort_by_key(|obstacle| std::cmp::Reverse(obstacle.starts));
    obstacles
}

fn most_met<T: Ord>(met: BTreeMap<T, u32>) -> Vec<T> {
    let mut met: Vec<(T, u32)> = met.into_iter().collect();
    met.sort_by(|(_, one), (_, other)| other.cmp(one));
    met.into_iter()
        .take(MOST_NAMES)
        .map(|(name, _)| name)
        .collect()
}

fn companies(model: &Model, at: usize) -> Vec<u16> {
    let sites = model.activities[at].sites.iter();
    sites.map(|site| site.company).collect()
}

/// Every slot at which the centre is open, at every company that comes into question.
fn candidates(model: &Model, at: usize) -> impl Iterator<Item = Place> + '_ {
    let open = (0..model.grid.slots).filter(|start| !model.closed.get(*start));
    let companies = companies(model, at);
    open.flat_map(move |start| {
        companies
            .clone()
            .into_iter()
            .map(move |company| Place::at(start, company))
    })
}

/// What the rest of the plan and the things have against a start.
fn in_the_plan(
    state: &State<'_>,
    (at, same_day): (usize, &[usize]),
    place: &Place,
    tallies: &mut Tallies,
) {
    for rule in rules::live_faults(state, at, place) {
        let tally = tallies.entry(rule).or_default();
        tally.starts += 1;
        for other in culprits(state, at, place, same_day) {
            *tally.activities.entry(other).or_default() += 1;
        }
    }
    for (kind, probes) in needs(state.model, at, place) {
        let faults: Vec<_> = probes
            .iter()
            .map(|(_, probe)| rules::thing_faults(state, at, probe))
            .collect();
        if faults.iter().any(Vec::is_empty) {
            continue;
        }
        if probes.is_empty() {
            tallies.entry(lacking(kind)).or_default().starts += 1;
        }
        let mut counted = Vec::new();
        for ((one, probe), faults) in probes.iter().zip(faults) {
            for rule in faults {
                let tally = tallies.entry(rule).or_default();
                if !counted.contains(&rule) {
                    counted.push(rule);
                    tally.starts += 1;
                }
                let key = state.model.resource_key(kind, usize::from(*one));
                *tally
                    .resources
                    .entry(ResourceRef::new(kind, key))
                    .or_default() += 1;
                for other in culprits(state, at, probe, same_day) {
                    *tally.activities.entry(other).or_default() += 1;
                }
            }
        }
    }
}

/// The rule that nobody fits.
const fn lacking(kind: ResourceKind) -> HardRule {
    match kind {
        ResourceKind::Room => HardRule::RoomTooSmall,
        ResourceKind::Staff => HardRule::StaffUnskilled,
        ResourceKind::Interpreter => HardRule::InterpreterMissing,
        ResourceKind::Vehicle => HardRule::VehicleTooSmall,
        ResourceKind::Company | ResourceKind::Participant => HardRule::VisitorUnfit,
    }
}

type Probes = Vec<(u16, Place)>;

/// Each thing that an activity needs at a start, with a probe for everybody who fits.
fn needs(model: &Model, at: usize, bare: &Place) -> Vec<(ResourceKind, Probes)> {
    let source = &model.activities[at];
    let mut needs = Vec::new();
    let probes = |fit: &[u16], set: &dyn Fn(&mut Place, u16)| -> Probes {
        let probe = |one: &u16| {
            let mut place = *bare;
            set(&mut place, *one);
            (*one, place)
        };
        fit.iter().map(probe).collect()
    };
    if source.room_kind.is_some() {
        needs.push((
            ResourceKind::Room,
            probes(&source.rooms, &|place, one| place.room = one),
        ));
    }
    if source.staff_skill.is_some() {
        needs.push((
            ResourceKind::Staff,
            probes(&source.staff, &|place, one| place.staff = one),
        ));
    }
    for (language, fit) in source.languages.iter().enumerate() {
        let is_spoken = source
            .staff
            .iter()
            .any(|s| source.spoken[usize::from(*s)] >> language & 1 == 1);
        if fit.needed && !is_spoken {
            let set = |place: &mut Place, one: u16| place.interpreters[language] = one;
            needs.push((ResourceKind::Interpreter, probes(&fit.interpreters, &set)));
        }
    }
    let driven = some(bare.company).is_some_and(|company| !model.companies[company].walking);
    if source.at_company && driven {
        let vehicles = probes(&source.vehicles, &|place, one| place.vehicle = one);
        needs.push((ResourceKind::Vehicle, vehicles));
    }
    needs
}

/// Those of some activities that share somebody or something with a place at the same time.
pub(crate) fn culprits(
    state: &State<'_>,
    at: usize,
    place: &Place,
    others: &[usize],
) -> Vec<usize> {
    let model = state.model;
    let hold = model.hold(at, place);
    let is_met = |other: usize| {
        let theirs = &state.places[other];
        if other == at || !theirs.is_assigned() || !hold.overlaps(model.hold(other, theirs)) {
            return false;
        }
        let same = |one: u16, other: u16| some(one).is_some() && one == other;
        let people = &model.activities[other].people;
        same(place.room, theirs.room)
            || same(place.staff, theirs.staff)
            || same(place.vehicle, theirs.vehicle)
            || same(place.company, theirs.company)
            || place
                .interpreters()
                .any(|(_, who)| theirs.interpreters().any(|(_, w)| w == who))
            || model.activities[at]
                .people
                .iter()
                .any(|who| people.binary_search(who).is_ok())
    };
    others
        .iter()
        .copied()
        .filter(|other| is_met(*other))
        .collect()
}
