//! What a timetable costs by the rules of the second International Timetabling Competition (2007,
//! track 3, formulation UD2). It counts from the instance alone and shares nothing with any search.
//!
//! Hard, counted in violations: each lecture is placed, those of a course in different slots; no two
//! lectures of a curriculum or a teacher in a slot; none where its course is not available; one in a
//! room at a time. Soft, in points: 1 for each student without a seat, 5 for each day that a course
//! misses of its least spread, 2 for each lecture of a curriculum that has none of it just before or
//! after on its day, 1 for each room of a course beyond the first.

use super::parse::{Instance, Lecture};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

const DAY_POINTS: u64 = 5;
const ISOLATED_POINTS: u64 = 2;

/// Violations of the hard rules, and points of the soft ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cost {
    /// Lectures missing, too many, or in the same slot as another of their course.
    pub(crate) lectures: u64,
    /// Pairs of lectures of different courses in a slot that share a curriculum or a teacher.
    pub(crate) conflicts: u64,
    pub(crate) availability: u64,
    /// Lectures beyond the first in a room and slot.
    pub(crate) occupancy: u64,
    pub(crate) capacity: u64,
    pub(crate) min_days: u64,
    pub(crate) compactness: u64,
    pub(crate) stability: u64,
}

impl Cost {
    /// Violations of hard rules: a timetable with any is no timetable.
    pub(crate) fn hard(&self) -> u64 {
        self.lectures + self.conflicts + self.availability + self.occupancy
    }

    /// The points that the competition compares.
    pub(crate) fn soft(&self) -> u64 {
        self.capacity + self.min_days + self.compactness + self.stability
    }
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} violations (lectures {}, conflicts {}, availability {}, occupancy {}); \
             {} points (capacity {}, days {}, compactness {}, stability {})",
            self.hard(),
            self.lectures,
            self.conflicts,
            self.availability,
            self.occupancy,
            self.soft(),
            self.capacity,
            self.min_days,
            self.compactness,
            self.stability
        )
    }
}

fn count(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

/// Counts everything from scratch.
pub(crate) fn cost(instance: &Instance, lectures: &[Lecture]) -> Cost {
    let mut by_course: Vec<Vec<Lecture>> = vec![Vec::new(); instance.courses.len()];
    let mut by_slot: Vec<Vec<Lecture>> = vec![Vec::new(); instance.slots()];
    for &lecture in lectures {
        by_course[lecture.course].push(lecture);
        by_slot[lecture.slot].push(lecture);
    }
    let mut cost = Cost::default();
    of_courses(instance, &by_course, &mut cost);
    of_slots(instance, &by_slot, &mut cost);
    cost.compactness = compactness(instance, &by_course);
    cost
}

/// What a course answers for alone.
fn of_courses(instance: &Instance, by_course: &[Vec<Lecture>], cost: &mut Cost) {
    let unavailable: BTreeSet<_> = instance.unavailable.iter().copied().collect();
    for (course, lectures) in instance.courses.iter().zip(by_course) {
        let slots: BTreeSet<_> = lectures.iter().map(|it| it.slot).collect();
        let rooms: BTreeSet<_> = lectures.iter().map(|it| it.room).collect();
        let days: BTreeSet<_> = slots
            .iter()
            .map(|it| it / instance.periods_per_day)
            .collect();
        cost.lectures += count(course.lectures.abs_diff(lectures.len()));
        cost.lectures += count(lectures.len() - slots.len());
        cost.min_days += DAY_POINTS * count(course.min_days.saturating_sub(days.len()));
        cost.stability += count(rooms.len().saturating_sub(1));
        for lecture in lectures {
            let seats = instance.rooms[lecture.room].seats;
            cost.capacity += u64::from(course.students.saturating_sub(seats));
            let blocked = unavailable.contains(&(lecture.course, lecture.slot));
            cost.availability += u64::from(blocked);
        }
    }
}

/// What lectures at the same time do to each other.
fn of_slots(instance: &Instance, by_slot: &[Vec<Lecture>], cost: &mut Cost) {
    let mut curricula: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); instance.courses.len()];
    for (at, curriculum) in instance.curricula.iter().enumerate() {
        for &course in &curriculum.courses {
            curricula[course].insert(at);
        }
    }
    for lectures in by_slot {
        let mut in_room: BTreeMap<usize, u64> = BTreeMap::new();
        for lecture in lectures {
            *in_room.entry(lecture.room).or_default() += 1;
        }
        cost.occupancy += in_room.values().map(|n| n - 1).sum::<u64>();
        for (at, one) in lectures.iter().enumerate() {
            for other in &lectures[at + 1..] {
                let same_teacher =
                    instance.courses[one.course].teacher == instance.courses[other.course].teacher;
                let together = !curricula[one.course].is_disjoint(&curricula[other.course]);
                let apart = one.course != other.course;
                cost.conflicts += u64::from(apart && (same_teacher || together));
            }
        }
    }
}

