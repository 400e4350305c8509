//! Pinning and cancelling a session, and what third parties answer.

use std::collections::BTreeMap;

use async_graphql::InputObject;
use entities::columns::{BookingStatus, SessionChange};
use entities::id::{BookingId, ResourceId, SessionId};
use entities::{booking, session};
use sea_orm::{ConnectionTrait, Set};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::changing::{self, Changing};
use super::proposal::{Proposal, status_of};
use super::refusal::Refusal;
use super::show::{self, Shown};
use super::{conflicts, revision};
use crate::error::{Error, Faults, Result};
use crate::i18n::Language;
use crate::op::Op;
use crate::store;
use crate::usecases::facts::{self, Fact};
use crate::usecases::{outbox, rules};
use crate::vocabulary::{BookingStatusName, IdOf};

/// Whether plans may move a session.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PinSessionInput {
    pub session_id: IdOf<SessionId>,
    /// True: plans leave it where it is; false: they may move it again.
    pub is_pinned: bool,
    /// The version you read: a stale one gets CONFLICT.
    pub version: Option<i32>,
}

/// A session that is not held after all.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CancelSessionInput {
    pub session_id: IdOf<SessionId>,
    /// Why; those who are told read it.
    pub reason: String,
    /// The version you read: a stale one gets CONFLICT.
    pub version: Option<i32>,
}

/// What an interpreter or a company answered.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RespondToBookingInput {
    pub session_id: IdOf<SessionId>,
    /// The interpreter or company.
    pub resource_id: IdOf<ResourceId>,
    /// `CONFIRMED` or `DECLINED`.
    pub status: BookingStatusName,
    /// The version you read: a stale one gets CONFLICT.
    pub version: Option<i32>,
}

/// Pins a session, or lets it go. Nobody is told: nothing changes for anybody.
pub async fn pin_session(op: &Op, input: PinSessionInput) -> Result<Shown> {
    let tx = op.begin().await?;
    let open = changing::open(op, &tx, input.session_id.0, input.version, &[]).await?;
    let session = &open.session;
    if session.pinned != input.is_pinned {
        let change = if input.is_pinned {
            SessionChange::Pinned
        } else {
            SessionChange::Unpinned
        };
        let kept = revision::before(op, session, open.bookings.iter(), change, None);
        store::sessions::insert_revisions(&tx, vec![kept]).await?;
        let row = session::ActiveModel {
            id: Set(session.id),
            pinned: Set(input.is_pinned),
            version: Set(session.version + 1),
            ..Default::default()
        };
        store::sessions::update(&tx, row).await?;
        let fact = Fact::new("SESSION_PINNED", "session", session.id)
            .with(json!({ "isPinned": input.is_pinned }));
        facts::append(op, &tx, fact).await?;
    }
    let shown = show::shown(&tx, session.id).await?;
    tx.commit().await?;
    Ok(shown)
}

/// Cancels a session: everybody is free again, and is told.
pub async fn cancel_session(op: &Op, input: CancelSessionInput) -> Result<Shown> {
    let mut faults = Faults::default();
    rules::text(&mut faults, "input.reason", &input.reason, 200);
    let tx = op.begin().await?;
    let open = changing::open(op, &tx, input.session_id.0, input.version, &[]).await?;
    faults.done()?;
    let (session, reason) = (&open.session, input.reason.trim());
    let change = SessionChange::Cancelled;
    let kept = revision::before(op, session, open.bookings.iter(), change, Some(reason));
    store::sessions::insert_revisions(&tx, vec![kept]).await?;
    store::bookings::end_of_sessions(&tx, &[session.id], op.now).await?;
    store::timetable::cancel(&tx, &[session.id], reason).await?;
    let fact = Fact::new("SESSION_CANCELLED", "session", session.id);
    facts::append(op, &tx, fact).await?;
    outbox::sessions_changed(op, &tx, &[session.id], &[]).await?;
    let shown = show::shown(&tx, session.id).await?;
    tx.commit().await?;
    Ok(shown)
}

/// Notes what a third party answered, on its behalf.
///
/// # Errors
/// VALIDATION unless the session books it and it is asked at all; HARD_CONFLICT when one that had
/// declined agrees after all and is taken by now.
pub async fn respond_to_booking(op: &Op, input: RespondToBookingInput) -> Result<Shown> {
    let tx = op.begin().await?;
    let also = [input.resource_id.0];
    let open = changing::open(op, &tx, input.session_id.0, input.version, &also).await?;
    let found = open
        .bookings
        .iter()
        .find(|row| row.resource_id == input.resource_id.0);
    let booking = found.ok_or_else(|| Error::invalid("input.resourceId", "NOT_IN_SESSION"))?;
    let mut faults = Faults::default();
    let is_asked = status_of(booking.role) == BookingStatus::Requested;
    faults.demand(is_asked, "input.resourceId", "NOT_ASKED");
    let status = BookingStatus::from(input.status);
    let is_answer = status != BookingStatus::Requested;
    faults.demand(is_answer, "input.status", "NOT_AN_ANSWER");
    faults.done()?;
    let declined = booking.status == BookingStatus::Declined;
    if declined && status == BookingStatus::Confirmed {
        demand_free(&tx, &open, booking.id, op.language).await?;
    }
    answer(&tx, booking.id, status).await?;
    store::timetable::touch(&tx, &[open.session.id]).await?;
    let fact = Fact::new("BOOKING_ANSWERED", "session", open.session.id)
        .with(json!({ "resource": booking.resource_id, "status": status.as_str() }));
    facts::append(op, &tx, fact).await?;
    let shown = show::shown(&tx, open.session.id).await?;
    tx.commit().await?;
    Ok(shown)
}

async fn answer(tx: &impl ConnectionTrait, id: BookingId, status: BookingStatus) -> Result<()> {
    let row = booking::ActiveModel {
        id: Set(id),
        status: Set(status),
        ..Default::default()
    };
    Ok(store::bookings::update(tx, row).await?)
}

/// One that had declined may be taken by now.
async fn demand_free(
    tx: &impl ConnectionTrait,
    open: &Changing,
    id: BookingId,
    language: Language,
) -> Result<()> {
    let mut agreed = open.clone();
    for row in &mut agreed.bookings {
        if row.id == id {
            row.status = BookingStatus::Confirmed;
        }
    }
    let starts_at = open.session.starts_at;
    let same = Proposal::new(&agreed, starts_at, &[], &BTreeMap::new());
    let rows = same.bookings.iter();
    let rows: Vec<_> = rows.filter(|row| row.replaced() == Some(id)).collect();
    let mut broken = conflicts::overlaps(tx, &agreed, &rows).await?;
    broken.extend(conflicts::find(tx, &agreed, &same, &rows).await?);
    Refusal::of(broken).done(language)
}
