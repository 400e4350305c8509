//! Timetable.

use entities::columns::{
    ActivityKind, AttendanceMark, BookingRole, BookingSnapshot, BookingSnapshots, BookingStatus,
    ResourceKind, SessionChange, SessionState,
};
use entities::id::{
    AccountId, AttendanceId, BookingId, CohortId, ParticipantId, PlanId, SessionId,
    SessionRevisionId,
};
use entities::{attendance, booking, session, session_revision};

use super::{ID, at, resource_of};

pub(crate) fn session() -> session::Model {
    session::Model {
        id: SessionId::from_uuid(ID),
        cohort_id: CohortId::from_uuid(ID),
        activity_key: "activity_key".to_owned(),
        kind: ActivityKind::Lesson,
        theme_key: Some("theme_key".to_owned()),
        title_da: "title_da".to_owned(),
        title_en: "title_en".to_owned(),
        starts_at: at(1),
        ends_at: at(2),
        state: SessionState::Published,
        pinned: true,
        sequence: 3,
        plan_id: Some(PlanId::from_uuid(ID)),
        cancel_reason: Some("cancel_reason".to_owned()),
        version: 3,
    }
}

pub(crate) fn session_revision() -> session_revision::Model {
    session_revision::Model {
        id: SessionRevisionId::from_uuid(ID),
        session_id: SessionId::from_uuid(ID),
        sequence: 3,
        change: SessionChange::Published,
        starts_at: at(1),
        ends_at: at(2),
        bookings: BookingSnapshots(vec![BookingSnapshot {
            role: BookingRole::Room,
            resource_id: resource_of(ResourceKind::Room),
            language: Some("ar".to_owned()),
            busy_from_at: at(0),
            busy_until_at: at(1),
            status: BookingStatus::Confirmed,
        }]),
        reason: Some("reason".to_owned()),
        changed_by: Some(AccountId::from_uuid(ID)),
        changed_at: at(1),
    }
}

pub(crate) fn booking() -> booking::Model {
    booking::Model {
        id: BookingId::from_uuid(ID),
        session_id: SessionId::from_uuid(ID),
        resource_id: resource_of(ResourceKind::Participant),
        role: BookingRole::Participant,
        busy_from_at: at(1),
        busy_until_at: at(2),
        status: BookingStatus::Requested,
        language: Some("language".to_owned()),
        created_at: at(1),
        ended_at: None,
    }
}

pub(crate) fn attendance() -> attendance::Model {
    attendance::Model {
        id: AttendanceId::from_uuid(ID),
        session_id: SessionId::from_uuid(ID),
        participant_id: ParticipantId::of_resource(resource_of(ResourceKind::Participant)),
        mark: AttendanceMark::Present,
        minutes: 3,
        recorded_at: at(1),
        recorded_by: Some(AccountId::from_uuid(ID)),
        supersedes_id: None,
        superseded_at: None,
    }
}
