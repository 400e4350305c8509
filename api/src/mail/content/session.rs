//! A session as letters and calendars show it: no names of people, no sizes, no languages.

use chrono::{DateTime, Utc};

/// A session as its people see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its id for life: the UID of the calendar event.
    pub id: String,
    /// Raised by each change; calendars keep the highest.
    pub sequence: u32,
    /// Its kind.
    pub kind: SessionKind,
    /// Its title: the theme, never a name.
    pub title: String,
    /// Its start.
    pub starts_at: DateTime<Utc>,
    /// Its end.
    pub ends_at: DateTime<Utc>,
    /// Where it is held.
    pub place: Place,
    /// How to get there and when to leave.
    pub travel_note: Option<String>,
    /// Who leads it, by role.
    pub led_by: Option<LedBy>,
    /// Whether it stands.
    pub standing: Standing,
}

/// What kind of meeting a session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionKind {
    /// A lesson on a theme.
    Lesson,
    /// A Danish lesson.
    DanishLesson,
    /// A competency interview.
    CompetencyInterview,
    /// A visit to a company.
    CompanyVisit,
}

/// Whether a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It takes place.
    Confirmed,
    /// It does not, or not for the recipient.
    Cancelled,
}

/// Where a session is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a room of the centre, by its name.
    Room(String),
    /// At a company.
    Company {
        /// The company's name.
        name: String,
        /// Its address in one line.
        address: String,
    },
}

/// Who leads a session: a role, because a letter names nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LedBy {
    /// A teacher of the centre.
    Teacher,
    /// A teacher of Danish.
    DanishTeacher,
    /// An interviewer.
    Interviewer,
    /// Whoever goes along to a company.
    Guide,
}
