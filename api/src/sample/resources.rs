//! The inputs about the centre and what it has: `saveCentre`, `savePartnership`, `saveRoom`,
//! `saveStaffMember`, `saveInterpreter`, `saveVehicle`, `saveCompany`, `recordAbsence`.
//!
//! Amounts are decimal strings in kroner, as in the API; times of day are local minutes.

use chrono::{NaiveDate, NaiveDateTime};
use serde::Deserialize;

use crate::domain::template::RoomKind;

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Centre {
    pub key: String,
    pub name: String,
    pub operator: String,
    /// A municipality's code.
    pub host_municipality: String,
    pub zone: String,
    pub contact_name: Option<String>,
    pub contact_email: Option<String>,
    pub contact_phone: Option<String>,
    pub closing_days: Vec<NaiveDate>,
    pub openings: Vec<Opening>,
}

/// Open from minute to minute on each of these weekdays. Resources without openings of their own
/// keep the centre's.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Opening {
    /// ISO weekdays, Monday is 1.
    pub weekdays: Vec<u32>,
    pub from_minute: u32,
    pub until_minute: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Partnership {
    pub key: String,
    pub name: String,
    pub municipalities: Vec<String>,
    pub valid_from: NaiveDate,
    pub valid_until: Option<NaiveDate>,
    /// `OPERATOR` or `MUNICIPALITY`.
    pub accounting_party: String,
    pub accounting_municipality: Option<String>,
    pub cost_key: String,
    pub budget: String,
    pub periods: Vec<Period>,
    pub mailboxes: Vec<Mailboxes>,
}

/// An accounting period, the end excluded.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Period {
    pub key: String,
    pub from: NaiveDate,
    pub until: NaiveDate,
}

/// Where a municipality's notices go.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Mailboxes {
    pub municipality: String,
    pub handoff: String,
    pub finance: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Room {
    pub key: String,
    pub name: String,
    pub kind: RoomKind,
    pub seats: u32,
    pub setup_minutes: u32,
    #[serde(default)]
    pub openings: Vec<Opening>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StaffMember {
    pub key: String,
    pub name: String,
    pub email: Option<String>,
    /// `TEACHER`, `INTERVIEWER`, `ESCORT`.
    pub roles: Vec<String>,
    pub skills: Vec<String>,
    pub languages: Vec<String>,
    pub max_minutes_day: Option<u32>,
    pub max_minutes_week: Option<u32>,
    /// `DA` or `EN`.
    pub notice_language: String,
    #[serde(default)]
    pub openings: Vec<Opening>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Interpreter {
    pub key: String,
    pub name: String,
    pub agency: Option<String>,
    pub email: Option<String>,
    pub languages: Vec<String>,
    /// `ON_SITE`, `PHONE` or `VIDEO`.
    pub mode: String,
    /// For each started hour.
    pub hour: String,
    pub minimum_minutes: u32,
    /// Once a call-out.
    pub transport: String,
    pub travel_minutes: u32,
    #[serde(default)]
    pub openings: Vec<Opening>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Vehicle {
    pub key: String,
    pub name: String,
    pub seats: u32,
    #[serde(default)]
    pub openings: Vec<Opening>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Company {
    pub key: String,
    pub name: String,
    pub cvr: Option<String>,
    pub sectors: Vec<String>,
    pub address: String,
    /// One way.
    pub travel_minutes: u32,
    pub walking: bool,
    pub contact_name: Option<String>,
    pub contact_email: Option<String>,
    pub group_size_max: u32,
    pub parallel_groups: u32,
    #[serde(default)]
    pub languages_demanded: Vec<String>,
    #[serde(default)]
    pub safety_demands: Vec<String>,
    pub windows: Vec<CompanyWindow>,
}

/// When a company takes visitors: each week on `weekday`, or once on the day `on`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CompanyWindow {
    pub weekday: Option<u32>,
    pub on: Option<NaiveDate>,
    pub from_minute: u32,
    pub until_minute: u32,
}

/// Known before the plan is made; local time.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Absence {
    /// `ROOM`, `STAFF_MEMBER`, `INTERPRETER`, `VEHICLE` or `COMPANY`.
    pub kind: String,
    pub resource: String,
    pub from: NaiveDateTime,
    pub until: NaiveDateTime,
    pub reason: String,
}
