//! What became of the lines of an import.

use async_graphql::{ComplexObject, Context, SimpleObject};
use entities::id::{OutcomeId, ParticipantId};

use super::Consequences;
use crate::i18n::{Args, Language, text, try_text};
use crate::op::Op;
use crate::usecases::{outcomes, participants};
use crate::vocabulary::IdOf;

/// What an import did, line by line.
#[derive(SimpleObject)]
pub struct ImportParticipantsPayload {
    /// How many participants were created.
    pub n_created: i32,
    /// How many lines have something wrong.
    pub n_faulty: i32,
    pub is_dry_run: bool,
    /// The idempotency key was used before with this input: nothing was done again, and the
    /// answer is that of the first call.
    pub is_repeated: bool,
    pub rows: Vec<ImportRow>,
}

/// One line of the file.
#[derive(SimpleObject)]
pub struct ImportRow {
    /// Line in the file, the header being line 1.
    pub line: i32,
    /// The new participant; null in a dry run, or when something is wrong.
    pub participant_id: Option<IdOf<ParticipantId>>,
    pub faults: Vec<RowFault>,
    /// Participants at this centre with the same name and birth date: perhaps the same person.
    pub possible_duplicates: Vec<IdOf<ParticipantId>>,
}

/// What an import of outcomes did, line by line.
#[derive(SimpleObject)]
pub struct ImportOutcomesPayload {
    /// How many outcomes were recorded.
    pub n_recorded: i32,
    /// How many lines have something wrong.
    pub n_faulty: i32,
    pub is_dry_run: bool,
    /// The idempotency key was used before with this input: nothing was done again, and the
    /// answer is that of the first call.
    pub is_repeated: bool,
    pub rows: Vec<ImportOutcomesRow>,
    /// What all good lines together brought about; in a dry run what they would.
    pub consequences: Consequences,
}

/// One line of the file.
#[derive(SimpleObject)]
pub struct ImportOutcomesRow {
    /// Line in the file, the header being line 1.
    pub line: i32,
    /// Whom it is about; null when nobody here is meant.
    pub participant_id: Option<IdOf<ParticipantId>>,
    /// The record; null in a dry run, or when something is wrong.
    pub outcome_id: Option<IdOf<OutcomeId>>,
    pub faults: Vec<RowFault>,
}

impl From<outcomes::OutcomesReport> for ImportOutcomesPayload {
    fn from(report: outcomes::OutcomesReport) -> Self {
        let rows = &report.rows;
        let recorded = rows.iter().filter(|row| row.outcome_id.is_some()).count();
        let faulty = rows.iter().filter(|row| !row.faults.is_empty()).count();
        Self {
            n_recorded: i32::try_from(recorded).unwrap_or(i32::MAX),
            n_faulty: i32::try_from(faulty).unwrap_or(i32::MAX),
            is_dry_run: report.is_dry_run,
            is_repeated: report.is_repeated,
            rows: report.rows.into_iter().map(Into::into).collect(),
            consequences: report.consequences.into(),
        }
    }
}

impl From<outcomes::OutcomesRow> for ImportOutcomesRow {
    fn from(row: outcomes::OutcomesRow) -> Self {
        Self {
            line: i32::try_from(row.line).unwrap_or(i32::MAX),
            participant_id: row.participant_id.map(IdOf),
            outcome_id: row.outcome_id.map(IdOf),
            faults: row.faults.into_iter().map(Into::into).collect(),
        }
    }
}

/// What is wrong with one cell of a file, or one field of a row.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct RowFault {
    /// Name of the column in the header, or of the field; null when the whole row is meant.
    pub column: Option<String>,
    /// Stable code: `MISSING`, `BAD_DATE`, `FUTURE_DATE`, `BAD_LANGUAGE_TAG`, `DUPLICATE` …
    pub code: String,
    /// What is allowed, or where the other one stands, as data: a limit, a list of words, a line.
    /// Empty where the code says all there is.
    pub detail: String,
}

#[ComplexObject]
impl RowFault {
    /// How to mend it, in your language.
    async fn help(&self, ctx: &Context<'_>) -> String {
        row_help(
            ctx.data_unchecked::<Op>().language,
            &self.code,
            &self.detail,
        )
    }
}

/// Files have words of their own for some faults, and share the others with all fields.
fn row_help(language: Language, code: &str, detail: &str) -> String {
    let words = Args::new()
        .with("detail", detail.to_owned())
        .with("most", detail.to_owned());
    try_text(language, &format!("row-{code}"), &words)
        .unwrap_or_else(|| text(language, &format!("fault-{code}"), &words))
}

impl From<participants::ImportReport> for ImportParticipantsPayload {
    fn from(report: participants::ImportReport) -> Self {
        let created = report
            .rows
            .iter()
            .filter(|row| row.participant_id.is_some())
            .count();
        let faulty = report
            .rows
            .iter()
            .filter(|row| !row.faults.is_empty())
            .count();
        Self {
            n_created: i32::try_from(created).unwrap_or(i32::MAX),
            n_faulty: i32::try_from(faulty).unwrap_or(i32::MAX),
            is_dry_run: report.is_dry_run,
            is_repeated: report.is_repeated,
            rows: report.rows.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<participants::ImportRow> for ImportRow {
    fn from(row: participants::ImportRow) -> Self {
        Self {
            line: i32::try_from(row.line).unwrap_or(i32::MAX),
            participant_id: row.participant_id.map(IdOf),
            faults: row.faults.into_iter().map(Into::into).collect(),
            possible_duplicates: row.possible_duplicates.into_iter().map(IdOf).collect(),
        }
    }
}

impl From<participants::RowFault> for RowFault {
    fn from(fault: participants::RowFault) -> Self {
        Self {
            column: fault.column,
            code: fault.code.into_owned(),
            detail: fault.detail,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every code that a row can have.
    const CODES: [&str; 32] = [
        "ALREADY_ENROLLED",
        "BAD_CODE",
        "BAD_DATE",
        "BAD_DURATION",
        "BAD_EMAIL",
        "BAD_LANGUAGE_TAG",
        "BAD_LEVEL",
        "BAD_PHONE",
        "BAD_TEXT",
        "BAD_TIME",
        "BAD_ZONE",
        "CELL_COUNT",
        "CORRECTION_NEEDED",
        "DUPLICATE",
        "EMPTY_INTERVAL",
        "FUTURE_DATE",
        "ILLEGAL_TRANSITION",
        "LANGUAGE_NOT_SPOKEN",
        "MISSING",
        "NOT_FOUND",
        "ONE_OF_KEY_AND_NUMBER",
        "ONE_OWNER",
        "RECURRENCE_UNSUPPORTED",
        "REPEATED",
        "TARGET_RULE",
        "TOO_LONG",
        "TOO_MANY_ENTRIES",
        "TOO_MANY_ROWS",
        "UNKNOWN_MUNICIPALITY",
        "UNKNOWN_OWNER",
        "UNKNOWN_PARTICIPANT",
        "VALIDATION",
    ];

    #[test]
    fn every_fault_of_a_row_says_how_to_mend_it() {
        for code in CODES {
            let helps = Language::ALL.map(|language| row_help(language, code, "7"));
            for help in &helps {
                let is_worded = !help.contains(code) && !help.contains('{');
                assert!(is_worded, "{code}: {help}");
            }
            assert_ne!(helps[0], helps[1], "{code}");
        }
    }
}
