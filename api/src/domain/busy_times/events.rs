//! Takes a calendar apart into its events, line by line. The parser calls itself for what stands
//! inside of something, so that a text of nothing but beginnings would exhaust its stack: it is
//! given one event at a time, without what is inside.

use super::lines_of;

/// Calendar, event and alarm are three; no program nests more than a few.
const MOST_NESTED: usize = 8;

/// One event, without alarms and whatever else is inside.
pub(super) struct Event {
    /// Where it begins, counted from 1.
    pub(super) line: u64,
    /// With its first and last line, unfolded.
    pub(super) text: String,
}

/// The events of all calendars of a text; None when it is no calendar.
pub(super) fn of(text: &str) -> Option<Vec<Event>> {
    let mut open: Vec<String> = Vec::new();
    let mut events: Vec<Event> = Vec::new();
    let mut has_calendar = false;
    for (number, line) in unfolded(text) {
        let line = line.trim_end();
        if let Some(name) = named(line, "BEGIN:") {
            has_calendar |= open.is_empty();
            open.push(name);
            if open.len() > MOST_NESTED || open.first()? != "VCALENDAR" {
                return None;
            }
            if is_event(&open) {
                let text = "BEGIN:VEVENT\r\n".to_owned();
                events.push(Event { line: number, text });
            }
        } else if let Some(name) = named(line, "END:") {
            if is_event(&open) {
                events.last_mut()?.text.push_str("END:VEVENT\r\n");
            }
            if open.pop()? != name {
                return None;
            }
        } else if is_event(&open) {
            let text = &mut events.last_mut()?.text;
            text.push_str(line);
            text.push_str("\r\n");
        } else if open.is_empty() && !line.is_empty() {
            return None;
        }
    }
    (has_calendar && open.is_empty()).then_some(events)
}

fn is_event(open: &[String]) -> bool {
    matches!(open, [_, name] if name == "VEVENT")
}

fn named(line: &str, word: &str) -> Option<String> {
    let (first, rest) = line.split_at_checked(word.len())?;
    first
        .eq_ignore_ascii_case(word)
        .then(|| rest.trim().to_ascii_uppercase())
}

/// Lines that go on after a break (RFC 5545 section 3.1) as one, with the number of their first.
fn unfolded(text: &str) -> Vec<(u64, String)> {
    let mut lines: Vec<(u64, String)> = Vec::new();
    for (number, line) in (1..).zip(lines_of(text)) {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, last))) => last.push_str(rest),
            _ => lines.push((number, line.to_owned())),
        }
    }
    lines
}
