//! Consents, given and withdrawn.

use entities::consent::{ActiveModel, Column, Entity, Model};
use entities::id::{ConsentId, ParticipantId};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

pub async fn by_id(db: &impl ConnectionTrait, id: ConsentId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// Every consent of `participants`, withdrawn ones too, the oldest first.
pub async fn of_participants(
    db: &impl ConnectionTrait,
    ids: &[ParticipantId],
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ParticipantId.is_in(ids.iter().copied()))
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

pub async fn insert(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model, DbErr> {
    Entity::insert(row).exec_with_returning(db).await
}

pub async fn update(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model, DbErr> {
    Entity::update(row).exec(db).await
}
