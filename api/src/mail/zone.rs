//! A time zone as iCalendar wants it: the rules by which its clocks change, for the years that
//! the events need, derived from the zone database.
//!
//! Where the changes of the years agree on a rule ("the last Sunday of March") the rule is
//! written: some readers, Outlook among them, pass over dates that are listed one by one.

use chrono::{
    DateTime, Datelike, Days, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc,
};
use chrono_tz::{OffsetComponents, OffsetName, Tz};

use super::line::Lines;

/// One kind of clock change, and when it happens, in the wall time that ends with it.
#[derive(Debug, PartialEq, Eq)]
struct Observance {
    from: i32,
    clock: Clock,
    onsets: Vec<NaiveDateTime>,
}

/// How the clocks of a zone stand.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Clock {
    /// Seconds east of Greenwich.
    offset: i32,
    is_daylight: bool,
    name: String,
}

/// Writes the zone's component, good for every instant from `from` to `until`.
pub(super) fn write(lines: &mut Lines, zone: Tz, from: DateTime<Utc>, until: DateTime<Utc>) {
    let observances = observances(zone, from, until);
    lines.component("VTIMEZONE", |lines| {
        lines.text("TZID", zone.name());
        for observance in &observances {
            observance.write(lines);
        }
    });
}

fn observances(zone: Tz, from: DateTime<Utc>, until: DateTime<Utc>) -> Vec<Observance> {
    // A year on both sides: the change that holds on the first day has happened before it, and
    // two or more years show the rule.
    let mut day = new_year(from.year() - 1);
    let end = new_year(until.year() + 2);
    let opening = clock(zone, day);
    let opening_local = day.naive_utc() + TimeDelta::seconds(opening.offset.into());
    let mut found = Vec::new();
    let mut is_covered = false;
    while day < end {
        let next = day + Days::new(1);
        if clock(zone, day) != clock(zone, next) {
            let at = change_between(zone, day, next);
            is_covered |= at <= from;
            note(&mut found, zone, at);
        }
        day = next;
    }
    if !is_covered {
        let from = opening.offset;
        found.insert(
            0,
            Observance {
                from,
                clock: opening,
                onsets: vec![opening_local],
            },
        );
    }
    found
}

fn note(found: &mut Vec<Observance>, zone: Tz, at: DateTime<Utc>) {
    let from = clock(zone, at - TimeDelta::seconds(1)).offset;
    let clock = clock(zone, at);
    let onset = at.naive_utc() + TimeDelta::seconds(from.into());
    match found
        .iter_mut()
        .find(|it| it.from == from && it.clock == clock)
    {
        Some(known) => known.onsets.push(onset),
        None => found.push(Observance {
            from,
            clock,
            onsets: vec![onset],
        }),
    }
}

/// The first second in which the clocks stand as they do at `late`.
fn change_between(zone: Tz, mut early: DateTime<Utc>, mut late: DateTime<Utc>) -> DateTime<Utc> {
    let after = clock(zone, late);
    while late - early > TimeDelta::seconds(1) {
        let middle = early + TimeDelta::seconds((late - early).num_seconds() / 2);
        if clock(zone, middle) == after {
            late = middle;
        } else {
            early = middle;
        }
    }
    late
}

fn clock(zone: Tz, at: DateTime<Utc>) -> Clock {
    let offset = zone.offset_from_utc_datetime(&at.naive_utc());
    Clock {
        offset: offset.fix().local_minus_utc(),
        is_daylight: !offset.dst_offset().is_zero(),
        name: offset.abbreviation().unwrap_or(zone.name()).to_owned(),
    }
}

fn new_year(year: i32) -> DateTime<Utc> {
    NaiveDate::from_yo_opt(year, 1)
        .unwrap_or(NaiveDate::MIN)
        .and_time(chrono::NaiveTime::MIN)
        .and_utc()
}

