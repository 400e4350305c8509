//! Times of day on the centre's own clock.

use std::fmt;
use std::str::FromStr;

use async_graphql::{
    InputObject, InputValueError, InputValueResult, Scalar, ScalarType, SimpleObject, Value,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A time of day on the centre's own 24-hour clock, `"08:30"`; `"24:00"` ends a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LocalTime {
    /// Minutes since midnight, 0 to 1440.
    pub minute: i32,
}

/// Why a text is no time of day.
#[derive(Debug, thiserror::Error)]
#[error("a time of day is written HH:MM, from 00:00 to 24:00")]
pub struct NoLocalTime;

impl FromStr for LocalTime {
    type Err = NoLocalTime;

    fn from_str(text: &str) -> Result<Self, NoLocalTime> {
        let (hour, minute) = text.split_once(':').ok_or(NoLocalTime)?;
        let digits = |part: &str| {
            (part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| part.parse::<i32>().ok())
                .flatten()
                .ok_or(NoLocalTime)
        };
        let (hour, minute) = (digits(hour)?, digits(minute)?);
        let time = hour * 60 + minute;
        if minute < 60 && time <= 1440 {
            Ok(Self { minute: time })
        } else {
            Err(NoLocalTime)
        }
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.minute / 60, self.minute % 60)
    }
}

#[Scalar(name = "LocalTime")]
impl ScalarType for LocalTime {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::String(text) => text.parse().map_err(InputValueError::custom),
            other => Err(InputValueError::expected_type(other)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.to_string())
    }
}

impl Serialize for LocalTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for LocalTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

/// A span of each week.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct WeekSpan {
    /// ISO day of the week, 1 (Monday) to 7.
    pub weekday: i32,
    pub from: LocalTime,
    /// The first minute that is no longer in it.
    pub until: LocalTime,
}

/// A span of each week.
#[derive(Clone, Debug, PartialEq, Eq, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WeekSpanInput {
    /// ISO day of the week, 1 (Monday) to 7.
    pub weekday: i32,
    pub from: LocalTime,
    /// The first minute that is no longer in it.
    pub until: LocalTime,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("08:30", Some(510))]
    #[case("00:00", Some(0))]
    #[case("24:00", Some(1440))]
    #[case("24:01", None)]
    #[case("8:30", None)]
    #[case("08:60", None)]
    #[case("+8:30", None)]
    #[case("noon", None)]
    fn a_time_of_day_is_hours_and_minutes(#[case] text: &str, #[case] minute: Option<i32>) {
        assert_eq!(
            text.parse::<LocalTime>().ok().map(|time| time.minute),
            minute
        );
    }
}
