//! Times at which somebody is taken by something outside the timetable, as they arrive: as a CSV
//! text, or as a calendar that another program wrote. What somebody does then is never kept.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

mod calendar;
mod csv_rows;
mod events;
mod recurrence;
#[cfg(test)]
mod tests;

pub use self::calendar::parse_calendar;
pub use self::csv_rows::{COLUMNS, parse_csv};
use super::csv_lines::lines_of;
pub use super::csv_lines::{FileFault, RowFault};
use super::free_text;

/// More rows than this are to be split into several files.
pub const MAX_ROWS: usize = 5_000;

/// Whose time it is, by key at the centre.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    Participant(String),
    DanishGroup(String),
}

/// An interval in which somebody is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Busy {
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
    /// Whether lessons must keep clear of it too, not only interviews and visits.
    pub is_blocking: bool,
    /// Tells the occurrences of a series apart: empty for what happens once.
    pub occurrence: String,
}

/// What a line or an event says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// None in a calendar, which is somebody's as a whole.
    pub owner: Option<Owner>,
    /// A neutral word; none in a calendar.
    pub source: Option<String>,
    /// The id that the sender gave it: what comes later under the same one takes its place.
    pub uid: Option<String>,
    /// Empty when the sender has called it off.
    pub times: Vec<Busy>,
}

/// One line of a file, or one event of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Line in the file, counted from 1.
    pub line: u64,
    pub outcome: Result<Entry, Vec<RowFault>>,
}

/// On which clock times without a zone are, and how far series are followed.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    pub zone: Tz,
    pub today: NaiveDate,
}

/// RFC 7986 wants 255 at most; some programs take more.
const MOST_OF_UID: usize = 500;

fn uid_fault(uid: &str, column: &'static str) -> Option<RowFault> {
    if !free_text::is_clean(uid) {
        return Some(RowFault::new(column, "BAD_TEXT"));
    }
    let is_long = uid.chars().nth(MOST_OF_UID).is_some();
    is_long.then(|| RowFault::new(column, "TOO_LONG").with(MOST_OF_UID))
}
