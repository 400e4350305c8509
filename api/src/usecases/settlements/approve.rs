//! A municipality approves its share.

use async_graphql::InputObject;
use entities::columns::LineState;
use entities::id::SettlementLineId;
use entities::{settlement, settlement_line};
use sea_orm::{ConnectionTrait, IntoActiveModel, Set};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{advance, demand_version};
use crate::domain::policy::Action;
use crate::domain::settlement_state::{SettlementLineState, SettlementState};
use crate::domain::state::State;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::facts::{self, Fact};
use crate::usecases::lookup;
use crate::vocabulary::IdOf;

/// Approves a municipality's share.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ApproveLineInput {
    pub line_id: IdOf<SettlementLineId>,
    /// The line's version that you read: a stale one gets CONFLICT.
    pub version: i32,
}

/// Approves a line of a settlement that was sent. The last approval settles it.
///
/// # Errors
/// FORBIDDEN for another municipality's line; ILLEGAL_TRANSITION before the settlement is sent, or
/// when the line is approved already; CONFLICT when `version` is stale.
pub async fn approve_line(op: &Op, input: ApproveLineInput) -> Result<settlement::Model> {
    let tx = op.begin().await?;
    let line = lookup::settlement_line(op, &tx, input.line_id.0, Action::ApproveLine).await?;
    let settlement = store::settlements::by_id(&tx, line.settlement_id)
        .await?
        .ok_or_else(Error::not_found)?;
    store::partnerships::lock(&tx, settlement.partnership_id).await?;
    let (settlement, line) = reread(&tx, &line).await?;
    demand_version(input.version, line.version)?;
    advance(&settlement, SettlementState::Settled)?;
    let state = approved(&line)?;
    let (id, version) = (line.id, line.version + 1);
    let mut line = line.into_active_model();
    line.state = Set(state);
    line.decided_at = Set(Some(op.now));
    line.decided_by = Set(op.account_id());
    line.version = Set(version);
    store::settlements::update_line(&tx, line).await?;
    let fact = Fact::new("SETTLEMENT_LINE_APPROVED", "settlement_line", id)
        .with(json!({ "settlementId": settlement.id }));
    facts::append(op, &tx, fact).await?;
    let settlement = settled_when_all_agree(op, &tx, settlement).await?;
    tx.commit().await?;
    Ok(settlement)
}

async fn reread(
    tx: &impl ConnectionTrait,
    line: &settlement_line::Model,
) -> Result<(settlement::Model, settlement_line::Model)> {
    let settlement = store::settlements::by_id(tx, line.settlement_id).await?;
    let line = store::settlements::line_by_id(tx, line.id).await?;
    settlement.zip(line).ok_or_else(Error::not_found)
}

fn approved(line: &settlement_line::Model) -> Result<LineState> {
    let now: SettlementLineState = line.state.as_str().parse().map_err(Error::internal)?;
    now.advance_to(SettlementLineState::Approved)
        .map_err(|refused| Error::illegal_transition(refused.from, &refused.allowed))?;
    Ok(LineState::Approved)
}

async fn settled_when_all_agree(
    op: &Op,
    tx: &impl ConnectionTrait,
    settlement: settlement::Model,
) -> Result<settlement::Model> {
    let lines = store::settlements::lines(tx, &[settlement.id]).await?;
    if lines.iter().any(|line| line.state != LineState::Approved) {
        return Ok(settlement);
    }
    let state = advance(&settlement, SettlementState::Settled)?;
    let version = settlement.version + 1;
    let mut row = settlement.into_active_model();
    row.state = Set(state);
    row.version = Set(version);
    let row = store::settlements::update(tx, row).await?;
    facts::append(
        op,
        tx,
        Fact::new("SETTLEMENT_SETTLED", "settlement", row.id),
    )
    .await?;
    Ok(row)
}
