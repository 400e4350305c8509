//! Chains of conflicts: a lecture goes to another slot, what conflicts with it there goes to where
//! it comes from, what conflicts with that goes the first way, and so on (a Kempe chain).

use super::board::{points, short};
use super::moves::WEIGHT;
use super::plan::Plan;

/// Lectures in a chain, at most.
const LONGEST: usize = 8;

impl Plan<'_> {
    /// The chain around a lecture changes sides between its slot and another; rooms are chosen
    /// greedily, the search for them starting anywhere (`spin`). The cost, if it is made.
    pub(super) fn kempe(
        &mut self,
        lecture: usize,
        to: usize,
        limit: i32,
        spin: usize,
    ) -> Option<i32> {
        let board = self.board;
        let course = board.course(lecture);
        let from = usize::from(self.slot[lecture]);
        let there = self.here[to * board.words + course / 64] >> (course % 64);
        if from == to || board.blocked[to * board.courses + course] != 0 || there & 1 != 0 {
            return None;
        }
        let mut open = [self.free[to], self.free[from]];
        let delta = self.follow(lecture, (from, to), &mut open)?;
        let broken = self.hard() > 0;
        if !broken && delta > limit + 2 * points(self.chain.len()) {
            return None;
        }
        let delta = delta + self.house(from, open, spin % board.rooms)?;
        if !broken && delta > limit {
            return None;
        }
        let (soft, hard) = (self.soft(), self.hard());
        self.cross(from, to);
        let delta = self.soft() - soft + (self.hard() - hard) * WEIGHT;
        if delta > limit {
            self.cross(from, to);
            return None;
        }
        Some(delta)
    }

    /// Finds the chain, and what its days and compactness cost on the other sides; rooms that it
    /// leaves are open to it: at the second slot, and at the first.
    fn follow(
        &mut self,
        lecture: usize,
        (from, to): (usize, usize),
        open: &mut [u64; 2],
    ) -> Option<i32> {
        let board = self.board;
        self.now += 1;
        self.chain.clear();
        self.chain.push(short(lecture));
        self.stamp[lecture] = self.now;
        let mut delta = 0;
        let mut at = 0;
        while at < self.chain.len() {
            let member = usize::from(self.chain[at]);
            at += 1;
            let course = board.course(member);
            let (leaves, enters) = if usize::from(self.slot[member]) == from {
                (from, to)
            } else {
                (to, from)
            };
            let there = enters * board.courses + course;
            if board.blocked[there] != 0 {
                return None;
            }
            open[usize::from(leaves == from)] |= 1 << self.room[member];
            if self.conflicts[there] > 0 {
                self.pull(course, enters);
            }
            if self.chain.len() > LONGEST {
                return None;
            }
            delta += self.spread(course, leaves, enters) + self.crossing(course, leaves, enters);
        }
        Some(delta)
    }

    /// Adds what conflicts with a course in a slot to the chain.
    #[inline]
    fn pull(&mut self, course: usize, slot: usize) {
        let board = self.board;
        for word in 0..board.words {
            let mut both =
                self.here[slot * board.words + word] & board.near[course * board.words + word];
            while both != 0 {
                let other = word * 64 + both.trailing_zeros() as usize;
                both &= both - 1;
                let pulled = self.which[slot * board.courses + other];
                let stamp = &mut self.stamp[usize::from(pulled)];
                if *stamp != self.now {
                    *stamp = self.now;
                    self.chain.push(pulled);
                }
            }
        }
    }

    /// How compactness changes when a lecture of a course changes sides: curricula which have
    /// lectures on both only exchange them.
    #[inline]
    fn crossing(&self, course: usize, leaves: usize, enters: usize) -> i32 {
        let board = self.board;
        let (day, other_day) = (board.day(leaves), board.day(enters));
        let (out, bit) = (board.bit_of[leaves], board.bit_of[enters]);
        let alone = |taken: u16| board.alone[usize::from(taken)];
        let mut delta = 0;
        for &curriculum in board.curricula_of(course) {
            let row = usize::from(curriculum) * board.days;
            let (old, other) = (self.taken[row + day], self.taken[row + other_day]);
            if other & bit != 0 {
                continue;
            }
            if day == other_day {
                delta += alone((old & !out) | bit) - alone(old);
            } else {
                delta += alone(old & !out) - alone(old) + alone(other | bit) - alone(other);
            }
        }
        delta
    }

    /// Chooses a room for each of the chain among those that are open on its other side, and says
    /// what they cost more, each beside what the plan has now.
    fn house(&mut self, from: usize, mut open: [u64; 2], spin: usize) -> Option<i32> {
        self.target.clear();
        let mut delta = 0;
        for at in 0..self.chain.len() {
            let member = usize::from(self.chain[at]);
            let course = self.board.course(member);
            let own = usize::from(self.room[member]);
            let rooms = &mut open[usize::from(usize::from(self.slot[member]) != from)];
            let room = self.choose(course, own, *rooms, spin)?;
            *rooms &= !(1 << room);
            delta += self.rooms(course, own, room);
            self.target.push(short(room));
        }
        Some(delta)
    }

    /// A room that the course has already and that seats all, its own or the next after a random
    /// one; or the cheapest.
    #[inline]
    fn choose(&self, course: usize, own: usize, rooms: u64, spin: usize) -> Option<usize> {
        let board = self.board;
        let known = rooms & self.used[course] & board.fit[course];
        if known == 0 {
            let mut best = (i32::MAX, None);
            let mut rest = rooms;
            while rest != 0 {
                let later = rest >> spin << spin;
                let next = if later == 0 { rest } else { later };
                let room = next.trailing_zeros() as usize;
                rest &= !(1 << room);
                let cost = self.rooms(course, own, room);
                if cost < best.0 {
                    best = (cost, Some(room));
                }
            }
            return best.1;
        }
        let only = self.in_room[course * board.rooms + own] == 1;
        if (known >> own & 1 != 0 && !only) || known == 1 << own {
            return Some(own);
        }
        let known = if only { known & !(1 << own) } else { known };
        let later = known >> spin << spin;
        let next = if later == 0 { known } else { later };
        Some(next.trailing_zeros() as usize)
    }

    /// The lectures of the chain change sides; `target` then holds the rooms from which they came,
    /// so that another time takes it back.
    fn cross(&mut self, from: usize, to: usize) {
        for at in 0..self.chain.len() {
            self.lift(usize::from(self.chain[at]));
        }
        for at in 0..self.chain.len() {
            let member = usize::from(self.chain[at]);
            let came = usize::from(self.slot[member]) == from;
            let room = usize::from(self.target[at]);
            self.target[at] = self.room[member];
            self.put(member, if came { to } else { from }, room);
        }
    }
}
