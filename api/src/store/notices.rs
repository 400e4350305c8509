//! Notices: the outbox, in which what somebody is to be told waits for the worker.

mod queue;

use chrono::{DateTime, Utc};
use entities::columns::NoticeState;
use entities::id::{CentreId, HandoffId, NoticeId, SessionId, SettlementId};
use entities::notice::{ActiveModel, Column, Entity, Model};
use sea_orm::sea_query::{Expr, IntoCondition};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

pub use self::queue::{Claim, Finish, claim, finish, is_any_due, renew};
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

/// Which of a centre's notices.
#[derive(Clone, Debug, Default)]
pub struct Which {
    pub state: Option<NoticeState>,
    pub session: Option<SessionId>,
    pub recipient: Option<Uuid>,
    /// Those queued before this one.
    pub before: Option<NoticeId>,
}

pub async fn by_id(db: &impl ConnectionTrait, id: NoticeId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// A centre's notices, the last queued first.
pub async fn of_centre(
    db: &impl ConnectionTrait,
    centre: CentreId,
    which: &Which,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let mut query = Entity::find().filter(Column::CentreId.eq(centre));
    if let Some(state) = which.state {
        query = query.filter(Column::State.eq(state));
    }
    if let Some(session) = which.session {
        query = query.filter(Column::SessionId.eq(session));
    }
    if let Some(recipient) = which.recipient {
        query = query.filter(Column::RecipientId.eq(recipient));
    }
    if let Some(before) = which.before {
        query = query.filter(Column::Id.lt(before));
    }
    query.order_by_desc(Column::Id).limit(limit).all(db).await
}

/// Changes a notice that is still of `version`; gives whether it was.
pub async fn update(
    db: &impl ConnectionTrait,
    id: NoticeId,
    version: i32,
    change: ActiveModel,
) -> Result<bool, DbErr> {
    let done = Entity::update_many()
        .set(change)
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .exec(db)
        .await?;
    Ok(done.rows_affected == 1)
}

/// The notices on their way to somebody about one of `sessions`.
pub async fn on_their_way(
    db: &impl ConnectionTrait,
    sessions: &[SessionId],
) -> Result<Vec<(SessionId, Uuid, NoticeId)>, DbErr> {
    let on_their_way = [
        NoticeState::Queued,
        NoticeState::Held,
        NoticeState::Sending,
        NoticeState::Retrying,
    ];
    Entity::find()
        .select_only()
        .columns([Column::SessionId, Column::RecipientId, Column::Id])
        .filter(Column::SessionId.is_in(sessions.iter().copied()))
        .filter(Column::State.is_in(on_their_way))
        .into_tuple()
        .all(db)
        .await
}

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
