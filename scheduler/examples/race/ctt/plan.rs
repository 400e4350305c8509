//! A whole timetable that changes, and what it costs at any time.
//!
//! Every lecture has a slot and a room, and no room is held twice in a slot. Other hard rules may be
//! broken: [`Plan::hard`] counts pairs of lectures that must not be at once, and lectures where their
//! course can not be taught.

use super::board::{Board, NONE, points, short};
use super::parse::Lecture;
use scheduler::anneal::Rng;

/// Where every lecture is. Tables of two things are rows of the first.
pub(crate) struct Plan<'b> {
    pub(super) board: &'b Board,
    /// By lecture.
    pub(super) slot: Vec<u16>,
    pub(super) room: Vec<u16>,
    /// By slot and room: the lecture there.
    pub(super) holder: Vec<u16>,
    /// By slot and course: lectures there that a lecture of the course conflicts with, those of the
    /// course itself among them, and 1 where it can not be taught.
    pub(super) conflicts: Vec<u8>,
    /// By curriculum and slot: lectures.
    pub(super) held: Vec<u8>,
    /// By curriculum and day: the periods that have lectures.
    pub(super) taken: Vec<u16>,
    /// By course and day: lectures. By course: days that have some.
    pub(super) on_day: Vec<u16>,
    pub(super) days: Vec<u16>,
    /// By course and room: lectures. By course: rooms that have some, as a set.
    pub(super) in_room: Vec<u16>,
    pub(super) used: Vec<u64>,
    /// By slot: courses that have a lecture there, as a set; and by slot and course, which.
    pub(super) here: Vec<u64>,
    pub(super) which: Vec<u16>,
    /// By slot: rooms that nobody holds, as a set.
    pub(super) free: Vec<u64>,
    soft: i32,
    hard: i32,
    /// Lectures that change sides together, and where they go; a lecture with the present stamp is
    /// among them.
    pub(super) chain: Vec<u16>,
    pub(super) target: Vec<u16>,
    pub(super) stamp: Vec<u64>,
    pub(super) now: u64,
}

impl<'b> Plan<'b> {
    /// A first plan: the lectures with the most conflicts first, each where it conflicts with the
    /// fewest, then where most have a seat, then by chance.
    pub(crate) fn new(board: &'b Board, dice: &mut Rng) -> Self {
        let mut plan = Self::empty(board);
        let courses = board.courses;
        let degree = |lecture: usize| {
            let course = board.course(lecture);
            let apart = &board.apart[course * courses..][..courses];
            let blocked =
                (0..board.slots).map(|slot| usize::from(board.blocked[slot * courses + course]));
            apart.iter().copied().map(usize::from).sum::<usize>() + blocked.sum::<usize>() * 3
        };
        let mut order: Vec<usize> = (0..board.lectures).collect();
        order.sort_by_cached_key(|&lecture| (usize::MAX - degree(lecture), lecture));
        for lecture in order {
            let (slot, room) = plan.best_place(board.course(lecture), dice);
            plan.put(lecture, slot, room);
        }
        plan.recount();
        plan
    }

    fn empty(board: &'b Board) -> Self {
        Self {
            board,
            slot: vec![NONE; board.lectures],
            room: vec![NONE; board.lectures],
            holder: vec![NONE; board.slots * board.rooms],
            conflicts: board.blocked.clone(),
            held: vec![0; board.curricula * board.slots],
            taken: vec![0; board.curricula * board.days],
            on_day: vec![0; board.courses * board.days],
            days: vec![0; board.courses],
            in_room: vec![0; board.courses * board.rooms],
            used: vec![0; board.courses],
            here: vec![0; board.slots * board.words],
            which: vec![NONE; board.slots * board.courses],
            // From 1 to 64 rooms.
            free: vec![u64::MAX >> (64 - board.rooms); board.slots],
            soft: 0,
            hard: 0,
            chain: Vec::with_capacity(board.lectures),
            target: Vec::with_capacity(board.lectures),
            stamp: vec![0; board.lectures],
            now: 0,
        }
    }

    fn best_place(&self, course: usize, dice: &mut Rng) -> (usize, usize) {
        let board = self.board;
        let mut best = (u64::MAX, None);
        for (place, holder) in self.holder.iter().enumerate() {
            let (slot, room) = (place / board.rooms, place % board.rooms);
            let here = slot * board.courses + course;
            if *holder != NONE || board.blocked[here] != 0 {
                continue;
            }
            let unseated = board.unseated[course * board.rooms + room].unsigned_abs();
            let key = (u64::from(self.conflicts[here]) << 48)
                + (u64::from(unseated) << 16)
                + (dice.bits() & 0xffff);
            if key < best.0 {
                best = (key, Some(place));
            }
        }
        // Where no place is left at which the course can be taught, any other: there are no more
        // lectures than places.
        let any = || self.holder.iter().position(|holder| *holder == NONE);
        let place = best.1.or_else(any).unwrap_or(0);
        (place / board.rooms, place % board.rooms)
    }

    /// Points of the soft rules.
    #[inline]
    pub(crate) const fn soft(&self) -> i32 {
        self.soft
    }

    /// Violations of the hard rules.
    #[inline]
    pub(crate) const fn hard(&self) -> i32 {
        self.hard
    }

    /// The cost has changed beside [`Self::lift`] and [`Self::put`].
    #[inline]
    pub(super) const fn charge(&mut self, points: i32) {
        self.soft += points;
    }

