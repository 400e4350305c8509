//! Parameters that the law or an authority changes over time: each value carries the day from
//! which it holds, and a question always names its day.

use chrono::NaiveDate;

/// A value and the first day on which it holds; it holds until the next one begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated<T> {
    pub valid_from: NaiveDate,
    pub value: T,
}

/// The value in force on `day`, or `None` before the first one. The table need not be sorted.
pub fn in_force<T>(table: &[Dated<T>], day: NaiveDate) -> Option<&T> {
    table
        .iter()
        .filter(|dated| dated.valid_from <= day)
        .max_by_key(|dated| dated.valid_from)
        .map(|dated| &dated.value)
}

/// A date written in source. Used in `const` tables only, so that a day which does not exist
/// stops the build instead of a running program.
pub(crate) const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date in source exists in the calendar")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_holds_from_its_day_until_the_next_begins() {
        let table = [
            Dated {
                valid_from: day(2024, 1, 1),
                value: 3,
            },
            Dated {
                valid_from: day(2015, 1, 1),
                value: 1,
            },
            Dated {
                valid_from: day(2017, 1, 1),
                value: 2,
            },
        ];
        assert_eq!(in_force(&table, day(2014, 12, 31)), None);
        assert_eq!(in_force(&table, day(2015, 1, 1)), Some(&1));
        assert_eq!(in_force(&table, day(2016, 12, 31)), Some(&1));
        assert_eq!(in_force(&table, day(2017, 1, 1)), Some(&2));
        assert_eq!(in_force(&table, day(2030, 1, 1)), Some(&3));
    }
}
