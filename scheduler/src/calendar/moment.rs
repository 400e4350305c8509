//! Moments and spans of local wall clock, to the minute.

use super::{Date, MINUTES_PER_DAY, NoSuchDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::fmt;
use std::str::FromStr;

/// A local date and the minute of its day (0 to 1439); written `YYYY-MM-DDTHH:MM`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The local date.
    pub date: Date,
    /// Minutes after local midnight, 0 to 1439. A span that ends at midnight ends at minute 0 of
    /// the next date.
    pub minute: u16,
}

impl Moment {
    /// Minutes of wall clock since 1970-01-01T00:00, as if no clock was ever changed.
    pub const fn minutes(self) -> i64 {
        self.date.days() as i64 * MINUTES_PER_DAY as i64 + self.minute as i64
    }

    /// The moment so many minutes of wall clock after 1970-01-01T00:00.
    ///
    /// # Panics
    /// When the date lies some millions of years away.
    pub fn from_minutes(minutes: i64) -> Self {
        let day = i64::from(MINUTES_PER_DAY);
        let days = i32::try_from(minutes.div_euclid(day)).expect("a date within reach");
        let minute = u16::try_from(minutes.rem_euclid(day)).expect("a minute of the day fits");
        Self {
            date: Date::from_days(days),
            minute,
        }
    }

    /// The moment so many minutes of wall clock later, or earlier when negative.
    #[must_use]
    pub fn plus_minutes(self, minutes: i64) -> Self {
        Self::from_minutes(self.minutes() + minutes)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}T{:02}:{:02}",
            self.date,
            self.minute / 60,
            self.minute % 60
        )
    }
}

impl FromStr for Moment {
    type Err = NoSuchDate;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parse = || {
            let (date, time) = text.split_once('T')?;
            let (hour, minute) = time.split_once(':')?;
            let digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
            if !digits(hour) || !digits(minute) {
                return None;
            }
            let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
            (hour < 24 && minute < 60).then_some(date.parse::<Date>().ok()?.at(hour * 60 + minute))
        };
        parse().ok_or_else(|| NoSuchDate(text.to_owned()))
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

/// A half-open span of local time: `from` belongs to it, `until` does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// The first moment of the span.
    pub from: Moment,
    /// The first moment after it.
    pub until: Moment,
}

impl Span {
    /// The span of one date between two minutes of its day; `until` may be 1440, midnight.
    pub fn on(date: Date, from: u16, until: u16) -> Self {
        let midnight = date.at(0);
        Self {
            from: midnight.plus_minutes(i64::from(from)),
            until: midnight.plus_minutes(i64::from(until)),
        }
    }

    /// The span of whole dates from the first to the day before `until`.
    pub const fn days(from: Date, until: Date) -> Self {
        Self {
            from: from.at(0),
            until: until.at(0),
        }
    }

    /// Its length in minutes of wall clock; negative when it ends before it begins.
    pub const fn minutes(&self) -> i64 {
        self.until.minutes() - self.from.minutes()
    }

    /// Whether the two share a moment.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.from < other.until && other.from < self.until
    }
}
