//! Moves of one lecture, each made only if it costs no more than a limit that was thrown before.
//!
//! Once no hard rule is broken no move breaks one, and less has to be looked at: such moves are
//! compiled on their own (`WHOLE`).

use super::board::{NONE, short};
use super::plan::Plan;

/// What a violation costs while those of the first plan are mended, in points.
pub(super) const WEIGHT: i32 = 1000;

impl Plan<'_> {
    /// How compactness changes when a lecture of a course goes from a slot to another; curricula of
    /// the course `but`, if there is one, stay as they are.
    #[inline]
    fn compactness<const WHOLE: bool>(
        &self,
        course: usize,
        (from, to): (usize, usize),
        but: Option<usize>,
    ) -> i32 {
        let board = self.board;
        let (day, other_day) = (board.day(from), board.day(to));
        let (leaves, enters) = (board.bit_of[from], board.bit_of[to]);
        let alone = |taken: u16| board.alone[usize::from(taken)];
        let mut delta = 0;
        for &curriculum in board.curricula_of(course) {
            let curriculum = usize::from(curriculum);
            if but.is_some_and(|but| board.member[curriculum * board.courses + but] != 0) {
                continue;
            }
            let last = WHOLE || self.held[curriculum * board.slots + from] == 1;
            let out = if last { leaves } else { 0 };
            let old = self.taken[curriculum * board.days + day];
            if day == other_day {
                delta += alone((old & !out) | enters) - alone(old);
            } else {
                let other = self.taken[curriculum * board.days + other_day];
                delta += alone(old & !out) - alone(old) + alone(other | enters) - alone(other);
            }
        }
        delta
    }

    /// How the points for missing days change when a lecture goes from a slot to another.
    #[inline]
    pub(super) fn spread(&self, course: usize, from: usize, to: usize) -> i32 {
        let board = self.board;
        let (day, other) = (board.day(from), board.day(to));
        if day == other {
            return 0;
        }
        let days = usize::from(self.days[course]);
        let then = days - usize::from(self.on_day[course * board.days + day] == 1)
            + usize::from(self.on_day[course * board.days + other] == 0);
        let row = course * (board.days + 2);
        board.spread[row + then] - board.spread[row + days]
    }

    /// How the points for seats and rooms change when a lecture goes from a room to another.
    #[inline]
    pub(super) fn rooms(&self, course: usize, from: usize, to: usize) -> i32 {
        if from == to {
            return 0;
        }
        let board = self.board;
        let row = course * board.rooms;
        board.unseated[row + to] - board.unseated[row + from]
            + i32::from(self.in_room[row + to] == 0)
            - i32::from(self.in_room[row + from] == 1)
    }

    /// Puts a lecture to a slot and room; who is there takes its place. The cost, if it is made.
    #[inline]
    pub(super) fn place<const WHOLE: bool>(
        &mut self,
        lecture: usize,
        (to, room): (usize, usize),
        limit: i32,
    ) -> Option<i32> {
        let board = self.board;
        if usize::from(self.slot[lecture]) == to {
            return self.shift(lecture, room, limit);
        }
        let other = self.holder[to * board.rooms + room];
        if other != NONE {
            return self.exchange::<WHOLE>(lecture, usize::from(other), limit);
        }
        let course = board.course(lecture);
        let from = usize::from(self.slot[lecture]);
        let then = self.conflicts[to * board.courses + course];
        let hard = if WHOLE {
            if then != 0 {
                return None;
            }
            0
        } else {
            if board.blocked[to * board.courses + course] != 0 {
                return None;
            }
            let hard =
                i32::from(then) - i32::from(self.conflicts[from * board.courses + course]) + 1;
            if hard * WEIGHT - board.saving[course] > limit {
                return None;
            }
            hard
        };
        let delta = hard * WEIGHT
            + self.rooms(course, usize::from(self.room[lecture]), room)
            + self.spread(course, from, to)
            + self.compactness::<WHOLE>(course, (from, to), None);
        if delta > limit {
            return None;
        }
        self.lift(lecture);
        self.put(lecture, to, room);
        Some(delta)
    }

    /// Lectures of different slots take each other's place.
    #[inline]
    fn exchange<const WHOLE: bool>(
        &mut self,
        lecture: usize,
        other: usize,
        limit: i32,
    ) -> Option<i32> {
        let board = self.board;
        let courses = board.courses;
        let (course, second) = (board.course(lecture), board.course(other));
        let (from, to) = (
            usize::from(self.slot[lecture]),
            usize::from(self.slot[other]),
        );
        let (room, other_room) = (
            usize::from(self.room[lecture]),
            usize::from(self.room[other]),
        );
        let apart = board.apart[course * courses + second];
        let first_then = self.conflicts[to * courses + course];
        let second_then = self.conflicts[from * courses + second];
        let hard = if WHOLE {
            if first_then != apart || second_then != apart || course == second {
                return None;
            }
            0
        } else {
            let blocked =
                board.blocked[to * courses + course] | board.blocked[from * courses + second];
            if course == second || blocked != 0 {
                return None;
            }
            let apart = i32::from(apart);
            i32::from(first_then) - apart - i32::from(self.conflicts[from * courses + course])
                + 1
                + i32::from(second_then)
                - apart
                - i32::from(self.conflicts[to * courses + second])
                + 1
        };
        let saving = board.saving[course] + board.saving[second];
        if !WHOLE && hard * WEIGHT - saving > limit {
            return None;
        }
        let delta = hard * WEIGHT
            + self.rooms(course, room, other_room)
            + self.rooms(second, other_room, room)
            + self.spread(course, from, to)
            + self.spread(second, to, from);
        if delta - saving > limit {
            return None;
        }
        // A curriculum of both has lectures in both slots as before.
        let shared = board.share[course * courses + second] != 0;
        let delta = delta
            + self.compactness::<WHOLE>(course, (from, to), shared.then_some(second))
            + self.compactness::<WHOLE>(second, (to, from), shared.then_some(course));
        if delta > limit {
            return None;
        }
        self.lift(lecture);
        self.lift(other);
        self.put(lecture, to, other_room);
        self.put(other, from, room);
        Some(delta)
    }

    /// A lecture of a course is in another room.
    #[inline]
    fn rehouse(&mut self, course: usize, from: usize, to: usize) {
        let row = course * self.board.rooms;
        self.in_room[row + from] -= 1;
        self.used[course] &= !(u64::from(self.in_room[row + from] == 0) << from);
        self.in_room[row + to] += 1;
        self.used[course] |= 1 << to;
    }

    /// Puts a lecture to another room in its slot; who is there takes its own. The cost, if it is
    /// made.
    #[inline]
    pub(super) fn shift(&mut self, lecture: usize, to: usize, limit: i32) -> Option<i32> {
        let board = self.board;
        let course = board.course(lecture);
        let slot = usize::from(self.slot[lecture]);
        let from = usize::from(self.room[lecture]);
        if from == to {
            return None;
        }
        let mut delta = self.rooms(course, from, to);
        let other = self.holder[slot * board.rooms + to];
        if other == NONE {
            if delta > limit {
                return None;
            }
            self.free[slot] ^= (1 << from) | (1 << to);
        } else {
            let second = board.course(usize::from(other));
            if second == course {
                return None;
            }
            delta += self.rooms(second, to, from);
            if delta > limit {
                return None;
            }
            self.rehouse(second, to, from);
            self.room[usize::from(other)] = short(from);
        }
        self.rehouse(course, from, to);
        self.room[lecture] = short(to);
        self.holder[slot * board.rooms + from] = other;
        self.holder[slot * board.rooms + to] = short(lecture);
        self.charge(delta);
        Some(delta)
    }
}
