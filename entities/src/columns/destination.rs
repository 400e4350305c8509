//! Codes of outcomes, placements and hand-offs.

use super::codes;

codes! {
    /// The answer to an application.
    OutcomeKind {
        Pending = "PENDING",
        Granted = "GRANTED",
        Refused = "REFUSED",
        Withdrawn = "WITHDRAWN",
    }

    /// The rule by which a municipality takes over.
    PlacementKind {
        Ordinary = "ORDINARY",
        Quota = "QUOTA",
        FamilyReunified = "FAMILY_REUNIFIED",
        EarlyByConsent = "EARLY_BY_CONSENT",
    }

    /// Whether a placement holds.
    PlacementState {
        Active = "ACTIVE",
        Superseded = "SUPERSEDED",
        Revoked = "REVOKED",
    }

    /// What becomes of a course that is not over on the takeover day.
    CourseEnd {
        Finish = "FINISH",
        Leave = "LEAVE",
    }

    /// How far a hand-off is.
    HandoffState {
        Draft = "DRAFT",
        Sent = "SENT",
        Accepted = "ACCEPTED",
        Closed = "CLOSED",
        Retracted = "RETRACTED",
    }

    /// What a part of a hand-off is about.
    HandoffItemKind {
        Languages = "LANGUAGES",
        EducationAndWork = "EDUCATION_AND_WORK",
        CourseAttendance = "COURSE_ATTENDANCE",
        Family = "FAMILY",
        CompetencyCard = "COMPETENCY_CARD",
        Internship = "INTERNSHIP",
        OpenTasks = "OPEN_TASKS",
    }

    /// What the municipality said to a part.
    HandoffItemState {
        Pending = "PENDING",
        Acknowledged = "ACKNOWLEDGED",
        Disputed = "DISPUTED",
        Retracted = "RETRACTED",
    }
}
