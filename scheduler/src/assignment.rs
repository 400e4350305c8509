//! Where an activity is put: start, room, staff, interpreters, vehicle, company.

use crate::calendar::Moment;
use crate::problem::Key;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// An interpreter and the language they interpret in one session.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InterpreterBooking {
    /// The language.
    pub language: String,
    /// The interpreter's key.
    pub interpreter: Key,
}

/// One activity in time and space.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// When it starts; at a company, when the visit itself does.
    pub start: Moment,
    /// The room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<Key>,
    /// The teacher, interviewer or escort.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<Key>,
    /// One interpreter a language, sorted by language; a set, whatever its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interpreters: Vec<InterpreterBooking>,
    /// The vehicle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vehicle: Option<Key>,
    /// The company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<Key>,
}

impl Assignment {
    /// An assignment to a start and, so far, to nothing else.
    pub const fn at(start: Moment) -> Self {
        Self {
            start,
            room: None,
            staff: None,
            interpreters: Vec::new(),
            vehicle: None,
            company: None,
        }
    }

    /// Whether the two put an activity at the same time into the same hands.
    pub fn is_same(&self, other: &Self) -> bool {
        let sorted = |assignment: &Self| {
            let mut interpreters = assignment.interpreters.clone();
            interpreters.sort();
            interpreters
        };
        self.start == other.start
            && self.room == other.room
            && self.staff == other.staff
            && self.vehicle == other.vehicle
            && self.company == other.company
            && sorted(self) == sorted(other)
    }
}

/// A plan: the assignment of each activity that has one, by activity key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Timetable {
    /// Assignments by activity key.
    pub assignments: BTreeMap<Key, Assignment>,
}

impl Timetable {
    /// The bytes that a plan hash is taken over: one line an assignment, sorted by activity key.
    ///
    /// A line is `key|start|room|staff|language=interpreter,…|vehicle|company`, ended by a line
    /// feed; what is absent is empty, interpreters are sorted, `\`, `|`, `,`, `=` and line feeds
    /// inside a key are preceded by `\`. Equal plans have equal bytes on every machine.
    pub fn canonical_lines(&self) -> String {
        let mut lines = String::new();
        for (key, assignment) in &self.assignments {
            push_escaped(&mut lines, key);
            let _ = write!(lines, "|{}|", assignment.start);
            push_escaped(&mut lines, assignment.room.as_deref().unwrap_or_default());
            lines.push('|');
            push_escaped(&mut lines, assignment.staff.as_deref().unwrap_or_default());
            lines.push('|');
            let mut interpreters: Vec<_> = assignment.interpreters.iter().collect();
            interpreters.sort();
            for (at, booking) in interpreters.into_iter().enumerate() {
                if at > 0 {
                    lines.push(',');
                }
                push_escaped(&mut lines, &booking.language);
                lines.push('=');
                push_escaped(&mut lines, &booking.interpreter);
            }
            lines.push('|');
            push_escaped(
                &mut lines,
                assignment.vehicle.as_deref().unwrap_or_default(),
            );
            lines.push('|');
            push_escaped(
                &mut lines,
                assignment.company.as_deref().unwrap_or_default(),
            );
            lines.push('\n');
        }
        lines
    }
}

fn push_escaped(line: &mut String, key: &str) {
    for letter in key.chars() {
        if matches!(letter, '\\' | '|' | ',' | '=' | '\n') {
            line.push('\\');
        }
        line.push(letter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_lines_are_sorted_and_unambiguous() {
        let start: Moment = "2017-03-06T09:00".parse().unwrap();
        let booking = |language: &str, interpreter: &str| InterpreterBooking {
            language: language.into(),
            interpreter: interpreter.into(),
        };
        let mut timetable = Timetable::default();
        timetable
            .assignments
            .insert("b|1".into(), Assignment::at(start));
        let full = Assignment {
            room: Some("r".into()),
            interpreters: vec![booking("ti", "j"), booking("ar", "i")],
            ..Assignment::at(start)
        };
        timetable.assignments.insert("a".into(), full);
        assert_eq!(
            timetable.canonical_lines(),
            "a|2017-03-06T09:00|r||ar=i,ti=j||\nb\\|1|2017-03-06T09:00|||||\n"
        );
    }
}
