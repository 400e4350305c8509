//! Makes instances of curriculum-based course timetabling that resemble those of the competition,
//! so that a search is tuned on others than it is judged on.
//!
//! A timetable without violations is laid down first, the instance is made around it and the
//! timetable is thrown away: each instance can be solved, at a cost that nobody knows.

use super::parse::{Course, Curriculum, Instance, Room};
use scheduler::anneal::Rng as Dice;
use std::collections::BTreeSet;

/// What an instance should look like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    pub(crate) courses: usize,
    pub(crate) rooms: usize,
    pub(crate) days: usize,
    pub(crate) periods_per_day: usize,
    pub(crate) curricula: usize,
    /// Lectures in a hundred places (a room in a slot).
    pub(crate) fill: usize,
    /// Lectures of a curriculum in a hundred slots, at most.
    pub(crate) load: usize,
    /// Courses of a curriculum, at most.
    pub(crate) members: usize,
    /// Slots in a hundred in which a course with constraints can not be taught.
    pub(crate) blocked: usize,
    /// Courses in a hundred that have such constraints.
    pub(crate) constrained: usize,
}

/// Faculties like those of the competition: few courses in full rooms, many in many rooms, and one of
/// many curricula where teachers are seldom there.
pub(crate) const SHAPES: [Shape; 4] = [
    Shape {
        name: "science",
        courses: 30,
        rooms: 6,
        days: 5,
        periods_per_day: 6,
        curricula: 14,
        fill: 87,
        load: 80,
        members: 4,
        blocked: 28,
        constrained: 20,
    },
    Shape {
        name: "engineering",
        courses: 80,
        rooms: 16,
        days: 5,
        periods_per_day: 5,
        curricula: 70,
        fill: 68,
        load: 90,
        members: 6,
        blocked: 32,
        constrained: 65,
    },
    Shape {
        name: "letters",
        courses: 54,
        rooms: 9,
        days: 6,
        periods_per_day: 6,
        curricula: 139,
        fill: 47,
        load: 60,
        members: 7,
        blocked: 40,
        constrained: 98,
    },
    Shape {
        name: "polytechnic",
        courses: 125,
        rooms: 20,
        days: 5,
        periods_per_day: 5,
        curricula: 77,
        fill: 85,
        load: 80,
        members: 6,
        blocked: 32,
        constrained: 65,
    },
];

/// Lectures in a week of a course: most have three.
const LECTURES: [usize; 10] = [3, 3, 3, 3, 3, 3, 5, 6, 7, 2];

/// The instance of a shape and a seed.
pub(crate) fn instance(shape: &Shape, seed: u64) -> Instance {
    let dice = &mut Dice::new(seed);
    let mut instance = Instance {
        name: format!("{}-{seed}", shape.name),
        days: shape.days,
        periods_per_day: shape.periods_per_day,
        rooms: rooms(shape, dice),
        ..Instance::default()
    };
    let planted = plant(shape, dice);
    instance.courses = courses(&instance, &planted, dice);
    instance.curricula = curricula(shape, &planted, dice);
    for (course, slots) in planted.iter().enumerate() {
        if dice.percent(shape.constrained) {
            block(shape, (course, slots), dice, &mut instance.unavailable);
        }
    }
    instance.unavailable.sort_unstable();
    instance
}

/// Halls for some, class rooms for the others.
fn rooms(shape: &Shape, dice: &mut Dice) -> Vec<Room> {
    (0..shape.rooms)
        .map(|at| Room {
            name: format!("r{at:02}"),
            seats: match dice.below(10) {
                0..3 => 200 + 10 * u32::try_from(dice.below(14)).unwrap_or(0),
                3..6 => 70 + 10 * u32::try_from(dice.below(5)).unwrap_or(0),
                _ => 20 + 5 * u32::try_from(dice.below(8)).unwrap_or(0),
            },
        })
        .collect()
}

/// The slots of each course: no slot has more lectures than there are rooms.
fn plant(shape: &Shape, dice: &mut Dice) -> Vec<Vec<usize>> {
    let slots = shape.days * shape.periods_per_day;
    let total = slots * shape.rooms * shape.fill / 100;
    let mut wanted: Vec<usize> = (0..shape.courses)
        .map(|_| LECTURES[dice.below(LECTURES.len())])
        .collect();
    while wanted.iter().sum::<usize>() != total {
        let course = dice.below(shape.courses);
        let more = wanted.iter().sum::<usize>() < total;
        match wanted[course] {
            1 if !more => {}
            9 if more => {}
            n if more => wanted[course] = n + 1,
            n => wanted[course] = n - 1,
        }
    }
    let mut load = vec![0; slots];
    wanted
        .iter()
        .map(|&lectures| {
            let mut order: Vec<usize> = (0..slots).collect();
            order.sort_by_cached_key(|&slot| (load[slot], dice.below(1 << 20)));
            order.truncate(lectures);
            for &slot in &order {
                load[slot] += 1;
            }
            order
        })
        .collect()
}

