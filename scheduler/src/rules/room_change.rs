//! A series takes place in more than one room.

/// Rooms beyond the first.
pub(crate) fn units(rooms: &[(u16, u32)]) -> i64 {
    super::count(rooms.iter().skip(1))
}
