//! From bytes to a known header and rows of text: encoding, separator, line numbers.

use csv::{ReaderBuilder, StringRecord};

use super::{COLUMNS, CellFault, Code, MAX_ROWS, OPTIONAL_COLUMNS};

/// A file whose header is sound. Rows have whatever number of cells they came with.
pub(super) struct Table {
    pub(super) header: Vec<&'static str>,
    pub(super) rows: Vec<(u64, Vec<String>)>,
}

pub(super) fn read(bytes: &[u8]) -> Result<Table, Vec<CellFault>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        vec![of_file(
            line_of(bytes, at),
            Code::NotUtf8,
            format!("byte {}", at + 1),
        )]
    })?;
    let mut lines = Lines::new(text);
    let mut reader = ReaderBuilder::new()
        .delimiter(separator(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut header = None;
    let mut rows = Vec::new();
    for record in reader.records() {
        // Text that is UTF-8 and rows of any length leave the reader nothing to fail on.
        let record = record.map_err(|error| vec![of_file(1, Code::BadText, error.to_string())])?;
        let line = lines.at(record.position().map_or(0, csv::Position::byte));
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if header.is_none() {
            header = Some(columns(&record, line)?);
        } else if rows.len() == MAX_ROWS {
            return Err(vec![of_file(line, Code::TooManyRows, MAX_ROWS.to_string())]);
        } else {
            rows.push((line, record.iter().map(str::to_owned).collect()));
        }
    }
    let header = header.ok_or_else(|| vec![of_file(1, Code::EmptyFile, String::new())])?;
    Ok(Table { header, rows })
}

/// Danish spreadsheets write semicolons, the rest of the world commas. No column's name holds
/// either, so the first line decides.
fn separator(text: &str) -> u8 {
    let first = text
        .split(['\r', '\n'])
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    if first.contains(';') { b';' } else { b',' }
}

fn columns(record: &StringRecord, line: u64) -> Result<Vec<&'static str>, Vec<CellFault>> {
    let mut header: Vec<&'static str> = Vec::new();
    let mut faults = Vec::new();
    let mut fault = |column: &str, code| {
        let column = Some(column.chars().take(60).collect());
        faults.push(CellFault {
            line,
            column,
            code,
            detail: String::new(),
        });
    };
    for cell in record {
        let name = cell.trim().to_lowercase();
        match COLUMNS.into_iter().find(|column| *column == name) {
            None => fault(cell.trim(), Code::UnknownColumn),
            Some(column) if header.contains(&column) => fault(column, Code::DuplicateColumn),
            Some(column) => header.push(column),
        }
    }
    for column in COLUMNS {
        if !header.contains(&column) && !OPTIONAL_COLUMNS.contains(&column) {
            fault(column, Code::MissingColumn);
        }
    }
    if faults.is_empty() {
        Ok(header)
    } else {
        Err(faults)
    }
}

fn of_file(line: u64, code: Code, detail: String) -> CellFault {
    CellFault {
        line,
        column: None,
        code,
        detail,
    }
}

fn line_of(bytes: &[u8], at: usize) -> u64 {
    let ends = |i: &usize| match bytes[*i] {
        b'\n' => true,
        b'\r' => bytes.get(i + 1) != Some(&b'\n'),
        _ => false,
    };
    1 + (0..at).filter(ends).map(|_| 1).sum::<u64>()
}

/// Finds the line of a record. The reader's own count is off by one after blank lines and after
/// CRLF, for it notes the place before it skips them.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            bytes: text.as_bytes(),
            at: 0,
            line: 1,
        }
    }

    /// The line on which the record that the reader places at `byte` begins; bytes never decrease.
    fn at(&mut self, byte: u64) -> u64 {
        let start = usize::try_from(byte)
            .unwrap_or(usize::MAX)
            .min(self.bytes.len());
        let blank = self.bytes[start..]
            .iter()
            .take_while(|b| matches!(b, b'\r' | b'\n'))
            .count();
        let start = start + blank;
        self.line += line_of(&self.bytes[self.at..], start - self.at) - 1;
        self.at = start;
        self.line
    }
}
