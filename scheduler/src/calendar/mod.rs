//! Local dates, moments and spans, and the Danish calendar; integers only.
//!
//! The proleptic Gregorian arithmetic follows Howard Hinnant, "chrono-compatible low-level date
//! algorithms": exact for every date that fits.

mod holidays;
mod moment;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::fmt;
use std::str::FromStr;

pub use holidays::{Holiday, easter_sunday, holiday_on, is_public_holiday, public_holidays};
pub use moment::{Moment, Span};

/// Minutes in a day of local wall clock.
pub const MINUTES_PER_DAY: u16 = 1440;

/// A local date of the proleptic Gregorian calendar.
///
/// Written `YYYY-MM-DD` in text and JSON; held as days since 1970-01-01.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

/// Why a text is no date or moment.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date YYYY-MM-DD or a moment YYYY-MM-DDTHH:MM of the calendar")]
pub struct NoSuchDate(pub String);

impl Date {
    /// The date of a year, month (1 to 12) and day (1 to 31); `None` when there is no such day.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(-9999..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day)
        {
            return None;
        }
        let date = Self(days_from_civil(year, month, day));
        (date.ymd() == (year, month, day)).then_some(date)
    }

    /// The date so many days after 1970-01-01 (before it when negative).
    pub const fn from_days(days: i32) -> Self {
        Self(days)
    }

    /// Days since 1970-01-01.
    pub const fn days(self) -> i32 {
        self.0
    }

    /// Year, month (1 to 12) and day of the month.
    pub fn ymd(self) -> (i32, u32, u32) {
        civil_from_days(self.0)
    }

    /// Day of the week by ISO 8601: Monday is 1, Sunday is 7.
    pub fn weekday(self) -> u8 {
        // 1970-01-01 was a Thursday.
        small((self.0 + 3).rem_euclid(7) + 1)
    }

    /// ISO 8601 week: the year it belongs to and its number, 1 to 53.
    pub fn iso_week(self) -> (i32, u8) {
        // The week belongs to the year of its Thursday.
        let thursday = self.plus_days(4 - i32::from(self.weekday()));
        let year = thursday.ymd().0;
        (
            year,
            small((thursday.0 - days_from_civil(year, 1, 1)) / 7 + 1),
        )
    }

    /// The Monday of this date's ISO week.
    #[must_use]
    pub fn monday(self) -> Self {
        self.plus_days(1 - i32::from(self.weekday()))
    }

    /// The date so many days later, or earlier when negative.
    #[must_use]
    pub const fn plus_days(self, days: i32) -> Self {
        Self(self.0 + days)
    }

    /// The first day of the month that comes `months` months after this date's month.
    #[must_use]
    pub fn first_of_month_after(self, months: u16) -> Self {
        let (mut year, month, _) = self.ymd();
        let mut month = month + u32::from(months);
        while month > 12 {
            (year, month) = (year + 1, month - 12);
        }
        Self(days_from_civil(year, month, 1))
    }

    /// Whether it is Saturday or Sunday.
    pub fn is_weekend(self) -> bool {
        self.weekday() > 5
    }

    /// This date, or the first one after it that is neither Saturday, Sunday nor a Danish public
    /// holiday.
    #[must_use]
    pub fn or_next_working_day(self) -> Self {
        let mut date = self;
        while date.is_weekend() || is_public_holiday(date) {
            date = date.plus_days(1);
        }
        date
    }

    /// This date at so many minutes after midnight.
    pub const fn at(self, minute: u16) -> Moment {
        Moment { date: self, minute }
    }
}

/// A day of the week or a week of the year.
fn small(number: i32) -> u8 {
    u8::try_from(number).expect("weekdays and weeks are few")
}

/// Days from 1970-01-01 to a civil date.
fn days_from_civil(year: i32, month: u32, day: u32) -> i32 {
    let month = i32::try_from(month).expect("a month fits");
    let day = i32::try_from(day).expect("a day of the month fits");
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The civil date so many days from 1970-01-01.
fn civil_from_days(days: i32) -> (i32, u32, u32) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + i32::from(month <= 2);
    (year, month.unsigned_abs(), day.unsigned_abs())
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Date {
    type Err = NoSuchDate;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parse = || {
            let bytes = text.as_bytes();
            let shaped = bytes.len() == 10
                && bytes.iter().enumerate().all(|(i, b)| match i {
                    4 | 7 => *b == b'-',
                    _ => b.is_ascii_digit(),
                });
            if !shaped {
                return None;
            }
            let year = text[..4].parse().ok()?;
            Self::from_ymd(year, text[5..7].parse().ok()?, text[8..].parse().ok()?)
        };
        parse().ok_or_else(|| NoSuchDate(text.to_owned()))
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
