//! More demand than supply: the activities that must lie within some days need more of a pool of
//! resources than the pool holds on those days, in minutes or in pieces.
//!
//! Pools are those of single activities and their unions, so that a set of interpreters, teachers
//! or rooms is found short even where each of them serves something else too. Within a pool the
//! long pieces are counted by themselves as well: they fit fewer gaps.

use super::pool::{self, Pool, Supply, Unit};
use super::scene::{Budget, Scene};
use super::{Contradiction, Count};
use crate::explain::ProofReason;
use crate::problem::ResourceKind;
use crate::score::HardRule;
use std::collections::{BTreeMap, BTreeSet};

/// An activity that needs one unit of a pool for so many minutes on some day from first to last.
#[derive(Clone, Copy)]
struct Item {
    activity: usize,
    minutes: i64,
    first: u32,
    last: u32,
}

/// Unions that are looked at for each sort of resource at most.
const MOST_UNIONS: usize = 40;
/// Windows that are counted anew with the starts of their own activities alone.
const TIGHT_WINDOWS: usize = 6;

/// Pools that are short for some activity of the focus: one of each sort of resource at most, and
/// no more than so many.
pub(super) fn short(
    scene: &Scene<'_>,
    focus: &BTreeSet<usize>,
    most: usize,
    budget: &mut Budget,
) -> Vec<Contradiction> {
    let mut needs: BTreeMap<Pool, Vec<usize>> = BTreeMap::new();
    for at in (0..scene.model.activities.len()).filter(|at| !scene.domains[*at].is_empty()) {
        for pool in pools(scene, at) {
            needs.entry(pool).or_default().push(at);
        }
    }
    without_twins(scene, &mut needs);
    let mut short: Vec<Contradiction> = Vec::new();
    for pool in unions(&needs, focus) {
        if short.len() == most || budget.left() == 0 {
            break;
        }
        if short.iter().any(|one| one.units[0].0 == pool.units[0].0) {
            continue;
        }
        let mut drawn: Vec<usize> = Vec::new();
        let mixed = is_mixed(&pool);
        for (other, activities) in needs.iter().filter(|(other, _)| is_within(other, &pool)) {
            // A teacher who speaks two languages serves both: counted once.
            let once = mixed || is_mixed(other);
            for at in activities {
                if !once || !drawn.contains(at) {
                    drawn.push(*at);
                }
            }
        }
        let items: Vec<Item> = drawn
            .iter()
            .filter_map(|at| item(scene, &pool, *at))
            .collect();
        short.extend(overdrawn(scene, &pool, &items, focus, budget));
    }
    short
}

fn is_within(part: &Pool, whole: &Pool) -> bool {
    part.teaching == whole.teaching && part.units.iter().all(|unit| whole.units.contains(unit))
}

/// Interpreters and staff who speak the language themselves.
fn is_mixed(pool: &Pool) -> bool {
    let has = |kind| pool.units.iter().any(|(of, _)| *of == kind);
    has(ResourceKind::Staff) && has(ResourceKind::Interpreter)
}

