//! Reads the file in which a centre hands over its participants: a header in English, then one
//! person a row, separated by semicolons or commas, in UTF-8.
//!
//! Rows are independent of each other: a bad one lists all its faults and leaves the others alone.
//! Faults of the file itself (encoding, header, size) mean that no row was read.

use std::collections::BTreeMap;

use chrono::NaiveDate;

mod cells;
mod fault;
mod table;
#[cfg(test)]
mod tests;

use cells::Cells;
pub use fault::{CellFault, Code};

/// More rows than any centre has beds; a larger file is a mistake or an attack.
pub const MAX_ROWS: usize = 5_000;

/// The columns, in the order in which a template file offers them.
pub const COLUMNS: [&str; 16] = [
    "key",
    "alien_number",
    "first_name",
    "last_name",
    "birth_date",
    "languages",
    "interpreter_language",
    "education",
    "sectors",
    "wishes",
    "preferred_municipality",
    "expected_leaving",
    "family",
    "notice_language",
    "phone",
    "email",
];

/// Columns that a file may leave out altogether.
const OPTIONAL_COLUMNS: [&str; 3] = ["key", "phone", "email"];

/// One line of the file after the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line in the file on which the row begins, the header being line 1.
    pub line: u64,
    pub outcome: Result<Participant, Vec<CellFault>>,
}

/// A participant as the file states them. Municipalities and families are still codes and keys:
/// whether they exist is for the one who reads on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    pub key: Option<String>,
    /// The udlændingenummer, an opaque text.
    pub alien_number: Option<String>,
    pub first_name: String,
    pub last_name: String,
    pub birth_date: NaiveDate,
    /// At least one.
    pub languages: Vec<LanguageSkill>,
    /// One of `languages`, or none when no interpreter is needed.
    pub interpreter_language: Option<String>,
    pub education: Option<String>,
    /// Work background.
    pub sectors: Vec<String>,
    pub wishes: Vec<String>,
    /// Four digits.
    pub preferred_municipality: Option<String>,
    /// The first day of the month.
    pub expected_leaving: Option<NaiveDate>,
    pub family: Option<String>,
    pub notice_language: NoticeLanguage,
    pub phone: Option<String>,
    pub email: Option<String>,
}

/// A language and how well it is spoken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageSkill {
    /// Canonical, see [`crate::domain::language_tag`].
    pub tag: String,
    pub level: Level,
}

/// How well a language is spoken, by the person's own account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Basic,
    Good,
    Fluent,
    Native,
}

impl Level {
    /// The code as it is stored and sent.
    pub fn code(self) -> &'static str {
        match self {
            Self::Basic => "BASIC",
            Self::Good => "GOOD",
            Self::Fluent => "FLUENT",
            Self::Native => "NATIVE",
        }
    }
}

/// The language of the notices that a participant gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeLanguage {
    Da,
    En,
}

/// Reads the whole file. `today` is the centre's day, against which birth dates are judged.
///
/// The error is the file's own faults: not UTF-8, header cells that are unknown, twice or missing,
/// more than [`MAX_ROWS`] rows.
pub fn parse(bytes: &[u8], today: NaiveDate) -> Result<Vec<Row>, Vec<CellFault>> {
    let table = table::read(bytes)?;
    let mut rows: Vec<Row> = table
        .rows
        .iter()
        .map(|(line, cells)| row(&table.header, *line, cells, today))
        .collect();
    refuse_repeats(&mut rows);
    Ok(rows)
}

fn row(header: &[&'static str], line: u64, cells: &[String], today: NaiveDate) -> Row {
    if cells.len() != header.len() {
        let detail = format!("{} cells, {} columns", cells.len(), header.len());
        let fault = CellFault {
            line,
            column: None,
            code: Code::CellCount,
            detail,
        };
        return Row {
            line,
            outcome: Err(vec![fault]),
        };
    }
    let mut cells = Cells::new(line, header, cells);
    let participant = participant(&mut cells, today);
    let outcome = match (participant, cells.into_faults()) {
        (Some(participant), faults) if faults.is_empty() => Ok(participant),
        (_, faults) => Err(faults),
    };
    Row { line, outcome }
}

/// Reads every cell, whatever the ones before it were; none only beside at least one fault.
fn participant(cells: &mut Cells<'_>, today: NaiveDate) -> Option<Participant> {
    let key = cells.slug("key");
    let alien_number = cells.text("alien_number", 40);
    let first_name = cells.required_text("first_name", 100);
    let last_name = cells.required_text("last_name", 100);
    let birth_date = cells.birth_date("birth_date", today);
    let languages = cells.languages("languages");
    let spoken = languages.as_deref().unwrap_or_default();
    let interpreter_language = cells.interpreter_language("interpreter_language", spoken);
    Some(Participant {
        key,
        alien_number,
        interpreter_language,
        education: cells.text("education", 300),
        sectors: cells.slugs("sectors"),
        wishes: cells.texts("wishes", 200),
        preferred_municipality: cells.municipality("preferred_municipality"),
        expected_leaving: cells.month("expected_leaving"),
        family: cells.slug("family"),
        notice_language: cells.notice_language("notice_language"),
        phone: cells.phone("phone"),
        email: cells.email("email"),
        first_name: first_name?,
        last_name: last_name?,
        birth_date: birth_date?,
        languages: languages?,
    })
}

/// A key or udlændingenummer that an earlier good row holds already.
fn refuse_repeats(rows: &mut [Row]) {
    let mut seen: BTreeMap<(&'static str, String), u64> = BTreeMap::new();
    for row in rows {
        let Ok(participant) = &row.outcome else {
            continue;
        };
        let own = [
            ("key", &participant.key),
            ("alien_number", &participant.alien_number),
        ];
        let own: Vec<(&'static str, String)> = own
            .into_iter()
            .filter_map(|(column, value)| Some((column, value.clone()?)))
            .collect();
        let repeats: Vec<CellFault> = own
            .iter()
            .filter_map(|own| Some((own.0, seen.get(own)?)))
            .map(|(column, first)| CellFault {
                line: row.line,
                column: Some(column.to_owned()),
                code: Code::Repeated,
                detail: format!("line {first}"),
            })
            .collect();
        if repeats.is_empty() {
            seen.extend(own.into_iter().map(|own| (own, row.line)));
        } else {
            row.outcome = Err(repeats);
        }
    }
}
