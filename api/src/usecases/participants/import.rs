//! Imports participants from a CSV text: the good rows in one transaction, the bad ones told cell
//! by cell.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use entities::columns::{Language, SpokenLanguage};
use entities::id::{MunicipalityId, ParticipantId};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use super::inputs::ImportParticipantsInput;
use super::register::{Newcomer, Taken, store_all};
use crate::domain::csv_lines;
use crate::domain::participant_csv::{self, CellFault, Level, NoticeLanguage, Participant, Row};
use crate::domain::person::Person;
use crate::domain::policy::Action;
use crate::error::{Code, Error, Fault, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::{idempotency, lookup, zone_of};

/// What became of each line.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ImportReport {
    pub rows: Vec<ImportRow>,
    /// Nothing was stored.
    pub is_dry_run: bool,
    /// An earlier call with the same idempotency key did it; the rows tell what it did.
    pub is_repeated: bool,
}

/// One line of the file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ImportRow {
    /// Line in the file, the header being line 1.
    pub line: u64,
    /// The new participant; none in a dry run, or when something is wrong.
    pub participant_id: Option<ParticipantId>,
    pub faults: Vec<RowFault>,
    /// Participants at this centre with the same name and birth date.
    pub possible_duplicates: Vec<ParticipantId>,
}

/// What is wrong with one cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowFault {
    pub column: Option<String>,
    pub code: Cow<'static, str>,
    /// What was found, or what is allowed; never another person's data.
    pub detail: String,
}

impl From<csv_lines::RowFault> for RowFault {
    fn from(fault: csv_lines::RowFault) -> Self {
        Self {
            column: fault.column.map(ToOwned::to_owned),
            code: fault.code.into(),
            detail: fault.detail,
        }
    }
}

/// Imports participants.
///
/// # Errors
/// VALIDATION when the file as a whole cannot be read: not UTF-8, unknown or missing columns, too
/// many rows. What is wrong with a row is in the report, not an error.
pub async fn import(op: &Op, input: ImportParticipantsInput) -> Result<ImportReport> {
    let tx = op.begin().await?;
    let centre = lookup::centre(op, &tx, input.centre_id.0, Action::SaveParticipant).await?;
    let key = input.idempotency_key.as_deref();
    let (earlier, once) =
        idempotency::earlier_answer(op, &tx, "importParticipants", key, &input).await?;
    if let Some(earlier) = earlier {
        return Ok(ImportReport {
            is_repeated: true,
            ..earlier
        });
    }
    let today = op.today(zone_of(&centre)?);
    let parsed = participant_csv::parse(input.csv.as_bytes(), today).map_err(unreadable)?;
    let mut report = ImportReport {
        is_dry_run: input.dry_run,
        ..Default::default()
    };
    let municipalities = municipalities(&tx, &parsed).await?;
    let stays_from = input.stays_from.unwrap_or(today);
    let mut good = Vec::new();
    for row in parsed {
        let (row, newcomer) = judge(row, &municipalities, stays_from);
        if let Some(newcomer) = newcomer {
            good.push((report.rows.len(), newcomer));
        }
        report.rows.push(row);
    }
    let newcomers: Vec<Newcomer> = good.iter().map(|(_, newcomer)| newcomer.clone()).collect();
    let mut taken = Taken::among(op, &tx, centre.id, &newcomers).await?;
    good.retain(|(at, newcomer)| {
        let is_taken = taken.has_number_of(op, newcomer);
        if is_taken {
            report.rows[*at].faults.push(RowFault {
                column: Some("alien_number".to_owned()),
                code: Code::Duplicate.as_str().into(),
                detail: String::new(),
            });
        }
        report.rows[*at].possible_duplicates = taken.namesakes_of(op, newcomer);
        !is_taken
    });
    if input.dry_run || good.is_empty() {
        return Ok(report);
    }
    let places: Vec<usize> = good.iter().map(|(at, _)| *at).collect();
    let newcomers = good.into_iter().map(|(_, newcomer)| newcomer).collect();
    let ids = store_all(op, &tx, &centre, newcomers).await?;
    for (at, id) in places.into_iter().zip(ids) {
        report.rows[at].participant_id = Some(id);
    }
    once.answered(op, &tx, centre.id, &report).await?;
    tx.commit().await?;
    Ok(report)
}

