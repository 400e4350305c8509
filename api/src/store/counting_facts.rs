//! Counting facts, appended and never changed.

use entities::counting_fact::{ActiveModel, Column, Entity, Model};
use entities::id::ParticipantId;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

/// Every fact about `participants`, in the order in which they were recorded.
pub async fn of_participants(
    db: &impl ConnectionTrait,
    ids: &[ParticipantId],
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ParticipantId.is_in(ids.iter().copied()))
        .order_by_asc(Column::RecordedAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

pub async fn insert_all(db: &impl ConnectionTrait, rows: Vec<ActiveModel>) -> Result<(), DbErr> {
    if rows.is_empty() {
        return Ok(());
    }
    Entity::insert_many(rows)
        .exec_without_returning(db)
        .await
        .map(|_| ())
}
