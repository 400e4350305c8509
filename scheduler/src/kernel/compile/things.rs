//! Rooms, staff, interpreters, vehicles and companies: lanes and what they cost.

use super::index;
use crate::dense::bits::Bits;
use crate::dense::{Model, Times};
use crate::kernel::board::{Board, Pay};
use crate::kernel::lanes::Lanes;
use crate::problem::InterpreterMode;
use crate::score::SoftRule;

/// The distinct set-up times and buffers, in minutes.
pub(super) struct Reaches {
    pub(super) setups: Vec<i64>,
    pub(super) buffers: Vec<i64>,
    /// The largest of all.
    pub(super) widest: i64,
}

pub(super) fn reaches(model: &Model, board: &mut Board) -> Reaches {
    let distinct = |minutes: &mut dyn Iterator<Item = i64>| {
        let mut all: Vec<i64> = minutes.collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let setups = distinct(&mut model.rooms.iter().map(|room| room.setup));
    let buffers = distinct(&mut model.interpreters.iter().map(|who| who.buffer));
    let widest = setups.iter().chain(&buffers).copied().max().unwrap_or(0);
    let class = |at: usize| u16::try_from(at).unwrap_or(0);
    board.room_reach = model
        .rooms
        .iter()
        .map(|room| class(setups.partition_point(|minutes| *minutes < room.setup)))
        .collect();
    board.interpreter_reach = model
        .interpreters
        .iter()
        .map(|who| class(setups.len() + buffers.partition_point(|minutes| *minutes < who.buffer)))
        .collect();
    Reaches {
        setups,
        buffers,
        widest,
    }
}

/// Marks the slots that bits cover.
pub(super) fn mark(board: &Board, lanes: &mut Lanes, lane: usize, bits: &Bits) {
    for slot in 0..board.slots {
        if bits.get(board.real[slot as usize]) {
            lanes.set(lane, slot, slot + 1);
        }
    }
}

pub(super) fn compile(model: &Model, board: &mut Board) {
    board.n_rooms = model.rooms.len();
    board.n_staff = model.staff.len();
    board.lane_rooms = 0;
    board.lane_staff = board.lane_rooms + model.rooms.len();
    board.lane_interpreters = board.lane_staff + model.staff.len();
    board.lane_vehicles = board.lane_interpreters + model.interpreters.len();
    board.lane_companies = board.lane_vehicles + model.vehicles.len();
    board.lane_parties = board.lane_companies + model.companies.len();
    board.lanes = board.lane_parties + board.parties.len() + board.unions;
    let mut taken = Lanes::new(board.lanes, board.slots);
    let mut shut_lanes = 0;
    let is_wide = |times: &Times, minutes: i64| minutes > 0 && !is_clear(model, &times.closed);
    let mut lane = |wide: bool| {
        if wide {
            shut_lanes += 1;
            index(shut_lanes - 1)
        } else {
            u32::MAX
        }
    };
    board.room_shut = model
        .rooms
        .iter()
        .map(|room| lane(is_wide(&room.times, room.setup)))
        .collect();
    board.interpreter_shut = model
        .interpreters
        .iter()
        .map(|who| lane(is_wide(&who.times, who.buffer)))
        .collect();
    let has_lunch = !board.lunches.is_empty();
    board.busy_people = shut_lanes;
    board.busy_parties = shut_lanes + if has_lunch { model.people.len() } else { 0 };
    let all = board.busy_parties + if has_lunch { board.parties.len() } else { 0 };
    let mut shut = Lanes::new(all, board.slots);
    let mut put = |lane: usize, times: &Times, own: u32| {
        mark(board, &mut taken, lane, &times.absent);
        mark(board, &mut taken, lane, &times.booked);
        if own == u32::MAX {
            mark(board, &mut taken, lane, &times.closed);
        } else {
            mark(board, &mut shut, own as usize, &times.closed);
        }
    };
    for (at, room) in model.rooms.iter().enumerate() {
        put(board.lane_rooms + at, &room.times, board.room_shut[at]);
    }
    for (at, staff) in model.staff.iter().enumerate() {
        put(board.lane_staff + at, &staff.times, u32::MAX);
    }
    for (at, who) in model.interpreters.iter().enumerate() {
        let own = board.interpreter_shut[at];
        put(board.lane_interpreters + at, &who.times, own);
    }
    for (at, vehicle) in model.vehicles.iter().enumerate() {
        put(board.lane_vehicles + at, &vehicle.times, u32::MAX);
    }
    companies(model, board, &mut taken);
    if has_lunch {
        busy_people(model, board, &mut shut);
    }
    board.taken = Some(taken);
    board.shut = Some(shut);
    staff(model, board);
    pay(model, board);
    board.seats = model.vehicles.iter().map(|vehicle| vehicle.seats).collect();
}

fn is_clear(model: &Model, bits: &Bits) -> bool {
    !bits.any(crate::dense::bits::Slots {
        from: 0,
        until: model.grid.slots,
    })
}

/// A company's lane is taken where all its places are; when it is open the sites know.
fn companies(model: &Model, board: &mut Board, taken: &mut Lanes) {
    board.places = model.companies.iter().map(|c| c.places).collect();
    let slots = board.slots;
    board.places_taken = vec![0; model.companies.len() * slots as usize];
    for (at, company) in model.companies.iter().enumerate() {
        for slot in 0..slots {
            let booked = company.booked_places[board.real[slot as usize] as usize];
            board.places_taken[at * slots as usize + slot as usize] =
                u16::try_from(booked).unwrap_or(u16::MAX / 2);
            if booked >= company.places {
                taken.set(board.lane_companies + at, slot, slot + 1);
            }
        }
    }
}

/// When people have no time for lunch whatever the plan.
fn busy_people(model: &Model, board: &Board, shut: &mut Lanes) {
    for (at, person) in model.people.iter().enumerate() {
        let lane = board.busy_people + at;
        mark(board, shut, lane, &person.times.absent);
        mark(board, shut, lane, &person.times.booked);
    }
    for (at, party) in board.parties.iter().enumerate() {
        for who in &board.indices[party.people.range()] {
            let person = &model.people[*who as usize];
            mark(board, shut, board.busy_parties + at, &person.times.absent);
            mark(board, shut, board.busy_parties + at, &person.times.booked);
        }
    }
}

fn staff(model: &Model, board: &mut Board) {
    let cap = |cap: Option<u32>| cap.unwrap_or(u32::MAX);
    board.staff_cap_day = model.staff.iter().map(|s| cap(s.max_day)).collect();
    board.staff_cap_week = model.staff.iter().map(|s| cap(s.max_week)).collect();
    board.has_staff_caps = model
        .staff
        .iter()
        .any(|s| s.max_day.is_some() || s.max_week.is_some());
}

fn pay(model: &Model, board: &mut Board) {
    let mut tasks = vec![Vec::new(); model.interpreters.len()];
    let mut is_even = vec![board.is_narrow; model.interpreters.len()];
    for (at, task) in board.tasks.iter().enumerate() {
        let even = board.sites[task.sites.range()].iter().all(|site| {
            i64::from(task.minutes) % board.grid == 0
                && (i64::from(site.held_minutes - task.minutes) / 2) % board.grid == 0
        });
        let mut of_task: Vec<u16> = board.tongues[task.tongues.range()]
            .iter()
            .flat_map(|tongue| board.fits[tongue.fit.range()].iter().copied())
            .chain(board.fixed[at].iter().flat_map(|spot| spot.interpreters))
            .filter(|who| *who != crate::kernel::board::NONE)
            .collect();
        of_task.sort_unstable();
        of_task.dedup();
        for who in of_task {
            tasks[usize::from(who)].push(index(at));
            is_even[usize::from(who)] &= even;
        }
    }
    board.pay_foreign = vec![0; model.interpreters.len() * board.days.len()];
    let weights = &model.weights;
    let weight = |rule: SoftRule| weights[rule as usize];
    board.on_site = model
        .interpreters
        .iter()
        .map(|who| who.mode == InterpreterMode::OnSite)
        .collect();
    board.pay = model
        .interpreters
        .iter()
        .zip(tasks)
        .zip(is_even)
        .map(|((who, tasks), is_even)| Pay {
            on_site: who.mode == InterpreterMode::OnSite,
            minimum: i64::from(who.terms.minimum_minutes),
            per_hour: i64::from(who.terms.ore_per_hour),
            callout: i64::from(who.terms.transport_ore) * weight(SoftRule::InterpreterCallout),
            idle: weight(SoftRule::InterpreterIdle),
            is_even,
            tasks,
        })
        .collect();
}