/// Teachers have courses that are never at once; most courses fit a room, some only a hall.
fn courses(instance: &Instance, planted: &[Vec<usize>], dice: &mut Dice) -> Vec<Course> {
    let mut seats: Vec<u32> = instance.rooms.iter().map(|it| it.seats).collect();
    seats.sort_unstable();
    let mut courses: Vec<Course> = Vec::new();
    for (at, slots) in planted.iter().enumerate() {
        let colleague = dice.below(at * 5 + 1);
        let shared = planted[..at].get(colleague).is_some_and(|_| {
            (0..at)
                .filter(|&it| courses[it].teacher == courses[colleague].teacher)
                .all(|it| planted[it].iter().all(|slot| !slots.contains(slot)))
        });
        // Some room seats them, and most rooms smaller than that do not.
        let room = seats[dice.below(seats.len())];
        let share = 50 + u32::try_from(dice.below(50)).unwrap_or(0);
        let days: BTreeSet<usize> = slots
            .iter()
            .map(|it| it / instance.periods_per_day)
            .collect();
        courses.push(Course {
            name: format!("c{at:04}"),
            teacher: match courses.get(colleague) {
                Some(course) if shared => course.teacher.clone(),
                _ => format!("t{at:03}"),
            },
            lectures: slots.len(),
            min_days: match slots.len() {
                0..3 => slots.len(),
                3 => 3 - usize::from(dice.percent(10)),
                _ => days.len().min(4),
            },
            students: (room * share / 100).max(2),
        });
    }
    courses
}

/// The first third are programmes of their own, the others change a course or two of an earlier one.
fn curricula(shape: &Shape, planted: &[Vec<usize>], dice: &mut Dice) -> Vec<Curriculum> {
    let limit = shape.days * shape.periods_per_day * shape.load / 100;
    let mut found: Vec<Curriculum> = Vec::new();
    for at in 0..shape.curricula {
        let mut members = match found.get(dice.below(at.max(1))) {
            Some(earlier) if at * 3 > shape.curricula => earlier.courses.clone(),
            _ => Vec::new(),
        };
        for _ in 0..members.len().min(1 + dice.below(2)) {
            members.swap_remove(dice.below(members.len()));
        }
        let size = (3 + dice.below(shape.members - 2)).max(members.len());
        let mut taken: BTreeSet<usize> = members
            .iter()
            .flat_map(|&it| planted[it].iter().copied())
            .collect();
        for _ in 0..200 {
            let course = dice.below(planted.len());
            let slots = &planted[course];
            let fits = slots.iter().all(|slot| !taken.contains(slot));
            if members.len() < size && fits && taken.len() + slots.len() <= limit {
                taken.extend(slots);
                members.push(course);
            }
        }
        members.sort_unstable();
        found.push(Curriculum {
            name: format!("q{at:03}"),
            courses: members,
        });
    }
    found
}

/// Takes parts of days away from a course, but not where it is planted.
fn block(
    shape: &Shape,
    (course, planted): (usize, &[usize]),
    dice: &mut Dice,
    unavailable: &mut Vec<(usize, usize)>,
) {
    let slots = shape.days * shape.periods_per_day;
    let wanted = slots * shape.blocked / 100;
    let mut blocked = BTreeSet::new();
    for _ in 0..slots {
        let start = dice.below(slots);
        let end = (start / shape.periods_per_day + 1) * shape.periods_per_day;
        for slot in start..end {
            if blocked.len() < wanted && !planted.contains(&slot) {
                blocked.insert(slot);
            }
        }
    }
    unavailable.extend(blocked.into_iter().map(|slot| (course, slot)));
}

#[cfg(test)]
mod tests {
    use super::super::{parse, write};
    use super::*;

    #[test]
    fn instances_are_read_back_as_they_were_written() {
        for shape in &SHAPES {
            let made = instance(shape, 3);
            assert_eq!(parse::instance(&write::instance(&made)).unwrap(), made);
            assert_eq!(made, instance(shape, 3));
            assert_ne!(made.courses, instance(shape, 4).courses);
        }
    }

    #[test]
    fn instances_have_their_shape() {
        for shape in &SHAPES {
            let made = instance(shape, 1);
            let lectures: usize = made.courses.iter().map(|it| it.lectures).sum();
            assert_eq!(lectures, made.slots() * shape.rooms * shape.fill / 100);
            assert_eq!(made.curricula.len(), shape.curricula);
            assert!(made.curricula.iter().all(|it| it.courses.len() >= 2));
        }
    }
}
