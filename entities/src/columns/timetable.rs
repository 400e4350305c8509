//! Codes and values of the live timetable.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{codes, json_list};
use crate::id::ResourceId;

codes! {
    /// How far a session is.
    SessionState {
        Published = "PUBLISHED",
        Held = "HELD",
        Cancelled = "CANCELLED",
    }

    /// What a revision changed.
    SessionChange {
        Published = "PUBLISHED",
        Moved = "MOVED",
        ResourceChanged = "RESOURCE_CHANGED",
        ParticipantsChanged = "PARTICIPANTS_CHANGED",
        Pinned = "PINNED",
        Unpinned = "UNPINNED",
        Cancelled = "CANCELLED",
    }

    /// As what a resource is booked.
    BookingRole {
        Participant = "PARTICIPANT",
        Teacher = "TEACHER",
        Interviewer = "INTERVIEWER",
        Escort = "ESCORT",
        Interpreter = "INTERPRETER",
        Room = "ROOM",
        Vehicle = "VEHICLE",
        Company = "COMPANY",
    }

    /// Whether a third party has agreed.
    BookingStatus {
        Requested = "REQUESTED",
        Confirmed = "CONFIRMED",
        Declined = "DECLINED",
    }

    /// Whether a participant came.
    AttendanceMark {
        Present = "PRESENT",
        Late = "LATE",
        Excused = "EXCUSED",
        Absent = "ABSENT",
    }
}

/// A booking as it stood when its session changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingSnapshot {
    pub role: BookingRole,
    pub resource_id: ResourceId,
    pub language: Option<String>,
    pub busy_from_at: DateTime<Utc>,
    pub busy_until_at: DateTime<Utc>,
    pub status: BookingStatus,
}

json_list! {
    /// A session's bookings as they stood before a change.
    BookingSnapshots(BookingSnapshot);
}
