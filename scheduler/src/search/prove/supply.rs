//! How much time the units of a pool have on each day.

use crate::dense::Model;
use crate::dense::place::Place;
use crate::dense::state::State;
use crate::problem::ResourceKind;

/// Some resources of one kind, any of which will do.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Pool {
    pub(super) kind: ResourceKind,
    pub(super) units: Vec<usize>,
    /// Whether only lessons are counted, against the caps on teaching.
    pub(super) teaching: bool,
}

/// What a pool can give on one day: minutes, and pieces of a least length.
#[derive(Clone, Copy, Default)]
pub(super) struct Supply {
    pub(super) minutes: i64,
    pub(super) pieces: i64,
}

/// The supply of one unit on each day, of pieces that last at least so many minutes, beside what
/// is fixed already.
pub(super) fn of_unit(state: &State<'_>, pool: &Pool, unit: usize, least: i64) -> Vec<Supply> {
    let model = state.model;
    let days = 0..model.grid.days;
    days.map(|day| {
        let (mut supply, mut piece) = (Supply::default(), 0);
        let end = (day + 1) * model.grid.per_day;
        for slot in day * model.grid.per_day..=end {
            let places = if slot < end {
                places_at(state, pool.kind, unit, slot)
            } else {
                0
            };
            if pool.kind == ResourceKind::Company {
                // Several groups at once: minutes are counted by place, pieces are not cut.
                supply.minutes += places * i64::from(model.grid.minutes);
                supply.pieces += places;
            } else if places > 0 {
                piece += i64::from(model.grid.minutes);
            } else {
                if piece >= least {
                    supply.minutes += piece;
                    supply.pieces += piece / least;
                }
                piece = 0;
            }
        }
        supply.minutes = supply.minutes.min(cap_of_day(state, pool, unit, day));
        supply
    })
    .collect()
}

/// How many could use a unit in a slot.
fn places_at(state: &State<'_>, kind: ResourceKind, unit: usize, slot: u32) -> i64 {
    let model = state.model;
    if model.closed.get(slot) {
        return 0;
    }
    let is_taken = match kind {
        ResourceKind::Room => state.rooms.get(unit, slot),
        ResourceKind::Staff => state.staff.get(unit, slot),
        ResourceKind::Interpreter => state.interpreters.get(unit, slot),
        ResourceKind::Vehicle => state.vehicles.get(unit, slot),
        ResourceKind::Participant => state.people.get(unit, slot),
        ResourceKind::Company => false,
    };
    let times = match kind {
        ResourceKind::Room => &model.rooms[unit].times,
        ResourceKind::Staff => &model.staff[unit].times,
        ResourceKind::Interpreter => &model.interpreters[unit].times,
        ResourceKind::Vehicle => &model.vehicles[unit].times,
        ResourceKind::Participant => &model.people[unit].times,
        ResourceKind::Company => &model.companies[unit].times,
    };
    if is_taken || times.closed.get(slot) || times.absent.get(slot) {
        return 0;
    }
    if kind == ResourceKind::Company {
        let at = unit * model.grid.slots as usize + slot as usize;
        let places = i64::from(model.companies[unit].places);
        return (places - i64::from(state.company_places[at])).max(0);
    }
    1
}

/// Minutes that a unit may have on a day at most, beside what is fixed already.
fn cap_of_day(state: &State<'_>, pool: &Pool, unit: usize, day: u32) -> i64 {
    let model = state.model;
    let left = |cap: Option<u32>, used: u32| {
        cap.map_or(i64::MAX, |cap| (i64::from(cap) - i64::from(used)).max(0))
    };
    match pool.kind {
        ResourceKind::Staff => {
            let used = state.staff_day[unit * model.grid.days as usize + day as usize];
            left(model.staff[unit].max_day, used)
        }
        ResourceKind::Participant if pool.teaching => {
            let cap = model.cohorts[model.people[unit].cohort].max_day;
            let strand = model
                .strands
                .iter()
                .position(|strand| strand.people.contains(&unit));
            let used = strand.map_or(0, |strand| {
                state.strand_day[strand * model.grid.days as usize + day as usize]
            });
            left(cap, used)
        }
        _ => i64::MAX,
    }
}

/// Minutes that a unit may have in a week at most, beside what is fixed already.
pub(super) fn cap_of_week(state: &State<'_>, pool: &Pool, unit: usize, week: u32) -> i64 {
    let model = state.model;
    if pool.kind != ResourceKind::Staff {
        return i64::MAX;
    }
    let used = state.staff_week[unit * model.weeks as usize + week as usize];
    let cap = model.staff[unit].max_week;
    cap.map_or(i64::MAX, |cap| (i64::from(cap) - i64::from(used)).max(0))
}

/// The least minutes that an activity takes a unit of a pool for.
pub(super) fn least_minutes(model: &Model, kind: ResourceKind, at: usize) -> i64 {
    let source = &model.activities[at];
    let travels = matches!(
        kind,
        ResourceKind::Staff
            | ResourceKind::Interpreter
            | ResourceKind::Vehicle
            | ResourceKind::Participant
    );
    let sites = source.sites.iter().filter(|site| !site.starts.is_empty());
    let least = sites
        .map(|site| model.held_minutes(at, &Place::at(0, site.company)))
        .min();
    if travels {
        least.unwrap_or(source.minutes)
    } else {
        source.minutes
    }
}