/// The pools of which an activity takes one unit each, whatever its place.
fn pools(scene: &Scene<'_>, at: usize) -> Vec<Pool> {
    let model = scene.model;
    let source = &model.activities[at];
    let mut pools = Vec::new();
    let mut add = |mut units: Vec<Unit>, teaching| {
        units.sort_unstable();
        pools.push(Pool { units, teaching });
    };
    let of = |kind, fit: &[u16]| -> Vec<Unit> {
        let units = fit.iter().map(|unit| (kind, usize::from(*unit)));
        units.collect()
    };
    if source.room_kind.is_some() {
        add(of(ResourceKind::Room, &source.rooms), false);
    }
    if source.staff_skill.is_some() {
        add(of(ResourceKind::Staff, &source.staff), false);
    }
    let needed = source.languages.iter().enumerate();
    for (language, fit) in needed.filter(|(_, fit)| fit.needed) {
        let mut units = of(ResourceKind::Interpreter, &fit.interpreters);
        let mut staff = source.staff.clone();
        staff.retain(|who| source.spoken[usize::from(*who)] >> language & 1 == 1);
        units.extend(of(ResourceKind::Staff, &staff));
        // Staff alone would be counted beside the activity's own need of them.
        if !units.is_empty() && units.len() > staff.len() {
            add(units, false);
        }
    }
    if source.at_company {
        let domain = scene.domains[at].iter();
        let companies: BTreeSet<u16> = domain.map(|start| start.company).collect();
        let walks = |at: &u16| model.companies[usize::from(*at)].walking;
        if !companies.iter().any(walks) {
            add(of(ResourceKind::Vehicle, &source.vehicles), false);
        }
        let companies: Vec<u16> = companies.into_iter().collect();
        add(of(ResourceKind::Company, &companies), false);
    }
    for &person in &source.people {
        let unit = vec![(ResourceKind::Participant, person)];
        if source.kind.is_teaching() {
            add(unit.clone(), true);
        }
        add(unit, false);
    }
    pools.retain(|pool| !pool.units.is_empty());
    pools
}

/// Of participants who take part in the same and are there at the same times, one is enough.
fn without_twins(scene: &Scene<'_>, needs: &mut BTreeMap<Pool, Vec<usize>>) {
    let mut seen: Vec<(bool, usize, Vec<usize>)> = Vec::new();
    let people = &scene.model.people;
    needs.retain(|pool, activities| {
        let [(ResourceKind::Participant, who)] = pool.units[..] else {
            return true;
        };
        let is_twin = seen.iter().any(|(teaching, other, theirs)| {
            let (one, two) = (&people[who], &people[*other]);
            *teaching == pool.teaching
                && theirs == activities
                && one.cohort == two.cohort
                && one.times.absent == two.times.absent
                && one.times.closed == two.times.closed
                && one.times.booked == two.times.booked
        });
        if !is_twin {
            seen.push((pool.teaching, who, activities.clone()));
        }
        !is_twin
    });
}

/// The pools of the focus, and their unions with pools that they overlap.
fn unions(needs: &BTreeMap<Pool, Vec<usize>>, focus: &BTreeSet<usize>) -> Vec<Pool> {
    let of_focus = needs
        .iter()
        .filter(|(_, activities)| activities.iter().any(|at| focus.contains(at)));
    let mut found: Vec<Pool> = of_focus.map(|(pool, _)| pool.clone()).collect();
    let mut grown: BTreeMap<ResourceKind, usize> = BTreeMap::new();
    let mut at = 0;
    while at < found.len() {
        let pool = found[at].clone();
        at += 1;
        let kind = pool.units[0].0;
        for other in needs.keys() {
            let meets = other.teaching == pool.teaching
                && other.units[0].0 == kind
                && other.units.iter().any(|unit| pool.units.contains(unit))
                && !is_within(other, &pool);
            let grown = grown.entry(kind).or_default();
            if !meets || *grown >= MOST_UNIONS {
                continue;
            }
            let mut units = pool.units.clone();
            units.extend(other.units.iter().copied());
            units.sort_unstable();
            units.dedup();
            let union = Pool {
                units,
                teaching: pool.teaching,
            };
            if !found.contains(&union) {
                *grown += 1;
                found.push(union);
            }
        }
    }
    found
}

fn item(scene: &Scene<'_>, pool: &Pool, activity: usize) -> Option<Item> {
    let (first, last) = scene.days(activity)?;
    let model = scene.model;
    let source = &model.activities[activity];
    let kind = pool.units[0].0;
    let stays = pool.teaching || matches!(kind, ResourceKind::Room | ResourceKind::Company);
    let held = scene.domains[activity]
        .iter()
        .map(|start| model.held_minutes(activity, &start.bare()))
        .min()?;
    Some(Item {
        activity,
        minutes: if stays { source.minutes } else { held },
        first,
        last,
    })
}

