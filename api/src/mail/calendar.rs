//! The calendar part of a letter (RFC 5545, RFC 5546, RFC 6047).
//!
//! One session travels as an invitation: METHOD:REQUEST, or CANCEL when it is off, with one
//! attendee. Its UID is the session's id, so a later letter with a higher SEQUENCE moves or
//! removes the very same event.
//!
//! A whole timetable cannot travel so: the events of one REQUEST must share one UID (RFC 5546,
//! 3.2.2), mail programs that get several read the first and drop the rest, and a mail for each
//! of some hundred sessions is no help to anybody. It goes as METHOD:PUBLISH, which may hold many
//! events and no attendee (3.2.1), and as an attached file, since programs that act on
//! invitations do not act on PUBLISH but do open a calendar file. The UIDs, sequences and
//! organizer are those of later invitations, so these meet the events that the file put there.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::content::{Session, Standing};
use super::line::{Lines, quoted};
use super::zone;

const PRODUCT: &str = "-//fasttrack//fasttrack//EN";

/// What a calendar part is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Add or update one event.
    Request,
    /// Remove one event.
    Cancel,
    /// Add or update many.
    Publish,
}

/// A calendar with its events.
#[derive(Clone, Debug)]
pub struct Calendar<'a> {
    /// What it is to do.
    pub method: Method,
    /// The zone in which its times are written.
    pub zone: Tz,
    /// When it was made: of two with the same sequence the later one counts.
    pub stamp: DateTime<Utc>,
    /// Makes the UIDs unique in the world: `<session id>@<domain>`.
    pub domain: &'a str,
    /// On whose behalf the sessions are held; answers go there.
    pub organizer: Party<'a>,
    /// The one who is invited; left out of what is published.
    pub attendee: Option<Attendee<'a>>,
    /// The events, in the order in which they are written.
    pub events: Vec<Event<'a>>,
}

/// A mailbox in a calendar.
#[derive(Clone, Copy, Debug)]
pub struct Party<'a> {
    /// Its address.
    pub address: &'a str,
    /// The name beside it.
    pub name: Option<&'a str>,
}

/// The one who is invited.
#[derive(Clone, Copy, Debug)]
pub struct Attendee<'a> {
    /// Their mailbox.
    pub party: Party<'a>,
    /// Whether an answer is asked for. Courses do not ask their participants, companies and
    /// interpreters are asked.
    pub must_answer: bool,
}

/// A session with its words.
#[derive(Clone, Debug)]
pub struct Event<'a> {
    /// The session.
    pub session: &'a Session,
    /// Where, in words.
    pub location: String,
    /// What else there is to know, in words.
    pub description: String,
}

impl Method {
    /// As iCalendar and the part's content type write it; both must agree.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
            Self::Publish => "PUBLISH",
        }
    }
}

impl Calendar<'_> {
    /// The calendar as text, each line ended by CRLF.
    pub fn to_ics(&self) -> String {
        let mut lines = Lines::default();
        lines.component("VCALENDAR", |lines| {
            lines
                .raw("VERSION", "2.0")
                .raw("PRODID", PRODUCT)
                .raw("CALSCALE", "GREGORIAN");
            lines.raw("METHOD", self.method.code());
            let starts = self.events.iter().map(|it| it.session.starts_at);
            let ends = self.events.iter().map(|it| it.session.ends_at);
            if let (Some(from), Some(until)) = (starts.min(), ends.max()) {
                zone::write(lines, self.zone, from, until);
            }
            for event in &self.events {
                self.write(lines, event);
            }
        });
        lines.finish()
    }

    fn write(&self, lines: &mut Lines, event: &Event<'_>) {
        let session = event.session;
        let is_off = self.method == Method::Cancel || session.standing == Standing::Cancelled;
        lines.component("VEVENT", |lines| {
            lines.text("UID", &uid(&session.id, self.domain));
            lines.raw("SEQUENCE", &session.sequence.to_string());
            lines.raw(
                "DTSTAMP",
                &format!("{}Z", zone::local(self.stamp.naive_utc())),
            );
            self.write_time(lines, "DTSTART", session.starts_at);
            self.write_time(lines, "DTEND", session.ends_at);
            lines.text("SUMMARY", &session.title);
            lines.text("LOCATION", &event.location);
            if !event.description.is_empty() {
                lines.text("DESCRIPTION", &event.description);
            }
            lines.raw("STATUS", if is_off { "CANCELLED" } else { "CONFIRMED" });
            lines.raw("TRANSP", if is_off { "TRANSPARENT" } else { "OPAQUE" });
            self.write_people(lines);
        });
    }

    fn write_time(&self, lines: &mut Lines, name: &str, at: DateTime<Utc>) {
        let local = at.with_timezone(&self.zone).naive_local();
        lines.raw(
            &format!("{name};TZID={}", self.zone.name()),
            &zone::local(local),
        );
    }

    fn write_people(&self, lines: &mut Lines) {
        lines.raw(
            &format!("ORGANIZER{}", common_name(self.organizer)),
            &mailto(self.organizer),
        );
        let Some(attendee) = self.attendee else {
            return;
        };
        let answer = if attendee.must_answer {
            "TRUE"
        } else {
            "FALSE"
        };
        lines.raw(
            &format!(
                "ATTENDEE{};CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP={answer}",
                common_name(attendee.party),
            ),
            &mailto(attendee.party),
        );
    }
}

/// A session's UID, the same in every letter and feed.
pub fn uid(session_id: &str, domain: &str) -> String {
    format!("{session_id}@{domain}")
}

fn common_name(party: Party<'_>) -> String {
    party
        .name
        .map(|name| format!(";CN={}", quoted(name)))
        .unwrap_or_default()
}

fn mailto(party: Party<'_>) -> String {
    format!("mailto:{}", party.address)
}
