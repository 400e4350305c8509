//! Sends a hand-off: from here on the municipality sees its items.

use entities::columns::{HandoffItemKind, HandoffState};
use entities::handoff;
use sea_orm::Set;
use serde_json::json;

use super::compose;
use super::receive::{HandoffVersionInput, check_version, step};
use crate::domain::handoff_package::missing;
use crate::domain::policy::Action;
use crate::error::{Code, Error, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::facts::{self, Fact};
use crate::usecases::{lookup, outbox};

/// A sent hand-off, and what it does not tell.
#[derive(Clone, Debug)]
pub struct Sent {
    pub handoff: handoff::Model,
    pub left_out: Vec<LeftOut>,
}

/// Something that would have been told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub kind: HandoffItemKind,
}

/// Sends a hand-off with what is known now, and announces it to the municipality's mailbox.
///
/// # Errors
/// HANDOFF_INCOMPLETE with the mandatory kinds that are missing; CONFLICT when `version` is
/// stale; ILLEGAL_TRANSITION unless DRAFT.
pub async fn send(op: &Op, input: HandoffVersionInput) -> Result<Sent> {
    let tx = op.begin().await?;
    let row = lookup::handoff(op, &tx, input.handoff_id.0, Action::SendHandoff).await?;
    step(&row, HandoffState::Sent)?;
    check_version(&row, input.version)?;
    let composed = compose::items(op, &tx, &row).await?;
    let missing = missing(&composed.kinds);
    if !missing.is_empty() {
        return Err(Error::refused(Code::HandoffIncomplete)
            .details(json!({ "kinds": missing }))
            .into());
    }
    store::handoffs::replace_items(&tx, row.id, composed.items).await?;
    let changed = handoff::ActiveModel {
        id: Set(row.id),
        state: Set(HandoffState::Sent),
        sent_at: Set(Some(op.now)),
        version: Set(row.version + 1),
        ..Default::default()
    };
    let handoff = store::handoffs::update(&tx, changed).await?;
    let fact = Fact::new("HANDOFF_SENT", "handoff", handoff.id)
        .with(json!({ "kinds": composed.kinds, "leftOut": composed.without_consent }));
    facts::append(op, &tx, fact).await?;
    outbox::handoffs_announced(op, &tx, std::slice::from_ref(&handoff)).await?;
    tx.commit().await?;
    let left_out = composed.without_consent.into_iter();
    Ok(Sent {
        handoff,
        left_out: left_out.map(|kind| LeftOut { kind }).collect(),
    })
}
