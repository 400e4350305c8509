//! Codes of notices.

use super::codes;

codes! {
    /// What somebody is told.
    NoticeKind {
        CohortInvitation = "COHORT_INVITATION",
        TimetablePublished = "TIMETABLE_PUBLISHED",
        SessionChanged = "SESSION_CHANGED",
        SessionCancelled = "SESSION_CANCELLED",
        BookingRequest = "BOOKING_REQUEST",
        HandoffAnnounced = "HANDOFF_ANNOUNCED",
        SettlementReady = "SETTLEMENT_READY",
    }

    /// Who is told.
    NoticeRecipientKind {
        Participant = "PARTICIPANT",
        StaffMember = "STAFF_MEMBER",
        Interpreter = "INTERPRETER",
        Company = "COMPANY",
        MunicipalityHandoff = "MUNICIPALITY_HANDOFF",
        MunicipalityFinance = "MUNICIPALITY_FINANCE",
        Centre = "CENTRE",
    }

    /// How far a notice is.
    NoticeState {
        Queued = "QUEUED",
        Sending = "SENDING",
        Sent = "SENT",
        Retrying = "RETRYING",
        Dead = "DEAD",
        Held = "HELD",
        Withdrawn = "WITHDRAWN",
        Superseded = "SUPERSEDED",
        NoChannel = "NO_CHANNEL",
    }
}
