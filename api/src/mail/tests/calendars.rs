//! Calendar parts, read by a parser that shares no code with what writes them.

use icalendar::{Calendar, CalendarDateTime, Component, DatePerhapsTime, EventLike};
use lettre::Message;
use mail_parser::{MessageParser, MimeHeaders};
use proptest::prelude::*;

use super::samples::*;
use crate::i18n::Language;
use crate::mail::calendar;
use crate::mail::content::*;

/// The calendar part as it arrives.
fn ics(message: &Message) -> String {
    let raw = message.formatted();
    let parsed = MessageParser::default().parse(&raw).unwrap();
    let part = parsed
        .parts
        .iter()
        .find(|part| {
            part.content_type()
                .is_some_and(|it| it.subtype() == Some("calendar"))
        })
        .unwrap();
    part.text_contents().unwrap().to_owned()
}

fn read(text: &str) -> Calendar {
    text.parse().unwrap()
}

fn local_start(event: &icalendar::Event) -> String {
    match event.get_start() {
        Some(DatePerhapsTime::DateTime(CalendarDateTime::WithTimezone { date_time, tzid })) => {
            format!("{date_time} {tzid}")
        }
        other => panic!("{other:?}"),
    }
}

fn session_letter(body: Body) -> Letter {
    letter(1, recipient(Audience::Participant, Language::Da), body)
}

#[test]
fn lines_are_short_and_end_as_they_must() {
    for letter in letters() {
        if letter.body.sessions().is_empty() {
            continue;
        }
        let text = ics(&composed(&letter));
        assert!(text.ends_with("END:VCALENDAR\r\n"), "{text}");
        for line in text.trim_end().split("\r\n") {
            assert!(line.len() <= 75, "{} octets: {line}", line.len());
            assert!(!line.contains(['\r', '\n']), "{line:?}");
        }
    }
}

#[test]
fn an_update_and_a_cancel_name_the_event_they_change() {
    let original = session(3, "2017-03-24T12:15:00Z");
    let published = TimetablePublished {
        programme: "Arbejdsmarked og Samfund".to_owned(),
        sessions: vec![original.clone()],
    };
    let update = changed();
    let Body::SessionChanged(body) = &update else {
        unreachable!()
    };
    let mut off = body.session.clone();
    off.sequence = 2;
    let off = SessionCancelled {
        session: off,
        extent: Extent::Everybody,
    };
    let bodies = [
        Body::TimetablePublished(published),
        update,
        Body::SessionCancelled(off),
    ];
    let expected = [
        ("PUBLISH", "0", "CONFIRMED"),
        ("REQUEST", "1", "CONFIRMED"),
        ("CANCEL", "2", "CANCELLED"),
    ];
    for (body, (method, sequence, status)) in bodies.into_iter().zip(expected) {
        let calendar = read(&ics(&composed(&session_letter(body))));
        let [event] = calendar.events().collect::<Vec<_>>()[..] else {
            panic!("{calendar:?}")
        };
        assert_eq!(calendar.property_value("METHOD"), Some(method));
        assert_eq!(
            event.get_uid(),
            Some(calendar::uid(&original.id, DOMAIN).as_str())
        );
        assert_eq!(event.property_value("SEQUENCE"), Some(sequence));
        assert_eq!(event.property_value("STATUS"), Some(status));
        assert_eq!(
            event.property_value("ORGANIZER"),
            Some("mailto:kontor@avnstrup.example")
        );
        assert_eq!(event.property_value("DTSTAMP"), Some("20170320T093015Z"));
        let n_attendees = usize::from(method != "PUBLISH");
        assert_eq!(event.get_attendees().len(), n_attendees, "{method}");
    }
}

#[test]
fn a_timetable_holds_every_session_in_local_time() {
    let body = bodies()
        .into_iter()
        .find(|(_, body)| body.sessions().len() > 1)
        .unwrap()
        .1;
    let text = ics(&composed(&session_letter(body)));
    assert_eq!(text.matches("BEGIN:VTIMEZONE").count(), 1);
    let calendar = read(&text);
    let starts: Vec<String> = calendar.events().map(local_start).collect();
    assert_eq!(
        starts,
        [
            "2017-03-23 09:00:00 Europe/Copenhagen",
            "2017-03-24 13:15:00 Europe/Copenhagen",
            "2017-03-27 09:00:00 Europe/Copenhagen",
            "2017-03-28 09:00:00 Europe/Copenhagen",
            "2017-03-31 12:00:00 Europe/Copenhagen",
        ]
    );
    let off = calendar
        .events()
        .filter(|it| it.property_value("STATUS") == Some("CANCELLED"));
    assert_eq!(off.count(), 1);
}

#[test]
fn only_those_who_are_asked_must_answer() {
    let asked = letter(
        1,
        recipient(Audience::Interpreter, Language::Da),
        booking(interpreting()),
    );
    let text = ics(&composed(&asked)).replace("\r\n ", "");
    assert!(
        text.contains("RSVP=TRUE:mailto:interpreter@modtager.example"),
        "{text}"
    );
    assert!(text.contains("ATTENDEE;CN=\"Tolk Ørnfeldt\""), "{text}");
    let told = ics(&composed(&session_letter(changed()))).replace("\r\n ", "");
    assert!(
        told.contains("RSVP=FALSE:mailto:participant@modtager.example"),
        "{told}"
    );
}

/// The text that a calendar can be expected to give back: RFC 5545 has no control characters but
/// the line break.
fn storable(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n")
        .replace('\t', " ")
        .chars()
        .filter(|it| *it == '\n' || !(it.is_control() || *it == '\u{feff}'))
        .collect()
}

proptest! {
    #[test]
    fn any_title_and_place_survive(title in "\\PC*|.*|[æøåÆØÅ;,\\\\:\"n\r\n\t ]*", place in "[æøå;,\\\\\n]{0,80}") {
        let mut changed = SessionChanged {
            session: session(1, "2017-03-27T07:00:00Z"),
            before: Before {
                starts_at: at("2017-03-27T07:00:00Z"),
                ends_at: at("2017-03-27T08:30:00Z"),
                place: Place::Room(String::new()),
            },
        };
        changed.session.title.clone_from(&title);
        changed.session.place = Place::Room(place.clone());
        let text = ics(&composed(&session_letter(Body::SessionChanged(changed))));
        for line in text.trim_end().split("\r\n") {
            prop_assert!(line.len() <= 75);
        }
        let calendar = read(&text);
        let event = calendar.events().next().unwrap();
        prop_assert_eq!(event.get_summary().unwrap_or_default(), storable(&title));
        prop_assert_eq!(event.get_location().unwrap_or_default(), storable(&place));
    }
}
