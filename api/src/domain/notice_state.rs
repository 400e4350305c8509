//! The states of a notice on its way to somebody.

use crate::domain::state::states;

states! {
    /// A row of the outbox. The row is there exactly once; the wire is at least once.
    ///
    /// A notice being sent may be withdrawn too: a worker that then comes back finds it withdrawn
    /// and does not retry.
    NoticeState ("notice") starts [Queued] {
        /// Waits for the end of its hold window.
        Queued = "QUEUED" -> [Sending, Held, Withdrawn, Superseded];
        /// Kept back by a person.
        Held = "HELD" -> [Queued, Withdrawn, Superseded];
        /// Leased by a worker. What can never be sent is dead at once.
        Sending = "SENDING" -> [Sent, Retrying, Dead, NoChannel, Withdrawn, Superseded];
        Retrying = "RETRYING" -> [Sending, Dead, Withdrawn, Superseded];
        Sent = "SENT" -> [];
        /// Tried often enough; back into the queue only by a resend.
        Dead = "DEAD" -> [Queued, Withdrawn, Superseded];
        /// The recipient has no address: listed for printing, resent when there is one.
        NoChannel = "NO_CHANNEL" -> [Queued, Withdrawn, Superseded];
        /// What it rested on is gone.
        Withdrawn = "WITHDRAWN" -> [];
        /// A later notice says it better.
        Superseded = "SUPERSEDED" -> [];
    }
}
