//! The door to consents, hand-offs, and the people a municipality receives.

use entities::columns::PlacementState;
use entities::id::{ConsentId, HandoffId, ParticipantId};
use entities::{consent, handoff, placement};
use sea_orm::ConnectionTrait;

use crate::domain::policy::{Action, Permitted, Scopes};
use crate::error::{Error, Result};
use crate::op::Op;
use crate::store;

/// A consent belongs to the centre of its participant's latest stay.
pub async fn consent(
    op: &Op,
    db: &impl ConnectionTrait,
    id: ConsentId,
    action: Action,
) -> Result<Permitted<consent::Model>> {
    op.demand_sign_in()?;
    let row = store::consents::by_id(db, id)
        .await?
        .ok_or_else(Error::not_found)?;
    let stay = store::stays::latest(db, row.participant_id)
        .await?
        .ok_or_else(Error::not_found)?;
    let scopes = Scopes::centre(stay.centre_id);
    op.open(row, &scopes, action, &[Action::ReadParticipants])
}

/// A hand-off belongs to its centre, and from sending on to its municipality, as long as the
/// placement holds.
pub async fn handoff(
    op: &Op,
    db: &impl ConnectionTrait,
    id: HandoffId,
    action: Action,
) -> Result<Permitted<handoff::Model>> {
    op.demand_sign_in()?;
    let row = store::handoffs::by_id(db, id)
        .await?
        .ok_or_else(Error::not_found)?;
    let placement = store::placements::by_id(db, row.placement_id).await?;
    let holds = placement.is_some_and(|row| row.state == PlacementState::Active);
    let mut scopes = Scopes::centre(row.centre_id);
    if holds && store::handoffs::SHOWN.contains(&row.state) {
        scopes.municipalities.push(row.municipality_id);
    }
    op.open(row, &scopes, action, &[Action::ReadHandoff])
}

/// Somebody with an active placement, as the municipality that receives them sees it.
pub async fn incoming(
    op: &Op,
    db: &impl ConnectionTrait,
    id: ParticipantId,
) -> Result<Permitted<placement::Model>> {
    op.demand_sign_in()?;
    let row = store::placements::active_of(db, &[id])
        .await?
        .remove(&id)
        .ok_or_else(Error::not_found)?;
    let scopes = Scopes::municipality(row.municipality_id);
    op.open(row, &scopes, Action::ReadIncoming, &[])
}
