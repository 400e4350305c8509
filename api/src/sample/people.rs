//! The inputs about people: `openCohort` and `enrol`, `importBusyTimes`, accounts and their roles.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// A cohort and who is enrolled in it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Cohort {
    pub key: String,
    pub name: String,
    pub template: String,
    pub partnership: Option<String>,
    pub first_on: NaiveDate,
    pub capacity: u32,
    pub minimum_age: u32,
    /// Keys of participants, in the order in which they are enrolled.
    pub participants: Vec<String>,
    /// The elective modules that each participant chose.
    #[serde(default)]
    pub electives: BTreeMap<String, Vec<String>>,
}

/// A group that is taught Danish by others, at times which the plan must respect.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DanishGroup {
    pub key: String,
    pub name: String,
    pub participants: Vec<String>,
}

/// One line of `busy_times.csv`: an interval in local time, of a participant or a Danish group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BusyTime {
    pub participant: Option<String>,
    pub danish_group: Option<String>,
    pub from: NaiveDateTime,
    pub until: NaiveDateTime,
    /// Whether lessons must keep clear of it too, not only interviews and visits.
    pub blocking: bool,
    /// A neutral word: never why somebody is busy.
    pub source: String,
    pub external_uid: Option<String>,
}

/// Somebody who signs in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Account {
    pub key: String,
    pub display_name: String,
    /// `DA` or `EN`.
    pub language: String,
    pub staff_member: Option<String>,
    pub roles: Vec<Grant>,
}

/// A role over a centre, a municipality or, when neither is named, the whole installation.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Grant {
    pub role: String,
    pub centre: Option<String>,
    pub municipality: Option<String>,
}
