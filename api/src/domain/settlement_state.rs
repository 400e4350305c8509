//! The states of a settlement and of its lines.

use crate::domain::state::states;

states! {
    /// The sharing of a period's cost.
    SettlementState ("settlement") starts [Open] {
        Open = "OPEN" -> [Calculated];
        /// May be calculated again as long as it is not frozen.
        Calculated = "CALCULATED" -> [Calculated, Frozen];
        /// Its document is made and hashed; nothing in it changes any more.
        Frozen = "FROZEN" -> [Sent];
        Sent = "SENT" -> [Settled, Corrected];
        Settled = "SETTLED" -> [];
        /// A new settlement made of reversals took its place.
        Corrected = "CORRECTED" -> [];
    }
}

states! {
    /// A municipality's answer to its line.
    SettlementLineState ("settlement line") starts [Pending] {
        Pending = "PENDING" -> [Approved, Disputed];
        Approved = "APPROVED" -> [];
        Disputed = "DISPUTED" -> [Approved];
    }
}
