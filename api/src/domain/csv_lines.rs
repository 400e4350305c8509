//! CSV texts with a header line, separated by semicolons or commas: one row a line.

use super::free_text;

/// What is wrong with one cell or property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// Name of the column or property; none when the whole row is meant.
    pub column: Option<&'static str>,
    pub code: &'static str,
    /// Limits and names; never what somebody wrote about a person.
    pub detail: String,
}

impl RowFault {
    pub(super) fn new(column: &'static str, code: &'static str) -> Self {
        Self {
            column: Some(column),
            code,
            detail: String::new(),
        }
    }

    pub(super) fn with(mut self, detail: impl ToString) -> Self {
        self.detail = detail.to_string();
        self
    }
}

/// Why a file as a whole cannot be read: a code, and the column it is about.
pub type FileFault = (&'static str, String);

/// Which columns a file has, and how many rows at most.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    /// They may stand in any order.
    pub columns: &'static [&'static str],
    /// Those of them that may be left out.
    pub optional: &'static [&'static str],
    pub most: usize,
}

/// The cells of one line, by column.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Line in the file, counted from 1.
    pub number: u64,
    header: Vec<&'static str>,
    cells: Vec<String>,
}

impl Line {
    /// # Errors
    /// CELL_COUNT when there are more or fewer cells than columns; BAD_TEXT for each cell with
    /// control characters.
    pub(super) fn check(&self) -> Result<(), Vec<RowFault>> {
        if self.cells.len() == self.header.len() {
            let columns = self.header.iter().zip(&self.cells);
            let bad = columns.filter(|(_, cell)| !free_text::is_clean(cell));
            let faults: Vec<RowFault> = bad
                .map(|(column, _)| RowFault::new(column, "BAD_TEXT"))
                .collect();
            return if faults.is_empty() {
                Ok(())
            } else {
                Err(faults)
            };
        }
        Err(vec![RowFault {
            column: None,
            code: "CELL_COUNT",
            detail: self.header.len().to_string(),
        }])
    }

    /// A trimmed cell; empty when the file has no such column.
    pub(super) fn cell(&self, name: &str) -> &str {
        let at = self.header.iter().position(|column| *column == name);
        at.and_then(|at| self.cells.get(at))
            .map_or("", String::as_str)
    }
}

/// Reads the lines below the header.
///
/// # Errors
/// What is wrong with the header, or too many rows.
pub(super) fn lines(text: &str, layout: Layout) -> Result<Vec<Line>, Vec<FileFault>> {
    let mut lines = (1..)
        .zip(lines_of(text))
        .filter(|(_, line)| !line.trim().is_empty());
    let Some((_, first)) = lines.next() else {
        return Err(vec![("EMPTY_FILE", String::new())]);
    };
    let separator = if first.contains(';') { b';' } else { b',' };
    let header = header(&cells(first, separator), layout)?;
    let mut rows = Vec::new();
    for (number, text) in lines {
        if rows.len() == layout.most {
            return Err(vec![("TOO_MANY_ROWS", layout.most.to_string())]);
        }
        let header = header.clone();
        let cells = cells(text, separator);
        rows.push(Line {
            number,
            header,
            cells,
        });
    }
    Ok(rows)
}

/// The lines of a text without a byte order mark, whether they end as on Windows, on Unix or, as
/// some programs still write them, with a carriage return alone.
pub(super) fn lines_of(text: &str) -> impl Iterator<Item = &str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut rest = Some(text).filter(|text| !text.is_empty());
    std::iter::from_fn(move || {
        let text = rest?;
        let Some((line, after)) = text.split_once(['\r', '\n']) else {
            rest = None;
            return Some(text);
        };
        let is_pair = text
            .get(line.len()..)
            .is_some_and(|end| end.starts_with("\r\n"));
        let after = if is_pair { after.get(1..)? } else { after };
        rest = Some(after).filter(|after| !after.is_empty());
        Some(line)
    })
}

fn cells(line: &str, separator: u8) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(line.as_bytes());
    let record = reader.records().next().and_then(Result::ok);
    record.map_or_else(Vec::new, |record| {
        record.iter().map(str::to_owned).collect()
    })
}

fn header(cells: &[String], layout: Layout) -> Result<Vec<&'static str>, Vec<FileFault>> {
    let mut header: Vec<&'static str> = Vec::new();
    let mut faults = Vec::new();
    for cell in cells {
        let name = cell.to_lowercase();
        match layout.columns.iter().find(|column| **column == name) {
            None => faults.push(("UNKNOWN_COLUMN", cell.chars().take(60).collect())),
            Some(column) if header.contains(column) => {
                faults.push(("DUPLICATE_COLUMN", (*column).to_owned()));
            }
            Some(column) => header.push(column),
        }
    }
    for column in layout.columns {
        if !header.contains(column) && !layout.optional.contains(column) {
            faults.push(("MISSING_COLUMN", (*column).to_owned()));
        }
    }
    if faults.is_empty() {
        Ok(header)
    } else {
        Err(faults)
    }
}
