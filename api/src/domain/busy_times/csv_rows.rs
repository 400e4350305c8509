//! Busy times as CSV: one interval a line, in the centre's local time or with an offset.

use chrono::{DateTime, NaiveDateTime, Utc};

use super::{Busy, Entry, FileFault, Frame, MAX_ROWS, Owner, Row, RowFault, uid_fault};
use crate::domain::csv_lines::{self, Layout, Line};
use crate::domain::wall_clock;

/// The columns, which may stand in any order; the last may be left out.
pub const COLUMNS: [&str; 7] = [
    "participant",
    "danish_group",
    "from",
    "until",
    "blocking",
    "source",
    "external_uid",
];

const LAYOUT: Layout = Layout {
    columns: &COLUMNS,
    optional: &["participant", "danish_group", "external_uid"],
    most: MAX_ROWS,
};

/// Reads a CSV text with a header line, separated by semicolons or commas.
///
/// # Errors
/// What is wrong with the header, or too many rows.
pub fn parse_csv(text: &str, frame: Frame) -> Result<Vec<Row>, Vec<FileFault>> {
    let rows = csv_lines::lines(text, LAYOUT)?.into_iter();
    let row = |line: Line| Row {
        line: line.number,
        outcome: entry(&line, frame),
    };
    Ok(rows.map(row).collect())
}

fn entry(line: &Line, frame: Frame) -> Result<Entry, Vec<RowFault>> {
    line.check()?;
    let cell = |name: &str| line.cell(name);
    let mut faults = Vec::new();
    let owner = owner(&mut faults, cell("participant"), cell("danish_group"));
    let from = instant(&mut faults, "from", cell("from"), frame);
    let until = instant(&mut faults, "until", cell("until"), frame);
    let is_blocking = match cell("blocking").to_lowercase().as_str() {
        "true" => true,
        "false" => false,
        _ => {
            faults.push(RowFault::new("blocking", "BAD_CODE").with("true|false"));
            false
        }
    };
    check_source(&mut faults, cell("source"));
    let uid = Some(cell("external_uid")).filter(|uid| !uid.is_empty());
    faults.extend(uid.and_then(|uid| uid_fault(uid, "external_uid")));
    match (from, until) {
        (Some(from), Some(until)) if from >= until => {
            faults.push(RowFault::new("until", "EMPTY_INTERVAL"));
            Err(faults)
        }
        (Some(from), Some(until)) if faults.is_empty() => Ok(Entry {
            owner,
            source: Some(cell("source").to_owned()),
            uid: uid.map(str::to_owned),
            times: vec![Busy {
                from,
                until,
                is_blocking,
                occurrence: String::new(),
            }],
        }),
        _ => Err(faults),
    }
}

fn owner(faults: &mut Vec<RowFault>, participant: &str, group: &str) -> Option<Owner> {
    match (participant.is_empty(), group.is_empty()) {
        (false, true) => Some(Owner::Participant(participant.to_owned())),
        (true, false) => Some(Owner::DanishGroup(group.to_owned())),
        _ => {
            faults.push(RowFault::new("participant", "ONE_OWNER"));
            None
        }
    }
}

fn check_source(faults: &mut Vec<RowFault>, source: &str) {
    if source.is_empty() {
        faults.push(RowFault::new("source", "MISSING"));
    } else if source.chars().count() > 40 {
        faults.push(RowFault::new("source", "TOO_LONG").with(40));
    }
}

fn instant(
    faults: &mut Vec<RowFault>,
    column: &'static str,
    cell: &str,
    frame: Frame,
) -> Option<DateTime<Utc>> {
    let without_seconds = || DateTime::parse_from_str(cell, "%Y-%m-%dT%H:%M%#z");
    let with_offset = DateTime::parse_from_rfc3339(cell).or_else(|_| without_seconds());
    let local = || {
        ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
            .iter()
            .find_map(|form| NaiveDateTime::parse_from_str(cell, form).ok())
            .filter(|local| wall_clock::is_in_reach(local.date()))
            .map(|local| wall_clock::instant(frame.zone, local))
    };
    let found = match with_offset {
        Ok(at) => Some(at.to_utc()).filter(|at| wall_clock::is_in_reach(at.date_naive())),
        Err(_) => local(),
    };
    if found.is_none() {
        faults.push(RowFault::new(column, "BAD_TIME").with("2017-03-06T10:00"));
    }
    found
}
