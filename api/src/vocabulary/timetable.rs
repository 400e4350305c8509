//! The enums of the timetable, each value with its meaning.

use async_graphql::Enum;
use entities::columns;
use serde::{Deserialize, Serialize};

/// What is planned and held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "ActivityKind", remote = "columns::ActivityKind")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ActivityKindName {
    /// One part of a module of the programme.
    Lesson,
    /// A Danish lesson that the centre plans itself.
    DanishLesson,
    /// One participant, an interviewer, and an interpreter where one is needed.
    CompetencyInterview,
    /// A group at a company.
    CompanyVisit,
}

/// How far a session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "SessionState", remote = "columns::SessionState")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SessionStateName {
    /// It stands in the timetable.
    Published,
    /// It has ended.
    Held,
    /// It is not held; nobody is booked for it any more.
    Cancelled,
}

/// As what a resource is booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Enum, Serialize, Deserialize)]
#[graphql(name = "BookingRole", remote = "columns::BookingRole")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum BookingRoleName {
    /// Takes part.
    Participant,
    /// Teaches.
    Teacher,
    /// Holds the competency interview.
    Interviewer,
    /// Goes along on a company visit.
    Escort,
    /// Interprets in the language of the booking.
    Interpreter,
    /// Where it is.
    Room,
    /// Takes the group there and back.
    Vehicle,
    /// Receives the group.
    Company,
}

/// Whether a third party has agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "BookingStatus", remote = "columns::BookingStatus")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum BookingStatusName {
    /// The interpreter or company has been asked and has not answered.
    Requested,
    /// It is agreed; the centre's own rooms and people always are.
    Confirmed,
    /// The interpreter or company does not come.
    Declined,
}

/// Whether a participant came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "AttendanceMark", remote = "columns::AttendanceMark")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AttendanceMarkName {
    /// From beginning to end: the session's full minutes count.
    Present,
    /// Came late or left early: the minutes given count.
    Late,
    /// Stayed away for a lawful reason (lovligt fravær).
    Excused,
    /// Stayed away without one (ulovligt fravær).
    Absent,
}
