//! Shows hand-offs to the centre that makes them and the municipality that has been sent them.

use std::collections::BTreeMap;

use entities::columns::HandoffState;
use entities::id::{CentreId, HandoffId, MunicipalityId, PlacementId};
use entities::{handoff, handoff_item};

use crate::domain::handoff_package::missing;
use crate::domain::handoff_state;
use crate::domain::policy::{Action, Scopes};
use crate::error::Result;
use crate::op::Op;
use crate::store;
use crate::usecases::lookup;

/// Whose hand-offs are listed.
#[derive(Clone, Copy, Debug)]
pub enum Owner {
    Centre(CentreId),
    Municipality(MunicipalityId),
}

/// One hand-off.
pub async fn find(op: &Op, id: HandoffId) -> Result<handoff::Model> {
    let row = lookup::handoff(op, op.reader(), id, Action::ReadHandoff).await?;
    Ok(row.into_row())
}

/// The hand-offs of a centre, or those sent to a municipality, in the order in which they were
/// made; one more than `most` of them when there are more.
pub async fn list(
    op: &Op,
    owner: Owner,
    state: Option<HandoffState>,
    after: Option<HandoffId>,
    most: u64,
) -> Result<Vec<handoff::Model>> {
    let db = op.reader();
    let owner = match owner {
        Owner::Centre(id) => {
            lookup::centre(op, db, id, Action::ReadHandoff).await?;
            store::handoffs::Owner::Centre(id)
        }
        Owner::Municipality(id) => {
            op.demand(Action::ReadHandoff, &Scopes::municipality(id))?;
            store::handoffs::Owner::Municipality(id)
        }
    };
    Ok(store::handoffs::list(db, owner, state, after, most + 1).await?)
}

/// The items of `ids`, by kind: hand-offs that the actor has been shown.
pub async fn items_of(
    op: &Op,
    ids: &[HandoffId],
) -> Result<BTreeMap<HandoffId, Vec<handoff_item::Model>>> {
    op.demand_sign_in()?;
    let mut items: BTreeMap<HandoffId, Vec<handoff_item::Model>> = BTreeMap::new();
    for row in store::handoffs::items(op.reader(), ids).await? {
        items.entry(row.handoff_id).or_default().push(row);
    }
    Ok(items)
}

/// The hand-offs of `ids` that were sent: placements that the actor has been shown.
pub async fn of_placements(op: &Op, ids: &[PlacementId]) -> Result<Vec<handoff::Model>> {
    op.demand_sign_in()?;
    Ok(store::handoffs::of_placements(op.reader(), ids).await?)
}

/// Whether no mandatory item is missing.
#[must_use]
pub fn is_ready(items: &[handoff_item::Model]) -> bool {
    let kinds: Vec<_> = items.iter().map(|item| item.kind).collect();
    missing(&kinds).is_empty()
}

/// Whether a draft is past its due day.
#[must_use]
pub fn is_overdue(op: &Op, row: &handoff::Model) -> bool {
    let state = handoff_state::HandoffState::from(row.state);
    // Which zone matters for an hour or two a day, and not to a deadline of days.
    state.is_overdue(row.due_on, op.now.date_naive())
}
