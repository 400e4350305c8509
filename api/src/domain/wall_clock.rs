//! The one place where a centre's wall clock becomes an instant.

use chrono::{
    DateTime, Datelike, Days, LocalResult, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone,
    Utc,
};
use chrono_tz::Tz;

/// The first and the last year of a day that anybody may name: everybody's birth before, and far
/// more than any plan after. Texts that are compared as days have four digits to the year.
pub const YEARS: (i32, i32) = (1900, 2200);

/// Whether a day lies in [`YEARS`].
#[must_use]
pub fn is_in_reach(day: NaiveDate) -> bool {
    (YEARS.0..=YEARS.1).contains(&day.year())
}

/// The instant at which the clock in `zone` shows `at`. In the hour that comes twice it is the
/// first time; in the hour that does not exist it is as long after the change as `at` is after
/// the gap's beginning.
#[must_use]
pub fn instant(zone: Tz, at: NaiveDateTime) -> DateTime<Utc> {
    match zone.from_local_datetime(&at) {
        LocalResult::Single(found) | LocalResult::Ambiguous(found, _) => found.to_utc(),
        LocalResult::None => {
            // No zone skips more than a day.
            let before = at.checked_sub_signed(TimeDelta::days(1)).unwrap_or(at);
            let offset = zone.offset_from_utc_datetime(&before).fix();
            at.checked_sub_offset(offset).unwrap_or(at).and_utc()
        }
    }
}

/// The instant at which `day` begins in `zone`.
#[must_use]
pub fn start_of(zone: Tz, day: NaiveDate) -> DateTime<Utc> {
    instant(zone, day.and_time(chrono::NaiveTime::MIN))
}

/// The instant `minute` minutes after local midnight by the wall clock; 1440 is the next midnight.
#[must_use]
pub fn at_minute(zone: Tz, day: NaiveDate, minute: i32) -> DateTime<Utc> {
    if minute >= 1440 {
        let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
        return start_of(zone, next);
    }
    let midnight = day.and_time(chrono::NaiveTime::MIN);
    let local = midnight.checked_add_signed(TimeDelta::minutes(minute.into()));
    instant(zone, local.unwrap_or(midnight))
}

/// What the clock in `zone` shows at `at`.
#[must_use]
pub fn local(zone: Tz, at: DateTime<Utc>) -> NaiveDateTime {
    let utc = at.naive_utc();
    let offset = zone.offset_from_utc_datetime(&utc).fix();
    utc.checked_add_offset(offset).unwrap_or(utc)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("2017-03-06T09:00:00", "2017-03-06T08:00:00Z")]
    #[case("2017-03-27T09:00:00", "2017-03-27T07:00:00Z")]
    #[case("2017-03-26T02:30:00", "2017-03-26T01:30:00Z")]
    #[case("2017-10-29T02:30:00", "2017-10-29T00:30:00Z")]
    fn the_wall_clock_of_copenhagen(#[case] shown: &str, #[case] at: &str) {
        let zone = Tz::Europe__Copenhagen;
        let found = instant(zone, shown.parse().unwrap());
        assert_eq!(found, at.parse::<DateTime<Utc>>().unwrap());
    }

    #[test]
    fn no_day_is_too_early_or_too_late_to_ask_about() {
        let zone = Tz::Europe__Copenhagen;
        for day in [NaiveDate::MIN, NaiveDate::MAX] {
            let start = start_of(zone, day);
            let _ = (at_minute(zone, day, 1440), local(zone, start));
            assert!(!is_in_reach(day));
        }
        for at in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
            let _ = (local(zone, at), instant(zone, at.naive_utc()));
        }
    }

    #[test]
    fn a_day_ends_where_the_next_begins() {
        let day = NaiveDate::from_ymd_opt(2017, 3, 26).unwrap();
        let zone = Tz::Europe__Copenhagen;
        let length = at_minute(zone, day, 1440) - start_of(zone, day);
        assert_eq!(length, TimeDelta::hours(23));
    }
}
