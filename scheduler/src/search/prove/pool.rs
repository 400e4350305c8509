//! Some resources, any of which will do, and how much of them each day holds at most.
//!
//! What a day holds is worked out by laying pieces of the lengths that are in demand into the time
//! that is free, at starts that the demand allows: never less than what any plan gets out of it.

use super::scene::{Budget, Scene, Start};
use crate::calendar::MINUTES_PER_DAY;
use crate::dense::bits::{Bits, Slots};
use crate::problem::ResourceKind;
use crate::score::HardRule;
use std::collections::BTreeMap;

/// A resource by number.
pub(super) type Unit = (ResourceKind, usize);

/// Some resources, any of which will do.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Pool {
    /// Sorted.
    pub(super) units: Vec<Unit>,
    /// Whether only lessons are counted, against the cap on them.
    pub(super) teaching: bool,
}

/// Pieces of one length at one company or at none: what they count, and where they may start.
pub(super) struct Shape {
    minutes: i64,
    travel: i64,
    company: u16,
    value: i64,
    starts: Bits,
}

/// What a unit holds on one day at most: minutes of demand, and pieces.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Supply {
    pub(super) minutes: i64,
    pub(super) pieces: i64,
}

/// So much that no sum of demands comes near.
const PLENTY: i64 = 1 << 40;

/// The shapes of some activities, each counted with a value.
pub(super) fn shapes(scene: &Scene<'_>, items: &[(usize, i64)]) -> Vec<Shape> {
    let model = scene.model;
    let mut shapes: BTreeMap<(i64, u16, i64), Bits> = BTreeMap::new();
    for &(at, value) in items {
        let minutes = model.activities[at].minutes;
        for start in &scene.domains[at] {
            let starts = shapes
                .entry((minutes, start.company, value))
                .or_insert_with(|| Bits::new(model.grid.slots));
            starts.set(Slots {
                from: start.slot,
                until: start.slot + 1,
            });
        }
    }
    let shape = |((minutes, company, value), starts): ((i64, u16, i64), Bits)| {
        let start = Start { slot: 0, company };
        Shape {
            minutes,
            travel: model.travel(&start.bare()),
            company,
            value,
            starts,
        }
    };
    shapes.into_iter().map(shape).collect()
}

/// What a unit holds on a day, of pieces of some shapes, beside what is fixed.
pub(super) fn supply(
    scene: &Scene<'_>,
    pool: &Pool,
    unit: Unit,
    day: u32,
    shapes: &[Shape],
    budget: &mut Budget,
) -> Supply {
    let mut supply = if may_overlap(scene, unit.0) {
        Supply {
            minutes: PLENTY,
            pieces: PLENTY,
        }
    } else {
        laid_out(scene, unit, day, shapes, budget)
    };
    if let Some(cap) = cap_of_day(scene, pool, unit, day) {
        let least = shapes.iter().map(|shape| shape.value).min().unwrap_or(1);
        supply.minutes = supply.minutes.min(filled(cap, shapes));
        supply.pieces = supply.pieces.min(cap / least.max(1));
    }
    supply
}

/// Whether the rule that keeps a resource from being twice at once is passed over.
fn may_overlap(scene: &Scene<'_>, kind: ResourceKind) -> bool {
    scene.passed.has(match kind {
        ResourceKind::Room => HardRule::RoomOverlap,
        ResourceKind::Staff => HardRule::StaffOverlap,
        ResourceKind::Interpreter => HardRule::InterpreterOverlap,
        ResourceKind::Vehicle => HardRule::VehicleOverlap,
        ResourceKind::Company => HardRule::CompanyFull,
        ResourceKind::Participant => HardRule::ParticipantOverlap,
    })
}

