//! Records that participants move: to another centre, or away from all of ours.

use async_graphql::InputObject;
use chrono::NaiveDate;
use entities::columns::HandoffState;
use entities::id::{CentreId, HandoffId, ParticipantId};
use entities::{handoff, stay};
use sea_orm::{ConnectionTrait, Set};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::concerned::Concerned;
use super::facts::{self, Fact};
use super::leaving::{Consequences, Warning, leave};
use super::outcomes::check_day;
use super::rules;
use crate::domain::leaving::{LeaveReason, WarningCode};
use crate::domain::policy::Action;
use crate::error::{Faults, Result};
use crate::op::Op;
use crate::store;
use crate::vocabulary::IdOf;

/// Participants who move, often a family.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordStayInput {
    /// 1 to 50 participants, all of them or none.
    pub participant_ids: Vec<IdOf<ParticipantId>>,
    /// Key of the new centre; none: it is not in the system, or there is no new one.
    pub centre_key: Option<String>,
    /// First day at the new place, not after today.
    pub from: NaiveDate,
    pub reason: String,
}

/// The stays and what moving brought about.
#[derive(Clone, Debug)]
pub struct StaysRecorded {
    /// The new stays; with no new centre, the ones that ended.
    pub stays: Vec<stay::Model>,
    pub consequences: Consequences,
}

/// Records a move. It ends enrolments here, never a placement; a hand-off goes along.
///
/// # Errors
/// VALIDATION for a future day, an unknown centre, the same centre, or a day on which the present
/// stay had not begun.
pub async fn record(op: &Op, input: RecordStayInput) -> Result<StaysRecorded> {
    let tx = op.begin().await?;
    let people = Concerned::load(op, &tx, &input.participant_ids, Action::RecordDecision).await?;
    let centre = checked(&tx, &people, &input).await?;
    let mut stays = Vec::new();
    for id in &people.ids {
        let Some(open) = people.stays.get(id) else {
            continue;
        };
        let mut row = open.clone();
        if row.until_on.is_none() {
            let ended = stay::ActiveModel {
                id: Set(row.id),
                until_on: Set(Some(input.from)),
                ..Default::default()
            };
            row = store::stays::update(&tx, ended).await?;
        }
        if let Some(centre) = centre {
            row = begun(op, *id, centre, &input);
            let new = stay::ActiveModel {
                id: Set(row.id),
                participant_id: Set(row.participant_id),
                centre_id: Set(row.centre_id),
                from_on: Set(row.from_on),
                until_on: Set(None),
                reason: Set(row.reason.clone()),
                recorded_at: Set(row.recorded_at),
            };
            store::stays::insert_all(&tx, vec![new]).await?;
        }
        let fact = Fact::new("STAY_RECORDED", "participant", *id)
            .with(json!({ "centre": centre, "from": input.from }));
        facts::append(op, &tx, fact).await?;
        stays.push(row);
    }
    let mut consequences = leave(op, &tx, &people.ids, LeaveReason::Moved, input.from).await?;
    let passed = pass_on(op, &tx, &people.ids, centre).await?;
    consequences.warnings.extend(passed);
    tx.commit().await?;
    Ok(StaysRecorded {
        stays,
        consequences,
    })
}

async fn checked(
    tx: &impl ConnectionTrait,
    people: &Concerned,
    input: &RecordStayInput,
) -> Result<Option<CentreId>> {
    let mut faults = Faults::default();
    check_day(&mut faults, "input.from", input.from, people);
    rules::text(&mut faults, "input.reason", &input.reason, 200);
    let centre = match &input.centre_key {
        Some(key) => {
            let found = store::centres::by_key(tx, key).await?;
            faults.demand(found.is_some(), "input.centreKey", "UNKNOWN_CENTRE");
            found.map(|row| row.id)
        }
        None => None,
    };
    let is_here = |stay: &stay::Model| stay.until_on.is_none() && Some(stay.centre_id) == centre;
    let stays_already = people.stays.values().any(is_here);
    faults.demand(!stays_already, "input.centreKey", "SAME_CENTRE");
    let has_begun = people.stays.values().all(|stay| match stay.until_on {
        None => stay.from_on < input.from,
        Some(until) => until <= input.from,
    });
    faults.demand(has_begun, "input.from", "BEFORE_STAY");
    faults.done()?;
    Ok(centre)
}

fn begun(op: &Op, id: ParticipantId, centre: CentreId, input: &RecordStayInput) -> stay::Model {
    stay::Model {
        id: op.new_id(),
        participant_id: id,
        centre_id: centre,
        from_on: input.from,
        until_on: None,
        reason: Some(input.reason.trim().to_owned()),
        recorded_at: op.now,
    }
}

/// Hand-offs go to the new centre; when it is not in the system they stay, flagged.
async fn pass_on(
    op: &Op,
    tx: &impl ConnectionTrait,
    participants: &[ParticipantId],
    centre: Option<CentreId>,
) -> Result<Vec<Warning>> {
    let rows = store::handoffs::active_of(tx, participants).await?;
    let open: Vec<handoff::Model> = rows
        .into_iter()
        .filter(|row| !matches!(row.state, HandoffState::Closed | HandoffState::Retracted))
        .collect();
    let ids: Vec<HandoffId> = open.iter().map(|row| row.id).collect();
    let changed = match centre {
        Some(centre) => handoff::ActiveModel {
            centre_id: Set(centre),
            flagged: Set(false),
            ..Default::default()
        },
        None => handoff::ActiveModel {
            flagged: Set(true),
            ..Default::default()
        },
    };
    store::handoffs::update_all(tx, &ids, changed).await?;
    for id in ids {
        let fact = Fact::new("HANDOFF_PASSED_ON", "handoff", id).with(json!({ "centre": centre }));
        facts::append(op, tx, fact).await?;
    }
    if centre.is_some() {
        return Ok(Vec::new());
    }
    let about =
        |row: handoff::Model| Warning::about(WarningCode::HandoffFlagged, row.participant_id);
    Ok(open.into_iter().map(about).collect())
}
