//! What files and calendars say, as tables.

use chrono::NaiveDate;
use chrono_tz::Tz;
use rstest::rstest;

use super::*;

fn frame() -> Frame {
    Frame {
        zone: Tz::Europe__Copenhagen,
        today: NaiveDate::from_ymd_opt(2017, 2, 20).expect("a day"),
    }
}

fn event(lines: &str) -> Result<Entry, Vec<RowFault>> {
    let text = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\n{}\r\nEND:VEVENT\r\n\
         END:VCALENDAR\r\n",
        lines.replace('|', "\r\n")
    );
    let mut rows = parse_calendar(&text, frame()).expect("a calendar");
    assert_eq!(rows[0].line, 3);
    rows.remove(0).outcome
}

fn spans(times: &[Busy]) -> Vec<String> {
    let form = "%Y-%m-%dT%H:%M";
    let span = |it: &Busy| format!("{}/{}", it.from.format(form), it.until.format(form));
    times.iter().map(span).collect()
}

#[rstest]
#[case("DTSTART:20170306T090000Z|DTEND:20170306T100000Z", &["2017-03-06T09:00/2017-03-06T10:00"])]
#[case("DTSTART;TZID=Europe/Copenhagen:20170306T090000|DURATION:PT1H30M",
    &["2017-03-06T08:00/2017-03-06T09:30"])]
#[case("DTSTART;TZID=\"Romance Standard Time\":20170306T090000|DTEND:20170306T090000Z",
    &["2017-03-06T08:00/2017-03-06T09:00"])]
#[case("DTSTART:20170306T090000|DTEND:20170306T100000", &["2017-03-06T08:00/2017-03-06T09:00"])]
#[case("DTSTART;VALUE=DATE:20170326", &["2017-03-25T23:00/2017-03-26T22:00"])]
#[case("DTSTART;VALUE=DATE:20170306|DTEND;VALUE=DATE:20170308",
    &["2017-03-05T23:00/2017-03-07T23:00"])]
#[case("STATUS:CANCELLED", &[])]
// The clock changes on 26 March: local times stay, instants move.
#[case("DTSTART;TZID=Europe/Copenhagen:20170320T090000|DURATION:PT1H|RRULE:FREQ=WEEKLY;COUNT=2",
    &["2017-03-20T08:00/2017-03-20T09:00", "2017-03-27T07:00/2017-03-27T08:00"])]
#[case("DTSTART:20170307T090000Z|DURATION:PT1H|RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,MO;\
        UNTIL=20170321T090000Z|EXDATE:20170307T090000Z",
    &["2017-03-20T09:00/2017-03-20T10:00", "2017-03-21T09:00/2017-03-21T10:00"])]
#[case("DTSTART;VALUE=DATE:20170306|RRULE:FREQ=DAILY;UNTIL=20170307",
    &["2017-03-05T23:00/2017-03-06T23:00", "2017-03-06T23:00/2017-03-07T23:00"])]
fn an_event_is_one_interval_or_a_series(#[case] lines: &str, #[case] expected: &[&str]) {
    assert_eq!(spans(&event(lines).expect("an entry").times), expected);
}

#[test]
fn a_series_until_the_end_of_time_is_one_without_end() {
    for until in ["99991231", "99991231T235959Z"] {
        let rule = format!("RRULE:FREQ=WEEKLY;UNTIL={until}");
        let lines = format!("DTSTART:20170306T090000Z|DURATION:PT1H|{rule}");
        assert_eq!(event(&lines).expect("an entry").times.len(), 56, "{until}");
    }
}

#[test]
fn a_series_without_end_is_followed_for_four_hundred_days() {
    let lines = "DTSTART:20170306T090000Z|DURATION:PT1H|RRULE:FREQ=WEEKLY";
    let times = event(lines).expect("an entry").times;
    assert_eq!(times.len(), 56);
    assert_eq!(times[1].occurrence, "20170313T090000");
}

#[rstest]
#[case("DTEND:20170306T100000Z", "MISSING")]
#[case("DTSTART:20170306T090000Z", "MISSING")]
#[case("DTSTART:20170306T090000Z|DTEND:20170306T090000Z", "EMPTY_INTERVAL")]
#[case("DTSTART:6 March|DTEND:20170306T090000Z", "BAD_TIME")]
#[case("DTSTART;TZID=Nowhere:20170306T090000|DURATION:PT1H", "BAD_ZONE")]
#[case("DTSTART:20170306T090000Z|DURATION:an hour", "BAD_DURATION")]
#[case(
    "DTSTART:20170306T090000Z|DURATION:P99999W99999W99999W",
    "BAD_DURATION"
)]
#[case("DTSTART:+2621421231|DURATION:P1D", "BAD_TIME")]
#[case("DTSTART:-2621430101T000000|DURATION:PT1H", "BAD_TIME")]
#[case(
    "DTSTART:20170306T090000Z|DURATION:PT1H|RRULE:FREQ=MONTHLY",
    "RECURRENCE_UNSUPPORTED"
)]
#[case(
    "DTSTART:20170306T090000Z|DURATION:PT1H|RRULE:FREQ=WEEKLY;BYDAY=1MO",
    "RECURRENCE_UNSUPPORTED"
)]
#[case(
    "DTSTART:20170306T090000Z|DURATION:PT1H|RRULE:FREQ=WEEKLY;BYDAY=TU",
    "RECURRENCE_UNSUPPORTED"
)]
#[case(
    "DTSTART:20170306T090000Z|DURATION:PT1H|RECURRENCE-ID:20170306T090000Z",
    "RECURRENCE_UNSUPPORTED"
)]
fn what_is_not_understood_is_refused(#[case] lines: &str, #[case] code: &str) {
    assert_eq!(event(lines).expect_err("a fault")[0].code, code);
}

