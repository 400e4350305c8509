//! Between the widths of stored numbers and the engine's.

/// A count or a length as the engine keeps it; what does not fit is as large as can be.
pub(super) fn short(number: impl TryInto<u16>) -> u16 {
    number.try_into().unwrap_or(u16::MAX)
}

/// A stored count, never below zero.
pub(super) fn count(number: i32) -> u16 {
    short(number.max(0))
}
