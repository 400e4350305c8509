//! Who came, and what it comes to.

use async_graphql::SimpleObject;
use chrono::{DateTime, Utc};
use entities::attendance;
use entities::id::ParticipantId;

use crate::usecases::attendance::AttendanceSummary as Summed;
use crate::vocabulary::{AttendanceMarkName, IdOf};

/// Whether a participant came to a session.
#[derive(SimpleObject)]
pub struct Attendance {
    pub participant_id: IdOf<ParticipantId>,
    pub mark: AttendanceMarkName,
    /// Minutes attended.
    pub minutes: i32,
    pub recorded_at: DateTime<Utc>,
    /// An earlier mark was corrected by this one.
    pub is_correction: bool,
}

impl From<attendance::Model> for Attendance {
    fn from(row: attendance::Model) -> Self {
        Self {
            participant_id: IdOf(row.participant_id),
            mark: row.mark.into(),
            minutes: row.minutes,
            recorded_at: row.recorded_at,
            is_correction: row.supersedes_id.is_some(),
        }
    }
}

/// What a participant's attendance comes to, by sessions that have ended.
#[derive(SimpleObject)]
pub struct AttendanceSummary {
    /// Sessions that have ended in which he or she had a place.
    pub n_sessions: i32,
    /// Their minutes.
    pub minutes_offered: i32,
    pub minutes_attended: i32,
    /// Minutes of sessions missed for a lawful reason.
    pub minutes_excused: i32,
    /// Sessions for which nobody has recorded anything.
    pub n_unrecorded: i32,
}

impl From<Summed> for AttendanceSummary {
    fn from(sum: Summed) -> Self {
        Self {
            n_sessions: sum.n_sessions,
            minutes_offered: sum.minutes_offered,
            minutes_attended: sum.minutes_attended,
            minutes_excused: sum.minutes_excused,
            n_unrecorded: sum.n_unrecorded,
        }
    }
}
