//! What was done, appended and never changed.

use entities::change_event::{ActiveModel, Entity};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

pub async fn insert(db: &impl ConnectionTrait, row: ActiveModel) -> Result<(), DbErr> {
    Entity::insert(row)
        .exec_without_returning(db)
        .await
        .map(|_| ())
}
