//! What can be wrong with an exported settlement, each with a stable code.

use crate::domain::code::codes;

/// One thing that is wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyFault {
    pub code: VerifyCode,
    /// What it is about: an entry's id, a municipality's code, a place in the bytes.
    pub subject: Option<String>,
}

codes! {
    /// Stable codes of what can be wrong.
    pub enum VerifyCode {
        /// The bytes are not a settlement document at all.
        NotADocument = "NOT_A_DOCUMENT",
        /// The content may be the same, but the bytes are not its canonical form.
        NotCanonical = "NOT_CANONICAL",
        /// The hash is not that of the content.
        HashMismatch = "HASH_MISMATCH",
        /// A format that this version does not know.
        UnknownFormat = "UNKNOWN_FORMAT",
        /// A cost key that this version does not know.
        UnknownRule = "UNKNOWN_RULE",
        /// Only frozen settlements are exported.
        NotFrozen = "NOT_FROZEN",
        /// The partnership's municipalities are not in order of code, each once.
        MunicipalitiesOutOfOrder = "MUNICIPALITIES_OUT_OF_ORDER",
        /// The entries are not in order of id, each once.
        EntriesOutOfOrder = "ENTRIES_OUT_OF_ORDER",
        /// An entry's amount is zero or has the wrong sign for its kind.
        EntryAmount = "ENTRY_AMOUNT",
        /// An entry is posted on a day outside the period.
        EntryOutsidePeriod = "ENTRY_OUTSIDE_PERIOD",
        /// A reversal names no entry, or something else does.
        EntryReverses = "ENTRY_REVERSES",
        /// A reversal is not the exact opposite of the entry it names.
        ReversalNotExact = "REVERSAL_NOT_EXACT",
        /// An entry is reversed more than once.
        ReversedTwice = "REVERSED_TWICE",
        /// The total is not the sum of the entries.
        TotalMismatch = "TOTAL_MISMATCH",
        /// Persons or their courses are not in order, each once.
        PersonsOutOfOrder = "PERSONS_OUT_OF_ORDER",
        /// Somebody is listed for a course that did not begin in the period.
        SeatOutsidePeriod = "SEAT_OUTSIDE_PERIOD",
        /// The persons who count for nobody are not those the facts give.
        NotCountedMismatch = "NOT_COUNTED_MISMATCH",
        /// Nobody is counted, so there can be no lines.
        NoBasis = "NO_BASIS",
        /// The lines are not those the count and the cost key give.
        LineMismatch = "LINE_MISMATCH",
        /// The number is 1 and there is a hash of a settlement before it, or the other way round.
        ChainStart = "CHAIN_START",
        /// The document given as the one before does not hold itself.
        PreviousInvalid = "PREVIOUS_INVALID",
        /// It is not the one whose hash this document names.
        PreviousHashMismatch = "PREVIOUS_HASH_MISMATCH",
        /// Its number is not one less.
        PreviousNumber = "PREVIOUS_NUMBER",
        /// It belongs to another partnership.
        PreviousPartnership = "PREVIOUS_PARTNERSHIP",
    }
}
