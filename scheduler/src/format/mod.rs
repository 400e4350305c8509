//! Problems and answers as JSON.
//!
//! A problem is one object whose fields are those of [`Problem`]: `horizon`, `weights`, then lists
//! of `rooms`, `staff`, `interpreters`, `vehicles`, `companies`, `cohorts`, `participants`,
//! `bookings`, `activities` and `precedences`. Dates are `YYYY-MM-DD`, moments `YYYY-MM-DDTHH:MM`
//! of local wall clock, minutes of a day are numbers after midnight. Optional fields may be left
//! out; unknown ones are refused, so that a misspelt field is never silently without effect. A
//! solution is one object with the fields of [`Solution`] and a `verdict`.
//!
//! What is written is always the same bytes for the same value: lists keep their order, each item
//! stands on a line of its own. `docs/engine-format.schema.json` is the JSON schema of a problem.

mod gather;

use crate::assignment::Timetable;
use crate::problem::Problem;
use crate::search::Solution;
use serde::Serialize;
use serde_json::Value;

pub use gather::{ReadFaults, ShapeFault, read_sound_problem};

/// Why a text is no problem or timetable.
#[derive(Debug, thiserror::Error)]
#[error("line {line}, column {column}: {reason}")]
pub struct FormatError {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What is wrong there.
    pub reason: String,
}

impl From<serde_json::Error> for FormatError {
    fn from(error: serde_json::Error) -> Self {
        Self {
            line: error.line(),
            column: error.column(),
            reason: error.to_string(),
        }
    }
}

/// Reads a problem.
///
/// # Errors
/// Where and why the text is none. Whether the problem is sound is another question, see
/// [`Problem::validate`].
pub fn read_problem(text: &str) -> Result<Problem, FormatError> {
    Ok(serde_json::from_str(text)?)
}

/// Reads a timetable: an object with `assignments` by activity key, such as a solution's.
///
/// # Errors
/// Where and why the text is none.
pub fn read_timetable(text: &str) -> Result<Timetable, FormatError> {
    Ok(serde_json::from_str(text)?)
}

/// Reads a solution.
///
/// # Errors
/// Where and why the text is none.
pub fn read_solution(text: &str) -> Result<Solution, FormatError> {
    Ok(serde_json::from_str(text)?)
}

/// Writes a problem.
///
/// # Errors
/// Never for a problem that was built in memory; the signature leaves room for those that are not.
pub fn write_problem(problem: &Problem) -> Result<String, FormatError> {
    write(problem, &PROBLEM_FIELDS)
}

/// Writes a solution.
///
/// # Errors
/// Never for a solution that was built in memory.
pub fn write_solution(solution: &Solution) -> Result<String, FormatError> {
    write(solution, &SOLUTION_FIELDS)
}

const PROBLEM_FIELDS: [&str; 12] = [
    "horizon",
    "weights",
    "rooms",
    "staff",
    "interpreters",
    "vehicles",
    "companies",
    "cohorts",
    "participants",
    "bookings",
    "activities",
    "precedences",
];

const SOLUTION_FIELDS: [&str; 7] = [
    "verdict",
    "proofs",
    "score",
    "steps",
    "stopped",
    "unassigned",
    "timetable",
];

/// Writes an object with its fields in an order, each item of a list or map on its own line.
fn write(value: &impl Serialize, fields: &[&str]) -> Result<String, FormatError> {
    let value = serde_json::to_value(value)?;
    let mut lines = Vec::new();
    for field in fields {
        if let Some(value) = value.get(field) {
            lines.push(format!("  {}: {}", Value::from(*field), broken(value, 2)));
        }
    }
    Ok(format!("{{\n{}\n}}\n", lines.join(",\n")))
}

/// A value with each of its items on its own line; the one object of a timetable one level deeper.
fn broken(value: &Value, indent: usize) -> String {
    let pad = " ".repeat(indent);
    match value {
        Value::Array(items) if !items.is_empty() => {
            let lines: Vec<_> = items.iter().map(|item| format!("{pad}  {item}")).collect();
            format!("[\n{}\n{pad}]", lines.join(",\n"))
        }
        Value::Object(map) if map.values().any(Value::is_object) => {
            let lines: Vec<_> = map
                .iter()
                .map(|(key, item)| {
                    format!(
                        "{pad}  {}: {}",
                        Value::from(key.as_str()),
                        broken(item, indent + 2)
                    )
                })
                .collect();
            format!("{{\n{}\n{pad}}}", lines.join(",\n"))
        }
        other => other.to_string(),
    }
}
