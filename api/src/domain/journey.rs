//! The states a person passes through: enrolment in a cohort, outcome of the asylum case, and the
//! placement decision. The journey as a whole is derived from them and never stored.

use entities::columns;

use crate::domain::state::{IllegalTransition, State, states};

states! {
    /// A person's seat in a cohort.
    EnrolmentState ("enrolment") starts [Waitlisted, Enrolled] {
        /// Waits for a place that frees up.
        Waitlisted = "WAITLISTED" -> [Enrolled, Withdrawn];
        /// Has a place; the course has not begun.
        Enrolled = "ENROLLED" -> [InCourse, Withdrawn];
        /// Takes part; from here on the person is counted in the period's settlement.
        InCourse = "IN_COURSE" -> [Completed, Left];
        Completed = "COMPLETED" -> [];
        /// Left the course before its end, for a reason and on a day.
        Left = "LEFT" -> [];
        /// Gave the place up before the course began.
        Withdrawn = "WITHDRAWN" -> [];
    }
}

impl From<columns::EnrolmentState> for EnrolmentState {
    fn from(stored: columns::EnrolmentState) -> Self {
        match stored {
            columns::EnrolmentState::Waitlisted => Self::Waitlisted,
            columns::EnrolmentState::Enrolled => Self::Enrolled,
            columns::EnrolmentState::InCourse => Self::InCourse,
            columns::EnrolmentState::Completed => Self::Completed,
            columns::EnrolmentState::Left => Self::Left,
            columns::EnrolmentState::Withdrawn => Self::Withdrawn,
        }
    }
}

impl From<EnrolmentState> for columns::EnrolmentState {
    fn from(state: EnrolmentState) -> Self {
        match state {
            EnrolmentState::Waitlisted => Self::Waitlisted,
            EnrolmentState::Enrolled => Self::Enrolled,
            EnrolmentState::InCourse => Self::InCourse,
            EnrolmentState::Completed => Self::Completed,
            EnrolmentState::Left => Self::Left,
            EnrolmentState::Withdrawn => Self::Withdrawn,
        }
    }
}

states! {
    /// The answer to the application for asylum. Any outcome may be corrected to any other; a
    /// correction names which record and why.
    OutcomeState ("outcome") starts [Pending] {
        Pending = "PENDING" -> [Granted, Refused, Withdrawn];
        Granted = "GRANTED" -> [] correction [Pending, Refused, Withdrawn];
        Refused = "REFUSED" -> [] correction [Pending, Granted, Withdrawn];
        /// The person withdrew the application.
        Withdrawn = "WITHDRAWN" -> [] correction [Pending, Granted, Refused];
    }
}

impl From<columns::OutcomeKind> for OutcomeState {
    fn from(stored: columns::OutcomeKind) -> Self {
        match stored {
            columns::OutcomeKind::Pending => Self::Pending,
            columns::OutcomeKind::Granted => Self::Granted,
            columns::OutcomeKind::Refused => Self::Refused,
            columns::OutcomeKind::Withdrawn => Self::Withdrawn,
        }
    }
}

states! {
    /// A placement decision: which municipality receives the person (Integration Act § 10).
    PlacementState ("placement") starts [Active] {
        Active = "ACTIVE" -> [Superseded, Revoked];
        /// A later decision took its place.
        Superseded = "SUPERSEDED" -> [];
        Revoked = "REVOKED" -> [];
    }
}

/// Only who has been granted a permit can be placed. The refusal names the outcome that is
/// missing, as a transition of the outcome.
pub fn may_be_placed(outcome: OutcomeState) -> Result<(), IllegalTransition> {
    if outcome == OutcomeState::Granted {
        return Ok(());
    }
    Err(IllegalTransition {
        machine: PlacementState::MACHINE,
        from: outcome.code(),
        to: PlacementState::Active.code(),
        allowed: outcome.allowed().iter().map(|state| state.code()).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_granted_are_placed() {
        for outcome in OutcomeState::ALL {
            let is_granted = *outcome == OutcomeState::Granted;
            assert_eq!(may_be_placed(*outcome).is_ok(), is_granted, "{outcome}");
        }
        let refusal = may_be_placed(OutcomeState::Refused).unwrap_err();
        assert_eq!((refusal.from, refusal.to), ("REFUSED", "ACTIVE"));
    }
}