#[test]
fn what_is_no_calendar_is_refused_as_a_whole() {
    for text in ["", "hello", "BEGIN:VEVENT\r\nEND:VEVENT\r\n"] {
        let faults = parse_calendar(text, frame()).expect_err("a fault");
        assert_eq!(faults[0].0, "BAD_CALENDAR", "{text}");
    }
}

#[rstest]
#[case(9)]
#[case(200)]
#[case(100_000)]
fn what_is_nested_deeper_than_any_calendar_is_refused(#[case] levels: usize) {
    let text = "BEGIN:VCALENDAR\r\n".repeat(levels);
    let closed = format!("{text}{}", "END:VCALENDAR\r\n".repeat(levels));
    let hidden = "BEGIN:VCALENDAR\r\nX;Y=\"\r\nEND:VCALENDAR\r\n\":z\r\n".repeat(levels);
    for text in [text, closed, hidden] {
        let faults = parse_calendar(&text, frame()).expect_err("a fault");
        assert_eq!(faults[0].0, "BAD_CALENDAR");
    }
}

#[rstest]
#[case("\r\n")]
#[case("\n")]
#[case("\r")]
fn lines_may_end_as_any_program_writes_them(#[case] end: &str) {
    let lines = [
        "\u{feff}BEGIN:VCALENDAR",
        "X-WR-CALNAME:Timer",
        "begin:vevent",
        "DTSTART:20170306T09",
        " 0000Z",
        "DURATION:PT1H",
        "BEGIN:VALARM",
        "DURATION:PT15M",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ];
    let rows = parse_calendar(&lines.join(end), frame()).expect("a calendar");
    let times = &rows[0].outcome.as_ref().expect("an entry").times;
    assert_eq!(rows[0].line, 3);
    assert_eq!(spans(times), ["2017-03-06T09:00/2017-03-06T10:00"]);

    let line = "av-02;;2017-03-06T10:00;2017-03-06T11:30;true;job;";
    let text = format!("{}{end}{end}{line}{end}", HEADER.trim());
    let rows = parse_csv(&text, frame()).expect("a table");
    assert_eq!((rows[0].line, rows[0].outcome.is_ok()), (3, true));
}

const HEADER: &str = "participant;danish_group;from;until;blocking;source;external_uid\r\n";

#[rstest]
#[case("av-02;;2017-03-06T10:00:00;2017-03-06T11:30;true;job;u1", &[])]
#[case(";beginners;2017-03-06T10:00+01:00;2017-03-06T10:30Z;false;danish;", &[])]
#[case("av-02;;-262143-01-01T00:00;+262142-12-31T00:00;true;job;", &["BAD_TIME", "BAD_TIME"])]
#[case(";beginners;2017-03-06T10:00:00+01:00;2017-03-06T11:30;false;danish;", &[])]
#[case("av-02;beginners;2017-03-06T10:00;2017-03-06T11:30;true;job;", &["ONE_OWNER"])]
#[case(";;10:00;2017-03-06T11:30;yes;;", &["ONE_OWNER", "BAD_TIME", "BAD_CODE", "MISSING"])]
#[case("av-02;;2017-03-06T10:00;2017-03-06T10:00;true;job;", &["EMPTY_INTERVAL"])]
#[case("av-02;;2017-03-06T10:00", &["CELL_COUNT"])]
fn a_line_is_one_interval(#[case] line: &str, #[case] expected: &[&str]) {
    let rows = parse_csv(&format!("{HEADER}\r\n{line}\r\n"), frame()).expect("a table");
    assert_eq!(rows[0].line, 3);
    match &rows[0].outcome {
        Ok(entry) => assert_eq!(spans(&entry.times), ["2017-03-06T09:00/2017-03-06T10:30"]),
        Err(faults) => {
            let codes: Vec<&str> = faults.iter().map(|fault| fault.code).collect();
            assert_eq!(codes, expected);
        }
    }
    assert_eq!(rows[0].outcome.is_ok(), expected.is_empty());
}

#[test]
fn a_header_names_every_wrong_column() {
    let faults = parse_csv("participant,from,until,from,colour\n", frame()).expect_err("faults");
    let codes: Vec<&str> = faults.iter().map(|(code, _)| *code).collect();
    let expected = [
        "DUPLICATE_COLUMN",
        "UNKNOWN_COLUMN",
        "MISSING_COLUMN",
        "MISSING_COLUMN",
    ];
    assert_eq!(codes, expected);
}
