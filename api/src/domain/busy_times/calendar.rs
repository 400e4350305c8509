//! Busy times as an iCalendar text (RFC 5545): one entry for each event.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use icalendar::parser::{Component, Property, read_components};

use super::recurrence::{self, Series};
use super::{Busy, Entry, FileFault, Frame, MAX_ROWS, Row, RowFault, events, uid_fault};
use crate::domain::wall_clock;

/// Reads the events of a calendar. Times with neither zone nor `Z`, and whole days, are on the
/// centre's clock. Daily and weekly series are followed for 400 days from today; series of any
/// other kind, and changes to one event of a series, are refused row by row.
///
/// # Errors
/// BAD_CALENDAR when the text is no calendar; too many events.
pub fn parse_calendar(text: &str, frame: Frame) -> Result<Vec<Row>, Vec<FileFault>> {
    let bad = || vec![("BAD_CALENDAR", String::new())];
    let events = events::of(text).ok_or_else(bad)?;
    if events.len() > MAX_ROWS {
        return Err(vec![("TOO_MANY_ROWS", MAX_ROWS.to_string())]);
    }
    let mut rows = Vec::new();
    for event in events {
        let components = read_components(&event.text).map_err(|_| bad())?;
        let [component] = components.as_slice() else {
            return Err(bad());
        };
        rows.push(Row {
            line: event.line,
            outcome: entry(component, frame).map_err(|fault| vec![fault]),
        });
    }
    Ok(rows)
}

fn entry(event: &Component<'_>, frame: Frame) -> Result<Entry, RowFault> {
    let uid = value(event, "UID").map(ToOwned::to_owned);
    if let Some(fault) = uid.as_deref().and_then(|uid| uid_fault(uid, "UID")) {
        return Err(fault);
    }
    let is_off = value(event, "STATUS").is_some_and(|it| it.eq_ignore_ascii_case("CANCELLED"));
    let times = if is_off {
        Vec::new()
    } else {
        times(event, frame)?
    };
    Ok(Entry {
        owner: None,
        source: None,
        uid,
        times,
    })
}

fn times(event: &Component<'_>, frame: Frame) -> Result<Vec<Busy>, RowFault> {
    for name in ["RECURRENCE-ID", "RDATE", "EXRULE"] {
        if event.find_prop(name).is_some() {
            return Err(unsupported(name));
        }
    }
    let start = event.find_prop("DTSTART");
    let start = start.ok_or_else(|| RowFault::new("DTSTART", "MISSING"))?;
    let start = Moment::of(start, "DTSTART", frame)?;
    let length = length(event, start, frame)?;
    let is_blocking =
        !value(event, "TRANSP").is_some_and(|it| it.eq_ignore_ascii_case("TRANSPARENT"));
    let busy = |local: NaiveDateTime, occurrence: String| Busy {
        from: wall_clock::instant(start.zone, local),
        until: length.after(start.zone, local),
        is_blocking,
        occurrence,
    };
    let Some(rule) = value(event, "RRULE") else {
        return Ok(vec![busy(start.local, String::new())]);
    };
    let series = Series {
        start: start.local,
        zone: start.zone,
        horizon: frame.today + Days::new(400),
    };
    let left_out = left_out(event, frame)?;
    let occurrences = recurrence::expand(rule, &series)?;
    let occurrences = occurrences.into_iter().map(|local| {
        let name = local.format("%Y%m%dT%H%M%S").to_string();
        busy(local, name)
    });
    Ok(occurrences
        .filter(|busy| !left_out.contains(&busy.from))
        .collect())
}

fn left_out(event: &Component<'_>, frame: Frame) -> Result<Vec<DateTime<Utc>>, RowFault> {
    let mut found = Vec::new();
    for property in event.properties.iter().filter(|one| one.name == "EXDATE") {
        for part in property.val.as_str().split(',') {
            found.push(Moment::read(property, part, "EXDATE", frame)?.instant());
        }
    }
    Ok(found)
}

/// A point of time on the clock on which it was written.
#[derive(Clone, Copy)]
struct Moment {
    local: NaiveDateTime,
    zone: Tz,
    is_day: bool,
}

impl Moment {
    fn of(property: &Property<'_>, name: &'static str, frame: Frame) -> Result<Self, RowFault> {
        Self::read(property, property.val.as_str(), name, frame)
    }

    fn read(
        property: &Property<'_>,
        text: &str,
        name: &'static str,
        frame: Frame,
    ) -> Result<Self, RowFault> {
        let bad = || RowFault::new(name, "BAD_TIME").with("20170306T100000");
        let text = text.trim();
        if let Ok(day) = NaiveDate::parse_from_str(text, "%Y%m%d") {
            if !wall_clock::is_in_reach(day) {
                return Err(bad());
            }
            return Ok(Self {
                local: day.and_time(NaiveTime::MIN),
                zone: frame.zone,
                is_day: true,
            });
        }
        let zone = match (text.ends_with('Z'), parameter(property, "TZID")) {
            (true, _) => Tz::UTC,
            (false, Some(name_of_zone)) => {
                zone(name_of_zone).ok_or_else(|| RowFault::new(name, "BAD_ZONE"))?
            }
            (false, None) => frame.zone,
        };
        let local = NaiveDateTime::parse_from_str(text.trim_end_matches('Z'), "%Y%m%dT%H%M%S")
            .ok()
            .filter(|local| wall_clock::is_in_reach(local.date()));
        Ok(Self {
            local: local.ok_or_else(bad)?,
            zone,
            is_day: false,
        })
    }

