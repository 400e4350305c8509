//! An accounting period: whole days, the end excluded.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Days from `from` up to but not including `until`; never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "RawPeriod", into = "RawPeriod")]
pub struct Period {
    from: NaiveDate,
    until: NaiveDate,
}

/// The end of a period does not lie after its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a period ends after it begins")]
pub struct EmptyPeriod;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPeriod {
    from: NaiveDate,
    until: NaiveDate,
}

impl Period {
    pub fn new(from: NaiveDate, until: NaiveDate) -> Result<Self, EmptyPeriod> {
        if from < until {
            Ok(Self { from, until })
        } else {
            Err(EmptyPeriod)
        }
    }

    #[must_use]
    pub const fn from(self) -> NaiveDate {
        self.from
    }

    /// The first day that is no longer inside.
    #[must_use]
    pub const fn until(self) -> NaiveDate {
        self.until
    }

    /// The day on which counting facts are read.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        // A day before the end exists, for the beginning lies before it.
        self.until.pred_opt().unwrap_or(self.from)
    }

    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        self.from <= day && day < self.until
    }
}

impl TryFrom<RawPeriod> for Period {
    type Error = EmptyPeriod;

    fn try_from(raw: RawPeriod) -> Result<Self, Self::Error> {
        Self::new(raw.from, raw.until)
    }
}

impl From<Period> for RawPeriod {
    fn from(period: Period) -> Self {
        Self {
            from: period.from,
            until: period.until,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::effective::day;

    #[test]
    fn a_period_is_half_open_and_never_empty() {
        let period = Period::new(day(2017, 1, 1), day(2017, 7, 1)).unwrap();
        assert_eq!(period.last_day(), day(2017, 6, 30));
        assert!(period.contains(day(2017, 1, 1)) && !period.contains(day(2017, 7, 1)));
        assert_eq!(
            Period::new(day(2017, 1, 1), day(2017, 1, 1)),
            Err(EmptyPeriod)
        );
        let json = r#"{"from":"2017-07-01","until":"2017-01-01"}"#;
        assert!(serde_json::from_str::<Period>(json).is_err());
    }
}