fn unreadable(faults: Vec<CellFault>) -> Error {
    let faults = faults.into_iter().map(|fault| {
        let path = match &fault.column {
            Some(column) => format!("input.csv.{}.{column}", fault.line),
            None => format!("input.csv.{}", fault.line),
        };
        Fault::new(path, fault.code.as_str()).with("detail", fault.detail)
    });
    Error::refused(Code::Validation)
        .faults(faults.collect())
        .into()
}

async fn municipalities(
    tx: &impl ConnectionTrait,
    rows: &[Row],
) -> Result<BTreeMap<String, MunicipalityId>> {
    let mut codes: Vec<String> = rows
        .iter()
        .filter_map(|row| row.outcome.as_ref().ok()?.preferred_municipality.clone())
        .collect();
    codes.sort_unstable();
    codes.dedup();
    let found = store::municipalities::by_codes(tx, &codes).await?;
    Ok(found.into_iter().map(|row| (row.code, row.id)).collect())
}

fn judge(
    row: Row,
    municipalities: &BTreeMap<String, MunicipalityId>,
    stays_from: NaiveDate,
) -> (ImportRow, Option<Newcomer>) {
    let mut judged = ImportRow {
        line: row.line,
        participant_id: None,
        faults: Vec::new(),
        possible_duplicates: Vec::new(),
    };
    let participant = match row.outcome {
        Ok(participant) => participant,
        Err(faults) => {
            judged.faults = faults.into_iter().map(cell).collect();
            return (judged, None);
        }
    };
    let code = participant.preferred_municipality.clone();
    let preferred = code
        .as_ref()
        .and_then(|code| municipalities.get(code))
        .copied();
    if let (Some(code), None) = (code, preferred) {
        judged.faults.push(RowFault {
            column: Some("preferred_municipality".to_owned()),
            code: "UNKNOWN_MUNICIPALITY".into(),
            detail: code,
        });
        return (judged, None);
    }
    (judged, Some(newcomer(participant, preferred, stays_from)))
}

const fn level(level: Level) -> &'static str {
    match level {
        Level::Basic => "basic",
        Level::Good => "good",
        Level::Fluent => "fluent",
        Level::Native => "native",
    }
}

fn cell(fault: CellFault) -> RowFault {
    RowFault {
        column: fault.column,
        code: fault.code.as_str().into(),
        detail: fault.detail,
    }
}

fn newcomer(
    participant: Participant,
    preferred: Option<MunicipalityId>,
    stays_from: NaiveDate,
) -> Newcomer {
    let spoken = participant
        .languages
        .into_iter()
        .map(|language| SpokenLanguage {
            tag: language.tag,
            level: level(language.level).to_owned(),
        });
    Newcomer {
        person: Person {
            first_name: participant.first_name,
            last_name: participant.last_name,
            birth_date: participant.birth_date,
            alien_number: participant.alien_number,
            email: participant.email,
            phone: participant.phone,
            protected_until: None,
        },
        languages: spoken.collect(),
        interpreter_language: participant.interpreter_language,
        education: participant.education,
        sectors: participant.sectors,
        wishes: participant.wishes,
        preferred_municipality_id: preferred,
        expected_leaving_on: participant.expected_leaving,
        family_key: participant.family,
        notice_language: match participant.notice_language {
            NoticeLanguage::Da => Language::Da,
            NoticeLanguage::En => Language::En,
        },
        stays_from,
        key: participant.key,
    }
}