    /// Counts the costs from the tables.
    pub(crate) fn recount(&mut self) {
        let board = self.board;
        let (mut pairs, mut blocked, mut soft) = (0, 0, 0);
        for lecture in 0..board.lectures {
            let course = board.course(lecture);
            let here = usize::from(self.slot[lecture]) * board.courses + course;
            let misplaced = i32::from(board.blocked[here]);
            pairs += i32::from(self.conflicts[here]) - 1 - misplaced;
            blocked += misplaced;
            soft += board.unseated[course * board.rooms + usize::from(self.room[lecture])];
        }
        for course in 0..board.courses {
            soft += board.spread[course * (board.days + 2) + usize::from(self.days[course])];
            let rooms = self.in_room[course * board.rooms..][..board.rooms].iter();
            let rooms = rooms.filter(|lectures| **lectures > 0).count();
            soft += points(rooms.saturating_sub(1));
        }
        for &taken in &self.taken {
            soft += board.alone[usize::from(taken)];
        }
        self.hard = pairs / 2 + blocked;
        self.soft = soft;
    }

    /// Takes a lecture out; the costs follow.
    pub(super) fn lift(&mut self, lecture: usize) {
        let board = self.board;
        let course = board.course(lecture);
        let slot = usize::from(self.slot[lecture]);
        let room = usize::from(self.room[lecture]);
        let day = board.day(slot);
        let row = slot * board.courses;
        self.holder[slot * board.rooms + room] = NONE;
        self.hard -= i32::from(self.conflicts[row + course]) - 1;
        self.free[slot] |= 1 << room;
        self.here[slot * board.words + course / 64] &= !(1 << (course % 64));
        let conflicts = &mut self.conflicts[row..][..board.courses];
        let apart = &board.apart[course * board.courses..][..board.courses];
        for (conflicts, apart) in conflicts.iter_mut().zip(apart) {
            *conflicts -= *apart;
        }
        let mut delta = -board.unseated[course * board.rooms + room];
        for &curriculum in board.curricula_of(course) {
            let curriculum = usize::from(curriculum);
            let held = &mut self.held[curriculum * board.slots + slot];
            *held -= 1;
            if *held == 0 {
                let taken = &mut self.taken[curriculum * board.days + day];
                delta -= board.alone[usize::from(*taken)];
                *taken &= !board.bit_of[slot];
                delta += board.alone[usize::from(*taken)];
            }
        }
        let on_day = &mut self.on_day[course * board.days + day];
        *on_day -= 1;
        if *on_day == 0 {
            let spread = course * (board.days + 2) + usize::from(self.days[course]);
            delta += board.spread[spread - 1] - board.spread[spread];
            self.days[course] -= 1;
        }
        let in_room = &mut self.in_room[course * board.rooms + room];
        *in_room -= 1;
        if *in_room == 0 {
            delta -= 1;
            self.used[course] &= !(1 << room);
        }
        self.soft += delta;
    }

    /// Puts a lecture in; the costs follow.
    pub(super) fn put(&mut self, lecture: usize, slot: usize, room: usize) {
        let board = self.board;
        let course = board.course(lecture);
        let day = board.day(slot);
        let row = slot * board.courses;
        self.slot[lecture] = short(slot);
        self.room[lecture] = short(room);
        self.holder[slot * board.rooms + room] = short(lecture);
        self.hard += i32::from(self.conflicts[row + course]);
        self.free[slot] &= !(1 << room);
        self.here[slot * board.words + course / 64] |= 1 << (course % 64);
        self.which[row + course] = short(lecture);
        let conflicts = &mut self.conflicts[row..][..board.courses];
        let apart = &board.apart[course * board.courses..][..board.courses];
        for (conflicts, apart) in conflicts.iter_mut().zip(apart) {
            *conflicts += *apart;
        }
        let mut delta = board.unseated[course * board.rooms + room];
        for &curriculum in board.curricula_of(course) {
            let curriculum = usize::from(curriculum);
            let held = &mut self.held[curriculum * board.slots + slot];
            *held += 1;
            if *held == 1 {
                let taken = &mut self.taken[curriculum * board.days + day];
                delta -= board.alone[usize::from(*taken)];
                *taken |= board.bit_of[slot];
                delta += board.alone[usize::from(*taken)];
            }
        }
        let on_day = &mut self.on_day[course * board.days + day];
        *on_day += 1;
        if *on_day == 1 {
            let spread = course * (board.days + 2) + usize::from(self.days[course]);
            delta += board.spread[spread + 1] - board.spread[spread];
            self.days[course] += 1;
        }
        let in_room = &mut self.in_room[course * board.rooms + room];
        if *in_room == 0 {
            delta += 1;
            self.used[course] |= 1 << room;
        }
        *in_room += 1;
        self.soft += delta;
    }

    /// Where every lecture is, into a list of all of them.
    pub(crate) fn copy_to(&self, lectures: &mut [Lecture]) {
        for (at, lecture) in lectures.iter_mut().enumerate() {
            lecture.slot = usize::from(self.slot[at]);
            lecture.room = usize::from(self.room[at]);
        }
    }

    /// Where every lecture is.
    pub(crate) fn lectures(&self) -> Vec<Lecture> {
        (0..self.board.lectures)
            .map(|at| Lecture {
                course: self.board.course(at),
                room: usize::from(self.room[at]),
                slot: usize::from(self.slot[at]),
            })
            .collect()
    }
}
