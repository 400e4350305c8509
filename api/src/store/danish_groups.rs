//! Danish groups: who is taught Danish together, by others than the course.

use entities::danish_group::{ActiveModel, Column, Entity, Model};
use entities::danish_group_member;
use entities::id::{CentreId, DanishGroupId, ParticipantId};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, Set};

pub async fn by_keys(
    db: &impl ConnectionTrait,
    centre: CentreId,
    keys: &[String],
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::CentreId.eq(centre))
        .filter(Column::Key.is_in(keys))
        .all(db)
        .await
}

/// The centre's groups, by key.
pub async fn of_centre(db: &impl ConnectionTrait, centre: CentreId) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::CentreId.eq(centre))
        .order_by_asc(Column::Key)
        .all(db)
        .await
}

/// Who belongs to which of the groups.
pub async fn members(
    db: &impl ConnectionTrait,
    ids: &[DanishGroupId],
) -> Result<Vec<danish_group_member::Model>, DbErr> {
    danish_group_member::Entity::find()
        .filter(danish_group_member::Column::DanishGroupId.is_in(ids.iter().copied()))
        .order_by_asc(danish_group_member::Column::ParticipantId)
        .all(db)
        .await
}

/// Makes `participants` the members of the group, and nobody else.
pub async fn set_members(
    db: &impl ConnectionTrait,
    id: DanishGroupId,
    participants: &[ParticipantId],
) -> Result<(), DbErr> {
    danish_group_member::Entity::delete_many()
        .filter(danish_group_member::Column::DanishGroupId.eq(id))
        .exec(db)
        .await?;
    if participants.is_empty() {
        return Ok(());
    }
    let rows = participants
        .iter()
        .map(|one| danish_group_member::ActiveModel {
            danish_group_id: Set(id),
            participant_id: Set(*one),
        });
    danish_group_member::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await
        .map(|_| ())
}

pub async fn insert(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model, DbErr> {
    Entity::insert(row).exec_with_returning(db).await
}

pub async fn update(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model, DbErr> {
    Entity::update(row).exec(db).await
}
