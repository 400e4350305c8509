//! Imports answers to applications for asylum: the good rows in one transaction with all that
//! follows from them, the bad ones told one by one.

use std::collections::{BTreeMap, BTreeSet};

use async_graphql::InputObject;
use entities::columns::{OutcomeKind, ResourceKind};
use entities::id::{CentreId, OutcomeId, ParticipantId};
use entities::outcome;
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Answer, apply, is_correctable, judge};
use crate::domain::outcome_csv::{self, Entry, Row, Whom};
use crate::domain::policy::Action;
use crate::error::{Code, Fault, Faults, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::concerned::Concerned;
use crate::usecases::facts::{self, Fact};
use crate::usecases::leaving::{ConsequenceIds, Consequences};
use crate::usecases::participants::{RowFault, by_alien_number};
use crate::usecases::{idempotency, lookup, zone_of};
use crate::vocabulary::IdOf;

/// Answers to applications for asylum, as a CSV text.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportOutcomesInput {
    pub centre_id: IdOf<CentreId>,
    /// With a header line, separated by semicolons or commas: `participant` (the key at the
    /// centre) or `alien_number` (the udlændingenummer), `kind` (`GRANTED`, `REFUSED`,
    /// `WITHDRAWN` or `PENDING`), `decided_on` (`2017-02-03`), `correction` (why an earlier record
    /// was wrong; may be empty). At most 500 rows.
    pub csv: String,
    /// Checks everything and stores nothing.
    #[serde(default)]
    #[graphql(default)]
    pub dry_run: bool,
    /// Repeating a call with the same key and input does nothing again.
    pub idempotency_key: Option<String>,
}

/// What became of each row, and what all of them brought about.
#[derive(Clone, Debug, Default)]
pub struct OutcomesReport {
    pub rows: Vec<OutcomesRow>,
    pub consequences: Consequences,
    pub is_dry_run: bool,
    pub is_repeated: bool,
}

/// One line of the file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OutcomesRow {
    pub line: u64,
    pub participant_id: Option<ParticipantId>,
    /// The record that was made; none in a dry run, or when something is wrong.
    pub outcome_id: Option<OutcomeId>,
    pub faults: Vec<RowFault>,
}

/// The answer, as it is kept for whoever asks again.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Told {
    rows: Vec<OutcomesRow>,
    consequences: ConsequenceIds,
}

/// Imports outcomes.
///
/// # Errors
/// VALIDATION when the file as a whole cannot be read. What is wrong with a row is in the report,
/// not an error.
pub async fn import(op: &Op, input: ImportOutcomesInput) -> Result<OutcomesReport> {
    let tx = op.begin().await?;
    let centre = lookup::centre(op, &tx, input.centre_id.0, Action::RecordDecision).await?;
    let key = input.idempotency_key.as_deref();
    let (before, once) =
        idempotency::earlier_answer::<Told>(op, &tx, "importOutcomes", key, &input).await?;
    if let Some(told) = before {
        return Ok(OutcomesReport {
            rows: told.rows,
            consequences: told.consequences.reload(&tx).await?,
            is_dry_run: false,
            is_repeated: true,
        });
    }
    let today = op.today(zone_of(&centre)?);
    let parsed = outcome_csv::parse(&input.csv, today).map_err(unreadable)?;
    let mut report = OutcomesReport {
        is_dry_run: input.dry_run,
        ..Default::default()
    };
    let here = known(op, &tx, centre.id, &parsed).await?;
    let (rows, entries) = identified(parsed, &here);
    report.rows = rows;
    if entries.is_empty() {
        return Ok(report);
    }
    let ids: Vec<ParticipantId> = entries.iter().map(|(_, id, _)| *id).collect();
    let people = Concerned::load_all(op, &tx, &ids, Action::RecordDecision).await?;
    let earlier = store::outcomes::current_of(&tx, &people.ids).await?;
    let groups = judged(&mut report.rows, entries, &earlier);
    // One decision covers many: what is answered alike is recorded together.
    for (answer, places) in groups {
        let whom: Vec<ParticipantId> = places.iter().map(|(_, id)| *id).collect();
        let recorded = apply(op, &tx, &whom, &earlier, &answer).await?;
        for ((at, _), row) in places.iter().zip(&recorded.outcomes) {
            report.rows[*at].outcome_id = Some(row.id).filter(|_| !input.dry_run);
        }
        report.consequences.join(recorded.consequences);
    }
    if input.dry_run {
        return Ok(report);
    }
    let fact = Fact::new("OUTCOMES_IMPORTED", "centre", centre.id)
        .with(json!({ "rows": report.rows.len() }));
    facts::append(op, &tx, fact).await?;
    let told = Told {
        rows: report.rows.clone(),
        consequences: report.consequences.ids(),
    };
    once.answered(op, &tx, centre.id, &told).await?;
    tx.commit().await?;
    Ok(report)
}

