//! Who came to which session; a correction supersedes and nothing is deleted.

use chrono::{DateTime, Utc};
use entities::attendance::{ActiveModel, Column, Entity, Model};
use entities::columns::{BookingRole, SessionState};
use entities::id::{AttendanceId, ParticipantId, ResourceId, SessionId};
use entities::{booking, session};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait,
};

use super::in_chunks;

/// What holds of `sessions`, by session and participant.
pub async fn of_sessions(
    db: &impl ConnectionTrait,
    sessions: &[SessionId],
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::SessionId.is_in(sessions.iter().copied()))
        .filter(Column::SupersededAt.is_null())
        .order_by_asc(Column::SessionId)
        .order_by_asc(Column::ParticipantId)
        .all(db)
        .await
}

/// What holds of `participants`, in every session.
pub async fn of_participants(
    db: &impl ConnectionTrait,
    participants: &[ParticipantId],
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ParticipantId.is_in(participants.iter().copied()))
        .filter(Column::SupersededAt.is_null())
        .order_by_asc(Column::ParticipantId)
        .order_by_asc(Column::SessionId)
        .all(db)
        .await
}

/// A session that somebody had a place in.
pub type Offered = (ResourceId, SessionId, DateTime<Utc>, DateTime<Utc>);

/// The sessions, not cancelled and ended by `now`, in which `participants` had a place.
pub async fn offered(
    db: &impl ConnectionTrait,
    participants: &[ParticipantId],
    now: DateTime<Utc>,
) -> Result<Vec<Offered>, DbErr> {
    let resources = participants.iter().map(|id| ResourceId::from(*id));
    booking::Entity::find()
        .select_only()
        .column(booking::Column::ResourceId)
        .column(session::Column::Id)
        .column(session::Column::StartsAt)
        .column(session::Column::EndsAt)
        .join(JoinType::InnerJoin, booking::Relation::Session.def())
        .filter(booking::Column::ResourceId.is_in(resources))
        .filter(booking::Column::Role.eq(BookingRole::Participant))
        .filter(booking::Column::EndedAt.is_null())
        .filter(session::Column::State.ne(SessionState::Cancelled))
        .filter(session::Column::EndsAt.lte(now))
        .order_by_asc(booking::Column::ResourceId)
        .order_by_asc(session::Column::Id)
        .into_tuple()
        .all(db)
        .await
}

pub async fn supersede(
    db: &impl ConnectionTrait,
    ids: &[AttendanceId],
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::SupersededAt, Expr::value(at))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .exec(db)
        .await
        .map(|_| ())
}

pub async fn insert_all(db: &impl ConnectionTrait, rows: Vec<ActiveModel>) -> Result<(), DbErr> {
    in_chunks(rows, |chunk| async move {
        Entity::insert_many(chunk)
            .exec_without_returning(db)
            .await
            .map(|_| ())
    })
    .await
}
