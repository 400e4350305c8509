//! Records the answers to applications for asylum, and all that follows from them at once.

mod import;

use std::collections::BTreeMap;

use async_graphql::InputObject;
use chrono::NaiveDate;
use entities::columns::OutcomeKind;
use entities::id::ParticipantId;
use entities::outcome;
use sea_orm::{ConnectionTrait, IntoActiveModel};
use serde::{Deserialize, Serialize};
use serde_json::json;

pub use self::import::{ImportOutcomesInput, OutcomesReport, OutcomesRow, import};
use super::concerned::{Concerned, illegal, uncorrected};
use super::facts::{self, Fact};
use super::leaving::{Consequences, Warning, leave};
use super::{counting, placements, rules};
use crate::domain::journey::OutcomeState;
use crate::domain::leaving::{LeaveReason, WarningCode};
use crate::domain::policy::Action;
use crate::domain::state::{IllegalTransition, State};
use crate::error::{Faults, Result};
use crate::op::Op;
use crate::store;
use crate::vocabulary::{IdOf, OutcomeKindName};

/// The answer to an application for asylum; one decision often covers a family.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordOutcomeInput {
    /// 1 to 50 participants, all of them or none.
    pub participant_ids: Vec<IdOf<ParticipantId>>,
    pub kind: OutcomeKindName,
    /// The day of the answer, not after today.
    pub decided_on: NaiveDate,
    /// Why an earlier record was wrong; without it, what contradicts one is refused.
    pub correction: Option<CorrectionInput>,
}

/// Says that an earlier record was wrong.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectionInput {
    /// Kept with the record that was wrong.
    pub reason: String,
}

/// The outcomes and what they brought about.
#[derive(Clone, Debug)]
pub struct OutcomesRecorded {
    pub outcomes: Vec<outcome::Model>,
    pub consequences: Consequences,
}

/// Records an outcome for several participants, atomically.
///
/// # Errors
/// VALIDATION for a future day; ILLEGAL_TRANSITION for what contradicts an earlier record without
/// `correction`.
pub async fn record(op: &Op, input: RecordOutcomeInput) -> Result<OutcomesRecorded> {
    let tx = op.begin().await?;
    let people = Concerned::load(op, &tx, &input.participant_ids, Action::RecordDecision).await?;
    let mut faults = Faults::default();
    check_day(&mut faults, "input.decidedOn", input.decided_on, &people);
    check_correction(&mut faults, input.correction.as_ref());
    faults.done()?;
    let earlier = store::outcomes::current_of(&tx, &people.ids).await?;
    let next = Answer::of(&input);
    for id in &people.ids {
        judge(earlier.get(id), &next).map_err(|refusal| {
            if is_correctable(&refusal) {
                uncorrected(&refusal, id)
            } else {
                illegal(&refusal, id)
            }
        })?;
    }
    let recorded = apply(op, &tx, &people.ids, &earlier, &next).await?;
    tx.commit().await?;
    Ok(recorded)
}

/// What is answered, the same for everybody whom a decision covers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Answer {
    kind: OutcomeKind,
    decided_on: NaiveDate,
    correction: Option<String>,
}

impl Answer {
    fn of(input: &RecordOutcomeInput) -> Self {
        let reason = |correction: &CorrectionInput| correction.reason.trim().to_owned();
        Self {
            kind: input.kind.into(),
            decided_on: input.decided_on,
            correction: input.correction.as_ref().map(reason),
        }
    }
}

/// Records an answer that was judged already, and what follows from it.
async fn apply(
    op: &Op,
    tx: &impl ConnectionTrait,
    people: &[ParticipantId],
    earlier: &BTreeMap<ParticipantId, outcome::Model>,
    answer: &Answer,
) -> Result<OutcomesRecorded> {
    let superseded = people.iter().filter_map(|id| earlier.get(id));
    let ids: Vec<_> = superseded.map(|row| row.id).collect();
    store::outcomes::supersede(tx, &ids, op.now).await?;
    let outcomes: Vec<outcome::Model> = people
        .iter()
        .map(|id| model(op, *id, earlier.get(id), answer))
        .collect();
    let rows = outcomes
        .iter()
        .cloned()
        .map(IntoActiveModel::into_active_model);
    store::outcomes::insert_all(tx, rows.collect()).await?;
    for row in &outcomes {
        let fact = Fact::new("OUTCOME_RECORDED", "participant", row.participant_id)
            .with(json!({ "kind": row.kind, "decidedOn": row.decided_on,
                "corrects": row.corrects_id }));
        facts::append(op, tx, fact).await?;
    }
    let consequences = follow(op, tx, people, earlier, answer).await?;
    Ok(OutcomesRecorded {
        outcomes,
        consequences,
    })
}

