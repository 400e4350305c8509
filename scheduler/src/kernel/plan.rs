//! Where everything stands, who is taken when, and what it costs so far.

use super::board::{Board, NONE, NOWHERE, Site, Spot};
use super::days;
use super::lanes::{Counts, Lanes};
use crate::rules::interpreter_idle;

/// A plan in the making.
#[derive(Clone)]
pub(crate) struct Plan<'b> {
    pub(crate) board: &'b Board,
    pub(crate) spots: Vec<Spot>,
    /// By task, from and until which slot its session lasts: what the order of tasks asks for.
    pub(crate) sessions: Vec<(u32, u32)>,
    pub(crate) lanes: Lanes,
    /// Tasks of other parties by party and slot.
    union_counts: Counts,
    pub(crate) places_taken: Vec<u16>,
    pub(crate) strand_minutes: Vec<u32>,
    pub(crate) strand_masks: Vec<u64>,
    pub(crate) strand_costs: Vec<i64>,
    pub(crate) pay_masks: Vec<u64>,
    pub(crate) pay_costs: Vec<i64>,
    /// Minutes paid without work, of interpreters who are paid by the session.
    pub(crate) pay_idle: Vec<i64>,
    pub(crate) staff_day: Vec<u32>,
    pub(crate) staff_week: Vec<u32>,
    pub(crate) teachers: Vec<u16>,
    pub(crate) n_teachers: Vec<u16>,
    pub(crate) rooms: Vec<u16>,
    pub(crate) n_rooms: Vec<u16>,
    pub(crate) cost: i64,
    /// Free tasks that are nowhere.
    pub(crate) unassigned: u32,
}

impl<'b> Plan<'b> {
    /// The plan that holds what may not move, and nothing else.
    pub(crate) fn new(board: &'b Board) -> Self {
        let days = board.days.len();
        let mut plan = Self {
            board,
            spots: vec![Spot::NOWHERE; board.tasks.len()],
            sessions: vec![(NOWHERE, NOWHERE); board.tasks.len()],
            lanes: board
                .taken
                .clone()
                .unwrap_or_else(|| Lanes::new(0, board.slots)),
            union_counts: Counts::new(board.unions, board.slots),
            places_taken: board.places_taken.clone(),
            strand_minutes: vec![0; board.strands.len() * days],
            strand_masks: vec![0; board.strands.len() * days],
            strand_costs: Vec::with_capacity(board.strands.len() * days),
            pay_masks: board.pay_foreign.clone(),
            pay_costs: foreign_costs(board),
            pay_idle: vec![0; board.pay.len() * days],
            staff_day: vec![0; board.n_staff * days],
            staff_week: vec![0; board.n_staff * board.weeks],
            teachers: vec![0; board.teacher_change.len() * board.n_staff],
            n_teachers: vec![0; board.teacher_change.len()],
            rooms: vec![0; board.room_change.len() * board.n_rooms],
            n_rooms: vec![0; board.room_change.len()],
            cost: board.lost_days,
            unassigned: 0,
        };
        for strand in &board.strands {
            for day in 0..days {
                let cost = if strand.days[day] { strand.empty } else { 0 };
                plan.strand_costs.push(cost);
                plan.cost += cost;
            }
        }
        for (at, task) in board.tasks.iter().enumerate() {
            plan.unassigned += u32::from(task.is_free);
            if let Some(spot) = board.fixed[at] {
                plan.put(at, spot);
            }
        }
        plan
    }

    /// Slots of a task's session.
    #[inline]
    pub(crate) fn session(&self, task: usize) -> u32 {
        self.board.site(task, &self.spots[task]).session
    }

    /// What a task takes of its people's time now.
    #[inline]
    pub(crate) fn own(&self, task: usize) -> (u32, u32) {
        let spot = &self.spots[task];
        if spot.start == NOWHERE {
            return (0, 0);
        }
        self.board.hold(self.board.site(task, spot), spot.start)
    }

    /// Puts a task that is nowhere to a spot, whatever the rules say of it.
    pub(crate) fn put(&mut self, task: usize, spot: Spot) {
        debug_assert!(!self.spots[task].is_somewhere());
        self.spots[task] = spot;
        self.sessions[task] = (spot.start, spot.start + self.session(task));
        self.unassigned -= u32::from(self.board.tasks[task].is_free);
        self.change(task, &spot, true);
    }

