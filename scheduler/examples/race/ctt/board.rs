//! What never changes while an instance is planned, in tables that are read fast.

use super::parse::Instance;
use std::fmt;

/// No lecture.
pub(crate) const NONE: u16 = u16::MAX;

const MOST_ROOMS: usize = 64;
const MOST_PERIODS: usize = 16;
const MOST_COURSES: usize = 4096;
const MOST_PLACES: usize = 65_535;
/// All that a timetable could cost stays below, so that costs stay inside 32 bits.
const MOST_POINTS: u64 = 1 << 29;

/// The search can not hold an instance like this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TooLarge(String);

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the search can not hold this: {}", self.0)
    }
}

impl std::error::Error for TooLarge {}

/// An instance in tables: those of two things are rows of the first, `first * seconds + second`.
/// Costs are in points.
pub(crate) struct Board {
    pub(super) lectures: usize,
    pub(super) courses: usize,
    pub(super) rooms: usize,
    pub(super) slots: usize,
    pub(super) days: usize,
    pub(super) curricula: usize,
    /// Words of 64 bits in a set of courses.
    pub(super) words: usize,
    /// By lecture.
    pub(super) course_of: Vec<u16>,
    /// By slot: its day, and its bit in the periods of that day.
    pub(super) day_of: Vec<u16>,
    pub(super) bit_of: Vec<u16>,
    /// Every slot and room.
    pub(super) places: Vec<(u16, u16)>,
    /// By course and room: students without a seat.
    pub(super) unseated: Vec<i32>,
    /// By slot and course: 1 where the course can not be taught.
    pub(super) blocked: Vec<u8>,
    /// By course and course: 1 when they are never at once, as each is with itself.
    pub(super) apart: Vec<u8>,
    /// By course and course: 1 when they have a curriculum in common.
    pub(super) share: Vec<u8>,
    /// By course: the others it is never at once with, as a set.
    pub(super) near: Vec<u64>,
    /// By course: rooms that seat all, as a set.
    pub(super) fit: Vec<u64>,
    /// By curriculum and course: 1 for its members.
    pub(super) member: Vec<u8>,
    /// The curricula of one course after the other's, and where each starts.
    curricula_of: Vec<u16>,
    starts: Vec<usize>,
    /// By the periods taken in a day: what those cost that stand alone.
    pub(super) alone: Vec<i32>,
    /// By course and number of days, one more than there are: what too few cost.
    pub(super) spread: Vec<i32>,
    /// By course: more than what a move of a lecture can save besides seats and hard rules.
    pub(super) saving: Vec<i32>,
}

/// Numbers that are bounded when a board is made.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a board has at most 65535 slots, rooms, courses, curricula and lectures"
)]
pub(super) const fn short(number: usize) -> u16 {
    number as u16
}

