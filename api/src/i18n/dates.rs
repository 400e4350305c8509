//! Days and hours in words, in the reader's language and the centre's zone.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Timelike, Utc};
use chrono_tz::Tz;

use super::{Args, Language, plain, text};

const WEEKDAYS: [&str; 7] = [
    "label-weekday-1",
    "label-weekday-2",
    "label-weekday-3",
    "label-weekday-4",
    "label-weekday-5",
    "label-weekday-6",
    "label-weekday-7",
];

const WEEKDAYS_SHORT: [&str; 7] = [
    "label-weekday-short-1",
    "label-weekday-short-2",
    "label-weekday-short-3",
    "label-weekday-short-4",
    "label-weekday-short-5",
    "label-weekday-short-6",
    "label-weekday-short-7",
];

const MONTHS: [&str; 12] = [
    "label-month-1",
    "label-month-2",
    "label-month-3",
    "label-month-4",
    "label-month-5",
    "label-month-6",
    "label-month-7",
    "label-month-8",
    "label-month-9",
    "label-month-10",
    "label-month-11",
    "label-month-12",
];

const MONTHS_SHORT: [&str; 12] = [
    "label-month-short-1",
    "label-month-short-2",
    "label-month-short-3",
    "label-month-short-4",
    "label-month-short-5",
    "label-month-short-6",
    "label-month-short-7",
    "label-month-short-8",
    "label-month-short-9",
    "label-month-short-10",
    "label-month-short-11",
    "label-month-short-12",
];

/// A day in full: "Monday 6 March 2017", "mandag den 6. marts 2017".
pub fn day(language: Language, day: NaiveDate) -> String {
    let args = day_args(language, day, &WEEKDAYS, &MONTHS).with("year", day.year().to_string());
    text(language, "label-day-long", &args)
}

/// A day in brief: "Mon 6 Mar", "man. 6. mar.".
pub fn day_short(language: Language, day: NaiveDate) -> String {
    text(
        language,
        "label-day-short",
        &day_args(language, day, &WEEKDAYS_SHORT, &MONTHS_SHORT),
    )
}

/// A time of day on the 24-hour clock: "09:00", "09.00".
pub fn clock(language: Language, time: NaiveTime) -> String {
    let args = Args::new()
        .with("hour", format!("{:02}", time.hour()))
        .with("minute", format!("{:02}", time.minute()));
    text(language, "label-clock", &args)
}

/// From one time of day to another: "09:00–10:30".
pub fn clock_span(language: Language, from: NaiveTime, to: NaiveTime) -> String {
    let args = Args::new()
        .with("from", clock(language, from))
        .with("to", clock(language, to));
    text(language, "label-clock-span", &args)
}

/// An instant in full: "Monday 6 March 2017, 09:00".
pub fn moment(language: Language, zone: Tz, at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&zone).naive_local();
    let args = Args::new()
        .with("day", day(language, local.date()))
        .with("clock", clock(language, local.time()));
    text(language, "label-moment", &args)
}

/// An instant in brief, for a subject line: "Mon 6 Mar, 09:00".
pub fn moment_short(language: Language, zone: Tz, at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&zone).naive_local();
    let args = Args::new()
        .with("day", day_short(language, local.date()))
        .with("clock", clock(language, local.time()));
    text(language, "label-moment-short", &args)
}

/// An interval in full; the day stands once, or twice when it ends on another.
pub fn interval(language: Language, zone: Tz, from: DateTime<Utc>, to: DateTime<Utc>) -> String {
    let start = from.with_timezone(&zone).naive_local();
    let end = to.with_timezone(&zone).naive_local();
    if start.date() != end.date() {
        let both = Args::new()
            .with("from", moment(language, zone, from))
            .with("to", moment(language, zone, to));
        return text(language, "label-clock-span", &both);
    }
    let args = Args::new()
        .with("day", day(language, start.date()))
        .with("clock", clock_span(language, start.time(), end.time()));
    text(language, "label-moment", &args)
}

/// The ISO week of a day: "Week 10", "Uge 10".
pub fn week(language: Language, day: NaiveDate) -> String {
    text(
        language,
        "label-week",
        &Args::new().with("week", day.iso_week().week()),
    )
}

fn day_args(
    language: Language,
    day: NaiveDate,
    weekdays: &[&'static str; 7],
    months: &[&'static str; 12],
) -> Args {
    Args::new()
        .with(
            "weekday",
            plain(
                language,
                weekdays[day.weekday().num_days_from_monday() as usize],
            ),
        )
        .with("day", day.day())
        .with("month", plain(language, months[day.month0() as usize]))
}