/// The most that pieces of some values, each taken as often as one likes, make of a cap.
fn filled(cap: i64, shapes: &[Shape]) -> i64 {
    let mut values: Vec<i64> = shapes.iter().map(|shape| shape.value.max(1)).collect();
    values.sort_unstable();
    values.dedup();
    let Some(length) = usize::try_from(cap)
        .ok()
        .filter(|cap| *cap <= usize::from(MINUTES_PER_DAY))
    else {
        return cap;
    };
    let mut reached = vec![false; length + 1];
    reached[0] = true;
    for sum in 1..=length {
        reached[sum] = values
            .iter()
            .filter_map(|value| usize::try_from(*value).ok())
            .any(|value| value <= sum && reached[sum - value]);
    }
    let most = reached.iter().rposition(|reached| *reached);
    most.and_then(|most| i64::try_from(most).ok()).unwrap_or(0)
}

/// A piece that could lie somewhere on a day: the slots that it takes, and what it counts.
type Piece = (Slots, i64);

fn laid_out(
    scene: &Scene<'_>,
    unit: Unit,
    day: u32,
    shapes: &[Shape],
    budget: &mut Budget,
) -> Supply {
    let model = scene.model;
    let (first, end) = (day * model.grid.per_day, (day + 1) * model.grid.per_day);
    let mut pieces: Vec<Piece> = Vec::new();
    for shape in shapes {
        for slot in (first..end).filter(|slot| shape.starts.get(*slot)) {
            if let Some(taken) = taken(scene, unit, shape, slot) {
                let cut = Slots {
                    from: taken.from.max(first),
                    until: taken.until.min(end),
                };
                pieces.push((cut, shape.value));
            }
        }
    }
    budget.take(1 + pieces.len() as u64 / 8);
    if pieces.is_empty() {
        return Supply::default();
    }
    pieces.sort_unstable_by_key(|(slots, _)| slots.until);
    if unit.0 == ResourceKind::Company {
        let places = places(scene, unit.1, first, end);
        let one = packed(&pieces, (first, end), None);
        return Supply {
            minutes: one.minutes * places,
            pieces: one.pieces * places,
        };
    }
    if unit.0 == ResourceKind::Participant
        && let Some((window, breaks)) = breaks(scene, unit.1, day)
    {
        // Either nothing touches the window, or a break lies somewhere in it.
        let mut best = packed(&pieces, (first, end), Some(window));
        for pause in breaks {
            budget.take(1 + pieces.len() as u64 / 32);
            let with = packed(&pieces, (first, end), Some(pause));
            best.minutes = best.minutes.max(with.minutes);
            best.pieces = best.pieces.max(with.pieces);
        }
        return best;
    }
    packed(&pieces, (first, end), None)
}

/// The most minutes, and the most pieces, that lie side by side outside some slots.
fn packed(pieces: &[Piece], (first, end): (u32, u32), without: Option<Slots>) -> Supply {
    let mut best = vec![Supply::default(); (end - first) as usize + 1];
    let mut next = 0;
    for until in first + 1..=end {
        let at = (until - first) as usize;
        best[at] = best[at - 1];
        while let Some((slots, value)) = pieces.get(next).filter(|(slots, _)| slots.until == until)
        {
            next += 1;
            if without.is_some_and(|without| without.overlaps(*slots)) {
                continue;
            }
            let before = best[(slots.from - first) as usize];
            best[at].minutes = best[at].minutes.max(before.minutes + value);
            best[at].pieces = best[at].pieces.max(before.pieces + 1);
        }
    }
    best.last().copied().unwrap_or_default()
}

