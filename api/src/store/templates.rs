//! Versions of programme templates.

use entities::columns::TemplateState;
use entities::id::{CentreId, TemplateId};
use entities::template::{ActiveModel, Column, Entity, Model};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use crate::domain::policy::Reach;

pub async fn by_id(db: &impl ConnectionTrait, id: TemplateId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// Those of `ids` that belong to centres within `reach`.
pub async fn by_ids(
    db: &impl ConnectionTrait,
    reach: &Reach,
    ids: &[TemplateId],
) -> Result<Vec<Model>, DbErr> {
    let mut query = Entity::find().filter(Column::Id.is_in(ids.iter().copied()));
    if !reach.everywhere {
        query = query.filter(Column::CentreId.is_in(reach.scopes.centres.iter().copied()));
    }
    query.all(db).await
}

/// The centre's versions, by key, the newest first.
pub async fn of_centre(db: &impl ConnectionTrait, centre: CentreId) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::CentreId.eq(centre))
        .order_by_asc(Column::Key)
        .order_by_desc(Column::Number)
        .all(db)
        .await
}

/// The newest version of a key, draft or not.
pub async fn newest(
    db: &impl ConnectionTrait,
    centre: CentreId,
    key: &str,
) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::CentreId.eq(centre))
        .filter(Column::Key.eq(key))
        .order_by_desc(Column::Number)
        .one(db)
        .await
}

/// The newest version of a key that is published.
pub async fn newest_published(
    db: &impl ConnectionTrait,
    centre: CentreId,
    key: &str,
) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::CentreId.eq(centre))
        .filter(Column::Key.eq(key))
        .filter(Column::State.eq(TemplateState::Published))
        .order_by_desc(Column::Number)
        .one(db)
        .await
}

pub async fn insert(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model, DbErr> {
    Entity::insert(row).exec_with_returning(db).await
}

pub async fn update(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model, DbErr> {
    Entity::update(row).exec(db).await
}