pub(super) fn check_day(faults: &mut Faults, path: &str, day: NaiveDate, people: &Concerned) {
    faults.demand(day <= people.today, path, "FUTURE_DATE");
}

pub(super) fn check_correction(faults: &mut Faults, correction: Option<&CorrectionInput>) {
    if let Some(correction) = correction {
        rules::text(faults, "input.correction.reason", &correction.reason, 500);
    }
}

/// Whether an answer may follow the one that holds.
fn judge(earlier: Option<&outcome::Model>, answer: &Answer) -> Result<(), IllegalTransition> {
    let next = OutcomeState::from(answer.kind);
    let Some(row) = earlier else {
        return match next {
            OutcomeState::Pending => Ok(()),
            next => OutcomeState::Pending.advance_to(next).map(|_| ()),
        };
    };
    let state = OutcomeState::from(row.kind);
    let step = match answer.correction {
        Some(_) => state.correct_to(next),
        None => state.advance_to(next),
    };
    step.map(|_| ())
}

/// Whether the same answer would be taken with a correction.
fn is_correctable(refusal: &IllegalTransition) -> bool {
    refusal.by_correction.contains(&refusal.to)
}

fn model(
    op: &Op,
    id: ParticipantId,
    earlier: Option<&outcome::Model>,
    answer: &Answer,
) -> outcome::Model {
    let correction = answer.correction.as_ref().filter(|_| earlier.is_some());
    outcome::Model {
        id: op.new_id(),
        participant_id: id,
        kind: answer.kind,
        decided_on: answer.decided_on,
        recorded_at: op.now,
        recorded_by: op.account_id(),
        corrects_id: correction.and(earlier).map(|row| row.id),
        correction_reason: correction.cloned(),
        superseded_at: None,
    }
}

async fn follow(
    op: &Op,
    tx: &impl ConnectionTrait,
    people: &[ParticipantId],
    earlier: &BTreeMap<ParticipantId, outcome::Model>,
    answer: &Answer,
) -> Result<Consequences> {
    let on = answer.decided_on;
    match answer.kind {
        OutcomeKind::Refused => leave(op, tx, people, LeaveReason::Refused, on).await,
        OutcomeKind::Withdrawn => leave(op, tx, people, LeaveReason::Withdrawn, on).await,
        OutcomeKind::Pending | OutcomeKind::Granted => undo(op, tx, people, earlier, on).await,
    }
}

/// A corrected answer takes back what the wrong one brought about, as far as it can be.
async fn undo(
    op: &Op,
    tx: &impl ConnectionTrait,
    people: &[ParticipantId],
    earlier: &BTreeMap<ParticipantId, outcome::Model>,
    on: NaiveDate,
) -> Result<Consequences> {
    let with = |kinds: &[OutcomeKind]| -> Vec<ParticipantId> {
        let fits = |id: &&ParticipantId| {
            let row = earlier.get(*id);
            row.is_some_and(|row| kinds.contains(&row.kind))
        };
        people.iter().filter(fits).copied().collect()
    };
    let mut all = Consequences::default();
    let ended = with(&[OutcomeKind::Refused, OutcomeKind::Withdrawn]);
    counting::planned_again(op, tx, &ended, on).await?;
    for row in store::enrolments::of_participants(tx, &ended).await? {
        if row.ended_on.is_some() {
            let code = WarningCode::EnrolmentStaysEnded;
            all.warnings.push(Warning::about(code, row.participant_id));
        }
    }
    let granted = with(&[OutcomeKind::Granted]);
    let back = placements::take_back(op, tx, &granted, "OUTCOME_CORRECTED").await?;
    let placed: Vec<ParticipantId> = back
        .placements_ended
        .iter()
        .map(|row| row.participant_id)
        .collect();
    counting::planned_again(op, tx, &placed, on).await?;
    all.join(back);
    Ok(all)
}

/// The current outcome of each of `ids`: participants that the actor has been shown.
pub async fn current(
    op: &Op,
    ids: &[ParticipantId],
) -> Result<BTreeMap<ParticipantId, outcome::Model>> {
    op.demand_sign_in()?;
    Ok(store::outcomes::current_of(op.reader(), ids).await?)
}
