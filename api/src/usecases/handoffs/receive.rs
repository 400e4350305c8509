//! Opens and accepts hand-offs, in the municipality.

use async_graphql::InputObject;
use entities::columns::HandoffState;
use entities::handoff;
use entities::id::HandoffId;
use sea_orm::Set;
use serde::{Deserialize, Serialize};

use crate::domain::handoff_state;
use crate::domain::policy::Action;
use crate::domain::state::State;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::concerned::illegal;
use crate::usecases::facts::{self, Fact};
use crate::usecases::lookup;
use crate::vocabulary::IdOf;

/// A hand-off as it was read.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HandoffVersionInput {
    pub handoff_id: IdOf<HandoffId>,
    /// The version you read; a stale one gets CONFLICT.
    pub version: i32,
}

/// Notes that the municipality has opened a hand-off; opening it again changes nothing.
pub async fn open(op: &Op, id: HandoffId) -> Result<handoff::Model> {
    let tx = op.begin().await?;
    let row = lookup::handoff(op, &tx, id, Action::ReceiveHandoff).await?;
    if row.opened_at.is_some() {
        return Ok(row.into_row());
    }
    let changed = handoff::ActiveModel {
        id: Set(row.id),
        opened_at: Set(Some(op.now)),
        version: Set(row.version + 1),
        ..Default::default()
    };
    let row = store::handoffs::update(&tx, changed).await?;
    facts::append(op, &tx, Fact::new("HANDOFF_OPENED", "handoff", row.id)).await?;
    tx.commit().await?;
    Ok(row)
}

/// Accepts a hand-off: the municipality has what it needs.
///
/// # Errors
/// CONFLICT when `version` is stale; ILLEGAL_TRANSITION unless SENT.
pub async fn accept(op: &Op, input: HandoffVersionInput) -> Result<handoff::Model> {
    let tx = op.begin().await?;
    let row = lookup::handoff(op, &tx, input.handoff_id.0, Action::ReceiveHandoff).await?;
    step(&row, HandoffState::Accepted)?;
    check_version(&row, input.version)?;
    let changed = handoff::ActiveModel {
        id: Set(row.id),
        state: Set(HandoffState::Accepted),
        opened_at: Set(row.opened_at.or(Some(op.now))),
        accepted_at: Set(Some(op.now)),
        version: Set(row.version + 1),
        ..Default::default()
    };
    let row = store::handoffs::update(&tx, changed).await?;
    facts::append(op, &tx, Fact::new("HANDOFF_ACCEPTED", "handoff", row.id)).await?;
    tx.commit().await?;
    Ok(row)
}

pub(super) fn step(row: &handoff::Model, next: HandoffState) -> Result<()> {
    let state = handoff_state::HandoffState::from(row.state);
    let next = handoff_state::HandoffState::from(next);
    let step = state.advance_to(next);
    step.map_err(|refusal| illegal(&refusal, row.id))?;
    Ok(())
}

pub(super) fn check_version(row: &handoff::Model, version: i32) -> Result<()> {
    if row.version == version {
        Ok(())
    } else {
        Err(Error::stale(row.version))
    }
}
