//! What each kind of letter needs to know.

use chrono::{DateTime, NaiveDate, Utc};

use super::session::{Place, Session};

/// A place on a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CohortInvitation {
    /// The programme's title.
    pub programme: String,
    /// Its first day.
    pub first_on: NaiveDate,
    /// Its last day.
    pub last_on: NaiveDate,
    /// How many weeks it lasts.
    pub n_weeks: u32,
    /// Where it is held.
    pub place: Option<String>,
}

/// All of the recipient's sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimetablePublished {
    /// The programme's title.
    pub programme: String,
    /// The sessions, in any order; cancelled ones leave the recipient's calendar.
    pub sessions: Vec<Session>,
}

/// One session has another time or place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionChanged {
    /// As it is now.
    pub session: Session,
    /// As it was.
    pub before: Before,
}

/// Time and place before a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Before {
    /// Its start.
    pub starts_at: DateTime<Utc>,
    /// Its end.
    pub ends_at: DateTime<Utc>,
    /// Its place.
    pub place: Place,
}

/// One session is off, or off for this recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionCancelled {
    /// The session as it stood.
    pub session: Session,
    /// For whom it is off.
    pub extent: Extent,
}

/// For whom a session is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// For everybody.
    Everybody,
    /// For the recipient; the others meet all the same.
    Recipient,
}

/// A third party is asked to agree to a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookingRequest {
    /// The session.
    pub session: Session,
    /// What is asked for.
    pub ask: Ask,
    /// When an answer is needed.
    pub answer_by: Option<DateTime<Utc>>,
}

/// What a third party is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// To interpret.
    Interpreting {
        /// The language, by its tag.
        language: String,
        /// How.
        mode: InterpretingMode,
    },
    /// To receive a group. Its size is all that a company needs to know.
    Visit {
        /// How many people come, companions included.
        group_size: u32,
    },
}

/// How an interpreter takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InterpretingMode {
    /// In the room.
    OnSite,
    /// By telephone.
    Phone,
    /// By video.
    Video,
}

/// A hand-off awaits a municipality.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoffAnnounced {
    /// The hand-off's id, for the link.
    pub handoff_id: String,
    /// How many people it concerns.
    pub n_people: u32,
    /// How many items it holds.
    pub n_items: u32,
}

/// A settlement awaits a municipality.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettlementReady {
    /// The settlement's id, for the link.
    pub settlement_id: String,
    /// How many people were counted.
    pub n_people: u32,
    /// How many cost entries it shares out.
    pub n_entries: u32,
    /// The hash of the frozen document, in hexadecimal.
    pub document_hash: String,
}
