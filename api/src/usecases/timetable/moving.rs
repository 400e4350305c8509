//! Moving a session, and putting others in somebody's place.

use std::collections::BTreeMap;

use async_graphql::InputObject;
use chrono::NaiveDateTime;
use entities::columns::SessionChange;
use entities::id::{BookingId, ResourceId, SessionId};
use entities::{booking, session};
use sea_orm::{ConnectionTrait, Set};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::changing::{self, Changing};
use super::proposal::{Proposal, Proposed, status_of};
use super::show::{self, Shown};
use super::{conflicts, fitness, revision};
use crate::domain::wall_clock;
use crate::error::{Error, Fault, Faults, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::facts::{self, Fact};
use crate::usecases::outbox;
use crate::vocabulary::IdOf;

/// A session at another time, with other resources, or both.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MoveSessionInput {
    pub session_id: IdOf<SessionId>,
    /// When it is to begin by the centre's own clock, `2017-03-09T10:00:00`; its length stays.
    pub starts_at: Option<NaiveDateTime>,
    /// Who and what is put in whose place.
    #[serde(default)]
    #[graphql(default)]
    pub swaps: Vec<ResourceSwapInput>,
    /// The version you read: a stale one gets CONFLICT.
    pub version: Option<i32>,
}

/// One resource in the place of another.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ResourceSwapInput {
    /// What the session books now.
    pub from_id: IdOf<ResourceId>,
    /// What it is to book instead.
    pub to_id: IdOf<ResourceId>,
}

/// One resource of a session in the place of another; the time stays.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SwapResourceInput {
    pub session_id: IdOf<SessionId>,
    /// What the session books now.
    pub from_id: IdOf<ResourceId>,
    /// What it is to book instead.
    pub to_id: IdOf<ResourceId>,
    /// The version you read: a stale one gets CONFLICT.
    pub version: Option<i32>,
}

/// Moves a session, or gives it other resources.
///
/// # Errors
/// HARD_CONFLICT with rule, whom and alternatives; CONFLICT when somebody changed it before;
/// VALIDATION when it has begun or would begin in the past; ILLEGAL_TRANSITION unless published.
pub async fn move_session(op: &Op, input: MoveSessionInput) -> Result<Shown> {
    if input.starts_at.is_none() && input.swaps.is_empty() {
        return Err(Error::invalid("input.startsAt", "REQUIRED"));
    }
    let swaps: BTreeMap<ResourceId, ResourceId> = input
        .swaps
        .iter()
        .map(|swap| (swap.from_id.0, swap.to_id.0))
        .collect();
    change(
        op,
        input.session_id.0,
        input.version,
        input.starts_at,
        swaps,
    )
    .await
}

/// Puts one resource in the place of another, at the same time.
///
/// # Errors
/// As [`move_session`].
pub async fn swap_resource(op: &Op, input: SwapResourceInput) -> Result<Shown> {
    let swaps = BTreeMap::from([(input.from_id.0, input.to_id.0)]);
    change(op, input.session_id.0, input.version, None, swaps).await
}

async fn change(
    op: &Op,
    id: SessionId,
    version: Option<i32>,
    starts_at: Option<NaiveDateTime>,
    swaps: BTreeMap<ResourceId, ResourceId>,
) -> Result<Shown> {
    let tx = op.begin().await?;
    let incoming: Vec<ResourceId> = swaps.values().copied().collect();
    let changing = changing::open(op, &tx, id, version, &incoming).await?;
    check_swaps(&tx, &changing, &swaps).await?;
    let starts_at = match starts_at {
        Some(local) => wall_clock::instant(changing.zone, local),
        None => changing.session.starts_at,
    };
    if starts_at <= op.now {
        return Err(Error::invalid("input.startsAt", "IN_THE_PAST"));
    }
    let mut ids: Vec<ResourceId> = changing
        .bookings
        .iter()
        .map(|row| row.resource_id)
        .collect();
    ids.extend(&incoming);
    let facts = fitness::facts(&tx, &ids).await?;
    let proposal = Proposal::new(&changing, starts_at, &swaps, &facts);
    if proposal.is_change {
        let mut broken = conflicts::find(&tx, &changing, &proposal).await?;
        broken.extend(fitness::find(&tx, &changing, &proposal, &facts).await?);
        conflicts::refuse(&broken)?;
        apply(op, &tx, &changing, &proposal).await?;
    }
    let shown = show::shown(&tx, id).await?;
    tx.commit().await?;
    Ok(shown)
}

