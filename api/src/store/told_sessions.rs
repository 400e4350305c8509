//! Sessions as their people were last told of them, and who their people are.

use entities::id::{ResourceId, SessionId};
use entities::told_session::{ActiveModel, Column, Entity, Model};
use entities::{booking, cohort, session};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

/// What anybody was told of `sessions`.
pub async fn of_sessions(
    db: &impl ConnectionTrait,
    sessions: &[SessionId],
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::SessionId.is_in(sessions.iter().copied()))
        .all(db)
        .await
}

/// Notes what was told, in place of what was told before.
pub async fn note(db: &impl ConnectionTrait, rows: Vec<ActiveModel>) -> Result<(), DbErr> {
    if rows.is_empty() {
        return Ok(());
    }
    let said_anew = OnConflict::columns([Column::SessionId, Column::RecipientId])
        .update_columns([
            Column::Sequence,
            Column::StartsAt,
            Column::EndsAt,
            Column::PlaceId,
            Column::IsOff,
            Column::ToldAt,
        ])
        .to_owned();
    Entity::insert_many(rows)
        .on_conflict(said_anew)
        .exec_without_returning(db)
        .await
        .map(|_| ())
}

/// Forgets what `people` were told of `sessions`: to somebody who knows nothing of a session that
/// goes on without them, nothing about it is news.
pub async fn forget(
    db: &impl ConnectionTrait,
    sessions: &[SessionId],
    people: &[ResourceId],
) -> Result<(), DbErr> {
    Entity::delete_many()
        .filter(Column::SessionId.is_in(sessions.iter().copied()))
        .filter(Column::RecipientId.is_in(people.iter().copied()))
        .exec(db)
        .await
        .map(|_| ())
}

/// Sessions with the centre they belong to, in id order.
pub async fn sessions(
    db: &impl ConnectionTrait,
    ids: &[SessionId],
) -> Result<Vec<(session::Model, cohort::Model)>, DbErr> {
    let rows = session::Entity::find()
        .find_also_related(cohort::Entity)
        .filter(session::Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(session::Column::Id)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(session, cohort)| Some((session, cohort?)))
        .collect())
}

/// Every booking that `sessions` ever had: who is no longer booked is told so.
pub async fn bookings_ever(
    db: &impl ConnectionTrait,
    sessions: &[SessionId],
) -> Result<Vec<booking::Model>, DbErr> {
    booking::Entity::find()
        .filter(booking::Column::SessionId.is_in(sessions.iter().copied()))
        .order_by_asc(booking::Column::SessionId)
        .order_by_asc(booking::Column::Role)
        .order_by_asc(booking::Column::ResourceId)
        .order_by_asc(booking::Column::CreatedAt)
        .order_by_asc(booking::Column::Id)
        .all(db)
        .await
}
