//! The resources: rooms, staff, interpreters, vehicles, companies, and the participants.

use super::{Key, Weights};
use crate::calendar::{Date, Span};
use serde::{Deserialize, Serialize};

/// What a resource is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResourceKind {
    /// A room at the centre.
    Room,
    /// A teacher, interviewer or escort.
    Staff,
    /// An interpreter.
    Interpreter,
    /// A vehicle.
    Vehicle,
    /// A company.
    Company,
    /// A participant.
    Participant,
}

/// A resource by kind and key: keys are unique within their kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResourceRef {
    /// What it is.
    pub kind: ResourceKind,
    /// Which one.
    pub key: Key,
}

impl ResourceRef {
    /// The resource of a kind with a key.
    pub fn new(kind: ResourceKind, key: impl Into<Key>) -> Self {
        Self {
            kind,
            key: key.into(),
        }
    }
}

/// When a resource is there at all. A resource without any opening is there whenever the centre
/// is open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Opening {
    /// One span of time.
    Once(Span),
    /// The same hours every week.
    Weekly {
        /// Day of the week, Monday 1 to Sunday 7.
        weekday: u8,
        /// Minutes after midnight.
        from: u16,
        /// Minutes after midnight, exclusive, at most 1440.
        until: u16,
    },
}

/// A room at the centre.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Room {
    /// Unique among rooms.
    pub key: Key,
    /// What it is fitted for, such as `class` or `interview`.
    pub kind: String,
    /// Seats for participants; staff and interpreters are not counted.
    pub seats: u16,
    /// Minutes of set-up before each session.
    #[serde(default)]
    pub setup_minutes: u16,
    /// When it may be used; none: whenever the centre is open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub openings: Vec<Opening>,
    /// When it may not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absences: Vec<Span>,
}

/// A member of the centre's staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffMember {
    /// Unique among staff.
    pub key: Key,
    /// What they may be used for: module skills, `danish`, `interviewer`, `escort`.
    pub skills: Vec<String>,
    /// Languages they speak with participants, who then need no interpreter.
    #[serde(default)]
    pub languages: Vec<String>,
    /// Minutes of sessions and travel that they have in one day at most; absent: no cap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_minutes_per_day: Option<u16>,
    /// Minutes of sessions and travel that they have in one ISO week at most; absent: no cap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_minutes_per_week: Option<u16>,
    /// When they work; none: whenever the centre is open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub openings: Vec<Opening>,
    /// When they are away.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absences: Vec<Span>,
}

/// How an interpreter takes part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum InterpreterMode {
    /// In the room: pays for the day from the first session to the last, and for transport.
    #[default]
    OnSite,
    /// By telephone: pays for each session alone.
    Phone,
    /// By video: pays for each session alone.
    Video,
}

/// What an interpreter is paid, in øre (a hundredth of a krone).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriceTerms {
    /// Øre for each started hour.
    pub ore_per_hour: u32,
    /// Minutes that are paid at least, each time.
    #[serde(default)]
    pub minimum_minutes: u16,
    /// Øre for transport on each day that they come; nothing by phone or video.
    #[serde(default)]
    pub transport_ore: u32,
}

/// An interpreter. In one session an interpreter interprets one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interpreter {
    /// Unique among interpreters.
    pub key: Key,
    /// The languages they interpret, one or more.
    pub languages: Vec<String>,
    /// How they take part.
    #[serde(default)]
    pub mode: InterpreterMode,
    /// What they are paid.
    #[serde(default)]
    pub terms: PriceTerms,
    /// Minutes before and after each session in which they can have no other.
    #[serde(default)]
    pub buffer_minutes: u16,
    /// When they can be had; none: whenever the centre is open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub openings: Vec<Opening>,
    /// When they cannot.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absences: Vec<Span>,
}

/// A vehicle for company visits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vehicle {
    /// Unique among vehicles.
    pub key: Key,
    /// Seats for everybody who travels: participants, the escort, interpreters on site.
    pub seats: u16,
    /// When it may be used; none: whenever the centre is open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub openings: Vec<Opening>,
    /// When it may not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absences: Vec<Span>,
}

/// A company that receives visits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Company {
    /// Unique among companies.
    pub key: Key,
    /// The sectors it works in.
    pub sectors: Vec<String>,
    /// Groups that it receives at the same time.
    #[serde(default = "super::one_place")]
    pub places: u16,
    /// Participants in one group at most.
    pub max_group: u16,
    /// The windows for visits: the visit itself, without travel, lies in one of them. None:
    /// whenever the centre is open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub openings: Vec<Opening>,
    /// When it receives nobody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absences: Vec<Span>,
    /// Minutes one way.
    pub travel_minutes: u16,
    /// Whether one walks there, so that no vehicle is needed.
    #[serde(default)]
    pub walking: bool,
    /// Languages of which each visitor must speak one, interpreter or not; none: no demand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// What each visitor must hold, such as `safety-course`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub demands: Vec<String>,
}

/// A time when a participant is busy elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BusySpan {
    /// When.
    pub span: Span,
    /// Blocking: nothing may be put there. Otherwise lessons may, at the price of a missed lesson,
    /// but neither interviews nor visits.
    pub blocking: bool,
}

/// A participant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// Unique among participants; a pseudonym, never a name.
    pub key: Key,
    /// The cohort whose day they keep.
    pub cohort: Key,
    /// The one language in which they need an interpreter, or none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interpreter_language: Option<String>,
    /// Languages they speak well enough to be addressed in, as companies may demand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// Sectors of their background and wishes; none: any company suits them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sectors: Vec<String>,
    /// What they hold that a company may demand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<String>,
    /// When they can take part; none: whenever the centre is open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub openings: Vec<Opening>,
    /// When they are busy elsewhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub busy: Vec<BusySpan>,
}

/// The break that every participant has on a day with sessions around noon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lunch {
    /// The window begins, minutes after midnight.
    pub from: u16,
    /// The window ends.
    pub until: u16,
    /// Minutes in one piece, inside the window, that stay free.
    pub minutes: u16,
}

/// A cohort and the rhythm of its days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cohort {
    /// Unique among cohorts.
    pub key: Key,
    /// First date of its programme.
    pub from: Date,
    /// The date after its last.
    pub until: Date,
    /// No session, travel included, before this minute of the day.
    #[serde(default)]
    pub earliest: u16,
    /// No session, travel included, past this minute of the day.
    #[serde(default = "midnight")]
    pub latest: u16,
    /// Minutes of lessons that a participant has in one day at most; absent: no cap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_teaching_minutes_per_day: Option<u16>,
    /// Minutes of lessons a day above which a day counts as overloaded; absent: never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_minutes_per_day: Option<u16>,
    /// The lunch break; absent: none is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lunch: Option<Lunch>,
    /// What the soft rules cost for this cohort; absent: the problem's weights.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights: Option<Weights>,
}

const fn midnight() -> u16 {
    crate::calendar::MINUTES_PER_DAY
}
