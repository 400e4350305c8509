//! Writes instances and solutions of curriculum-based course timetabling in the formats that
//! [`super::parse`] reads.

use super::parse::{Instance, Lecture};
use std::fmt::Write;

/// A line `course room day period` for each lecture, in the order of courses and slots.
pub(crate) fn solution(instance: &Instance, lectures: &[Lecture]) -> String {
    let mut sorted = lectures.to_vec();
    sorted.sort_unstable_by_key(|it| (it.course, it.slot, it.room));
    let mut text = String::new();
    for lecture in sorted {
        let (day, period) = time(instance, lecture.slot);
        let course = &instance.courses[lecture.course].name;
        let room = &instance.rooms[lecture.room].name;
        // Writing to a string does not fail.
        let _ = writeln!(text, "{course} {room} {day} {period}");
    }
    text
}

/// The `.ctt` file of an instance.
pub(crate) fn instance(instance: &Instance) -> String {
    let mut text = format!(
        "Name: {}\nCourses: {}\nRooms: {}\nDays: {}\nPeriods_per_day: {}\nCurricula: {}\n\
         Constraints: {}\n\nCOURSES:\n",
        instance.name,
        instance.courses.len(),
        instance.rooms.len(),
        instance.days,
        instance.periods_per_day,
        instance.curricula.len(),
        instance.unavailable.len()
    );
    for it in &instance.courses {
        let _ = writeln!(
            text,
            "{} {} {} {} {}",
            it.name, it.teacher, it.lectures, it.min_days, it.students
        );
    }
    text.push_str("\nROOMS:\n");
    for it in &instance.rooms {
        let _ = writeln!(text, "{}\t{}", it.name, it.seats);
    }
    text.push_str("\nCURRICULA:\n");
    for it in &instance.curricula {
        let _ = write!(text, "{} {}", it.name, it.courses.len());
        for &course in &it.courses {
            let _ = write!(text, " {}", instance.courses[course].name);
        }
        text.push('\n');
    }
    text.push_str("\nUNAVAILABILITY_CONSTRAINTS:\n");
    for &(course, slot) in &instance.unavailable {
        let (day, period) = time(instance, slot);
        let _ = writeln!(text, "{} {day} {period}", instance.courses[course].name);
    }
    text.push_str("\nEND.\n");
    text
}

fn time(instance: &Instance, slot: usize) -> (usize, usize) {
    (
        slot / instance.periods_per_day,
        slot % instance.periods_per_day,
    )
}