impl Observance {
    fn write(&self, lines: &mut Lines) {
        let name = if self.clock.is_daylight {
            "DAYLIGHT"
        } else {
            "STANDARD"
        };
        let Some((first, later)) = self.onsets.split_first() else {
            return;
        };
        lines.component(name, |lines| {
            lines.raw("DTSTART", &local(*first));
            match rule(&self.onsets) {
                Some(rule) => {
                    lines.raw("RRULE", &rule);
                }
                None => {
                    for onset in later {
                        lines.raw("RDATE", &local(*onset));
                    }
                }
            }
            lines.raw("TZOFFSETFROM", &offset(self.from));
            lines.raw("TZOFFSETTO", &offset(self.clock.offset));
            lines.text("TZNAME", &self.clock.name);
        });
    }
}

/// The yearly rule that gives exactly these onsets, where there is one.
fn rule(onsets: &[NaiveDateTime]) -> Option<String> {
    let (first, later) = onsets.split_first()?;
    if later.is_empty() {
        return None;
    }
    let mut year = first.year();
    for onset in later {
        year += 1;
        let alike = onset.year() == year
            && onset.month() == first.month()
            && onset.weekday() == first.weekday()
            && onset.time() == first.time();
        if !alike {
            return None;
        }
    }
    let is_last = |it: &NaiveDateTime| (it.date() + Days::new(7)).month() != it.month();
    let rank = |it: &NaiveDateTime| it.day0() / 7 + 1;
    let nth = if onsets.iter().all(is_last) {
        "-1".to_owned()
    } else if onsets.iter().all(|it| rank(it) == rank(first)) {
        rank(first).to_string()
    } else {
        return None;
    };
    let weekday = first.weekday().to_string()[..2].to_uppercase();
    Some(format!(
        "FREQ=YEARLY;BYMONTH={};BYDAY={nth}{weekday}",
        first.month()
    ))
}

/// A local date and time, `20170326T020000`.
pub(super) fn local(at: NaiveDateTime) -> String {
    at.format("%Y%m%dT%H%M%S").to_string()
}

fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, minutes, rest) = (
        seconds.abs() / 3600,
        seconds.abs() / 60 % 60,
        seconds.abs() % 60,
    );
    if rest == 0 {
        format!("{sign}{hours:02}{minutes:02}")
    } else {
        format!("{sign}{hours:02}{minutes:02}{rest:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(zone: Tz, from: &str, until: &str) -> String {
        let mut lines = Lines::default();
        let at = |it: &str| it.parse::<DateTime<Utc>>().unwrap();
        write(&mut lines, zone, at(from), at(until));
        lines.finish()
    }

    #[test]
    fn copenhagen_changes_on_the_last_sundays_of_march_and_october() {
        assert_eq!(
            written(
                Tz::Europe__Copenhagen,
                "2017-03-06T08:00:00Z",
                "2017-04-12T12:00:00Z"
            ),
            "BEGIN:VTIMEZONE\r\nTZID:Europe/Copenhagen\r\n\
             BEGIN:DAYLIGHT\r\nDTSTART:20160327T020000\r\n\
             RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n\
             TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nEND:DAYLIGHT\r\n\
             BEGIN:STANDARD\r\nDTSTART:20161030T030000\r\n\
             RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n\
             TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nEND:STANDARD\r\n\
             END:VTIMEZONE\r\n"
        );
    }

    #[test]
    fn other_zones_have_other_rules() {
        let (from, until) = ("2017-03-06T08:00:00Z", "2017-04-12T12:00:00Z");
        let new_york = written(Tz::America__New_York, from, until);
        assert!(
            new_york.contains("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"),
            "{new_york}"
        );
        assert!(
            new_york.contains("RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"),
            "{new_york}"
        );

        let tokyo = written(Tz::Asia__Tokyo, from, until);
        assert!(
            tokyo.contains("BEGIN:STANDARD\r\nDTSTART:20160101T090000\r\n"),
            "{tokyo}"
        );
        assert!(
            !tokyo.contains("RRULE") && !tokyo.contains("DAYLIGHT"),
            "{tokyo}"
        );

        // Morocco's clocks follow the moon: no rule, so each date stands for itself.
        let morocco = written(Tz::Africa__Casablanca, "2019-03-06T08:00:00Z", until);
        assert!(!morocco.contains("RRULE"), "{morocco}");
    }
}
