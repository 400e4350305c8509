//! Sessions.

use entities::id::SessionId;
use entities::session::{Entity, Model};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

pub async fn by_id(db: &impl ConnectionTrait, id: SessionId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}
