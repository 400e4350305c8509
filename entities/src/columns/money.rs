//! Codes of costs, counting and settlements.

use super::codes;

codes! {
    /// How VAT stands in an amount.
    VatTreatment {
        None = "NONE",
        Exempt = "EXEMPT",
        Included = "INCLUDED",
        Excluded = "EXCLUDED",
    }

    /// On what a participant counts for a municipality.
    CountingBasis {
        Planned = "PLANNED",
        Decided = "DECIDED",
        None = "NONE",
    }

    /// Why a participant counts for nobody.
    NotCountedReason {
        Refused = "REFUSED",
        Withdrawn = "WITHDRAWN",
        OutsidePartnership = "OUTSIDE_PARTNERSHIP",
        NoPreference = "NO_PREFERENCE",
        Moved = "MOVED",
    }

    /// How far a settlement is.
    SettlementState {
        Open = "OPEN",
        Calculated = "CALCULATED",
        Frozen = "FROZEN",
        Sent = "SENT",
        Settled = "SETTLED",
        Corrected = "CORRECTED",
    }

    /// What a municipality said to its share.
    LineState {
        Pending = "PENDING",
        Approved = "APPROVED",
        Disputed = "DISPUTED",
    }
}
