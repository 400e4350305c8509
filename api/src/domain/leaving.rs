//! What follows when a participant leaves, by the reason. Refusal, withdrawal and moving in the
//! middle of a course are normal paths, not errors.

use entities::columns::NotCountedReason;

use crate::domain::code::codes;

codes! {
    /// Why a participant leaves.
    pub enum LeaveReason {
        /// The application for asylum was refused.
        Refused = "REFUSED",
        /// The application for asylum was withdrawn.
        Withdrawn = "WITHDRAWN",
        /// The stay at the centre ended.
        Moved = "MOVED",
        /// The place in the course was given up; the person still comes to the municipality, and
        /// still counts once the course has begun.
        WithdrawnFromCourse = "WITHDRAWN_FROM_COURSE",
        /// The municipality has taken over.
        TakenOver = "TAKEN_OVER",
    }
}

impl LeaveReason {
    /// Why the person counts for no municipality from the day on; `None` where counting stays.
    #[must_use]
    pub const fn not_counted(self) -> Option<NotCountedReason> {
        match self {
            Self::Refused => Some(NotCountedReason::Refused),
            Self::Withdrawn => Some(NotCountedReason::Withdrawn),
            Self::Moved => Some(NotCountedReason::Moved),
            Self::WithdrawnFromCourse | Self::TakenOver => None,
        }
    }

    /// Whether a placement and its hand-off fall with it.
    #[must_use]
    pub const fn takes_back_placement(self) -> bool {
        matches!(self, Self::Refused | Self::Withdrawn)
    }

    /// Whether the person is told nothing more by the centre.
    #[must_use]
    pub const fn silences(self) -> bool {
        matches!(self, Self::Refused | Self::Withdrawn | Self::Moved)
    }
}

codes! {
    /// What somebody should look at after a decision.
    pub enum WarningCode {
        OutsidePartnership = "OUTSIDE_PARTNERSHIP",
        TakeoverDuringCourse = "TAKEOVER_DURING_COURSE",
        LanguageNoLongerNeeded = "LANGUAGE_NO_LONGER_NEEDED",
        EnrolmentStaysEnded = "ENROLMENT_STAYS_ENDED",
        EarlyTakeoverWithoutConsent = "EARLY_TAKEOVER_WITHOUT_CONSENT",
        HandoffWasClosed = "HANDOFF_WAS_CLOSED",
        HandoffFlagged = "HANDOFF_FLAGGED",
        TakeoverPassed = "TAKEOVER_PASSED",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_ends_the_stay_in_the_country_takes_a_placement_back() {
        for reason in LeaveReason::ALL {
            let falls = matches!(reason, LeaveReason::Refused | LeaveReason::Withdrawn);
            assert_eq!(reason.takes_back_placement(), falls, "{reason}");
        }
        assert_eq!(
            LeaveReason::Moved.not_counted(),
            Some(NotCountedReason::Moved)
        );
        assert_eq!(LeaveReason::WithdrawnFromCourse.not_counted(), None);
    }
}
