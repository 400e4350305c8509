//! Answers to applications for asylum as they arrive in a file, one person a line.

use chrono::NaiveDate;

pub use crate::domain::csv_lines::FileFault;
use crate::domain::csv_lines::{self, Layout, Line, RowFault};
use crate::domain::journey::OutcomeState;
use crate::domain::wall_clock::is_in_reach;

/// The columns, which may stand in any order: the participant's key at the centre or the
/// udlændingenummer, the answer, its day, and why an earlier record was wrong.
pub const COLUMNS: [&str; 5] = [
    "participant",
    "alien_number",
    "kind",
    "decided_on",
    "correction",
];

/// More rows than this are to be split into several files.
pub const MAX_ROWS: usize = 500;

const LAYOUT: Layout = Layout {
    columns: &COLUMNS,
    optional: &["participant", "alien_number", "correction"],
    most: MAX_ROWS,
};

/// Whom a line is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whom {
    Key(String),
    AlienNumber(String),
}

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub whom: Whom,
    pub kind: OutcomeState,
    pub decided_on: NaiveDate,
    pub correction: Option<String>,
}

/// One line of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Line in the file, counted from 1.
    pub line: u64,
    pub outcome: Result<Entry, Vec<RowFault>>,
}

/// Reads a CSV text with a header line, separated by semicolons or commas; `today` is the last day
/// that an answer can have.
///
/// # Errors
/// What is wrong with the header, or too many rows.
pub fn parse(text: &str, today: NaiveDate) -> Result<Vec<Row>, Vec<FileFault>> {
    let rows = csv_lines::lines(text, LAYOUT)?.into_iter();
    let row = |line: Line| Row {
        line: line.number,
        outcome: entry(&line, today),
    };
    Ok(rows.map(row).collect())
}

fn entry(line: &Line, today: NaiveDate) -> Result<Entry, Vec<RowFault>> {
    line.check()?;
    let mut faults = Vec::new();
    let whom = match (line.cell("participant"), line.cell("alien_number")) {
        ("", "") => None,
        (key, "") => Some(Whom::Key(key.to_owned())),
        ("", number) => Some(Whom::AlienNumber(number.to_owned())),
        _ => None,
    };
    if whom.is_none() {
        faults.push(RowFault::new("participant", "ONE_OF_KEY_AND_NUMBER"));
    }
    let kind = line.cell("kind").to_uppercase().parse::<OutcomeState>();
    if kind.is_err() {
        let codes: Vec<&str> = OutcomeState::ALL.iter().map(|one| one.code()).collect();
        faults.push(RowFault::new("kind", "BAD_CODE").with(codes.join("|")));
    }
    let day = NaiveDate::parse_from_str(line.cell("decided_on"), "%Y-%m-%d")
        .ok()
        .filter(|day| is_in_reach(*day));
    match day {
        None => faults.push(RowFault::new("decided_on", "BAD_DATE").with("2017-02-03")),
        Some(day) if day > today => {
            faults.push(RowFault::new("decided_on", "FUTURE_DATE").with(today));
        }
        Some(_) => {}
    }
    let correction = Some(line.cell("correction")).filter(|text| !text.is_empty());
    if correction.is_some_and(|text| text.chars().count() > 500) {
        faults.push(RowFault::new("correction", "TOO_LONG").with(500));
    }
    match (whom, kind, day) {
        (Some(whom), Ok(kind), Some(decided_on)) if faults.is_empty() => Ok(Entry {
            whom,
            kind,
            decided_on,
            correction: correction.map(str::to_owned),
        }),
        _ => Err(faults),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::domain::effective::day;

    const TODAY: NaiveDate = day(2017, 3, 6);

    #[test]
    fn a_line_tells_whom_what_and_when() {
        let text = "\u{feff}kind,decided_on,alien_number,correction\n\n\
                    refused,2017-03-01,FT-1,\"the wrong file, sorry\"\n";
        let rows = parse(text, TODAY).unwrap();
        let expected = Entry {
            whom: Whom::AlienNumber("FT-1".into()),
            kind: OutcomeState::Refused,
            decided_on: day(2017, 3, 1),
            correction: Some("the wrong file, sorry".into()),
        };
        assert_eq!((rows[0].line, &rows[0].outcome), (3, &Ok(expected)));
    }

    #[rstest]
    #[case("p1;FT-1;GRANTED;2017-03-01", &[("participant", "ONE_OF_KEY_AND_NUMBER")])]
    #[case(";;GRANTED;2017-03-01", &[("participant", "ONE_OF_KEY_AND_NUMBER")])]
    #[case("p1;;maybe;1.3.2017", &[("kind", "BAD_CODE"), ("decided_on", "BAD_DATE")])]
    #[case("p1;;GRANTED;-262143-01-01", &[("decided_on", "BAD_DATE")])]
    #[case("p1;;GRANTED;2017-03-07", &[("decided_on", "FUTURE_DATE")])]
    fn every_wrong_cell_is_told(#[case] line: &str, #[case] expected: &[(&str, &str)]) {
        let text = format!("participant;alien_number;kind;decided_on\n{line}\n");
        let rows = parse(&text, TODAY).unwrap();
        let faults = rows[0].outcome.as_ref().unwrap_err().iter();
        let found: Vec<_> = faults
            .map(|fault| (fault.column.unwrap(), fault.code))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_header_must_name_answer_and_day() {
        let faults = parse("participant;when\n", TODAY).unwrap_err();
        let expected = [
            ("UNKNOWN_COLUMN", "when".to_owned()),
            ("MISSING_COLUMN", "kind".to_owned()),
            ("MISSING_COLUMN", "decided_on".to_owned()),
        ];
        assert_eq!(faults, expected);
    }
}
