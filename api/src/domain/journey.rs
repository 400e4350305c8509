//! The states a person passes through: enrolment in a cohort, outcome of the asylum case, and the
//! placement decision. The journey as a whole is derived from them and never stored.

use entities::columns;

use crate::domain::code::codes;
use crate::domain::handoff_state::HandoffState;
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

impl From<OutcomeState> for columns::OutcomeKind {
    fn from(state: OutcomeState) -> Self {
        match state {
            OutcomeState::Pending => Self::Pending,
            OutcomeState::Granted => Self::Granted,
            OutcomeState::Refused => Self::Refused,
            OutcomeState::Withdrawn => Self::Withdrawn,
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
        by_correction: Vec::new(),
    })
}

codes! {
    /// Where a person is on the way from registration to the receiving municipality.
    pub enum Journey {
        /// At the centre, in no course.
        Registered = "REGISTERED",
        Waitlisted = "WAITLISTED",
        /// Has a place in a course that has not begun.
        Enrolled = "ENROLLED",
        InCourse = "IN_COURSE",
        /// The course is over, or was left, and nothing is decided yet.
        CourseEnded = "COURSE_ENDED",
        /// Has a residence permit and no municipality.
        Granted = "GRANTED",
        /// A municipality is decided; the hand-off is not sent.
        Placed = "PLACED",
        HandoffSent = "HANDOFF_SENT",
        HandoffAccepted = "HANDOFF_ACCEPTED",
        /// The takeover day has come.
        TakenOver = "TAKEN_OVER",
        Refused = "REFUSED",
        /// The application was withdrawn.
        Withdrawn = "WITHDRAWN",
    }
}

/// Derives the journey. What comes later on the way tells more than what came before: a placed
/// person may well be in a course still.
#[must_use]
pub fn journey(
    enrolment: Option<EnrolmentState>,
    outcome: OutcomeState,
    is_placed: bool,
    handoff: Option<HandoffState>,
) -> Journey {
    match outcome {
        OutcomeState::Refused => return Journey::Refused,
        OutcomeState::Withdrawn => return Journey::Withdrawn,
        OutcomeState::Pending | OutcomeState::Granted => {}
    }
    match handoff.filter(|_| is_placed) {
        Some(HandoffState::Closed) => return Journey::TakenOver,
        Some(HandoffState::Accepted) => return Journey::HandoffAccepted,
        Some(HandoffState::Sent) => return Journey::HandoffSent,
        Some(HandoffState::Draft | HandoffState::Retracted) | None => {}
    }
    match enrolment {
        _ if is_placed => Journey::Placed,
        _ if outcome == OutcomeState::Granted => Journey::Granted,
        Some(EnrolmentState::InCourse) => Journey::InCourse,
        Some(EnrolmentState::Enrolled) => Journey::Enrolled,
        Some(EnrolmentState::Waitlisted) => Journey::Waitlisted,
        Some(EnrolmentState::Completed | EnrolmentState::Left) => Journey::CourseEnded,
        Some(EnrolmentState::Withdrawn) | None => Journey::Registered,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::EnrolmentState::{Completed, Enrolled, InCourse, Waitlisted};
    use super::HandoffState::{Accepted, Closed, Draft, Retracted, Sent};
    use super::OutcomeState::{Granted, Pending, Refused};
    use super::*;

    #[rstest]
    #[case(None, Pending, false, None, "REGISTERED")]
    #[case(Some(Waitlisted), Pending, false, None, "WAITLISTED")]
    #[case(Some(Enrolled), Pending, false, None, "ENROLLED")]
    #[case(Some(InCourse), Pending, false, None, "IN_COURSE")]
    #[case(Some(Completed), Pending, false, None, "COURSE_ENDED")]
    #[case(Some(EnrolmentState::Withdrawn), Pending, false, None, "REGISTERED")]
    #[case(Some(InCourse), Granted, false, None, "GRANTED")]
    #[case(Some(InCourse), Granted, true, Some(Draft), "PLACED")]
    #[case(None, Granted, true, Some(Sent), "HANDOFF_SENT")]
    #[case(None, Granted, true, Some(Accepted), "HANDOFF_ACCEPTED")]
    #[case(None, Granted, true, Some(Closed), "TAKEN_OVER")]
    #[case(Some(InCourse), Granted, false, Some(Retracted), "GRANTED")]
    #[case(Some(InCourse), Refused, false, Some(Retracted), "REFUSED")]
    #[case(None, OutcomeState::Withdrawn, false, None, "WITHDRAWN")]
    fn the_journey_follows_from_what_is_recorded(
        #[case] enrolment: Option<EnrolmentState>,
        #[case] outcome: OutcomeState,
        #[case] is_placed: bool,
        #[case] handoff: Option<HandoffState>,
        #[case] expected: &str,
    ) {
        let found = journey(enrolment, outcome, is_placed, handoff);
        assert_eq!(found.code(), expected);
    }

    #[test]
    fn only_the_granted_are_placed() {
        for outcome in OutcomeState::ALL {
            let is_granted = *outcome == Granted;
            assert_eq!(may_be_placed(*outcome).is_ok(), is_granted, "{outcome}");
        }
        let refusal = may_be_placed(Refused).unwrap_err();
        assert_eq!((refusal.from, refusal.to), ("REFUSED", "ACTIVE"));
    }
}