/// Points, of which a board has less than 2^29.
pub(super) fn points(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

impl Board {
    pub(crate) fn new(instance: &Instance) -> Result<Self, TooLarge> {
        measure(instance)?;
        let (courses, rooms) = (instance.courses.len(), instance.rooms.len());
        let (slots, periods) = (instance.slots(), instance.periods_per_day);
        let course_of: Vec<u16> = (0..)
            .zip(&instance.courses)
            .flat_map(|(at, course)| std::iter::repeat_n(at, course.lectures))
            .collect();
        let words = courses.div_ceil(64);
        let mut board = Self {
            lectures: course_of.len(),
            courses,
            rooms,
            slots,
            days: instance.days,
            curricula: instance.curricula.len(),
            words,
            course_of,
            day_of: (0..slots).map(|slot| short(slot / periods)).collect(),
            bit_of: (0..slots).map(|slot| 1 << (slot % periods)).collect(),
            places: (0..slots)
                .flat_map(|slot| (0..rooms).map(move |room| (short(slot), short(room))))
                .collect(),
            unseated: Vec::with_capacity(courses * rooms),
            blocked: vec![0; slots * courses],
            apart: vec![0; courses * courses],
            share: vec![0; courses * courses],
            near: vec![0; courses * words],
            fit: vec![0; courses],
            member: vec![0; instance.curricula.len() * courses],
            curricula_of: Vec::new(),
            starts: vec![0],
            alone: (0..1_u32 << periods).map(alone).collect(),
            spread: Vec::with_capacity(courses * (instance.days + 2)),
            saving: Vec::with_capacity(courses),
        };
        for &(course, slot) in &instance.unavailable {
            board.blocked[slot * courses + course] = 1;
        }
        board.relate(instance);
        board.price(instance);
        Ok(board)
    }

    /// Which courses are never at once.
    fn relate(&mut self, instance: &Instance) {
        let courses = self.courses;
        for (at, curriculum) in instance.curricula.iter().enumerate() {
            for &one in &curriculum.courses {
                self.member[at * courses + one] = 1;
                for &other in &curriculum.courses {
                    self.apart[one * courses + other] = 1;
                    self.share[one * courses + other] = 1;
                }
            }
        }
        for one in 0..courses {
            for other in 0..courses {
                if instance.courses[one].teacher == instance.courses[other].teacher {
                    self.apart[one * courses + other] = 1;
                }
                if one != other && self.apart[one * courses + other] != 0 {
                    self.near[one * self.words + other / 64] |= 1 << (other % 64);
                }
            }
            let first = self.curricula_of.len();
            for at in 0..self.curricula {
                if self.member[at * courses + one] != 0 {
                    self.curricula_of.push(short(at));
                }
            }
            self.starts.push(self.curricula_of.len());
            let curricula = self.curricula_of.len() - first;
            self.saving.push(6 * points(curricula) + 6);
        }
    }

    /// What rooms and days of a course cost.
    fn price(&mut self, instance: &Instance) {
        for (at, course) in instance.courses.iter().enumerate() {
            for (number, room) in instance.rooms.iter().enumerate() {
                let unseated = course.students.saturating_sub(room.seats);
                self.unseated
                    .push(i32::try_from(unseated).unwrap_or(i32::MAX));
                if unseated == 0 {
                    self.fit[at] |= 1 << number;
                }
            }
            for days in 0..instance.days + 2 {
                let missing = course.min_days.saturating_sub(days);
                self.spread.push(5 * points(missing));
            }
        }
    }

    #[inline]
    pub(super) fn curricula_of(&self, course: usize) -> &[u16] {
        &self.curricula_of[self.starts[course]..self.starts[course + 1]]
    }

    /// The course of a lecture.
    #[inline]
    pub(super) fn course(&self, lecture: usize) -> usize {
        usize::from(self.course_of[lecture])
    }

    #[inline]
    pub(super) fn day(&self, slot: usize) -> usize {
        usize::from(self.day_of[slot])
    }
}

/// What the lectures cost that stand alone in a day in which these periods are taken.
fn alone(taken: u32) -> i32 {
    let alone = taken & !(taken << 1) & !(taken >> 1);
    (0..32)
        .map(|bit| 2 * i32::from(alone >> bit & 1 != 0))
        .sum()
}

/// Whether the tables can hold it.
fn measure(instance: &Instance) -> Result<(), TooLarge> {
    let too = |what: &str, found: usize, most: usize| match found {
        found if found > most => Err(TooLarge(format!("{found} {what}, at most {most} can be"))),
        _ => Ok(()),
    };
    let lectures: usize = instance.courses.iter().map(|it| it.lectures).sum();
    let places = instance.slots() * instance.rooms.len();
    too("rooms", instance.rooms.len(), MOST_ROOMS)?;
    too("periods a day", instance.periods_per_day, MOST_PERIODS)?;
    too("courses", instance.courses.len(), MOST_COURSES)?;
    too("curricula", instance.curricula.len(), MOST_COURSES)?;
    too("rooms in slots", places, MOST_PLACES)?;
    too("lectures in rooms and slots", lectures, places)?;
    let wide = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let dearest: u64 = instance
        .courses
        .iter()
        .map(|course| {
            let each = u64::from(course.students) + 1 + 2 * wide(instance.curricula.len());
            wide(course.lectures) * each + 5 * wide(course.min_days)
        })
        .sum();
    if dearest >= MOST_POINTS {
        return Err(TooLarge(format!("a timetable could cost {dearest} points")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::generate::{SHAPES, instance};
    use super::super::parse::Room;
    use super::*;

    #[test]
    fn what_stands_alone_costs_two_points() {
        assert_eq!(alone(0b0), 0);
        assert_eq!(alone(0b1011_0101), 6);
        assert_eq!(alone(0b1000_0000_0000_0001), 4);
    }

    #[test]
    fn up_to_64_rooms_can_be_held() {
        let mut made = instance(&SHAPES[0], 1);
        let mut fill = |rooms: usize| {
            made.rooms = (0..rooms)
                .map(|at| Room {
                    name: format!("r{at}"),
                    seats: 30,
                })
                .collect();
            Board::new(&made).map(|board| board.rooms)
        };
        assert_eq!(fill(64), Ok(64));
        assert_eq!(
            fill(65).unwrap_err().to_string(),
            "the search can not hold this: 65 rooms, at most 64 can be"
        );
    }

    #[test]
    fn more_lectures_than_places_can_not_be_held() {
        let mut made = instance(&SHAPES[0], 1);
        made.courses[0].lectures += 1000;
        assert!(Board::new(&made).is_err());
    }
}
