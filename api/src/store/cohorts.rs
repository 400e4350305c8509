//! Cohorts.

use entities::cohort::{Entity, Model};
use entities::id::CohortId;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

pub async fn by_id(db: &impl ConnectionTrait, id: CohortId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}
