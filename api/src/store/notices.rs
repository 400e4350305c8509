//! Notices: the outbox, in which what somebody is to be told waits for the worker.

use chrono::{DateTime, Utc};
use entities::columns::NoticeState;
use entities::id::{HandoffId, SessionId, SettlementId};
use entities::notice::{ActiveModel, Column, Entity, Model};
use sea_orm::sea_query::{Expr, IntoCondition};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
};
use uuid::Uuid;

use super::in_chunks;

/// The states from which something may still be sent.
const UNSENT: [NoticeState; 6] = [
    NoticeState::Queued,
    NoticeState::Held,
    NoticeState::Sending,
    NoticeState::Retrying,
    NoticeState::Dead,
    NoticeState::NoChannel,
];

/// Adds notices; one that is there already, by its dedupe key, stays as it is.
pub async fn insert_new(db: &impl ConnectionTrait, rows: Vec<ActiveModel>) -> Result<(), DbErr> {
    in_chunks(rows, |rows| async move {
        Entity::insert_many(rows)
            .on_conflict_do_nothing_on([Column::DedupeKey])
            .exec_without_returning(db)
            .await
            .map(|_| ())
    })
    .await
}

/// The notices of `recipients` that may still be sent, older first.
pub async fn unsent_of_recipients(
    db: &impl ConnectionTrait,
    recipients: &[Uuid],
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::RecipientId.is_in(recipients.iter().copied()))
        .filter(Column::State.is_in(UNSENT))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

pub async fn withdraw_of_recipients(
    db: &impl ConnectionTrait,
    recipients: &[Uuid],
) -> Result<u64, DbErr> {
    withdraw(db, Column::RecipientId.is_in(recipients.iter().copied())).await
}

pub async fn withdraw_of_sessions(
    db: &impl ConnectionTrait,
    sessions: &[SessionId],
) -> Result<u64, DbErr> {
    withdraw(db, Column::SessionId.is_in(sessions.iter().copied())).await
}

pub async fn withdraw_of_handoffs(
    db: &impl ConnectionTrait,
    handoffs: &[HandoffId],
) -> Result<u64, DbErr> {
    withdraw(db, Column::HandoffId.is_in(handoffs.iter().copied())).await
}

pub async fn withdraw_of_settlements(
    db: &impl ConnectionTrait,
    settlements: &[SettlementId],
) -> Result<u64, DbErr> {
    withdraw(db, Column::SettlementId.is_in(settlements.iter().copied())).await
}

/// What was not sent never will be. A worker that is sending one finds it gone when it comes back.
async fn withdraw(db: &impl ConnectionTrait, which: impl IntoCondition) -> Result<u64, DbErr> {
    let done = Entity::update_many()
        .col_expr(Column::State, Expr::value(NoticeState::Withdrawn))
        .col_expr(Column::LeaseOwner, Expr::value(None::<String>))
        .col_expr(Column::LeaseUntilAt, Expr::value(None::<DateTime<Utc>>))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(which)
        .filter(Column::State.is_in(UNSENT))
        .exec(db)
        .await?;
    Ok(done.rows_affected)
}
