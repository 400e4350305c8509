//! Content lines of iCalendar: escaped, folded at 75 octets, ended by CRLF (RFC 5545, 3.1).
//!
//! Written here rather than by a library because the one at hand adds a time stamp of its own and
//! a random UID to each time zone, which RFC 5545 forbids there and which differ from run to run.

use std::borrow::Cow;

/// The octets a line may have, the line break not counted.
const MAX_OCTETS: usize = 75;

/// Appends content lines to a text.
#[derive(Debug, Default)]
pub(super) struct Lines(String);

impl Lines {
    /// `NAME:value`, the value written as it is: dates, numbers, codes, rules.
    pub(super) fn raw(&mut self, name: &str, value: &str) -> &mut Self {
        self.fold(&format!("{name}:{}", one_line(value)))
    }

    /// `NAME:value` with the value escaped as TEXT.
    pub(super) fn text(&mut self, name: &str, value: &str) -> &mut Self {
        self.fold(&format!("{name}:{}", escape(value)))
    }

    /// Both ends of a component around what `inside` writes.
    pub(super) fn component(&mut self, name: &str, inside: impl FnOnce(&mut Self)) -> &mut Self {
        self.raw("BEGIN", name);
        inside(self);
        self.raw("END", name)
    }

    pub(super) fn finish(self) -> String {
        self.0
    }

    fn fold(&mut self, line: &str) -> &mut Self {
        let mut used = 0;
        for letter in line.chars() {
            if used + letter.len_utf8() > MAX_OCTETS {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(letter);
            used += letter.len_utf8();
        }
        self.0.push_str("\r\n");
        self
    }
}

/// A parameter value in quotes, without what quotes cannot hold (RFC 5545, 3.2).
pub(super) fn quoted(value: &str) -> String {
    format!("\"{}\"", one_line(value).replace('"', "'"))
}

/// Text as calendars can hold it: line breaks of every kind become `\n`, tabs become spaces, and
/// other control characters, which RFC 5545 forbids, are left out.
pub(super) fn clean(value: &str) -> String {
    value
        .replace("\r\n", "\n")
        .chars()
        .filter_map(|letter| match letter {
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\t' => Some(' '),
            // A byte order mark inside a text is invisible, and readers drop it.
            '\u{feff}' => None,
            other if other.is_control() => None,
            other => Some(other),
        })
        .collect()
}

/// Text in one line, for headers and for values that may not break.
pub(super) fn one_line(value: &str) -> Cow<'_, str> {
    if value
        .chars()
        .any(|it| it.is_control() || matches!(it, '\u{2028}' | '\u{2029}' | '\u{feff}'))
    {
        Cow::Owned(clean(value).replace('\n', " "))
    } else {
        Cow::Borrowed(value)
    }
}

fn escape(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for letter in clean(value).chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            other => escaped.push(other),
        }
    }
    escaped
}
