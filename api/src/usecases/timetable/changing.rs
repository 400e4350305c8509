//! Opening a session for a change: behind the locks of everything it books.

use std::collections::BTreeSet;

use chrono_tz::Tz;
use entities::columns::SessionState;
use entities::id::{ResourceId, SessionId};
use entities::{booking, centre, cohort, session};
use sea_orm::ConnectionTrait;

use crate::domain::plan_state;
use crate::domain::policy::Action;
use crate::domain::state::State;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::{lookup, zone_of};

/// A published session that has not begun, as it stands behind the locks.
#[derive(Clone, Debug)]
pub(super) struct Changing {
    pub(super) session: session::Model,
    pub(super) bookings: Vec<booking::Model>,
    pub(super) cohort: cohort::Model,
    pub(super) centre: centre::Model,
    pub(super) zone: Tz,
}

/// Opens a session for a change, raising the revisions of what it books and of `also`.
///
/// # Errors
/// CONFLICT when `version` is stale or somebody changes it meanwhile; ILLEGAL_TRANSITION unless it
/// is published; VALIDATION when it has begun.
pub(super) async fn open(
    op: &Op,
    tx: &impl ConnectionTrait,
    id: SessionId,
    version: Option<i32>,
    also: &[ResourceId],
) -> Result<Changing> {
    lookup::session(op, tx, id, Action::ChangeTimetable).await?;
    let seen = store::bookings::of_sessions(tx, &[id]).await?;
    let mut locked: BTreeSet<ResourceId> = seen.iter().map(|row| row.resource_id).collect();
    locked.extend(also);
    let ordered: Vec<ResourceId> = locked.iter().copied().collect();
    store::resources::raise_revisions(tx, &ordered).await?;
    let session = store::sessions::by_id(tx, id)
        .await?
        .ok_or_else(Error::not_found)?;
    let bookings = store::bookings::of_sessions(tx, &[id]).await?;
    let is_behind_locks = bookings.iter().all(|row| locked.contains(&row.resource_id));
    if !is_behind_locks || version.is_some_and(|version| version != session.version) {
        return Err(Error::stale(session.version));
    }
    demand_open(op, &session)?;
    let cohort = store::cohorts::by_id(tx, session.cohort_id)
        .await?
        .ok_or_else(Error::not_found)?;
    let centre = store::centres::by_id(tx, cohort.centre_id)
        .await?
        .ok_or_else(Error::not_found)?;
    let zone = zone_of(&centre)?;
    Ok(Changing {
        session,
        bookings,
        cohort,
        centre,
        zone,
    })
}

fn demand_open(op: &Op, session: &session::Model) -> Result<()> {
    if session.state != SessionState::Published {
        let state: plan_state::SessionState =
            session.state.as_str().parse().map_err(Error::internal)?;
        return Err(Error::illegal_transition(state, state.allowed()));
    }
    if session.starts_at <= op.now {
        return Err(Error::invalid("input.sessionId", "SESSION_BEGUN"));
    }
    Ok(())
}
