//! Doors to costs, settlements and their lines.

use entities::columns::SettlementState;
use entities::id::{CostEntryId, PartnershipId, SettlementId, SettlementLineId};
use entities::{cost_entry, partnership, settlement, settlement_line};
use sea_orm::ConnectionTrait;

use super::partnership_scopes;
use crate::domain::policy::{Action, Permitted, Scopes};
use crate::error::{Error, Result};
use crate::op::Op;
use crate::store;

/// An entry is seen by whoever reads settlements of its partnership.
pub async fn cost_entry(
    op: &Op,
    db: &impl ConnectionTrait,
    id: CostEntryId,
    action: Action,
) -> Result<Permitted<cost_entry::Model>> {
    op.demand_sign_in()?;
    let row = store::costs::by_id(db, id)
        .await?
        .ok_or_else(Error::not_found)?;
    let partnership = partnership_of(db, row.partnership_id).await?;
    let own = partnership_scopes(db, &partnership, action).await?;
    let seen = partnership_scopes(db, &partnership, Action::ReadSettlement).await?;
    open_seen(op, row, (action, &own), &seen)
}

/// A settlement belongs to the partnership, and to every municipality that it has a line for; until
/// it is sent, to the centre and who accounts alone.
pub async fn settlement(
    op: &Op,
    db: &impl ConnectionTrait,
    id: SettlementId,
    action: Action,
) -> Result<Permitted<settlement::Model>> {
    op.demand_sign_in()?;
    let row = store::settlements::by_id(db, id)
        .await?
        .ok_or_else(Error::not_found)?;
    let seen = settlement_scopes(db, &row).await?;
    let own = if action == Action::Account {
        let partnership = partnership_of(db, row.partnership_id).await?;
        partnership_scopes(db, &partnership, action).await?
    } else {
        seen.clone()
    };
    open_seen(op, row, (action, &own), &seen)
}

/// A line is seen by whoever sees the settlement, and answered by its own municipality.
pub async fn settlement_line(
    op: &Op,
    db: &impl ConnectionTrait,
    id: SettlementLineId,
    action: Action,
) -> Result<Permitted<settlement_line::Model>> {
    op.demand_sign_in()?;
    let row = store::settlements::line_by_id(db, id)
        .await?
        .ok_or_else(Error::not_found)?;
    let settlement = store::settlements::by_id(db, row.settlement_id)
        .await?
        .ok_or_else(Error::not_found)?;
    let seen = settlement_scopes(db, &settlement).await?;
    let own = match action {
        Action::ApproveLine
            if !is_out(&settlement) && !op.permits(Action::ReadSettlement, &seen) =>
        {
            return Err(Error::not_found());
        }
        Action::ApproveLine => Scopes::municipality(row.municipality_id),
        _ => seen.clone(),
    };
    open_seen(op, row, (action, &own), &seen)
}

async fn settlement_scopes(db: &impl ConnectionTrait, row: &settlement::Model) -> Result<Scopes> {
    let partnership = partnership_of(db, row.partnership_id).await?;
    if !is_out(row) {
        return Ok(working_scopes(&partnership));
    }
    let mut scopes = partnership_scopes(db, &partnership, Action::ReadSettlement).await?;
    let lines = store::settlements::lines(db, &[row.id]).await?;
    let concerned = lines.into_iter().map(|line| line.municipality_id);
    scopes.municipalities.extend(concerned);
    Ok(scopes)
}

/// Whether the municipalities have been sent a settlement.
pub fn is_out(row: &settlement::Model) -> bool {
    match row.state {
        SettlementState::Open | SettlementState::Calculated | SettlementState::Frozen => false,
        SettlementState::Sent | SettlementState::Settled | SettlementState::Corrected => true,
    }
}

/// Who sees a settlement that is still worked on: the centre, and who accounts.
pub fn working_scopes(partnership: &partnership::Model) -> Scopes {
    Scopes {
        centres: vec![partnership.centre_id],
        municipalities: partnership.accounting_municipality_id.into_iter().collect(),
    }
}

async fn partnership_of(
    db: &impl ConnectionTrait,
    id: PartnershipId,
) -> Result<partnership::Model> {
    store::partnerships::by_id(db, id)
        .await?
        .ok_or_else(Error::not_found)
}

/// Opens what the actor may do in one place and may see in another, wider one.
fn open_seen<T>(
    op: &Op,
    row: T,
    (action, own): (Action, &Scopes),
    seen: &Scopes,
) -> Result<Permitted<T>> {
    if !op.permits(action, own) && op.permits(Action::ReadSettlement, seen) {
        return Err(Error::forbidden());
    }
    op.open(row, own, action, &[])
}
