//! Plays one step of the story: what somebody at the centre or in a municipality does.

use std::collections::BTreeMap;

use chrono::Datelike;
use entities::columns::{BookingRole, SessionState};
use entities::id::{ParticipantId, SessionId};

use super::convert::{amount, number, word};
use super::stage::Stage;
use crate::error::{Error, Result};
use crate::sample::story::{AttendancePattern, Deed, Step};
use crate::usecases::attendance::{AttendanceRowInput, RecordAttendanceInput};
use crate::usecases::costs::PostCostInput;
use crate::usecases::handoffs::{self, HandoffVersionInput};
use crate::usecases::outcomes::RecordOutcomeInput;
use crate::usecases::placements::RecordPlacementInput;
use crate::usecases::plans::{PlanEffortInput, PublishPlanInput, RequestPlanInput};
use crate::usecases::settlements::{
    CalculateSettlementInput, FreezeSettlementInput, SendSettlementInput,
};
use crate::usecases::stays::RecordStayInput;
use crate::usecases::{
    attendance, costs, outcomes, placements, plans, settlements, stays, timetable,
};
use crate::vocabulary::{AttendanceMarkName, IdOf};

/// Plays `step`; the clock stands at its time already.
///
/// # Errors
/// What the use cases refuse.
pub async fn play(
    stage: &Stage,
    step: &Step,
    patterns: &[AttendancePattern],
    seed: Option<i32>,
) -> Result<()> {
    match &step.deed {
        Deed::RequestPlan {
            cohorts,
            seed: own,
            effort_steps,
            ..
        } => {
            let seed = seed.or_else(|| i32::try_from(*own).ok());
            request_plan(stage, cohorts, seed, *effort_steps).await
        }
        Deed::PublishPlan { .. } => publish_plan(stage).await,
        Deed::RecordAttendance { cohorts } => record_attendance(stage, cohorts, patterns).await,
        Deed::RecordOutcome {
            participants,
            kind,
            decided_on,
        } => {
            let input = RecordOutcomeInput {
                participant_ids: ids(stage, participants)?,
                kind: word(kind)?,
                decided_on: *decided_on,
                correction: None,
            };
            outcomes::record(&stage.op(), input).await.map(|_| ())
        }
        Deed::RecordPlacement { .. } => record_placement(stage, &step.deed).await,
        Deed::RecordStay {
            participants,
            centre,
            from,
            reason,
        } => {
            let input = RecordStayInput {
                participant_ids: ids(stage, participants)?,
                centre_key: centre.clone(),
                from: *from,
                reason: reason.clone(),
            };
            stays::record(&stage.op(), input).await.map(|_| ())
        }
        Deed::SendHandoff { participants } => send_handoffs(stage, participants).await,
        Deed::AcceptHandoff { participants } => accept_handoffs(stage, participants).await,
        money => account(stage, money).await,
    }
}

async fn record_placement(stage: &Stage, deed: &Deed) -> Result<()> {
    let Deed::RecordPlacement {
        participants,
        municipality,
        kind,
        decided_on,
    } = deed
    else {
        return Ok(());
    };
    let input = RecordPlacementInput {
        participant_ids: ids(stage, participants)?,
        municipality_code: municipality.clone(),
        kind: word(kind)?,
        decided_on: *decided_on,
        cpr_registered_on: None,
        agreed_on: None,
        consent_id: None,
        correction: None,
    };
    placements::record(&stage.op(), input).await.map(|_| ())
}

fn ids(stage: &Stage, keys: &[String]) -> Result<Vec<IdOf<ParticipantId>>> {
    Ok(stage.participants(keys)?.into_iter().map(IdOf).collect())
}

async fn request_plan(
    stage: &Stage,
    cohorts: &[String],
    seed: Option<i32>,
    steps: u64,
) -> Result<()> {
    let input = RequestPlanInput {
        centre_id: IdOf(stage.loaded.centre),
        cohort_ids: stage.cohort_ids(cohorts)?.into_iter().map(IdOf).collect(),
        seed,
        effort: Some(PlanEffortInput {
            steps: i32::try_from(steps).unwrap_or(i32::MAX),
        }),
        idempotency_key: None,
    };
    plans::request(&stage.op(), input).await.map(|_| ())
}

async fn publish_plan(stage: &Stage) -> Result<()> {
    let op = stage.op();
    let plan = stage
        .plan()
        .await?
        .ok_or_else(|| Error::internal("no plan to publish"))?;
    let preview = plans::preview(&op, plan).await?;
    let input = PublishPlanInput {
        plan_id: IdOf(plan),
        preview_hash: preview.hash,
        accept_unassigned: preview.unassigned,
    };
    plans::publish(&op, input).await.map(|_| ())
}