fn unreadable(faults: Vec<outcome_csv::FileFault>) -> crate::error::Error {
    let mut all = Faults::default();
    all.extend(faults.into_iter().map(|(code, detail)| match code {
        "UNKNOWN_COLUMN" | "MISSING_COLUMN" | "DUPLICATE_COLUMN" => {
            Fault::new(format!("input.csv.1.{detail}"), code)
        }
        _ => Fault::new("input.csv", code).with("most", outcome_csv::MAX_ROWS),
    }));
    crate::error::Error::refused(Code::Validation)
        .faults(all.into_vec())
        .into()
}

/// Those of the file who stay at the centre now.
async fn known(
    op: &Op,
    tx: &impl ConnectionTrait,
    centre: CentreId,
    rows: &[Row],
) -> Result<BTreeMap<Whom, ParticipantId>> {
    let (mut keys, mut numbers) = (Vec::new(), Vec::new());
    for entry in rows.iter().filter_map(|row| row.outcome.as_ref().ok()) {
        match &entry.whom {
            Whom::Key(key) => keys.push(key.clone()),
            Whom::AlienNumber(number) => numbers.push(number.clone()),
        }
    }
    let kind = ResourceKind::Participant;
    let by_key = store::resources::by_keys(tx, centre, kind, &keys).await?;
    let mut found: BTreeMap<Whom, ParticipantId> = by_key
        .into_iter()
        .map(|row| (Whom::Key(row.key), ParticipantId::of_resource(row.id)))
        .collect();
    for (number, id) in by_alien_number(op, tx, centre, &numbers).await? {
        found.insert(Whom::AlienNumber(number), id);
    }
    let ids: Vec<ParticipantId> = found.values().copied().collect();
    let stays = store::stays::latest_of(tx, &ids).await?;
    found.retain(|_, id| {
        let stay = stays.get(id);
        stay.is_some_and(|stay| stay.centre_id == centre && stay.until_on.is_none())
    });
    Ok(found)
}

/// A row of the report by its place, whom it is about, and what it says.
type Placed = (usize, ParticipantId, Entry);

fn identified(
    parsed: Vec<Row>,
    here: &BTreeMap<Whom, ParticipantId>,
) -> (Vec<OutcomesRow>, Vec<Placed>) {
    let (mut rows, mut entries) = (Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for (at, row) in parsed.into_iter().enumerate() {
        let mut told = OutcomesRow {
            line: row.line,
            participant_id: None,
            outcome_id: None,
            faults: Vec::new(),
        };
        match row.outcome {
            Err(faults) => told.faults = faults.into_iter().map(Into::into).collect(),
            Ok(entry) => match here.get(&entry.whom) {
                None => told
                    .faults
                    .push(fault(column(&entry.whom), "UNKNOWN_PARTICIPANT")),
                Some(id) if !seen.insert(*id) => {
                    told.participant_id = Some(*id);
                    told.faults
                        .push(fault(column(&entry.whom), Code::Duplicate.as_str()));
                }
                Some(id) => {
                    told.participant_id = Some(*id);
                    entries.push((at, *id, entry));
                }
            },
        }
        rows.push(told);
    }
    (rows, entries)
}

/// The rows that may be recorded, by what they answer; what may not follow is told in its row.
fn judged(
    rows: &mut [OutcomesRow],
    entries: Vec<Placed>,
    earlier: &BTreeMap<ParticipantId, outcome::Model>,
) -> BTreeMap<Answer, Vec<(usize, ParticipantId)>> {
    let mut groups: BTreeMap<Answer, Vec<(usize, ParticipantId)>> = BTreeMap::new();
    for (at, id, entry) in entries {
        let answer = Answer {
            kind: OutcomeKind::from(entry.kind),
            decided_on: entry.decided_on,
            correction: entry.correction,
        };
        match judge(earlier.get(&id), &answer) {
            Ok(()) => groups.entry(answer).or_default().push((at, id)),
            Err(refusal) if is_correctable(&refusal) => {
                let mut fault = fault("correction", "CORRECTION_NEEDED");
                refusal.from.clone_into(&mut fault.detail);
                rows[at].faults.push(fault);
            }
            Err(refusal) => rows[at].faults.push(RowFault {
                column: Some("kind".to_owned()),
                code: Code::IllegalTransition.as_str().into(),
                detail: refusal.allowed.join("|"),
            }),
        }
    }
    groups
}

const fn column(whom: &Whom) -> &'static str {
    match whom {
        Whom::Key(_) => "participant",
        Whom::AlienNumber(_) => "alien_number",
    }
}

fn fault(column: &str, code: &'static str) -> RowFault {
    RowFault {
        column: Some(column.to_owned()),
        code: code.into(),
        detail: String::new(),
    }
}