/// The slots that a unit is taken for by a piece at a slot, when it can be had then.
fn taken(scene: &Scene<'_>, (kind, at): Unit, shape: &Shape, slot: u32) -> Option<Slots> {
    let (model, state) = (scene.model, &scene.state);
    let start = i64::from(slot) * i64::from(model.grid.minutes);
    let end = start + shape.minutes;
    let session = model.grid.touched(start, end);
    let hold = model.grid.touched(start - shape.travel, end + shape.travel);
    let (times, lanes, inside, busy) = match kind {
        ResourceKind::Room => {
            let room = &model.rooms[at];
            let busy = model.grid.touched(start - room.setup, end);
            (&room.times, &state.rooms, session, busy)
        }
        ResourceKind::Staff => (&model.staff[at].times, &state.staff, hold, hold),
        ResourceKind::Interpreter => {
            let who = &model.interpreters[at];
            let (from, until) = (start - shape.travel, end + shape.travel);
            let busy = model.grid.touched(from - who.buffer, until + who.buffer);
            (&who.times, &state.interpreters, hold, busy)
        }
        ResourceKind::Vehicle => (&model.vehicles[at].times, &state.vehicles, hold, hold),
        ResourceKind::Participant => (&model.people[at].times, &state.people, hold, hold),
        ResourceKind::Company => {
            let times = &model.companies[at].times;
            let is_here = usize::from(shape.company) == at;
            let is_there = !times.closed.any(session) && !times.absent.any(session);
            let has_place = (session.from..session.until).all(|slot| left(scene, at, slot) > 0);
            return (is_here && is_there && has_place).then_some(session);
        }
    };
    let can_be_had = !times.closed.any(inside) && !times.absent.any(busy) && !lanes.any(at, busy);
    can_be_had.then_some(busy)
}

/// Places that a company has left in a slot.
fn left(scene: &Scene<'_>, company: usize, slot: u32) -> i64 {
    let at = company * scene.model.grid.slots as usize + slot as usize;
    let places = i64::from(scene.model.companies[company].places);
    places - i64::from(scene.state.company_places[at])
}

/// The most places that a company has left at any time of a day.
fn places(scene: &Scene<'_>, company: usize, first: u32, end: u32) -> i64 {
    let left = (first..end).map(|slot| left(scene, company, slot));
    left.max().unwrap_or(0).max(0)
}

/// The slots of a participant's lunch window, and the slots of each break that could be kept.
fn breaks(scene: &Scene<'_>, who: usize, day: u32) -> Option<(Slots, Vec<Slots>)> {
    let model = scene.model;
    let (from, until, minutes) = model.cohorts[model.people[who].cohort].lunch?;
    let midnight = i64::from(day) * i64::from(MINUTES_PER_DAY);
    let (from, until) = (midnight + from, midnight + until);
    let window = model.grid.touched(from, until);
    let absent = &model.people[who].times.absent;
    let pauses = (window.from..window.until).filter_map(|slot| {
        let begins = (i64::from(slot) * i64::from(model.grid.minutes)).max(from);
        let pause = model.grid.touched(begins, begins + minutes);
        let is_kept =
            begins + minutes <= until && !absent.any(pause) && !scene.state.people.any(who, pause);
        is_kept.then_some(pause)
    });
    Some((window, pauses.collect()))
}

/// Minutes that a unit may still have on a day, when there is a bound.
fn cap_of_day(scene: &Scene<'_>, pool: &Pool, (kind, at): Unit, day: u32) -> Option<i64> {
    let (model, state) = (scene.model, &scene.state);
    let days = model.grid.days as usize;
    let (cap, used) = match kind {
        ResourceKind::Staff => {
            let used = state.staff_day[at * days + day as usize];
            (model.staff[at].max_day?, used)
        }
        ResourceKind::Participant if pool.teaching => {
            let strand = model
                .strands
                .iter()
                .position(|one| one.people.contains(&at))?;
            let used = state.strand_day[strand * days + day as usize];
            (model.cohorts[model.people[at].cohort].max_day?, used)
        }
        _ => return None,
    };
    Some((i64::from(cap) - i64::from(used)).max(0))
}

/// Minutes that a unit may still have in a week, when there is a bound.
pub(super) fn cap_of_week(scene: &Scene<'_>, (kind, at): Unit, week: u32) -> Option<i64> {
    if kind != ResourceKind::Staff {
        return None;
    }
    let used = scene.state.staff_week[at * scene.model.weeks as usize + week as usize];
    let cap = scene.model.staff[at].max_week?;
    Some((i64::from(cap) - i64::from(used)).max(0))
}
