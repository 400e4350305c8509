//! A series has more than one teacher.

/// Teachers beyond the first.
pub(crate) fn units(teachers: &[(u16, u32)]) -> i64 {
    super::count(teachers.iter().skip(1))
}