    /// Lifts a task away from where it stands.
    pub(crate) fn lift(&mut self, task: usize) -> Spot {
        let spot = self.spots[task];
        debug_assert!(spot.is_somewhere());
        self.spots[task] = Spot::NOWHERE;
        self.sessions[task] = (NOWHERE, NOWHERE);
        self.unassigned += u32::from(self.board.tasks[task].is_free);
        self.change(task, &spot, false);
        spot
    }

    /// Moves a task from where it stands to a spot.
    #[inline]
    pub(crate) fn relocate(&mut self, task: usize, spot: Spot) {
        self.lift(task);
        self.put(task, spot);
    }

    /// Lets tasks that ask for the same stand at spots that they have between them: nobody and
    /// nothing is taken at another time than before.
    pub(crate) fn rename(&mut self, tasks: &[usize], spots: &[Spot]) {
        for (task, spot) in tasks.iter().zip(spots) {
            self.cost -= super::price::of_one(self.board, *task, &self.spots[*task]);
            self.cost += super::price::of_one(self.board, *task, spot);
            self.spots[*task] = *spot;
            self.sessions[*task] = (spot.start, spot.start + self.session(*task));
        }
    }

    fn change(&mut self, task: usize, spot: &Spot, on: bool) {
        let board = self.board;
        let source = &board.tasks[task];
        let site = board.site(task, spot);
        let hold = board.hold(site, spot.start);
        self.take_people(source.party as usize, hold, on);
        self.take_things(task, spot, site, hold, on);
        let day = board.day_of(spot.start);
        let sign = if on { 1 } else { -1 };
        self.cost += sign * super::price::of_one(board, task, spot);
        self.count_lessons(task, spot, day, on);
        self.count_interpreters(task, spot, day, on);
        if source.series != u32::MAX {
            self.count_series(source.series as usize, spot, on);
        }
    }

    fn take_people(&mut self, party: usize, (from, until): (u32, u32), on: bool) {
        let board = self.board;
        let first = board.lane_parties;
        let party = &board.parties[party];
        self.mark(first + party.own as usize, from, until, on);
        for (lane, counter) in &board.union_of[party.counts_in.range()] {
            let lane = first + *lane as usize;
            let counts = self.union_counts.range(*counter as usize, from, until);
            for (at, count) in (from..).zip(counts) {
                if on {
                    *count += 1;
                    if *count == 1 {
                        self.lanes.set(lane, at, at + 1);
                    }
                } else {
                    *count -= 1;
                    if *count == 0 {
                        self.lanes.clear(lane, at, at + 1);
                    }
                }
            }
        }
    }

    #[inline]
    fn mark(&mut self, lane: usize, from: u32, until: u32, on: bool) {
        if on {
            self.lanes.set(lane, from, until);
        } else {
            self.lanes.clear(lane, from, until);
        }
    }

    fn take_things(
        &mut self,
        task: usize,
        spot: &Spot,
        site: &Site,
        (from, until): (u32, u32),
        on: bool,
    ) {
        let board = self.board;
        if spot.room != NONE {
            let (from, until) = board.reach(board.room_reach(site, spot.room), spot.start);
            self.mark(board.lane_rooms + usize::from(spot.room), from, until, on);
        }
        if spot.staff != NONE {
            let staff = usize::from(spot.staff);
            self.mark(board.lane_staff + staff, from, until, on);
            if board.has_staff_caps {
                let day = board.day_of(spot.start);
                let week = board.days[day].week as usize;
                let in_day = &mut self.staff_day[staff * board.days.len() + day];
                let in_week = &mut self.staff_week[staff * board.weeks + week];
                if on {
                    *in_day += site.held_minutes;
                    *in_week += site.held_minutes;
                } else {
                    *in_day -= site.held_minutes;
                    *in_week -= site.held_minutes;
                }
            }
        }
        for who in &spot.interpreters[..board.tasks[task].tongues.len()] {
            if *who != NONE {
                let (from, until) = board.reach(board.interpreter_reach(site, *who), spot.start);
                let lane = board.lane_interpreters + usize::from(*who);
                self.mark(lane, from, until, on);
            }
        }
        if spot.vehicle != NONE {
            let lane = board.lane_vehicles + usize::from(spot.vehicle);
            self.mark(lane, from, until, on);
        }
        if site.company != NONE {
            self.take_place(usize::from(site.company), spot.start, site.session, on);
        }
    }

