//! Between instants and the moments of the engine, which knows no zones: it plans on a wall clock
//! that never changes. Where the real one does, [`wall_clock`] decides: of an hour that comes twice
//! the first is meant, an hour that does not exist is moved on. Nobody is taught at night, so no
//! session has met either; busy times can lie there.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;
use scheduler::calendar::{Date, Moment, Span};

use crate::domain::wall_clock;

/// A centre's wall clock.
#[derive(Clone, Copy, Debug)]
pub struct Wall {
    zone: Tz,
}

impl Wall {
    #[must_use]
    pub const fn new(zone: Tz) -> Self {
        Self { zone }
    }

    /// The minute that the wall clock shows; seconds are dropped.
    #[must_use]
    pub fn moment(self, at: DateTime<Utc>) -> Moment {
        let local = wall_clock::local(self.zone, at);
        date(local.date()).at(minute_of(local))
    }

    /// The local time that the wall clock shows.
    #[must_use]
    pub fn local(self, at: DateTime<Utc>) -> NaiveDateTime {
        wall_clock::local(self.zone, at)
    }

    /// The first whole minute that the wall clock shows at `at` or later.
    #[must_use]
    pub fn moment_from(self, at: DateTime<Utc>) -> Moment {
        let shown = self.moment(at);
        let is_whole = at.second() == 0 && at.nanosecond() == 0;
        shown.plus_minutes(i64::from(!is_whole))
    }

    /// The span that the wall clock shows; never empty, also where the clock is set back inside it.
    #[must_use]
    pub fn span(self, from: DateTime<Utc>, until: DateTime<Utc>) -> Span {
        let from_shown = self.moment(from);
        let until_shown = self.moment_from(until);
        let minutes = (until - from).num_minutes().max(1);
        Span {
            from: from_shown,
            until: if until_shown > from_shown {
                until_shown
            } else {
                from_shown.plus_minutes(minutes)
            },
        }
    }

    /// A span that somebody reads off the wall clock.
    #[must_use]
    pub fn local_span(self, from: NaiveDateTime, until: NaiveDateTime) -> Span {
        let moment = |local: NaiveDateTime| date(local.date()).at(minute_of(local));
        Span {
            from: moment(from),
            until: moment(until),
        }
    }

    /// The instant at which the wall clock shows `moment`.
    #[must_use]
    pub fn instant(self, moment: Moment) -> DateTime<Utc> {
        wall_clock::instant(self.zone, naive(moment))
    }
}

/// A calendar date in the engine's words.
#[must_use]
pub fn date(on: NaiveDate) -> Date {
    Date::from_days(on.num_days_from_ce() - EPOCH_FROM_CE)
}

/// A date of the engine as everybody else writes it.
#[must_use]
pub fn naive_date(date: Date) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(date.days() + EPOCH_FROM_CE).unwrap_or_default()
}

/// Days from the first day of the common era to 1970-01-01.
const EPOCH_FROM_CE: i32 = 719_163;

fn minute_of(local: NaiveDateTime) -> u16 {
    u16::try_from(local.hour() * 60 + local.minute()).unwrap_or_default()
}

fn naive(moment: Moment) -> NaiveDateTime {
    let midnight = naive_date(moment.date).and_time(chrono::NaiveTime::MIN);
    midnight + TimeDelta::minutes(i64::from(moment.minute))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wall() -> Wall {
        Wall::new(chrono_tz::Europe::Copenhagen)
    }

    #[rstest::rstest]
    // Winter and summer.
    #[case("2017-03-06T09:00", "2017-03-06T08:00:00Z")]
    #[case("2017-03-27T09:00", "2017-03-27T07:00:00Z")]
    // Skipped: 02:00 to 03:00 on 26 March 2017.
    #[case("2017-03-26T02:30", "2017-03-26T01:30:00Z")]
    // Repeated: 02:00 to 03:00 on 29 October 2017.
    #[case("2017-10-29T02:30", "2017-10-29T00:30:00Z")]
    fn local_becomes_utc(#[case] local: &str, #[case] utc: &str) {
        let instant = wall().instant(local.parse().unwrap());
        assert_eq!(instant, utc.parse::<DateTime<Utc>>().unwrap());
    }

    #[test]
    fn what_exists_once_comes_back_as_it_was() {
        let mut at: Moment = "2017-03-24T00:00".parse().unwrap();
        for _ in 0..(5 * 24 * 12) {
            let skipped = at.date.to_string() == "2017-03-26" && at.minute / 60 == 2;
            if !skipped {
                assert_eq!(wall().moment(wall().instant(at)), at);
            }
            at = at.plus_minutes(5);
        }
    }

    #[test]
    fn a_span_over_the_repeated_hour_is_not_empty() {
        let from = "2017-10-29T00:45:00Z".parse().unwrap();
        let until = "2017-10-29T01:15:00Z".parse().unwrap();
        let span = wall().span(from, until);
        assert_eq!(span.minutes(), 30);
    }

    #[test]
    fn a_minute_that_has_begun_is_over() {
        let at: DateTime<Utc> = "2017-03-06T08:00:01Z".parse().unwrap();
        assert_eq!(wall().moment_from(at).to_string(), "2017-03-06T09:01");
    }
}
