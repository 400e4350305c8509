//! What a session was before a change, kept with who changed it and why.

use entities::columns::{BookingSnapshot, BookingSnapshots, SessionChange};
use entities::{booking, session, session_revision};
use sea_orm::Set;

use crate::op::Op;

/// The row that keeps `session` and its `bookings` as they are before `change`.
pub(in crate::usecases) fn before<'a>(
    op: &Op,
    session: &session::Model,
    bookings: impl Iterator<Item = &'a booking::Model>,
    change: SessionChange,
    reason: Option<&str>,
) -> session_revision::ActiveModel {
    let snapshots = bookings.map(|booking| BookingSnapshot {
        role: booking.role,
        resource_id: booking.resource_id,
        language: booking.language.clone(),
        busy_from_at: booking.busy_from_at,
        busy_until_at: booking.busy_until_at,
        status: booking.status,
    });
    session_revision::ActiveModel {
        id: Set(op.new_id()),
        session_id: Set(session.id),
        sequence: Set(session.sequence),
        change: Set(change),
        starts_at: Set(session.starts_at),
        ends_at: Set(session.ends_at),
        bookings: Set(BookingSnapshots(snapshots.collect())),
        reason: Set(reason.map(ToOwned::to_owned)),
        changed_by: Set(op.account_id()),
        changed_at: Set(op.now),
    }
}
