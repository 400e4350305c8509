//! The live timetable: sessions with what they book, and what they were before each change.

use chrono::{DateTime, Utc};
use entities::columns::SessionState;
use entities::id::{BookingId, CohortId, ResourceId, SessionId};
use entities::{booking, session, session_revision};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait,
};

pub async fn sessions(
    db: &impl ConnectionTrait,
    ids: &[SessionId],
) -> Result<Vec<session::Model>, DbErr> {
    session::Entity::find()
        .filter(session::Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(session::Column::StartsAt)
        .order_by_asc(session::Column::Id)
        .all(db)
        .await
}

/// The standing bookings of `sessions`, by session, role and age.
pub async fn bookings(
    db: &impl ConnectionTrait,
    sessions: &[SessionId],
) -> Result<Vec<booking::Model>, DbErr> {
    booking::Entity::find()
        .filter(booking::Column::SessionId.is_in(sessions.iter().copied()))
        .filter(booking::Column::EndedAt.is_null())
        .order_by_asc(booking::Column::SessionId)
        .order_by_asc(booking::Column::Role)
        .order_by_asc(booking::Column::Id)
        .all(db)
        .await
}

/// The published sessions that begin at or after `from` and book one of `resources`; of one
/// cohort, where one is given.
pub async fn future_sessions_of(
    db: &impl ConnectionTrait,
    resources: &[ResourceId],
    from: DateTime<Utc>,
    cohort: Option<CohortId>,
) -> Result<Vec<SessionId>, DbErr> {
    let mut query = session::Entity::find()
        .select_only()
        .column(session::Column::Id)
        .distinct()
        .join(JoinType::InnerJoin, booking::Relation::Session.def().rev())
        .filter(booking::Column::ResourceId.is_in(resources.iter().copied()))
        .filter(booking::Column::EndedAt.is_null())
        .filter(session::Column::State.eq(SessionState::Published))
        .filter(session::Column::StartsAt.gte(from))
        .order_by_asc(session::Column::Id);
    if let Some(cohort) = cohort {
        query = query.filter(session::Column::CohortId.eq(cohort));
    }
    query.into_tuple().all(db).await
}

pub async fn end_bookings(
    db: &impl ConnectionTrait,
    ids: &[BookingId],
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    booking::Entity::update_many()
        .col_expr(booking::Column::EndedAt, Expr::value(at))
        .filter(booking::Column::Id.is_in(ids.iter().copied()))
        .exec(db)
        .await
        .map(|_| ())
}

/// Cancels `ids`: the state, the reason, one more in the sequence.
pub async fn cancel(
    db: &impl ConnectionTrait,
    ids: &[SessionId],
    reason: &str,
) -> Result<(), DbErr> {
    session::Entity::update_many()
        .col_expr(session::Column::State, Expr::value(SessionState::Cancelled))
        .col_expr(session::Column::CancelReason, Expr::value(reason))
        .col_expr(
            session::Column::Sequence,
            Expr::col(session::Column::Sequence).add(1),
        )
        .col_expr(
            session::Column::Version,
            Expr::col(session::Column::Version).add(1),
        )
        .filter(session::Column::Id.is_in(ids.iter().copied()))
        .exec(db)
        .await
        .map(|_| ())
}

/// Raises the version of sessions whose bookings change.
pub async fn touch(db: &impl ConnectionTrait, ids: &[SessionId]) -> Result<(), DbErr> {
    session::Entity::update_many()
        .col_expr(
            session::Column::Version,
            Expr::col(session::Column::Version).add(1),
        )
        .filter(session::Column::Id.is_in(ids.iter().copied()))
        .exec(db)
        .await
        .map(|_| ())
}

pub async fn insert_revisions(
    db: &impl ConnectionTrait,
    rows: Vec<session_revision::ActiveModel>,
) -> Result<(), DbErr> {
    session_revision::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await
        .map(|_| ())
}
