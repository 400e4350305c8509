//! What a definition is made of.

use serde::{Deserialize, Serialize};

/// One weekday of the rhythm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TeachingDay {
    /// ISO weekday, Monday is 1.
    pub weekday: u32,
    pub earliest_minute: u32,
    pub latest_minute: u32,
}

/// What a session is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ActivityKind {
    Lesson,
    DanishLesson,
    CompetencyInterview,
    CompanyVisit,
}

impl ActivityKind {
    /// Whether the daily cap on teaching counts it.
    pub fn is_teaching(self) -> bool {
        matches!(self, Self::Lesson | Self::DanishLesson)
    }
}

/// A break: at least `minutes` in one piece between the two times stay free.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Lunch {
    pub from_minute: u32,
    pub until_minute: u32,
    pub minutes: u32,
}

/// The most that one cohort is taught, lessons and Danish together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Caps {
    pub teaching_minutes_a_day: u32,
    /// Above this a day counts as overloaded, which the plan avoids at a cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_minutes_a_day: Option<u32>,
}

/// A theme of the programme, taught in `parts` lessons of `minutes` each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Module {
    /// A slug, for ever: it is part of the key of each lesson.
    pub key: String,
    pub title_da: String,
    pub title_en: String,
    pub choice: Choice,
    pub parts: u32,
    pub minutes: u32,
    /// The modules whose last part comes before this one's first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
    /// Days from one part to the next at least; 0 lets two parts share a day.
    #[serde(default)]
    pub min_gap_days: u32,
    /// Days from one part to the next at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_gap_days: Option<u32>,
    pub room_kind: RoomKind,
    pub skill: String,
    pub first_week: u32,
    pub last_week: u32,
    /// Whether an interpreter stands by for each language that the participants need.
    pub interpreter: bool,
}

/// Whether a module is for everybody or for those who chose it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Choice {
    Mandatory,
    Elective,
}

/// The kinds of room that an activity can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RoomKind {
    Class,
    Interview,
    Workshop,
    Meeting,
}

/// Where the cohort's Danish lessons come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    tag = "mode",
    rename_all = "SCREAMING_SNAKE_CASE",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum Danish {
    /// Put into the timetable by the plan: so many lessons in each week of the programme.
    Planned {
        lessons_a_week: u32,
        minutes: u32,
        skill: String,
        room_kind: RoomKind,
    },
    /// Held by others, by level and not by cohort; they arrive as blocking busy times.
    External {},
}

/// Competency interviews, each with one participant, all before that participant's first visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Interviews {
    pub per_participant: u32,
    pub minutes: u32,
    pub first_week: u32,
    pub last_week: u32,
    /// Days from one interview to the next at least.
    #[serde(default)]
    pub min_gap_days: u32,
    pub room_kind: RoomKind,
    pub skill: String,
}

/// Company visits in groups; no group visits the same company twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Visits {
    pub per_participant: u32,
    /// At the company; the way there and back comes on top.
    pub minutes: u32,
    pub group_size: u32,
    pub first_week: u32,
    pub last_week: u32,
    /// What the member of staff who comes along must be able to do.
    pub skill: String,
    /// Whether groups are formed by the sectors that the participants know or wish for.
    pub prefer_sectors: bool,
}
