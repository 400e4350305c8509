//! Daily and weekly series. What is not understood is refused: a series that is followed wrongly
//! would make people look free who are not.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Weekday};
use chrono_tz::Tz;

use super::RowFault;
use super::calendar::unsupported;
use crate::domain::wall_clock;

const MAX_OCCURRENCES: usize = 1_000;

/// Where a series begins, on which clock, and the last day up to which it is followed.
pub(super) struct Series {
    pub(super) start: NaiveDateTime,
    pub(super) zone: Tz,
    pub(super) horizon: NaiveDate,
}

struct Rule<'a> {
    is_weekly: bool,
    interval: u64,
    count: Option<usize>,
    until: Option<&'a str>,
    weekdays: Vec<Weekday>,
}

/// The local starts of a series, in order.
pub(super) fn expand(rule: &str, series: &Series) -> Result<Vec<NaiveDateTime>, RowFault> {
    let rule = read(rule)?;
    let start_day = series.start.date();
    let mut weekdays = rule.weekdays.clone();
    if weekdays.is_empty() {
        weekdays.push(start_day.weekday());
    }
    weekdays.sort_unstable_by_key(Weekday::num_days_from_monday);
    weekdays.dedup();
    if !weekdays.contains(&start_day.weekday()) {
        return Err(unsupported("BYDAY"));
    }
    let last = last_of(&rule, series)?;
    let mut found = Vec::new();
    let mut block = first_block(&rule, start_day);
    while block <= series.horizon {
        for day in days_of(&rule, block, &weekdays) {
            let local = day.and_time(series.start.time());
            if day < start_day {
                continue;
            }
            let is_over = rule.count.is_some_and(|count| found.len() == count)
                || last.is_some_and(|last| local > last)
                || day > series.horizon;
            if is_over {
                return Ok(found);
            }
            if found.len() == MAX_OCCURRENCES {
                return Err(RowFault::new("RRULE", "TOO_MANY_ROWS").with(MAX_OCCURRENCES));
            }
            found.push(local);
        }
        let step = if rule.is_weekly { 7 } else { 1 } * rule.interval;
        let Some(next) = block.checked_add_days(Days::new(step)) else {
            break;
        };
        block = next;
    }
    Ok(found)
}

/// A weekly series counts weeks from Monday, a daily one days from its first.
fn first_block(rule: &Rule<'_>, start: NaiveDate) -> NaiveDate {
    if rule.is_weekly {
        start - Days::new(start.weekday().num_days_from_monday().into())
    } else {
        start
    }
}

fn days_of(rule: &Rule<'_>, block: NaiveDate, weekdays: &[Weekday]) -> Vec<NaiveDate> {
    if !rule.is_weekly {
        return vec![block];
    }
    let day = |weekday: &Weekday| block + Days::new(weekday.num_days_from_monday().into());
    weekdays.iter().map(day).collect()
}

fn last_of(rule: &Rule<'_>, series: &Series) -> Result<Option<NaiveDateTime>, RowFault> {
    let Some(text) = rule.until else {
        return Ok(None);
    };
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y%m%d") {
        return Ok(day.and_hms_opt(23, 59, 59));
    }
    let last = NaiveDateTime::parse_from_str(text.trim_end_matches('Z'), "%Y%m%dT%H%M%S")
        .map_err(|_| unsupported("UNTIL"))?;
    if text.ends_with('Z') {
        return Ok(Some(wall_clock::local(series.zone, last.and_utc())));
    }
    Ok(Some(last))
}

fn read(text: &str) -> Result<Rule<'_>, RowFault> {
    let mut rule = Rule {
        is_weekly: false,
        interval: 1,
        count: None,
        until: None,
        weekdays: Vec::new(),
    };
    let mut frequency = None;
    for part in text.split(';').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').ok_or_else(|| unsupported("RRULE"))?;
        match name {
            "FREQ" => frequency = Some(value),
            "INTERVAL" => {
                let interval = value.parse().ok().filter(|n| (1..=366).contains(n));
                rule.interval = interval.ok_or_else(|| unsupported(name))?;
            }
            "COUNT" => rule.count = Some(value.parse().map_err(|_| unsupported(name))?),
            "UNTIL" => rule.until = Some(value),
            "BYDAY" => rule.weekdays = weekdays(value)?,
            "WKST" if value == "MO" => {}
            _ => return Err(unsupported(name)),
        }
    }
    match frequency {
        Some("WEEKLY") => rule.is_weekly = true,
        Some("DAILY") if rule.weekdays.is_empty() => {}
        _ => return Err(unsupported("FREQ")),
    }
    Ok(rule)
}

fn weekdays(text: &str) -> Result<Vec<Weekday>, RowFault> {
    let one = |name: &str| match name {
        "MO" => Ok(Weekday::Mon),
        "TU" => Ok(Weekday::Tue),
        "WE" => Ok(Weekday::Wed),
        "TH" => Ok(Weekday::Thu),
        "FR" => Ok(Weekday::Fri),
        "SA" => Ok(Weekday::Sat),
        "SU" => Ok(Weekday::Sun),
        _ => Err(unsupported("BYDAY")),
    };
    text.split(',').map(one).collect()
}
