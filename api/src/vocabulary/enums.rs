//! The enums of the API, each value with its meaning.

use async_graphql::Enum;
use entities::columns;
use serde::{Deserialize, Serialize};

/// What a person may do, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "Role", remote = "columns::Role")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RoleName {
    /// Plans, publishes and keeps the course running at a centre.
    CentreCoordinator,
    /// Sees own sessions at a centre, and records who came.
    Teacher,
    /// Registers participants and decisions at a centre.
    CaseWorker,
    /// Holds competency interviews at a centre.
    Interviewer,
    /// Posts costs and settles for a centre's operator.
    CentreFinance,
    /// Receives participants in a municipality.
    MunicipalityConsultant,
    /// Finds internships in a municipality.
    BusinessConsultant,
    /// Approves a municipality's share, and accounts where the municipality does.
    MunicipalityFinance,
    /// Finds volunteer friends in a municipality.
    VolunteerCoordinator,
    /// Reads what was settled and done, everywhere.
    Auditor,
    /// Sets up centres and accounts; sees no personal data.
    Admin,
}

/// What a room is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "RoomKind", remote = "columns::RoomKind")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RoomKindName {
    /// A class room.
    Class,
    /// A room for one participant, an interviewer and an interpreter.
    Interview,
    /// A room with tools.
    Workshop,
    /// A room for meetings.
    Meeting,
}

/// What a staff member does in sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "StaffRole", remote = "columns::StaffRole")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum StaffRoleName {
    /// Teaches what his or her skills name.
    Teacher,
    /// Holds competency interviews.
    Interviewer,
    /// Goes along on company visits.
    Escort,
}

/// How an interpreter takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "InterpreterMode", remote = "columns::InterpretingMode")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum InterpreterModeName {
    /// In the room.
    OnSite,
    /// By telephone.
    Phone,
    /// By video.
    Video,
}

/// The language that somebody is written to in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "Language", remote = "columns::Language")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LanguageName {
    /// Danish.
    Da,
    /// English.
    En,
}

/// Whether a template version may still change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "TemplateState", remote = "columns::TemplateState")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TemplateStateName {
    /// Saved, and may be changed; no cohort can use it.
    Draft,
    /// Never changes again; cohorts use it.
    Published,
}

/// How far a participant is with a cohort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "EnrolmentState", remote = "columns::EnrolmentState")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EnrolmentStateName {
    /// Waits for a place that frees up.
    Waitlisted,
    /// Has a place; the course has not begun.
    Enrolled,
    /// Takes part; from here on the participant is counted in the period's settlement.
    InCourse,
    /// Was there until the course ended.
    Completed,
    /// Left the course before its end.
    Left,
    /// Gave the place up before the course began.
    Withdrawn,
}