/// Marks everybody in every session that has been held and not been marked.
async fn record_attendance(
    stage: &Stage,
    cohorts: &[String],
    patterns: &[AttendancePattern],
) -> Result<()> {
    let op = stage.op();
    let today = op.today(stage.zone);
    let from = today - chrono::Days::new(60);
    let until = today + chrono::Days::new(1);
    let keys: BTreeMap<ParticipantId, &String> = stage
        .loaded
        .participants
        .iter()
        .map(|(key, id)| (*id, key))
        .collect();
    for cohort in stage.cohort_ids(cohorts)? {
        let mut shown = timetable::timetable(&op, &cohort.to_string(), from, until).await?;
        shown.retain(|session| session.row.state == SessionState::Held);
        let sessions: Vec<SessionId> = shown.iter().map(|session| session.row.id).collect();
        let marked = attendance::of_sessions(&op, &sessions).await?;
        let booked = timetable::booked(&op, &sessions).await?;
        for session in &shown {
            if marked.iter().any(|mark| mark.session_id == session.row.id) {
                continue;
            }
            let starts = session.row.starts_at.with_timezone(&stage.zone);
            let minutes = (session.row.ends_at - session.row.starts_at).num_minutes();
            let people = booked.iter().filter(|one| {
                one.booking.session_id == session.row.id
                    && one.booking.role == BookingRole::Participant
                    && one.booking.ended_at.is_none()
            });
            let rows = people.map(|one| {
                let participant = ParticipantId::of_resource(one.booking.resource_id);
                let pattern = patterns.iter().find(|pattern| {
                    keys.get(&participant)
                        .is_some_and(|key| **key == pattern.participant)
                        && pattern.weekday == starts.weekday().number_from_monday()
                });
                row(participant, pattern, minutes)
            });
            let input = RecordAttendanceInput {
                session_id: IdOf(session.row.id),
                rows: rows.collect::<Result<_>>()?,
            };
            attendance::record(&op, input).await?;
        }
    }
    Ok(())
}

fn row(
    participant: ParticipantId,
    pattern: Option<&AttendancePattern>,
    minutes: i64,
) -> Result<AttendanceRowInput> {
    let mark = match pattern {
        Some(pattern) => word(&pattern.mark)?,
        None => AttendanceMarkName::Present,
    };
    let missed = pattern.map_or(0, |pattern| pattern.minutes_missed);
    let attended = i32::try_from(minutes).unwrap_or(i32::MAX) - number(missed);
    Ok(AttendanceRowInput {
        participant_id: IdOf(participant),
        mark,
        minutes: (mark == AttendanceMarkName::Late).then_some(attended.max(0)),
    })
}

async fn send_handoffs(stage: &Stage, keys: &[String]) -> Result<()> {
    for handoff in handoffs_of(stage, keys).await? {
        let input = HandoffVersionInput {
            handoff_id: IdOf(handoff.id),
            version: handoff.version,
        };
        handoffs::send(&stage.op(), input).await?;
    }
    Ok(())
}

async fn accept_handoffs(stage: &Stage, keys: &[String]) -> Result<()> {
    for handoff in handoffs_of(stage, keys).await? {
        let opened = handoffs::open(&stage.op(), handoff.id).await?;
        let input = HandoffVersionInput {
            handoff_id: IdOf(opened.id),
            version: opened.version,
        };
        handoffs::accept(&stage.op(), input).await?;
    }
    Ok(())
}

/// The hand-offs of these participants that have not been taken back.
async fn handoffs_of(stage: &Stage, keys: &[String]) -> Result<Vec<entities::handoff::Model>> {
    let people = stage.participants(keys)?;
    let owner = handoffs::Owner::Centre(stage.loaded.centre);
    let mut rows = handoffs::list(&stage.op(), owner, None, None, 200).await?;
    rows.retain(|row| people.contains(&row.participant_id) && row.retracted_at.is_none());
    Ok(rows)
}

async fn account(stage: &Stage, deed: &Deed) -> Result<()> {
    let op = stage.op();
    let partnership_id = IdOf(stage.loaded.partnership);
    match deed {
        Deed::PostCost {
            period,
            category,
            amount: kroner,
            document,
            text,
            vat_treatment,
            posted_on,
        } => {
            let input = PostCostInput {
                partnership_id,
                period_id: None,
                period_key: Some(period.clone()),
                category: category.clone(),
                amount: amount(kroner)?,
                document: document.clone(),
                text: text.clone(),
                vat_treatment: word(vat_treatment)?,
                account: None,
                posted_on: *posted_on,
                idempotency_key: None,
            };
            costs::post(&op, input).await.map(|_| ())
        }
        Deed::CalculateSettlement { period } => {
            let input = CalculateSettlementInput {
                partnership_id,
                period_key: period.clone(),
                version: None,
            };
            settlements::calculate(&op, input).await.map(|_| ())
        }
        Deed::FreezeSettlement { .. } => {
            let row = current_settlement(stage).await?;
            let input = FreezeSettlementInput {
                settlement_id: IdOf(row.id),
                version: row.version,
            };
            settlements::freeze(&op, input).await.map(|_| ())
        }
        Deed::SendSettlement { .. } => {
            let row = current_settlement(stage).await?;
            let input = SendSettlementInput {
                settlement_id: IdOf(row.id),
                version: row.version,
            };
            settlements::send(&op, input).await.map(|_| ())
        }
        _ => Ok(()),
    }
}

async fn current_settlement(stage: &Stage) -> Result<entities::settlement::Model> {
    let rows = settlements::of_partnership(&stage.op(), stage.loaded.partnership).await?;
    rows.into_iter()
        .next()
        .ok_or_else(|| Error::internal("nothing was calculated"))
}
