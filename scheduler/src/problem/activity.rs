//! The activities and the order between them.

use super::Key;
use crate::assignment::Assignment;
use crate::calendar::{Date, Moment};
use serde::{Deserialize, Serialize};

/// What an activity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ActivityKind {
    /// One part of a module.
    Lesson,
    /// A Danish lesson.
    DanishLesson,
    /// A competency interview.
    CompetencyInterview,
    /// A visit to a company.
    CompanyVisit,
}

impl ActivityKind {
    /// Whether it counts as teaching: a lesson of either sort.
    pub const fn is_teaching(self) -> bool {
        matches!(self, Self::Lesson | Self::DanishLesson)
    }
}

/// Whether an activity may still be put elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Standing {
    /// It may move.
    #[default]
    Free,
    /// Somebody wants it to stay exactly as its base assignment says.
    Pinned,
    /// It lies in the past: a fact, which stays and is not judged.
    Frozen,
}

/// The published assignment of an activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaseAssignment {
    /// Where it stands.
    pub assignment: Assignment,
    /// Whether notices of it went out, so that a change costs twice.
    #[serde(default)]
    pub notified: bool,
}

/// Something that must be put into time and space.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// Unique among activities, immutable.
    pub key: Key,
    /// What it is.
    pub kind: ActivityKind,
    /// The cohort whose weights it is judged by.
    pub cohort: Key,
    /// Everybody who takes part; one or more.
    pub participants: Vec<Key>,
    /// Its length in minutes, travel not included.
    pub minutes: u16,
    /// It starts at this moment at the earliest (the visit itself, not the way there).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<Moment>,
    /// It has ended at this moment at the latest (the visit itself, not the way back).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
    /// The kind of room it needs; absent: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_kind: Option<String>,
    /// The skill of the one staff member it needs; absent: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff_skill: Option<String>,
    /// Whether each interpreter language among its participants needs an interpreter, unless the
    /// staff member speaks it.
    #[serde(default)]
    pub interpreted: bool,
    /// Whether an interpreter must come in person.
    #[serde(default)]
    pub on_site_interpreter: bool,
    /// Whether it takes place at a company, with travel, and with a vehicle unless one walks.
    #[serde(default)]
    pub at_company: bool,
    /// The companies that come into question; none: all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub companies: Vec<Key>,
    /// Activities with the same mark never go to the same company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit_group: Option<String>,
    /// Activities with the same mark are parts of one module: they like one teacher and one room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<String>,
    /// An interview after this date is late; absent: after the first date of its cohort.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desired_by: Option<Date>,
    /// Whether it may move.
    #[serde(default)]
    pub standing: Standing,
    /// Where it is published; demanded when pinned or frozen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<BaseAssignment>,
}

/// One activity comes before another. While an activity is unassigned, what must come before it
/// must come before what comes after it.
///
/// That every competency interview of a participant ends before that participant's first company
/// visit is a rule of its own and needs no precedence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Precedence {
    /// The activity that ends first.
    pub before: Key,
    /// The activity that starts after it.
    pub after: Key,
    /// Minutes of wall clock from the end of the one to the start of the other, at least.
    #[serde(default)]
    pub min_gap_minutes: u32,
    /// Dates from the one to the other, at least: 0 allows the same date, 1 the next one.
    #[serde(default)]
    pub min_gap_days: u16,
    /// Dates from the one to the other, at most; absent: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_gap_days: Option<u16>,
}
