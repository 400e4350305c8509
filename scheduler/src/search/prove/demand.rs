//! More demand than supply: the activities that must lie within some days need more of a pool of
//! resources than the pool has on those days.

use super::supply::{Pool, Supply, cap_of_week, least_minutes, of_unit};
use super::{Windows, dates, proof};
use crate::calendar::MINUTES_PER_DAY;
use crate::dense::Model;
use crate::dense::state::State;
use crate::explain::{Proof, ProofReason};
use crate::problem::{ActivityKind, ResourceKind, ResourceRef};
use crate::score::HardRule;
use std::collections::BTreeMap;

/// An activity that needs one unit of a pool on some day from `first` to `last`.
struct Item {
    activity: usize,
    minutes: i64,
    first: u32,
    last: u32,
}

/// At most so many proofs by counting.
const MOST: usize = 10;

pub(super) fn proofs(model: &Model, windows: &Windows) -> Vec<Proof> {
    let state = State::new(model);
    let mut needs: BTreeMap<Pool, Vec<usize>> = BTreeMap::new();
    for at in (0..model.activities.len()).filter(|at| is_counted(model, windows, *at)) {
        for pool in pools(model, at) {
            needs.entry(pool).or_default().push(at);
        }
    }
    let all: Vec<(&Pool, &Vec<usize>)> = needs.iter().collect();
    let found = all.iter().filter_map(|(pool, _)| {
        // Whoever draws on a part of the pool draws on the pool.
        let drawn: Vec<usize> = all
            .iter()
            .filter(|(other, _)| is_within(other, pool))
            .flat_map(|(_, activities)| activities.iter().copied())
            .collect();
        overdrawn(&state, windows, pool, &drawn)
    });
    found.take(MOST).collect()
}

/// Only what can have a start is counted; what cannot has a proof of its own.
fn is_counted(model: &Model, windows: &Windows, at: usize) -> bool {
    let bounds = windows.earliest[at].zip(windows.latest[at]);
    model.activities[at].is_free() && bounds.is_some_and(|(earliest, latest)| earliest <= latest)
}

fn is_within(part: &Pool, whole: &Pool) -> bool {
    part.kind == whole.kind
        && part.teaching == whole.teaching
        && part.units.iter().all(|unit| whole.units.contains(unit))
}

/// The pools of which an activity takes one unit each, whatever its place.
fn pools(model: &Model, at: usize) -> Vec<Pool> {
    let source = &model.activities[at];
    let mut pools = Vec::new();
    let mut add = |kind, fit: &[u16]| {
        let units = fit.iter().map(|unit| usize::from(*unit)).collect();
        pools.push(Pool {
            kind,
            units,
            teaching: false,
        });
    };
    if source.room_kind.is_some() {
        add(ResourceKind::Room, &source.rooms);
    }
    if source.staff_skill.is_some() {
        add(ResourceKind::Staff, &source.staff);
    }
    for (language, fit) in source.languages.iter().enumerate() {
        let speaks = |staff: &u16| source.spoken[usize::from(*staff)] >> language & 1 == 1;
        if fit.needed && !source.staff.iter().any(speaks) {
            add(ResourceKind::Interpreter, &fit.interpreters);
        }
    }
    if source.at_company {
        let sites = source.sites.iter().filter(|site| !site.starts.is_empty());
        let companies: Vec<u16> = sites.map(|site| site.company).collect();
        let walking = companies
            .iter()
            .any(|at| model.companies[usize::from(*at)].walking);
        if !walking {
            add(ResourceKind::Vehicle, &source.vehicles);
        }
        add(ResourceKind::Company, &companies);
    }
    for &person in &source.people {
        let kind = ResourceKind::Participant;
        pools.push(Pool {
            kind,
            units: vec![person],
            teaching: false,
        });
        if source.kind.is_teaching() {
            pools.push(Pool {
                kind,
                units: vec![person],
                teaching: true,
            });
        }
    }
    pools
}