/// The points for lectures that stand alone in the day of their curriculum.
fn compactness(instance: &Instance, by_course: &[Vec<Lecture>]) -> u64 {
    let mut points = 0;
    for curriculum in &instance.curricula {
        let slots: Vec<usize> = curriculum
            .courses
            .iter()
            .flat_map(|&course| by_course[course].iter().map(|it| it.slot))
            .collect();
        let taken: BTreeSet<_> = slots.iter().copied().collect();
        for &slot in &slots {
            let period = slot % instance.periods_per_day;
            let before = period > 0 && taken.contains(&(slot - 1));
            let after = period + 1 < instance.periods_per_day && taken.contains(&(slot + 1));
            if !before && !after {
                points += ISOLATED_POINTS;
            }
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    /// Two days of three periods, a small and a large room; Anna teaches A and B, and A and C share
    /// students.
    const TOY: &str = "Name: toy\nCourses: 3\nRooms: 2\nDays: 2\nPeriods_per_day: 3\n\
        Curricula: 2\nConstraints: 1\n\nCOURSES:\nA anna 3 2 30\nB anna 1 1 10\nC carl 2 2 12\n\n\
        ROOMS:\nlarge\t28\nsmall\t10\n\nCURRICULA:\nq1 2 A C\nq2 1 B\n\n\
        UNAVAILABILITY_CONSTRAINTS:\nB 1 2\n\nEND.\n";

    fn cost_of(solution: &str) -> Cost {
        let toy = parse::instance(TOY).unwrap();
        cost(&toy, &parse::solution(&toy, solution).unwrap())
    }

    #[test]
    fn a_timetable_without_violations_costs_what_is_counted_by_hand() {
        let found = cost_of(
            "A large 0 0\nA large 0 1\nA large 1 2\nB small 0 2\nC small 1 1\nC large 0 2\n",
        );
        // Two students of A stand in each of its three lectures, two of C in its lecture in the small
        // room; B is alone on its day; C has two rooms. A, C: 0 0, 0 1, 0 2 and 1 1, 1 2 are blocks.
        let expected = Cost {
            capacity: 3 * 2 + 2,
            compactness: 2,
            stability: 1,
            ..Cost::default()
        };
        assert_eq!(found, expected);
        assert_eq!((found.hard(), found.soft()), (0, 11));
    }

    #[test]
    fn lectures_alone_on_their_day_and_days_that_are_missing_cost() {
        let found = cost_of(
            "A large 0 0\nA large 0 2\nA small 0 1\nB small 0 2\nC large 1 0\nC large 1 2\n",
        );
        let expected = Cost {
            conflicts: 1, // Anna teaches A and B in the last period of the first day
            capacity: 2 + 2 + 20,
            min_days: 5 + 5,
            compactness: 2 + 2 + 2, // B; C twice, as a gap lies between
            stability: 1,
            ..Cost::default()
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn each_hard_rule_is_counted() {
        // A lecture of A is missing and two are at once, of which one shares its room with C; B is
        // where it is not available.
        let found = cost_of("A large 0 0\nA small 0 0\nB small 1 2\nC large 0 0\nC large 1 1\n");
        let hard = (
            found.lectures,
            found.conflicts,
            found.availability,
            found.occupancy,
        );
        assert_eq!(hard, (2, 2, 1, 1));
        assert_eq!(found.hard(), 6);
    }

    #[test]
    fn nothing_placed_is_everything_missing() {
        let found = cost_of("");
        assert_eq!((found.lectures, found.hard()), (6, 6));
        assert_eq!(found.soft(), 5 * (2 + 1 + 2));
    }

    #[test]
    fn a_broken_file_is_refused_with_its_line() {
        let refused = |from: &str, to: &str| parse::instance(&TOY.replace(from, to)).unwrap_err();
        assert_eq!(refused("Days: 2", "Days: two").line, 4);
        assert_eq!(refused("q1 2 A C", "q1 2 A D").fault, "D is not known");
        assert_eq!(refused("q1 2 A C", "q1 3 A C").line, 19);
        assert_eq!(
            refused("B 1 2", "B 2 0").fault,
            "day 2, period 0 is outside the week"
        );
        assert_eq!(
            refused("B anna", "A anna").fault,
            "A stands here a second time"
        );
        assert_eq!(
            refused("END.", "").fault,
            "the file ends where END. should follow"
        );
    }
}
