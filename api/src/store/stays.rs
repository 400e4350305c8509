//! Stays: who lives at which centre, from when until when.

use std::collections::BTreeMap;

use entities::id::ParticipantId;
use entities::stay::{ActiveModel, Column, Entity, Model};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

/// The open stay, or else the one that ended last.
pub async fn latest(
    db: &impl ConnectionTrait,
    participant: ParticipantId,
) -> Result<Option<Model>, DbErr> {
    Ok(latest_of(db, &[participant]).await?.remove(&participant))
}

/// The latest stay of each of `participants`.
pub async fn latest_of(
    db: &impl ConnectionTrait,
    participants: &[ParticipantId],
) -> Result<BTreeMap<ParticipantId, Model>, DbErr> {
    // Later rows replace earlier ones; an open stay is always the last to begin.
    Ok(of_participants(db, participants)
        .await?
        .into_iter()
        .map(|row| (row.participant_id, row))
        .collect())
}

/// Every stay of `participants`, the earliest first.
pub async fn of_participants(
    db: &impl ConnectionTrait,
    participants: &[ParticipantId],
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ParticipantId.is_in(participants.iter().copied()))
        .order_by_asc(Column::FromOn)
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

pub async fn insert_all(db: &impl ConnectionTrait, rows: Vec<ActiveModel>) -> Result<(), DbErr> {
    Entity::insert_many(rows)
        .exec_without_returning(db)
        .await
        .map(|_| ())
}

pub async fn update(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model, DbErr> {
    Entity::update(row).exec(db).await
}