/// The shortest run of days in which a pool is overdrawn.
fn overdrawn(state: &State<'_>, windows: &Windows, pool: &Pool, drawn: &[usize]) -> Option<Proof> {
    let model = state.model;
    let items: Vec<Item> = drawn
        .iter()
        .filter_map(|at| item(model, windows, pool, *at))
        .collect();
    let least = items.iter().map(|item| item.minutes).min()?;
    let supply: Vec<Vec<Supply>> = pool
        .units
        .iter()
        .map(|unit| of_unit(state, pool, *unit, least))
        .collect();
    let mut firsts: Vec<u32> = items.iter().map(|item| item.first).collect();
    firsts.sort_unstable();
    firsts.dedup();
    let mut shortest: Option<(u32, u32, Supply)> = None;
    for first in firsts {
        let mut given = Given::new(pool.units.len());
        let reach = shortest.map_or(model.grid.days, |(from, until, _)| first + until - from);
        for last in first..model.grid.days.min(reach) {
            given.add_day(state, pool, &supply, last);
            let inside = items
                .iter()
                .filter(|item| item.first >= first && item.last <= last);
            let (mut minutes, mut pieces) = (0, 0);
            for item in inside {
                minutes += item.minutes;
                pieces += 1;
            }
            let total = given.total();
            if minutes > total.minutes || pieces > total.pieces {
                shortest = Some((first, last, total));
                break;
            }
        }
    }
    shortest.map(|found| counted(model, pool, &items, found))
}

/// What a pool gives over a run of days.
struct Given {
    /// Minutes of whole weeks so far, and of the week that is under way, by unit.
    weeks: Vec<i64>,
    week: Vec<i64>,
    pieces: i64,
    current: Option<u32>,
}

impl Given {
    fn new(units: usize) -> Self {
        Self {
            weeks: vec![0; units],
            week: vec![0; units],
            pieces: 0,
            current: None,
        }
    }

    fn add_day(&mut self, state: &State<'_>, pool: &Pool, supply: &[Vec<Supply>], day: u32) {
        let week = state.model.week_of_day[day as usize];
        if self.current != Some(week) {
            for (weeks, week) in self.weeks.iter_mut().zip(&mut self.week) {
                *weeks += std::mem::take(week);
            }
            self.current = Some(week);
        }
        for (at, unit) in pool.units.iter().enumerate() {
            let day = supply[at][day as usize];
            let cap = cap_of_week(state, pool, *unit, week);
            self.week[at] = (self.week[at] + day.minutes).min(cap);
            self.pieces += day.pieces;
        }
    }

    fn total(&self) -> Supply {
        let minutes = self.weeks.iter().chain(&self.week).sum();
        Supply {
            minutes,
            pieces: self.pieces,
        }
    }
}

fn item(model: &Model, windows: &Windows, pool: &Pool, activity: usize) -> Option<Item> {
    let day = |minute: i64| u32::try_from(minute / i64::from(MINUTES_PER_DAY)).ok();
    Some(Item {
        activity,
        minutes: least_minutes(model, pool.kind, activity),
        first: day(windows.earliest[activity]?)?,
        last: day(windows.latest[activity]?)?,
    })
}

fn counted(
    model: &Model,
    pool: &Pool,
    items: &[Item],
    (first, last, supply): (u32, u32, Supply),
) -> Proof {
    let inside = items
        .iter()
        .filter(|item| item.first >= first && item.last <= last);
    let demand = inside.clone().map(|item| item.minutes).sum();
    let mut activities: Vec<usize> = inside.map(|item| item.activity).collect();
    activities.sort_unstable();
    activities.dedup();
    let mut proof = proof(
        model,
        ProofReason::TooMuchDemand,
        rules(model, pool, &activities),
        &activities,
    );
    let key = |unit: &usize| ResourceRef::new(pool.kind, model.resource_key(pool.kind, *unit));
    proof.resources = pool.units.iter().map(key).collect();
    proof.window = Some(dates(model, first, last));
    proof.demand_minutes = demand;
    proof.supply_minutes = supply.minutes;
    proof
}

/// The rules that make a pool short.
fn rules(model: &Model, pool: &Pool, activities: &[usize]) -> Vec<HardRule> {
    let visits = |at: &usize| model.activities[*at].kind == ActivityKind::CompanyVisit;
    let rule = match pool.kind {
        ResourceKind::Room => HardRule::RoomOverlap,
        ResourceKind::Staff => HardRule::StaffOverlap,
        ResourceKind::Interpreter => HardRule::InterpreterOverlap,
        ResourceKind::Vehicle => HardRule::VehicleOverlap,
        ResourceKind::Company => HardRule::CompanyFull,
        ResourceKind::Participant if pool.teaching => HardRule::DayTooLong,
        ResourceKind::Participant => HardRule::ParticipantOverlap,
    };
    let mut rules = vec![rule, HardRule::OutsideWeeks];
    if activities.iter().any(visits) && activities.iter().any(|at| !visits(at)) {
        rules.push(HardRule::VisitBeforeInterview);
    }
    rules
}
