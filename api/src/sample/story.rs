//! What happens at the sample centre after everything is saved: the steps that the demonstration
//! plays, each at its own time on the moved clock.

use chrono::{NaiveDate, NaiveDateTime};
use serde::Deserialize;

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Story {
    /// Where the clock stands when the story begins, in the centre's zone.
    pub begins_at: NaiveDateTime,
    /// Who does not simply come to every session.
    #[serde(default)]
    pub attendance: Vec<AttendancePattern>,
    /// In the order of their times.
    pub steps: Vec<Step>,
}

/// How a participant's sessions on one weekday are marked; all others are PRESENT throughout.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AttendancePattern {
    pub participant: String,
    /// ISO weekday, Monday is 1.
    pub weekday: u32,
    /// `LATE`, `EXCUSED` or `ABSENT`.
    pub mark: String,
    /// What a late participant missed.
    #[serde(default)]
    pub minutes_missed: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Step {
    /// In the centre's zone; the clock is moved here before anything is done.
    pub at: NaiveDateTime,
    /// The operation, by its name in the API.
    #[serde(rename = "do")]
    pub deed: Deed,
}

/// Participants, cohorts and periods are keys; municipalities are codes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum Deed {
    RequestPlan {
        plan: String,
        cohorts: Vec<String>,
        seed: u64,
        effort_steps: u64,
    },
    PublishPlan {
        plan: String,
    },
    /// Every session of the cohorts that has been held since the last time.
    RecordAttendance {
        cohorts: Vec<String>,
    },
    RecordOutcome {
        participants: Vec<String>,
        kind: String,
        decided_on: NaiveDate,
    },
    RecordPlacement {
        participants: Vec<String>,
        municipality: String,
        kind: String,
        decided_on: NaiveDate,
    },
    /// The participants move out on this day, to a centre that need not be in the system.
    RecordStay {
        participants: Vec<String>,
        centre: Option<String>,
        from: NaiveDate,
        reason: String,
    },
    SendHandoff {
        participants: Vec<String>,
    },
    AcceptHandoff {
        participants: Vec<String>,
    },
    PostCost {
        period: String,
        category: String,
        amount: String,
        document: String,
        text: String,
        vat_treatment: String,
        posted_on: NaiveDate,
    },
    CalculateSettlement {
        period: String,
    },
    FreezeSettlement {
        period: String,
    },
    SendSettlement {
        period: String,
    },
}