    /// One of a company's places, while the session lasts.
    fn take_place(&mut self, company: usize, start: u32, session: u32, on: bool) {
        let board = self.board;
        let places = board.places[company];
        let lane = board.lane_companies + company;
        for slot in start..(start + session).min(board.slots) {
            let taken = &mut self.places_taken[company * board.slots as usize + slot as usize];
            if on {
                *taken += 1;
            } else {
                *taken -= 1;
            }
            let full = u32::from(*taken) >= places;
            self.mark(lane, slot, slot + 1, full);
        }
    }

    fn count_lessons(&mut self, task: usize, spot: &Spot, day: usize, on: bool) {
        let board = self.board;
        let source = &board.tasks[task];
        if source.strands.len() == 0 {
            return;
        }
        let session = board.site(task, spot).session;
        for strand in &board.indices[source.strands.range()] {
            let at = *strand as usize * board.days.len() + day;
            let strand = &board.strands[*strand as usize];
            let minutes = &mut self.strand_minutes[at];
            *minutes = if on {
                *minutes + source.minutes
            } else {
                *minutes - source.minutes
            };
            let now = if strand.is_even {
                let bits = days::bits(&board.days[day], spot.start, spot.start + session);
                let mask = &mut self.strand_masks[at];
                *mask = if on { *mask | bits } else { *mask & !bits };
                days::strand_cost(board, strand, day, *mask)
            } else {
                let row = days::strand_row(self, strand, day, usize::MAX);
                let midnight = i64::from(board.days[day].date) * 24 * 60;
                days::strand_cost_by_row(strand, day, midnight, &row)
            };
            self.cost += now - self.strand_costs[at];
            self.strand_costs[at] = now;
        }
    }

    fn count_interpreters(&mut self, task: usize, spot: &Spot, day: usize, on: bool) {
        let board = self.board;
        let site = board.site(task, spot);
        let (from, until) = board.hold(site, spot.start);
        for who in &spot.interpreters[..board.tasks[task].tongues.len()] {
            if *who == NONE {
                continue;
            }
            let pay = &board.pay[usize::from(*who)];
            let at = usize::from(*who) * board.days.len() + day;
            let now = if !pay.on_site {
                let idle = session_idle(pay.minimum, i64::from(site.held_minutes));
                self.pay_idle[at] += if on { idle } else { -idle };
                self.pay_idle[at] * pay.per_hour / 60 * pay.idle
            } else if pay.is_even {
                let bits = days::bits(&board.days[day], from, until);
                let mask = &mut self.pay_masks[at];
                *mask = if on { *mask | bits } else { *mask & !bits };
                days::pay_cost(board, pay, *mask)
            } else {
                let row = days::pay_row(self, usize::from(*who), day, usize::MAX);
                // Whether they come at all that day.
                self.pay_masks[at] = u64::from(!row.is_empty());
                days::pay_cost_by_row(pay, &row)
            };
            self.cost += now - self.pay_costs[at];
            self.pay_costs[at] = now;
        }
    }

    fn count_series(&mut self, series: usize, spot: &Spot, on: bool) {
        let board = self.board;
        if spot.staff != NONE {
            let at = series * board.n_staff + usize::from(spot.staff);
            let weight = board.teacher_change[series];
            let count = (&mut self.teachers[at], &mut self.n_teachers[series]);
            self.cost += tally(count, on) * weight;
        }
        if spot.room != NONE {
            let at = series * board.n_rooms + usize::from(spot.room);
            let weight = board.room_change[series];
            let count = (&mut self.rooms[at], &mut self.n_rooms[series]);
            self.cost += tally(count, on) * weight;
        }
    }
}

/// What interpreters cost for sessions at other centres, by interpreter and day.
fn foreign_costs(board: &Board) -> Vec<i64> {
    let days = board.days.len();
    let masks = board.pay_foreign.iter().enumerate();
    masks
        .map(|(at, mask)| match *mask {
            0 => 0,
            mask => days::pay_cost(board, &board.pay[at / days], mask),
        })
        .collect()
}

/// Minutes that a session alone is paid for without work.
#[inline]
pub(crate) fn session_idle(minimum: i64, minutes: i64) -> i64 {
    interpreter_idle::paid_minutes(minimum, minutes) - minutes
}

/// Counts one more or one less; what that changes in the number of kinds beyond the first.
fn tally((count, kinds): (&mut u16, &mut u16), on: bool) -> i64 {
    if on {
        *count += 1;
        *kinds += u16::from(*count == 1);
        i64::from(*count == 1 && *kinds > 1)
    } else {
        *count -= 1;
        let gone = *count == 0;
        *kinds -= u16::from(gone);
        -i64::from(gone && *kinds > 0)
    }
}
