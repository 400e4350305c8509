//! The enums of notices, each value with its meaning.

use async_graphql::Enum;
use entities::columns;

/// What somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "NoticeKind", remote = "columns::NoticeKind")]
pub enum NoticeKindName {
    /// A place on a course.
    CohortInvitation,
    /// All sessions of the recipient, as they were published.
    TimetablePublished,
    /// A session has another time or place, or is new to the recipient.
    SessionChanged,
    /// A session is off, for everybody or for the recipient.
    SessionCancelled,
    /// An interpreter or a company is asked to agree to a session.
    BookingRequest,
    /// A hand-off awaits a municipality.
    HandoffAnnounced,
    /// A settlement awaits a municipality.
    SettlementReady,
}

/// Who is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "NoticeRecipientKind", remote = "columns::NoticeRecipientKind")]
pub enum NoticeRecipientKindName {
    Participant,
    StaffMember,
    Interpreter,
    Company,
    /// A municipality, at the mailbox for hand-offs.
    MunicipalityHandoff,
    /// A municipality, at the mailbox for settlements.
    MunicipalityFinance,
    Centre,
}

/// How far a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "NoticeState", remote = "columns::NoticeState")]
pub enum NoticeStateName {
    /// Waits for its time; what changes until then is told in one.
    Queued,
    /// Is being sent.
    Sending,
    Sent,
    /// Did not leave, and is tried again by itself.
    Retrying,
    /// Given up; `failureCode` tells why. Can be resent.
    Dead,
    /// Kept back by a person.
    Held,
    /// What it rested on is gone.
    Withdrawn,
    /// A later notice tells it, or there was nothing left to tell.
    Superseded,
    /// The recipient has no mail address: print it. Can be resent when there is one.
    NoChannel,
}
