//! The enums of decisions, consents and hand-offs, each value with its meaning.

use async_graphql::Enum;
use entities::columns;
use serde::{Deserialize, Serialize};

use crate::domain;

/// The answer to an application for asylum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "OutcomeKind", remote = "columns::OutcomeKind")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OutcomeKindName {
    /// There is no answer yet.
    Pending,
    /// A residence permit was granted: the person can be placed.
    Granted,
    /// The application was refused.
    Refused,
    /// The person withdrew the application.
    Withdrawn,
}

/// The rule by which a municipality takes over (Integration Act § 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "PlacementKind", remote = "columns::PlacementKind")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PlacementKindName {
    /// At the end of the first whole month after the placement decision; needs `decidedOn`.
    Ordinary,
    /// A resettlement refugee: on the day of CPR registration; needs `cprRegisteredOn`.
    Quota,
    /// Family-reunified: on the day of CPR registration; needs `cprRegisteredOn`.
    FamilyReunified,
    /// Earlier than the ordinary day, with the person's consent; needs `decidedOn` and `agreedOn`.
    EarlyByConsent,
}

/// Whether a placement holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "PlacementState", remote = "columns::PlacementState")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PlacementStateName {
    /// It holds.
    Active,
    /// A corrected decision took its place.
    Superseded,
    /// What it rested on was corrected away.
    Revoked,
}

/// What becomes of a course that is not over on the takeover day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "CourseEnd", remote = "columns::CourseEnd")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CourseEndName {
    /// The participant goes on until the course ends.
    Finish,
    /// The participant leaves on the takeover day; so it is also when nothing is chosen.
    Leave,
}

/// How far a hand-off is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "HandoffState", remote = "columns::HandoffState")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum HandoffStateName {
    /// Made by the placement; the municipality sees none of it.
    Draft,
    /// The municipality sees its items.
    Sent,
    /// The municipality has it.
    Accepted,
    /// The takeover day has come.
    Closed,
    /// Taken back: the municipality sees nothing.
    Retracted,
}

/// What a part of a hand-off is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "HandoffItemKind", remote = "columns::HandoffItemKind")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum HandoffItemKindName {
    /// Languages and need of an interpreter; mandatory.
    Languages,
    /// Education and lines of work; mandatory.
    EducationAndWork,
    /// Minutes planned and attended in the course; mandatory.
    CourseAttendance,
    /// The household: its size and ages in bands; mandatory.
    Family,
    /// What the competency interviews have come to; needs consent.
    CompetencyCard,
    /// What he or she wishes to work with; needs consent.
    Internship,
    /// What of the course is still to come.
    OpenTasks,
}

/// What the municipality said to a part of a hand-off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "HandoffItemState", remote = "columns::HandoffItemState")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum HandoffItemStateName {
    /// Nothing yet.
    Pending,
    /// It is noted.
    Acknowledged,
    /// It is contested.
    Disputed,
    /// The consent it rested on was withdrawn: nothing of it is left.
    Retracted,
}

/// Who a consent lets something be given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(
    name = "ConsentRecipientKind",
    remote = "columns::ConsentRecipientKind"
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ConsentRecipientKindName {
    /// A municipality; without a code, whichever receives the participant.
    Municipality,
    /// A company.
    Company,
    /// An organisation of volunteers.
    VolunteerOrganisation,
    /// The centre itself.
    Centre,
}

/// What a participant consents to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "ConsentPurpose", remote = "domain::consent::Purpose")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ConsentPurposeName {
    /// That the municipality takes over earlier than the ordinary day.
    EarlyTakeover,
    /// That the hand-off tells what the competency interviews have come to.
    CompetencyCard,
    /// That the hand-off tells what he or she wishes to work with.
    Internship,
    /// That the receiving municipality is given name and birth date.
    Identity,
}

/// Why a participant left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "LeaveReason", remote = "domain::leaving::LeaveReason")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LeaveReasonName {
    /// The application was refused.
    Refused,
    /// The application was withdrawn.
    Withdrawn,
    /// The participant moved away from the centre.
    Moved,
    /// The place in the course was given up.
    WithdrawnFromCourse,
    /// The municipality has taken over.
    TakenOver,
}

/// Something that follows from a decision and that somebody should look at. Nothing is done about
/// it silently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "DecisionWarningCode", remote = "domain::leaving::WarningCode")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DecisionWarningCode {
    /// The municipality belongs to no partnership of the centre: the person is not counted.
    OutsidePartnership,
    /// The takeover day falls into the course: choose by `chooseCourseEnd`; without a choice the
    /// participant leaves on that day.
    TakeoverDuringCourse,
    /// An interpreter stays booked for a session in which nobody needs the language any more.
    LanguageNoLongerNeeded,
    /// A corrected outcome does not bring an ended enrolment back: enrol again.
    EnrolmentStaysEnded,
    /// The consent to an earlier takeover was withdrawn while the placement rests on it.
    EarlyTakeoverWithoutConsent,
    /// The hand-off is closed already and cannot be taken back; the municipality sees it no more.
    HandoffWasClosed,
    /// The new centre is not in the system: the hand-off is flagged and stays here.
    HandoffFlagged,
    /// The takeover day has passed already.
    TakeoverPassed,
}

/// Where somebody is on the way from registration to the receiving municipality.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "Journey", remote = "domain::journey::Journey")]
pub enum JourneyName {
    /// At the centre, in no course.
    Registered,
    /// Waits for a place in a course.
    Waitlisted,
    /// Has a place in a course that has not begun.
    Enrolled,
    /// Takes part in a course.
    InCourse,
    /// The course is over, or was left, and nothing is decided yet.
    CourseEnded,
    /// Has a residence permit and no municipality.
    Granted,
    /// A municipality is decided; the hand-off is not sent.
    Placed,
    /// The municipality has been sent the hand-off.
    HandoffSent,
    /// The municipality has accepted the hand-off.
    HandoffAccepted,
    /// The takeover day has come.
    TakenOver,
    /// The application was refused.
    Refused,
    /// The application was withdrawn.
    Withdrawn,
}
