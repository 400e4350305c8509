//! Ends placements that no longer hold, and takes their hand-offs back.

use entities::columns::{HandoffState, PlacementState};
use entities::id::{ParticipantId, PlacementId};
use entities::placement;
use sea_orm::ConnectionTrait;
use serde_json::json;

use crate::domain::leaving::WarningCode;
use crate::error::Result;
use crate::op::Op;
use crate::store;
use crate::usecases::facts::{self, Fact};
use crate::usecases::handoffs;
use crate::usecases::leaving::{Consequences, Warning, ended};

/// Revokes the active placements of `participants`: what they rested on is gone.
pub(in crate::usecases) async fn take_back(
    op: &Op,
    tx: &impl ConnectionTrait,
    participants: &[ParticipantId],
    reason: &str,
) -> Result<Consequences> {
    end(op, tx, participants, PlacementState::Revoked, reason).await
}

/// Supersedes the active placements of `participants`: a corrected decision takes their place.
pub(in crate::usecases) async fn supersede(
    op: &Op,
    tx: &impl ConnectionTrait,
    participants: &[ParticipantId],
    reason: &str,
) -> Result<Consequences> {
    end(op, tx, participants, PlacementState::Superseded, reason).await
}

async fn end(
    op: &Op,
    tx: &impl ConnectionTrait,
    participants: &[ParticipantId],
    state: PlacementState,
    reason: &str,
) -> Result<Consequences> {
    let active = store::placements::active_of(tx, participants).await?;
    if active.is_empty() {
        return Ok(Consequences::default());
    }
    let rows: Vec<placement::Model> = active.into_values().collect();
    let ids: Vec<PlacementId> = rows.iter().map(|row| row.id).collect();
    store::placements::end(tx, &ids, state, op.now, reason).await?;
    for row in &rows {
        let fact = Fact::new("PLACEMENT_ENDED", "participant", row.participant_id)
            .with(json!({ "placement": row.id, "state": state, "reason": reason }));
        facts::append(op, tx, fact).await?;
    }
    let handoffs = store::handoffs::of_placements(tx, &ids).await?;
    let (closed, open): (Vec<_>, Vec<_>) = handoffs
        .into_iter()
        .partition(|row| row.state == HandoffState::Closed);
    let about = |row: &entities::handoff::Model| {
        Warning::about(WarningCode::HandoffWasClosed, row.participant_id)
    };
    Ok(Consequences {
        handoffs_retracted: handoffs::retract(op, tx, open, reason).await?,
        warnings: closed.iter().map(about).collect(),
        placements_ended: rows
            .into_iter()
            .map(|row| ended(row, state, op, reason))
            .collect(),
        ..Default::default()
    })
}