/// A window of days, with what is needed and what there is.
#[derive(Clone, Copy)]
struct Window {
    first: u32,
    last: u32,
    demand: Supply,
    supply: Supply,
}

impl Window {
    const fn is_short(&self) -> bool {
        self.demand.minutes > self.supply.minutes || self.demand.pieces > self.supply.pieces
    }

    /// How much of the supply is in demand, in thousandths.
    fn strain(&self) -> i64 {
        let of = |demand: i64, supply: i64| demand * 1000 / supply.max(1);
        let minutes = of(self.demand.minutes, self.supply.minutes);
        minutes.max(of(self.demand.pieces, self.supply.pieces))
    }
}

fn overdrawn(
    scene: &Scene<'_>,
    pool: &Pool,
    items: &[Item],
    focus: &BTreeSet<usize>,
    budget: &mut Budget,
) -> Option<Contradiction> {
    let mut lengths: Vec<i64> = items.iter().map(|item| item.minutes).collect();
    lengths.sort_unstable();
    lengths.dedup();
    for least in lengths.into_iter().take(4) {
        let long: Vec<Item> = items
            .iter()
            .filter(|item| item.minutes >= least)
            .copied()
            .collect();
        let mut windows = windows(scene, pool, &long, focus, budget);
        if let Some(found) = windows.iter().find(|window| window.is_short()) {
            return Some(counted(scene, pool, &long, found));
        }
        windows.retain(|window| window.strain() >= 400);
        windows.sort_by_key(|window| std::cmp::Reverse(window.strain()));
        for window in windows.iter().take(TIGHT_WINDOWS) {
            let (first, last) = (window.first, window.last);
            let inside: Vec<Item> = long
                .iter()
                .filter(|item| item.first >= first && item.last <= last)
                .copied()
                .collect();
            let held = held(scene, pool, &inside, first..=last, budget);
            let supply = total(scene, pool, &held, (first, first, last), least);
            let again = Window { supply, ..*window };
            if again.is_short() {
                return Some(counted(scene, pool, &long, &again));
            }
        }
    }
    None
}

/// What each unit of a pool holds on each of some days, of pieces of some items.
fn held(
    scene: &Scene<'_>,
    pool: &Pool,
    items: &[Item],
    days: impl Iterator<Item = u32> + Clone,
    budget: &mut Budget,
) -> Vec<Vec<Supply>> {
    let valued: Vec<(usize, i64)> = items.iter().map(|i| (i.activity, i.minutes)).collect();
    let shapes = pool::shapes(scene, &valued);
    let of_unit = |unit: &Unit| {
        let days = days.clone();
        days.map(|day| pool::supply(scene, pool, *unit, day, &shapes, budget))
            .collect()
    };
    pool.units.iter().map(of_unit).collect()
}

/// What a pool holds from one day to another; the table begins with a day.
fn total(
    scene: &Scene<'_>,
    pool: &Pool,
    held: &[Vec<Supply>],
    (begin, first, last): (u32, u32, u32),
    least: i64,
) -> Supply {
    let mut total = Supply::default();
    for (unit, days) in pool.units.iter().zip(held) {
        let mut weeks: BTreeMap<u32, Supply> = BTreeMap::new();
        for day in first..=last {
            let supply = days[(day - begin) as usize];
            let week = scene.model.week_of_day[day as usize];
            let week = weeks.entry(week).or_default();
            week.minutes += supply.minutes;
            week.pieces += supply.pieces;
        }
        for (week, supply) in weeks {
            let cap = pool::cap_of_week(scene, *unit, week).unwrap_or(i64::MAX);
            total.minutes += supply.minutes.min(cap);
            total.pieces += supply.pieces.min(cap / least.max(1));
        }
    }
    total
}