/// What is swapped out is booked, what is swapped in belongs to the centre and is not there yet.
async fn check_swaps(
    tx: &impl ConnectionTrait,
    changing: &Changing,
    swaps: &BTreeMap<ResourceId, ResourceId>,
) -> Result<()> {
    let mut faults = Faults::default();
    let is_booked = |id: &ResourceId| changing.bookings.iter().any(|row| row.resource_id == *id);
    let incoming: Vec<ResourceId> = swaps.values().copied().collect();
    let rows = store::resources::by_ids(tx, &incoming).await?;
    let day = wall_clock::local(changing.zone, changing.session.starts_at).date();
    for (from, to) in swaps {
        if !is_booked(from) {
            faults.add(Fault::new("input.fromId", "NOT_IN_SESSION"));
        }
        let is_own = rows.iter().any(|row| {
            row.id == *to
                && row.centre_id == changing.centre.id
                && row.retired_on.is_none_or(|last| day < last)
        });
        if !is_own || is_booked(to) {
            faults.add(Fault::new("input.toId", "UNKNOWN_RESOURCE"));
        }
    }
    faults.done()
}

/// Writes what the proposal changes, keeping what was.
async fn apply(
    op: &Op,
    tx: &impl ConnectionTrait,
    changing: &Changing,
    proposal: &Proposal,
) -> Result<()> {
    let session = &changing.session;
    let is_moved = session.starts_at != proposal.starts_at;
    let change = if is_moved {
        SessionChange::Moved
    } else {
        SessionChange::ResourceChanged
    };
    let kept = revision::before(op, session, changing.bookings.iter(), change, None);
    let changed: Vec<&Proposed> = proposal
        .bookings
        .iter()
        .filter(|row| row.is_changed())
        .collect();
    let ended: Vec<BookingId> = changed.iter().map(|row| row.replaces.id).collect();
    store::bookings::end(tx, &ended, op.now).await?;
    let rows = changed.iter().map(|row| booking_row(op, session, row));
    store::bookings::insert_all(tx, rows.collect()).await?;
    let row = session::ActiveModel {
        id: Set(session.id),
        starts_at: Set(proposal.starts_at),
        ends_at: Set(proposal.ends_at),
        sequence: Set(session.sequence + 1),
        version: Set(session.version + 1),
        ..Default::default()
    };
    store::sessions::update(tx, row).await?;
    store::sessions::insert_revisions(tx, vec![kept]).await?;
    let swapped: Vec<_> = changed
        .iter()
        .filter(|row| row.is_swapped())
        .map(|row| json!({ "from": row.replaces.resource_id, "to": row.resource }))
        .collect();
    let fact = Fact::new("SESSION_MOVED", "session", session.id).with(json!({
        "from": session.starts_at, "to": proposal.starts_at, "swaps": swapped,
    }));
    facts::append(op, tx, fact).await?;
    outbox::sessions_changed(op, tx, &[session.id], &[]).await
}

fn booking_row(op: &Op, session: &session::Model, row: &Proposed) -> booking::ActiveModel {
    booking::ActiveModel {
        id: Set(op.new_id()),
        session_id: Set(session.id),
        resource_id: Set(row.resource),
        role: Set(row.role()),
        busy_from_at: Set(row.from),
        busy_until_at: Set(row.until),
        status: Set(status_of(row.role())),
        language: Set(row.replaces.language.clone()),
        created_at: Set(op.now),
        ended_at: Set(None),
    }
}
