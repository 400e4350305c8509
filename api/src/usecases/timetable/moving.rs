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
use super::refusal::Refusal;
use super::show::{self, Shown};
use super::stage::Stage;
use super::swaps::{self, ResourceSwapInput, Swap};
use super::{conflicts, fitness, revision};
use crate::domain::wall_clock;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::facts::{self, Fact};
use crate::usecases::outbox;
use crate::usecases::resources::Facts;
use crate::vocabulary::IdOf;

/// How many places a refusal names where the session could go.
const ALTERNATIVES: usize = 3;

/// A session at another time, with other resources, or both.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MoveSessionInput {
    pub session_id: IdOf<SessionId>,
    /// When it is to begin by the centre's own clock, `2017-03-09T10:00:00`; its length stays.
    pub starts_at: Option<NaiveDateTime>,
    /// Who and what is put in whose place, joins or is dropped: as an alternative says it.
    #[serde(default)]
    #[graphql(default)]
    pub swaps: Vec<ResourceSwapInput>,
    /// The version you read: a stale one gets CONFLICT.
    pub version: Option<i32>,
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
    let swaps = input.swaps.into_iter().map(Swap::from).collect();
    let id = input.session_id.0;
    change(op, id, input.version, input.starts_at, swaps).await
}

/// Puts one resource in the place of another, at the same time.
///
/// # Errors
/// As [`move_session`].
pub async fn swap_resource(op: &Op, input: SwapResourceInput) -> Result<Shown> {
    let swap = Swap {
        from: Some(input.from_id.0),
        to: Some(input.to_id.0),
        language: None,
    };
    let id = input.session_id.0;
    change(op, id, input.version, None, vec![swap]).await
}

async fn change(
    op: &Op,
    id: SessionId,
    version: Option<i32>,
    starts_at: Option<NaiveDateTime>,
    swaps: Vec<Swap>,
) -> Result<Shown> {
    let tx = op.begin().await?;
    let incoming = swaps::incoming(&swaps);
    let changing = changing::open(op, &tx, id, version, &incoming).await?;
    swaps::check(&tx, &changing, &swaps).await?;
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
        let judged = judge(op, &tx, &changing, &proposal, &facts).await?;
        if !judged.refusal.is_empty() {
            tx.rollback().await?;
            return Err(judged.explained(op, &changing, &proposal).await?);
        }
        apply(op, &tx, &changing, &proposal).await?;
    }
    let shown = show::shown(&tx, id).await?;
    tx.commit().await?;
    Ok(shown)
}

/// What is known of a proposal behind the locks.
struct Judged {
    refusal: Refusal,
    /// Absent when an overlap settled it before the engine was asked.
    stage: Option<Stage>,
}

/// What stands against a proposal. Overlaps come first, since they cost one statement; the engine
/// judges what has none, or the tables alone where the engine does not know the session.
async fn judge(
    op: &Op,
    tx: &impl ConnectionTrait,
    changing: &Changing,
    proposal: &Proposal,
    facts: &BTreeMap<ResourceId, Facts>,
) -> Result<Judged> {
    let rows: Vec<&Proposed> = proposal.fresh().collect();
    let mut refusal = Refusal::of(fitness::misplaced(proposal, facts));
    refusal.extend(conflicts::overlaps(tx, changing, &rows).await?);
    if !refusal.is_empty() {
        let stage = None;
        return Ok(Judged { refusal, stage });
    }
    let stage = Stage::load(tx, &changing.session, &changing.cohort, op.now).await?;
    if stage.is_judge() {
        refusal.extend(stage.verdict(proposal).await?);
    } else {
        refusal.extend(conflicts::find(tx, changing, proposal, &rows).await?);
        refusal.extend(fitness::find(tx, changing, proposal, facts).await?);
    }
    Ok(Judged {
        refusal,
        stage: Some(stage),
    })
}

impl Judged {
    /// HARD_CONFLICT with everything else that stands against the proposal, and with places where
    /// the session could go. The locks are gone by now: this may take its time.
    async fn explained(
        mut self,
        op: &Op,
        changing: &Changing,
        proposal: &Proposal,
    ) -> Result<Error> {
        let stage = if let Some(stage) = self.stage {
            stage
        } else {
            let tx = op.begin_read().await?;
            let stage = Stage::load(&tx, &changing.session, &changing.cohort, op.now).await?;
            tx.commit().await?;
            if stage.is_judge() {
                self.refusal.extend(stage.verdict(proposal).await?);
            }
            stage
        };
        let alternatives = stage.alternatives(ALTERNATIVES, op.now).await?;
        let (directory, language) = (stage.directory(), op.language);
        Ok(self.refusal.error(language, directory, &alternatives))
    }
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
    let changed: Vec<&Proposed> = proposal.fresh().collect();
    let dropped = proposal.dropped.iter().map(|row| row.id);
    let replaced = changed.iter().filter_map(|row| row.replaced());
    let ended: Vec<BookingId> = replaced.chain(dropped).collect();
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
        .map(|row| {
            let from = row.replaces.as_ref().map(|row| row.resource_id);
            json!({ "from": from, "to": row.resource })
        })
        .collect();
    let dropped = proposal.dropped.iter().map(|row| row.resource_id);
    let dropped: Vec<ResourceId> = dropped.collect();
    let fact = Fact::new("SESSION_MOVED", "session", session.id).with(json!({
        "from": session.starts_at, "to": proposal.starts_at, "swaps": swapped, "dropped": dropped,
    }));
    facts::append(op, tx, fact).await?;
    outbox::sessions_changed(op, tx, &[session.id], &[]).await
}

fn booking_row(op: &Op, session: &session::Model, row: &Proposed) -> booking::ActiveModel {
    booking::ActiveModel {
        id: Set(op.new_id()),
        session_id: Set(session.id),
        resource_id: Set(row.resource),
        role: Set(row.role),
        busy_from_at: Set(row.from),
        busy_until_at: Set(row.until),
        status: Set(status_of(row.role)),
        language: Set(row.language.clone()),
        created_at: Set(op.now),
        ended_at: Set(None),
    }
}
