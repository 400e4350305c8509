//! What can be wrong with a cell, a row or the file.

/// One fault, with its place.
///
/// `detail` holds limits, lines and names of columns, and repeats no cell that identifies a person:
/// faults end up in answers and logs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellFault {
    /// The header is line 1.
    pub line: u64,
    /// The column's name in the header; none when the whole line or file is meant.
    pub column: Option<String>,
    pub code: Code,
    pub detail: String,
}

/// The stable codes of the faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Code {
    /// The file is not UTF-8; `detail` names the first byte that is not.
    NotUtf8,
    /// The file has no header.
    EmptyFile,
    /// The file has more rows than an import takes.
    TooManyRows,
    /// The header has a column that an import does not know.
    UnknownColumn,
    /// The header lacks a column.
    MissingColumn,
    /// The header has a column twice.
    DuplicateColumn,
    /// The row has more or fewer cells than the header.
    CellCount,
    /// The cell must not be empty.
    Missing,
    /// The cell is longer than `detail` says it may be.
    TooLong,
    /// The list in the cell has more entries than `detail` says it may have.
    TooMany,
    /// The cell holds a control character.
    BadText,
    /// Not a day as 1990-12-31, or a month as 2017-06.
    BadDate,
    /// A birth date after today.
    FutureDate,
    /// Not a language tag.
    BadLanguageTag,
    /// A language without one of the levels native, fluent, good, basic.
    BadLevel,
    /// The interpreter's language is not among the participant's own.
    LanguageNotSpoken,
    /// Not a four-digit municipality, a slug, or one of the words that the column takes.
    BadCode,
    /// Not a telephone number.
    BadPhone,
    /// Not a mail address.
    BadEmail,
    /// An earlier row has the same key or udlændingenummer.
    Repeated,
}

impl Code {
    /// The code as it stands in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotUtf8 => "NOT_UTF8",
            Self::EmptyFile => "EMPTY_FILE",
            Self::TooManyRows => "TOO_MANY_ROWS",
            Self::UnknownColumn => "UNKNOWN_COLUMN",
            Self::MissingColumn => "MISSING_COLUMN",
            Self::DuplicateColumn => "DUPLICATE_COLUMN",
            Self::CellCount => "CELL_COUNT",
            Self::Missing => "MISSING",
            Self::TooLong => "TOO_LONG",
            Self::TooMany => "TOO_MANY_ENTRIES",
            Self::BadText => "BAD_TEXT",
            Self::BadDate => "BAD_DATE",
            Self::FutureDate => "FUTURE_DATE",
            Self::BadLanguageTag => "BAD_LANGUAGE_TAG",
            Self::BadLevel => "BAD_LEVEL",
            Self::LanguageNotSpoken => "LANGUAGE_NOT_SPOKEN",
            Self::BadCode => "BAD_CODE",
            Self::BadPhone => "BAD_PHONE",
            Self::BadEmail => "BAD_EMAIL",
            Self::Repeated => "REPEATED",
        }
    }
}
