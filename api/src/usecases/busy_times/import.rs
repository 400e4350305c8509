//! Imports busy times: the good rows in one transaction, the bad ones told one by one.

use std::collections::BTreeMap;

use async_graphql::InputObject;
use entities::id::CentreId;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::incoming::Incoming;
use super::owners::{OwnerId, known};
use crate::domain::busy_times::{self, Frame, Owner, Row};
use crate::domain::policy::Action;
use crate::error::{Code, Error, Fault, Faults, Result};
use crate::op::Op;
use crate::usecases::facts::{self, Fact};
use crate::usecases::participants::RowFault;
use crate::usecases::{idempotency, lookup, rules, zone_of};
use crate::vocabulary::IdOf;

/// Busy times as a CSV text, or as the calendar of one participant or Danish group.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportBusyTimesInput {
    pub centre_id: IdOf<CentreId>,
    /// With a header line, separated by semicolons or commas: `participant`, `danish_group` (the
    /// key of one of the two), `from`, `until` (`2017-03-06T10:00`, local time, or with an
    /// offset), `blocking` (`true`: lessons keep clear too; `false`: only interviews and visits),
    /// `source` (a neutral word, never why), `external_uid` (may be empty).
    pub csv: Option<String>,
    /// An iCalendar text (RFC 5545). Daily and weekly series are followed for 400 days; other
    /// series, and changes to one event of a series, are refused row by row
    /// (`RECURRENCE_UNSUPPORTED`). What events are about is not kept.
    pub ics: Option<String>,
    /// With `ics`: the key of the participant whose calendar it is.
    pub participant_key: Option<String>,
    /// With `ics`: the key of the Danish group whose calendar it is.
    pub danish_group_key: Option<String>,
    /// With `ics`: a neutral word for where it comes from; by default `calendar`.
    pub source: Option<String>,
    /// Checks everything and stores nothing.
    #[serde(default)]
    #[graphql(default)]
    pub dry_run: bool,
    /// Repeating a call with the same key and input does nothing again.
    pub idempotency_key: Option<String>,
}

/// What became of each row.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct BusyTimesReport {
    pub rows: Vec<BusyTimesRow>,
    pub is_dry_run: bool,
    pub is_repeated: bool,
}

/// One line, or one event.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BusyTimesRow {
    pub line: u64,
    /// How many intervals it stands for: none when it was called off, many for a series.
    pub n_times: usize,
    /// How many intervals from an earlier import it takes the place of.
    pub n_replaced: usize,
    pub faults: Vec<RowFault>,
}

/// Imports busy times. What comes under an external uid takes the place of what came under it
/// before, from the same source and for the same owner.
///
/// # Errors
/// VALIDATION when the file as a whole cannot be read, or the input names neither or both kinds.
/// What is wrong with a row is in the report, not an error.
pub async fn import(op: &Op, input: ImportBusyTimesInput) -> Result<BusyTimesReport> {
    let tx = op.begin().await?;
    let centre = lookup::centre(op, &tx, input.centre_id.0, Action::SaveParticipant).await?;
    let key = input.idempotency_key.as_deref();
    let (earlier, once) =
        idempotency::earlier_answer(op, &tx, "importBusyTimes", key, &input).await?;
    if let Some(earlier) = earlier {
        return Ok(BusyTimesReport {
            is_repeated: true,
            ..earlier
        });
    }
    let zone = zone_of(&centre)?;
    let today = op.today(zone);
    let rows = parsed(&input, Frame { zone, today })?;
    let mut report = BusyTimesReport {
        is_dry_run: input.dry_run,
        ..Default::default()
    };
    // A calendar's owner is known even when none of its events can be read.
    let of_calendar = calendar_owner(&input);
    let of_rows = rows.iter().filter_map(owner_of);
    let wanted: Vec<Owner> = of_rows.chain(of_calendar).collect();
    let owners = known(&tx, centre.id, &wanted).await?;
    if let Some(fault) = unknown_calendar(&input, &owners) {
        return Err(Error::refused(Code::Validation).fault(fault).into());
    }
    let mut incoming = Incoming::among(&tx, owners).await?;
    for row in rows {
        let row = incoming.add(row);
        report.rows.push(row);
    }
    if report.is_dry_run {
        return Ok(report);
    }
    incoming.store(op, &tx).await?;
    let fact = Fact::new("BUSY_TIMES_IMPORTED", "centre", centre.id)
        .with(json!({ "rows": report.rows.len() }));
    facts::append(op, &tx, fact).await?;
    once.answered(op, &tx, centre.id, &report).await?;
    tx.commit().await?;
    Ok(report)
}

fn parsed(input: &ImportBusyTimesInput, frame: Frame) -> Result<Vec<Row>> {
    let mut faults = Faults::default();
    let source = input.source.as_deref().unwrap_or("calendar");
    rules::text(&mut faults, "input.source", source, 40);
    let owner = calendar_owner(input);
    let (path, parsed) = match (&input.csv, &input.ics) {
        (Some(csv), None) => {
            let has_owner = input.participant_key.is_some() || input.danish_group_key.is_some();
            faults.demand(!has_owner, "input.participantKey", "CONTRADICTION");
            ("input.csv", busy_times::parse_csv(csv, frame))
        }
        (None, Some(ics)) => {
            faults.demand(owner.is_some(), "input.participantKey", "ONE_OWNER");
            ("input.ics", busy_times::parse_calendar(ics, frame))
        }
        _ => {
            faults.add(Fault::new("input.csv", "CSV_OR_ICS"));
            ("input.csv", Ok(Vec::new()))
        }
    };
    match parsed {
        Ok(mut rows) => {
            faults.done()?;
            for entry in rows.iter_mut().filter_map(|row| row.outcome.as_mut().ok()) {
                entry.owner = entry.owner.take().or_else(|| owner.clone());
                entry.source.get_or_insert_with(|| source.trim().to_owned());
            }
            Ok(rows)
        }
        Err(of_file) => {
            let of_file = of_file.into_iter();
            faults.extend(of_file.map(|(code, detail)| match code {
                "UNKNOWN_COLUMN" | "MISSING_COLUMN" | "DUPLICATE_COLUMN" => {
                    Fault::new(format!("{path}.1.{detail}"), code)
                }
                _ => Fault::new(path, code),
            }));
            faults.done()?;
            Ok(Vec::new())
        }
    }
}

fn calendar_owner(input: &ImportBusyTimesInput) -> Option<Owner> {
    match (&input.participant_key, &input.danish_group_key) {
        (Some(key), None) => Some(Owner::Participant(key.clone())),
        (None, Some(key)) => Some(Owner::DanishGroup(key.clone())),
        _ => None,
    }
}

/// A calendar of somebody who is not there is wrong as a whole, even without events.
fn unknown_calendar(
    input: &ImportBusyTimesInput,
    owners: &BTreeMap<Owner, OwnerId>,
) -> Option<Fault> {
    let owner = calendar_owner(input).filter(|owner| !owners.contains_key(owner))?;
    let path = match owner {
        Owner::Participant(_) => "input.participantKey",
        Owner::DanishGroup(_) => "input.danishGroupKey",
    };
    Some(Fault::new(path, "UNKNOWN_OWNER"))
}

fn owner_of(row: &Row) -> Option<Owner> {
    row.outcome.as_ref().ok()?.owner.clone()
}
