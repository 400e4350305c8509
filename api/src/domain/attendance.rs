//! How many minutes of a session count for somebody who came, came late, or did not.

use entities::columns::AttendanceMark;

/// Why a mark with these minutes is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MinutesFault {
    /// LATE needs minutes.
    Missing,
    /// Minutes outside 1 to one less than the session's, or beside a mark that says them itself.
    Misfit,
}

/// The minutes that count: all for PRESENT, the given ones for LATE, none otherwise.
pub fn minutes_of(
    mark: AttendanceMark,
    given: Option<i32>,
    length: i32,
) -> Result<i32, MinutesFault> {
    let said = match mark {
        AttendanceMark::Present => length,
        AttendanceMark::Excused | AttendanceMark::Absent => 0,
        AttendanceMark::Late => {
            let minutes = given.ok_or(MinutesFault::Missing)?;
            if minutes < 1 || minutes >= length {
                return Err(MinutesFault::Misfit);
            }
            minutes
        }
    };
    match given {
        Some(given) if given != said => Err(MinutesFault::Misfit),
        _ => Ok(said),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use AttendanceMark::{Absent, Excused, Late, Present};
    use MinutesFault::{Misfit, Missing};

    #[rstest::rstest]
    #[case(Present, None, Ok(90))]
    #[case(Present, Some(90), Ok(90))]
    #[case(Present, Some(60), Err(Misfit))]
    #[case(Late, Some(60), Ok(60))]
    #[case(Late, None, Err(Missing))]
    #[case(Late, Some(0), Err(Misfit))]
    #[case(Late, Some(90), Err(Misfit))]
    #[case(Excused, None, Ok(0))]
    #[case(Absent, Some(0), Ok(0))]
    #[case(Absent, Some(10), Err(Misfit))]
    fn a_mark_says_the_minutes(
        #[case] mark: AttendanceMark,
        #[case] given: Option<i32>,
        #[case] counted: Result<i32, MinutesFault>,
    ) {
        assert_eq!(minutes_of(mark, given, 90), counted);
    }
}
