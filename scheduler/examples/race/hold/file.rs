//! The files: an instance, and an answer.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
pub(crate) struct Instance {
    pub(crate) horizon: Days,
    #[serde(default)]
    pub(crate) holidays: Vec<u32>,
    pub(crate) weights: Prices,
    pub(crate) cohorts: Vec<Group>,
    pub(crate) participants: Vec<Person>,
    pub(crate) teachers: Vec<Worker>,
    pub(crate) interviewers: Vec<Worker>,
    pub(crate) interpreters: Vec<Worker>,
    pub(crate) rooms: Vec<Place>,
    pub(crate) vehicles: Vec<Place>,
    pub(crate) companies: Vec<Host>,
    pub(crate) activities: Vec<Task>,
    #[serde(default)]
    pub(crate) precedences: Vec<(String, String)>,
    #[serde(default)]
    pub(crate) distinct_company: Vec<(String, String)>,
}

#[derive(Deserialize)]
pub(crate) struct Days {
    pub(crate) days: u32,
    pub(crate) slots_per_day: u32,
}

#[derive(Deserialize)]
pub(crate) struct Prices {
    pub(crate) absence: i64,
    pub(crate) gap: i64,
    pub(crate) overload: i64,
    pub(crate) overload_limit: u32,
    pub(crate) continuity: i64,
    pub(crate) callout: i64,
    pub(crate) mismatch: i64,
    #[serde(default)]
    pub(crate) stability: i64,
}

#[derive(Deserialize)]
pub(crate) struct Group {
    pub(crate) id: String,
    pub(crate) centre: String,
    #[serde(default)]
    pub(crate) languages: Vec<String>,
}

#[derive(Deserialize)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) cohort: String,
    pub(crate) language: Option<String>,
    #[serde(default)]
    pub(crate) sectors: Vec<String>,
    #[serde(default)]
    pub(crate) blocked: Vec<u32>,
}

#[derive(Deserialize)]
pub(crate) struct Worker {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) centre: String,
    #[serde(default)]
    pub(crate) language: String,
    #[serde(default)]
    pub(crate) skills: Vec<String>,
    #[serde(default)]
    pub(crate) unavailable: Vec<u32>,
}

#[derive(Deserialize)]
pub(crate) struct Place {
    pub(crate) id: String,
    pub(crate) centre: String,
    #[serde(default)]
    pub(crate) kind: String,
    pub(crate) capacity: u16,
}

#[derive(Deserialize)]
pub(crate) struct Host {
    pub(crate) id: String,
    pub(crate) sector: String,
    pub(crate) capacity: u16,
    pub(crate) windows: Vec<(u32, u32, u32)>,
}

#[derive(Deserialize)]
pub(crate) struct Task {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) cohort: String,
    #[serde(default)]
    pub(crate) series: String,
    #[serde(default)]
    pub(crate) skill: String,
    #[serde(default)]
    pub(crate) group: Vec<String>,
    #[serde(default)]
    pub(crate) participant: String,
    pub(crate) language: Option<String>,
    pub(crate) dur: u32,
    pub(crate) release: u32,
    pub(crate) due: u32,
}

impl Instance {
    /// How many centres there are.
    pub(crate) fn centres(&self) -> usize {
        let centres: BTreeSet<&str> = self.cohorts.iter().map(|one| one.centre.as_str()).collect();
        centres.len()
    }
}

impl Task {
    pub(crate) fn is_teaching(&self) -> bool {
        self.kind == "module" || self.kind == "danish"
    }
}

/// A solution file: where each activity is.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Answer {
    pub(crate) activities: BTreeMap<String, Stand>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stand {
    pub(crate) start: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) teacher: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) interviewer: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) room: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) vehicle: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) company: Option<String>,
    #[serde(default)]
    pub(crate) interpreters: Vec<String>,
}

/// Something is away: an interpreter, teacher, room … from a slot to another, the last excluded.
#[derive(Clone, Debug)]
pub(crate) struct Absence {
    pub(crate) resource: String,
    pub(crate) from: u32,
    pub(crate) to: u32,
}
