//! The outbox as a queue: workers lease what is due, and say what became of it.

use chrono::{DateTime, Utc};
use entities::columns::NoticeState;
use entities::id::NoticeId;
use entities::notice::{ActiveModel, Column, Entity, Model};
use sea_orm::sea_query::{Expr, LockBehavior, LockType};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Set,
};

/// Waiting, by domain time `now`; to be tried again or left by a silent worker, by `real` time.
fn due(now: DateTime<Utc>, real: DateTime<Utc>) -> Condition {
    Condition::any()
        .add(
            Column::State
                .eq(NoticeState::Queued)
                .and(Column::SendAfterAt.lte(now)),
        )
        .add(
            Column::State
                .eq(NoticeState::Retrying)
                .and(Column::NextAttemptAt.lte(real)),
        )
        .add(
            Column::State
                .eq(NoticeState::Sending)
                .and(Column::LeaseUntilAt.lte(real)),
        )
}

/// Whether there is anything to claim.
pub async fn is_any_due(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
    real: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let n = Entity::find()
        .filter(due(now, real))
        .limit(1)
        .count(db)
        .await?;
    Ok(n > 0)
}

/// A worker's claim.
#[derive(Clone, Debug)]
pub struct Claim<'a> {
    pub owner: &'a str,
    pub now: DateTime<Utc>,
    pub real: DateTime<Utc>,
    /// Real time.
    pub until: DateTime<Utc>,
    pub limit: u64,
}

/// Leases up to `limit` notices that are due, older first; what another worker is taking at this
/// moment is passed over. In a writing transaction.
pub async fn claim(tx: &impl ConnectionTrait, claim: &Claim<'_>) -> Result<Vec<Model>, DbErr> {
    let ids: Vec<NoticeId> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(due(claim.now, claim.real))
        .order_by_asc(Column::SendAfterAt)
        .order_by_asc(Column::Id)
        .limit(claim.limit)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .into_tuple()
        .all(tx)
        .await?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let leased = ActiveModel {
        state: Set(NoticeState::Sending),
        lease_owner: Set(Some(claim.owner.to_owned())),
        lease_until_at: Set(Some(claim.until)),
        ..Default::default()
    };
    let mut rows = Entity::update_many()
        .set(leased)
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.is_in(ids))
        .exec_with_returning(tx)
        .await?;
    rows.sort_by_key(|row| (row.send_after_at, row.id));
    Ok(rows)
}

/// Holds on to a notice for longer; gives whether it still is the owner's to send.
pub async fn renew(
    db: &impl ConnectionTrait,
    id: NoticeId,
    owner: &str,
    until: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let done = Entity::update_many()
        .col_expr(Column::LeaseUntilAt, Expr::value(until))
        .filter(Column::Id.eq(id))
        .filter(Column::LeaseOwner.eq(owner))
        .filter(Column::State.eq(NoticeState::Sending))
        .exec(db)
        .await?;
    Ok(done.rows_affected == 1)
}

/// What became of a notice.
#[derive(Clone, Debug)]
pub struct Finish {
    pub state: NoticeState,
    pub sent_at: Option<DateTime<Utc>>,
    pub message_id: Option<String>,
    pub failure_code: Option<String>,
    /// Real time.
    pub next_attempt_at: Option<DateTime<Utc>>,
}

/// Ends a lease; nothing happens to a notice that has been taken over or withdrawn.
pub async fn finish(
    db: &impl ConnectionTrait,
    id: NoticeId,
    owner: &str,
    finish: Finish,
) -> Result<bool, DbErr> {
    let change = ActiveModel {
        state: Set(finish.state),
        sent_at: Set(finish.sent_at),
        message_id: Set(finish.message_id),
        failure_code: Set(finish.failure_code),
        next_attempt_at: Set(finish.next_attempt_at),
        lease_owner: Set(None),
        lease_until_at: Set(None),
        ..Default::default()
    };
    let done = Entity::update_many()
        .set(change)
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id))
        .filter(Column::LeaseOwner.eq(owner))
        .filter(Column::State.eq(NoticeState::Sending))
        .exec(db)
        .await?;
    Ok(done.rows_affected == 1)
}