/// Every window that an activity of the focus must lie in and others too: short ones first.
fn windows(
    scene: &Scene<'_>,
    pool: &Pool,
    items: &[Item],
    focus: &BTreeSet<usize>,
    budget: &mut Budget,
) -> Vec<Window> {
    let in_focus: Vec<&Item> = items
        .iter()
        .filter(|item| focus.contains(&item.activity))
        .collect();
    if in_focus.is_empty() {
        return Vec::new();
    }
    let begin = items.iter().map(|item| item.first).min().unwrap_or(0);
    let end = items.iter().map(|item| item.last).max().unwrap_or(0);
    let least = items.iter().map(|item| item.minutes).min().unwrap_or(1);
    let table = held(scene, pool, items, begin..=end, budget);
    let firsts: BTreeSet<u32> = items.iter().map(|item| item.first).collect();
    let lasts: BTreeSet<u32> = items.iter().map(|item| item.last).collect();
    let mut windows = Vec::new();
    for &first in &firsts {
        for &last in lasts.iter().filter(|last| **last >= first) {
            let is_inside = |item: &Item| item.first >= first && item.last <= last;
            if !in_focus.iter().any(|item| is_inside(item)) {
                continue;
            }
            let mut demand = Supply::default();
            for item in items.iter().filter(|item| is_inside(item)) {
                demand.minutes += item.minutes;
                demand.pieces += 1;
            }
            budget.take(1);
            let supply = total(scene, pool, &table, (begin, first, last), least);
            windows.push(Window {
                first,
                last,
                demand,
                supply,
            });
        }
    }
    windows.sort_by_key(|window| (window.last - window.first, window.first));
    windows
}

/// The contradiction with as few activities as still are too many.
fn counted(scene: &Scene<'_>, pool: &Pool, items: &[Item], window: &Window) -> Contradiction {
    let mut inside: Vec<&Item> = items
        .iter()
        .filter(|item| item.first >= window.first && item.last <= window.last)
        .collect();
    inside.sort_by_key(|item| (std::cmp::Reverse(item.minutes), item.activity));
    let by_minutes = window.demand.minutes > window.supply.minutes;
    let mut demand = Supply::default();
    let mut activities = BTreeSet::new();
    for item in inside {
        let enough = if by_minutes {
            demand.minutes > window.supply.minutes
        } else {
            demand.pieces > window.supply.pieces
        };
        if enough {
            break;
        }
        demand.minutes += item.minutes;
        demand.pieces += 1;
        activities.insert(item.activity);
    }
    Contradiction {
        reason: ProofReason::TooMuchDemand,
        rules: rules(scene, pool),
        activities,
        units: pool.units.clone(),
        count: Some(Count {
            days: (window.first, window.last),
            demand: demand.minutes,
            supply: window.supply.minutes,
            pieces: (demand.pieces, window.supply.pieces),
        }),
    }
}

/// The rules that make a pool short, as far as the argument alone tells.
fn rules(scene: &Scene<'_>, pool: &Pool) -> Vec<HardRule> {
    let caps = |at: &Unit| scene.model.staff[at.1].max_week.is_some();
    let rule = match pool.units[0].0 {
        ResourceKind::Room => HardRule::RoomOverlap,
        ResourceKind::Staff if pool.units.iter().any(caps) => {
            return vec![HardRule::StaffOverlap, HardRule::StaffWeekTooLong];
        }
        ResourceKind::Staff => HardRule::StaffOverlap,
        ResourceKind::Interpreter => HardRule::InterpreterOverlap,
        ResourceKind::Vehicle => HardRule::VehicleOverlap,
        ResourceKind::Company => HardRule::CompanyFull,
        ResourceKind::Participant if pool.teaching => HardRule::DayTooLong,
        ResourceKind::Participant => HardRule::ParticipantOverlap,
    };
    vec![rule, HardRule::OutsideWeeks]
}
