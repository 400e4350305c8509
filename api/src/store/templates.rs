//! Templates.

use entities::id::TemplateId;
use entities::template::{Entity, Model};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

pub async fn by_id(db: &impl ConnectionTrait, id: TemplateId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}
