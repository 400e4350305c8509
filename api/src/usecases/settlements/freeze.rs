//! Freezing a settlement, which closes its period, and sending it to the municipalities.

use async_graphql::InputObject;
use entities::id::SettlementId;
use entities::settlement;
use sea_orm::{ConnectionTrait, IntoActiveModel, Set};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::calculate::{content, text};
use super::{advance, content_of, demand_version, ground};
use crate::domain::document_hash::DocumentHash;
use crate::domain::policy::Action;
use crate::domain::settlement_state::SettlementState;
use crate::error::{Code, Error, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::facts::{self, Fact};
use crate::usecases::{lookup, outbox};
use crate::vocabulary::IdOf;

/// Makes the document of a settlement.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FreezeSettlementInput {
    pub settlement_id: IdOf<SettlementId>,
    /// The version you read: a stale one gets CONFLICT.
    pub version: i32,
}

/// Asks the municipalities to approve a frozen settlement.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SendSettlementInput {
    pub settlement_id: IdOf<SettlementId>,
    /// The version you read: a stale one gets CONFLICT.
    pub version: i32,
}

/// Freezes a settlement as it was calculated: its document is made, numbered and bound to the one
/// before it, and its period is closed.
///
/// # Errors
/// BLOCKED when something was posted or decided since it was calculated that would change it, or a
/// course or member changed: it must be calculated again first; ILLEGAL_TRANSITION; CONFLICT when `version` is stale.
pub async fn freeze(op: &Op, input: FreezeSettlementInput) -> Result<settlement::Model> {
    let tx = op.begin().await?;
    let row = lookup::settlement(op, &tx, input.settlement_id.0, Action::Account).await?;
    store::partnerships::lock(&tx, row.partnership_id).await?;
    let row = store::settlements::by_id(&tx, row.id)
        .await?
        .ok_or_else(Error::not_found)?;
    demand_version(input.version, row.version)?;
    let state = advance(&row, SettlementState::Frozen)?;
    let partnership = store::partnerships::by_id(&tx, row.partnership_id)
        .await?
        .ok_or_else(Error::not_found)?;
    let period = store::partnerships::period_by_id(&tx, row.period_id)
        .await?
        .ok_or_else(Error::not_found)?;
    let known_at = row.known_at.ok_or_else(Error::not_found)?;
    let draft = ground::draft(&tx, &partnership, &period, known_at).await?;
    let content = content(op, row.id, draft)?;
    let now = ground::draft(&tx, &partnership, &period, op.now).await?;
    let now = super::calculate::content(op, row.id, now)?;
    let is_outdated = now.lines != content.lines || now.not_counted != content.not_counted;
    if is_outdated || content_of(&row)?.as_ref() != Some(&content) {
        let details = json!({ "reason": "CALCULATE_AGAIN" });
        return Err(Error::refused(Code::Blocked).details(details).into());
    }
    let previous = store::settlements::last_frozen(&tx, row.partnership_id).await?;
    let number = 1 + previous.as_ref().and_then(|row| row.number).unwrap_or(0);
    let previous_hash = previous.and_then(|row| row.hash);
    let chained = previous_hash
        .clone()
        .map(DocumentHash::try_from)
        .transpose();
    let document = content.freeze(
        u32::try_from(number).map_err(Error::internal)?,
        chained.map_err(Error::internal)?,
    );
    let version = row.version + 1;
    let mut row = row.into_active_model();
    row.state = Set(state);
    row.number = Set(Some(number));
    row.hash = Set(Some(document.hash.to_string()));
    row.previous_hash = Set(previous_hash);
    row.document = Set(Some(text(document.to_bytes())?));
    row.frozen_at = Set(Some(op.now));
    row.version = Set(version);
    let row = store::settlements::update(&tx, row).await?;
    store::partnerships::close_period(&tx, row.period_id).await?;
    let fact = Fact::new("SETTLEMENT_FROZEN", "settlement", row.id)
        .with(json!({ "number": number, "hash": row.hash }));
    facts::append(op, &tx, fact).await?;
    tx.commit().await?;
    Ok(row)
}

/// Sends a frozen settlement to its municipalities, who approve their lines from then on: each
/// is told by mail that it is ready.
///
/// # Errors
/// ILLEGAL_TRANSITION unless it is frozen; CONFLICT when `version` is stale.
pub async fn send(op: &Op, input: SendSettlementInput) -> Result<settlement::Model> {
    let tx = op.begin().await?;
    let row = lookup::settlement(op, &tx, input.settlement_id.0, Action::Account).await?;
    store::partnerships::lock(&tx, row.partnership_id).await?;
    let row = store::settlements::by_id(&tx, row.id)
        .await?
        .ok_or_else(Error::not_found)?;
    demand_version(input.version, row.version)?;
    let state = advance(&row, SettlementState::Sent)?;
    let version = row.version + 1;
    let mut row = row.into_active_model();
    row.state = Set(state);
    row.sent_at = Set(Some(op.now));
    row.version = Set(version);
    let row = store::settlements::update(&tx, row).await?;
    tell_municipalities(op, &tx, &row).await?;
    let fact = Fact::new("SETTLEMENT_SENT", "settlement", row.id).with(json!({ "hash": row.hash }));
    facts::append(op, &tx, fact).await?;
    tx.commit().await?;
    Ok(row)
}

async fn tell_municipalities(
    op: &Op,
    tx: &impl ConnectionTrait,
    row: &settlement::Model,
) -> Result<()> {
    let partnership = store::partnerships::by_id(tx, row.partnership_id)
        .await?
        .ok_or_else(Error::not_found)?;
    let lines = store::settlements::lines(tx, &[row.id]).await?;
    let municipalities: Vec<_> = lines.iter().map(|line| line.municipality_id).collect();
    outbox::settlement_ready(op, tx, row.id, partnership.centre_id, &municipalities).await
}
