//! The states of a hand-off and of its items. Whether it is ready or overdue is derived.

use chrono::NaiveDate;
use entities::columns;

use crate::domain::state::states;

states! {
    /// The package by which a centre passes a person on to a municipality.
    HandoffState ("handoff") starts [Draft] {
        Draft = "DRAFT" -> [Sent, Retracted];
        Sent = "SENT" -> [Accepted, Retracted];
        /// The municipality has it; only a correction of what it rested on takes it back.
        Accepted = "ACCEPTED" -> [Closed] correction [Retracted];
        /// The takeover day has come.
        Closed = "CLOSED" -> [];
        Retracted = "RETRACTED" -> [];
    }
}

states! {
    /// One piece of the package. A consent that is withdrawn retracts what rested on it even after
    /// it was answered, for retraction leaves nothing: that goes by correction.
    HandoffItemState ("handoff item") starts [Pending] {
        Pending = "PENDING" -> [Acknowledged, Disputed, Retracted];
        Acknowledged = "ACKNOWLEDGED" -> [] correction [Retracted];
        Disputed = "DISPUTED" -> [] correction [Retracted];
        Retracted = "RETRACTED" -> [];
    }
}

impl HandoffState {
    /// Whether the package should have been sent by now: it is still a draft past its due day.
    #[must_use]
    pub fn is_overdue(self, due_on: NaiveDate, today: NaiveDate) -> bool {
        self == Self::Draft && today > due_on
    }
}

impl From<columns::HandoffState> for HandoffState {
    fn from(stored: columns::HandoffState) -> Self {
        match stored {
            columns::HandoffState::Draft => Self::Draft,
            columns::HandoffState::Sent => Self::Sent,
            columns::HandoffState::Accepted => Self::Accepted,
            columns::HandoffState::Closed => Self::Closed,
            columns::HandoffState::Retracted => Self::Retracted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::effective::day;

    #[test]
    fn a_draft_is_overdue_from_the_day_after_it_was_due() {
        let due_on = day(2017, 2, 13);
        assert!(!HandoffState::Draft.is_overdue(due_on, due_on));
        assert!(HandoffState::Draft.is_overdue(due_on, day(2017, 2, 14)));
        assert!(!HandoffState::Sent.is_overdue(due_on, day(2017, 2, 14)));
    }
}
