//! Busy times: when somebody, or a whole Danish group, is taken by something outside the timetable.

use entities::busy_time::{ActiveModel, Column, Entity, Model};
use entities::id::{BusyTimeId, DanishGroupId, ResourceId};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

/// As many as one statement takes on either database.
const CHUNK: usize = 1_000;

/// Everything that is known of these resources and groups.
pub async fn of_owners(
    db: &impl ConnectionTrait,
    resources: &[ResourceId],
    groups: &[DanishGroupId],
) -> Result<Vec<Model>, DbErr> {
    let owned = Condition::any()
        .add(Column::ResourceId.is_in(resources.iter().copied()))
        .add(Column::DanishGroupId.is_in(groups.iter().copied()));
    Entity::find().filter(owned).all(db).await
}

pub async fn remove(db: &impl ConnectionTrait, ids: &[BusyTimeId]) -> Result<(), DbErr> {
    for ids in ids.chunks(CHUNK) {
        Entity::delete_many()
            .filter(Column::Id.is_in(ids.iter().copied()))
            .exec(db)
            .await?;
    }
    Ok(())
}

pub async fn insert_all(db: &impl ConnectionTrait, rows: Vec<ActiveModel>) -> Result<(), DbErr> {
    let mut rows = rows.into_iter();
    loop {
        let chunk: Vec<ActiveModel> = rows.by_ref().take(CHUNK).collect();
        if chunk.is_empty() {
            return Ok(());
        }
        Entity::insert_many(chunk)
            .exec_without_returning(db)
            .await?;
    }
}