    fn instant(self) -> DateTime<Utc> {
        wall_clock::instant(self.zone, self.local)
    }
}

/// How long an event lasts: whole days by the wall clock, everything else in real time.
#[derive(Clone, Copy)]
enum Length {
    Days(u64),
    Time(TimeDelta),
}

impl Length {
    fn after(self, zone: Tz, local: NaiveDateTime) -> DateTime<Utc> {
        match self {
            Self::Days(days) => wall_clock::instant(zone, local + Days::new(days)),
            Self::Time(time) => wall_clock::instant(zone, local) + time,
        }
    }
}

fn length(event: &Component<'_>, start: Moment, frame: Frame) -> Result<Length, RowFault> {
    let empty = || RowFault::new("DTEND", "EMPTY_INTERVAL");
    if let Some(end) = event.find_prop("DTEND") {
        let end = Moment::of(end, "DTEND", frame)?;
        if start.is_day && end.is_day {
            let days = (end.local - start.local).num_days();
            let days = u64::try_from(days).ok().filter(|days| *days > 0);
            return days.map(Length::Days).ok_or_else(empty);
        }
        let time = end.instant() - start.instant();
        return (time > TimeDelta::zero())
            .then_some(Length::Time(time))
            .ok_or_else(empty);
    }
    match value(event, "DURATION") {
        Some(text) => duration(text).ok_or_else(|| RowFault::new("DURATION", "BAD_DURATION")),
        None if start.is_day => Ok(Length::Days(1)),
        None => Err(RowFault::new("DTEND", "MISSING")),
    }
}

/// Nothing that somebody is taken by lasts longer.
const MOST_DAYS: i64 = 3660;

/// RFC 5545 section 3.3.6: `P1D`, `P2W`, `PT1H30M`, `P1DT2H`.
fn duration(text: &str) -> Option<Length> {
    let text = text.strip_prefix('+').unwrap_or(text).strip_prefix('P')?;
    let (days_part, time_part) = text.split_once('T').unwrap_or((text, ""));
    let days = numbers(days_part)?
        .into_iter()
        .try_fold(0, |sum, it| match it {
            (n, 'W') => Some(sum + 7 * n),
            (n, 'D') => Some(sum + n),
            _ => None,
        })?;
    let seconds = numbers(time_part)?
        .into_iter()
        .try_fold(0, |sum, it| match it {
            (n, 'H') => Some(sum + 3600 * n),
            (n, 'M') => Some(sum + 60 * n),
            (n, 'S') => Some(sum + n),
            _ => None,
        })?;
    match (days, seconds) {
        (0, 0) => None,
        _ if days > MOST_DAYS || seconds > MOST_DAYS * 86_400 => None,
        (days, 0) => u64::try_from(days).ok().map(Length::Days),
        (days, seconds) => Some(Length::Time(
            TimeDelta::days(days) + TimeDelta::seconds(seconds),
        )),
    }
}

fn numbers(text: &str) -> Option<Vec<(i64, char)>> {
    let mut found = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let at = rest.find(|c: char| !c.is_ascii_digit())?;
        // Four digits are years of days already; more would overflow.
        let n = rest.get(..at).filter(|n| (1..=5).contains(&n.len()))?;
        let unit = rest.get(at..)?.chars().next()?;
        found.push((n.parse().ok()?, unit));
        rest = rest.get(at + unit.len_utf8()..)?;
    }
    Some(found)
}

fn value<'a>(event: &'a Component<'_>, name: &str) -> Option<&'a str> {
    let found = event.find_prop(name)?.val.as_str().trim();
    (!found.is_empty()).then_some(found)
}

fn parameter<'a>(property: &'a Property<'_>, name: &str) -> Option<&'a str> {
    let found = property
        .params
        .iter()
        .find(|one| one.key.as_str().eq_ignore_ascii_case(name))?;
    found
        .val
        .as_ref()
        .map(|text| text.as_str().trim_matches('"'))
}

/// A zone by its IANA name, or by the name that Windows programs write for Central Europe.
fn zone(name: &str) -> Option<Tz> {
    let central = [
        "Romance Standard Time",
        "W. Europe Standard Time",
        "Central Europe Standard Time",
        "Central European Standard Time",
    ];
    if central.contains(&name) {
        return Some(Tz::Europe__Copenhagen);
    }
    name.parse().ok()
}

pub(super) fn unsupported(what: impl ToString) -> RowFault {
    RowFault::new("RRULE", "RECURRENCE_UNSUPPORTED").with(what)
}
