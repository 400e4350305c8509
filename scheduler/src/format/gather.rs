//! Reads a problem that may be faulty in several places, and names them all.

use crate::problem::{
    Activity, Booking, Cohort, Company, Horizon, Interpreter, Participant, Precedence, Problem,
    ProblemFault, Room, StaffMember, Vehicle, Weights,
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// A place in a text that does not read as a part of a problem.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {reason}")]
pub struct ShapeFault {
    /// Where, such as `activities[3]`; empty when the text is no JSON object at all.
    pub path: String,
    /// What is wrong there.
    pub reason: String,
}

/// What is wrong with a problem: its shape, or, once that is right, what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadFaults {
    /// The text does not read as a problem: one fault for each item of a list.
    Shape(Vec<ShapeFault>),
    /// It reads, and cannot be planned.
    Unsound(Vec<ProblemFault>),
}

/// Reads a problem and demands that it is sound.
///
/// # Errors
/// Every fault of its shape, or every fault of what it says.
pub fn read_sound_problem(text: &str) -> Result<Problem, ReadFaults> {
    let shape = |path: &str, reason: String| {
        let path = path.to_owned();
        ReadFaults::Shape(vec![ShapeFault { path, reason }])
    };
    let value: Value = serde_json::from_str(text).map_err(|fault| shape("", fault.to_string()))?;
    let Value::Object(fields) = &value else {
        return Err(shape("", "expected an object".to_owned()));
    };
    let faults = shape_faults(fields);
    if !faults.is_empty() {
        return Err(ReadFaults::Shape(faults));
    }
    // From the text, not from the value: a field that is given twice is a fault, too.
    let problem: Problem =
        serde_json::from_str(text).map_err(|fault| shape("", fault.to_string()))?;
    problem.validate().map_err(ReadFaults::Unsound)?;
    Ok(problem)
}

fn shape_faults(fields: &Map<String, Value>) -> Vec<ShapeFault> {
    let mut found = Vec::new();
    if !fields.contains_key("horizon") {
        found.push(ShapeFault {
            path: "horizon".to_owned(),
            reason: "missing".to_owned(),
        });
    }
    for (field, value) in fields {
        let test = match field.as_str() {
            "horizon" => single::<Horizon>,
            "weights" => single::<Weights>,
            "rooms" => each::<Room>,
            "staff" => each::<StaffMember>,
            "interpreters" => each::<Interpreter>,
            "vehicles" => each::<Vehicle>,
            "companies" => each::<Company>,
            "cohorts" => each::<Cohort>,
            "participants" => each::<Participant>,
            "bookings" => each::<Booking>,
            "activities" => each::<Activity>,
            "precedences" => each::<Precedence>,
            _ => unknown,
        };
        test(field, value, &mut found);
    }
    found
}

fn unknown(path: &str, _: &Value, found: &mut Vec<ShapeFault>) {
    found.push(ShapeFault {
        path: path.to_owned(),
        reason: "unknown field".to_owned(),
    });
}

fn single<T: DeserializeOwned>(path: &str, value: &Value, found: &mut Vec<ShapeFault>) {
    if let Err(fault) = T::deserialize(value) {
        found.push(ShapeFault {
            path: path.to_owned(),
            reason: fault.to_string(),
        });
    }
}

fn each<T: DeserializeOwned>(path: &str, value: &Value, found: &mut Vec<ShapeFault>) {
    let Value::Array(items) = value else {
        found.push(ShapeFault {
            path: path.to_owned(),
            reason: "expected a list".to_owned(),
        });
        return;
    };
    for (at, item) in items.iter().enumerate() {
        single::<T>(&format!("{path}[{at}]"), item, found);
    }
}
