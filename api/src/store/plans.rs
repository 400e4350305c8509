//! Plans.

use entities::id::PlanId;
use entities::plan::{Entity, Model};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

pub async fn by_id(db: &impl ConnectionTrait, id: PlanId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}
