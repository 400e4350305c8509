//! Codes of templates, cohorts and enrolments.

use super::codes;

codes! {
    /// Whether a template version may still change.
    TemplateState {
        Draft = "DRAFT",
        Published = "PUBLISHED",
    }

    /// How far a participant is with a cohort.
    EnrolmentState {
        Waitlisted = "WAITLISTED",
        Enrolled = "ENROLLED",
        InCourse = "IN_COURSE",
        Completed = "COMPLETED",
        Left = "LEFT",
        Withdrawn = "WITHDRAWN",
    }
}
