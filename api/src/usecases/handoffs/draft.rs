//! Makes hand-offs with their placements, and takes them back with them.

use entities::columns::HandoffState;
use entities::id::{CentreId, HandoffId};
use entities::{handoff, placement};
use sea_orm::{ConnectionTrait, Set};
use serde_json::json;

use super::compose;
use crate::domain::deadlines::handoff_due_on;
use crate::domain::handoff_state;
use crate::domain::state::State;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::concerned::illegal;
use crate::usecases::facts::{self, Fact};
use crate::usecases::outbox;

/// The draft that a placement makes, with what is known now.
pub(in crate::usecases) async fn draft(
    op: &Op,
    tx: &impl ConnectionTrait,
    placement: &placement::Model,
    centre: CentreId,
) -> Result<handoff::Model> {
    let due_on =
        handoff_due_on(placement.decided_on, placement.takeover_on).map_err(Error::internal)?;
    let row = handoff::ActiveModel {
        id: Set(op.new_id()),
        placement_id: Set(placement.id),
        participant_id: Set(placement.participant_id),
        municipality_id: Set(placement.municipality_id),
        centre_id: Set(centre),
        state: Set(HandoffState::Draft),
        takeover_on: Set(placement.takeover_on),
        due_on: Set(due_on),
        created_at: Set(op.now),
        flagged: Set(false),
        version: Set(1),
        ..Default::default()
    };
    let row = store::handoffs::insert(tx, row).await?;
    let composed = compose::items(op, tx, &row).await?;
    store::handoffs::replace_items(tx, row.id, composed.items).await?;
    facts::append(op, tx, Fact::new("HANDOFF_DRAFTED", "handoff", row.id)).await?;
    Ok(row)
}

/// Takes hand-offs back because what they rested on was corrected; their municipality is told
/// nothing that it was not told yet.
pub(in crate::usecases) async fn retract(
    op: &Op,
    tx: &impl ConnectionTrait,
    rows: Vec<handoff::Model>,
    reason: &str,
) -> Result<Vec<handoff::Model>> {
    let mut retracted = Vec::new();
    for row in rows {
        let state = handoff_state::HandoffState::from(row.state);
        state
            .correct_to(handoff_state::HandoffState::Retracted)
            .map_err(|refusal| illegal(&refusal, row.id))?;
        let changed = handoff::ActiveModel {
            id: Set(row.id),
            state: Set(HandoffState::Retracted),
            retracted_at: Set(Some(op.now)),
            retraction_reason: Set(Some(reason.to_owned())),
            version: Set(row.version + 1),
            ..Default::default()
        };
        let fact =
            Fact::new("HANDOFF_RETRACTED", "handoff", row.id).with(json!({ "reason": reason }));
        facts::append(op, tx, fact).await?;
        retracted.push(store::handoffs::update(tx, changed).await?);
    }
    let ids: Vec<HandoffId> = retracted.iter().map(|row| row.id).collect();
    store::handoffs::retract_items(tx, &ids).await?;
    outbox::withdraw_for_handoffs(op, tx, &ids).await?;
    Ok(retracted)
}
