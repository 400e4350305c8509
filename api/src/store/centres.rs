//! Centres.

use entities::centre::{ActiveModel, Column, Entity, Model};
use entities::id::{CentreId, CohortId};
use entities::{cohort, partnership, partnership_municipality};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, DbErr, EntityTrait, JoinType, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, RelationTrait, Select,
};

use crate::domain::policy::Reach;

/// The centre that a cohort belongs to.
pub async fn of_cohort(db: &impl ConnectionTrait, id: CohortId) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .join(JoinType::InnerJoin, cohort::Relation::Centre.def().rev())
        .filter(cohort::Column::Id.eq(id))
        .one(db)
        .await
}

pub async fn by_id(db: &impl ConnectionTrait, id: CentreId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// Those of `ids` that lie within `reach`.
pub async fn by_ids(
    db: &impl ConnectionTrait,
    reach: &Reach,
    ids: &[CentreId],
) -> Result<Vec<Model>, DbErr> {
    within(reach)
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await
}

pub async fn by_key(db: &impl ConnectionTrait, key: &str) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::Key.eq(key)).one(db).await
}

/// The centres within `reach`, by key.
pub async fn list(db: &impl ConnectionTrait, reach: &Reach) -> Result<Vec<Model>, DbErr> {
    within(reach).order_by_asc(Column::Key).all(db).await
}

/// An actor's own centres, and those that work with the actor's municipalities.
fn within(reach: &Reach) -> Select<Entity> {
    if reach.everywhere {
        return Entity::find();
    }
    let partners = partnership::Entity::find()
        .select_only()
        .column(partnership::Column::CentreId)
        .join(
            JoinType::InnerJoin,
            partnership_municipality::Relation::Partnership.def().rev(),
        )
        .filter(
            partnership_municipality::Column::MunicipalityId
                .is_in(reach.scopes.municipalities.iter().copied()),
        );
    Entity::find().filter(
        Condition::any()
            .add(Column::Id.is_in(reach.scopes.centres.iter().copied()))
            .add(Column::Id.in_subquery(partners.into_query())),
    )
}

pub async fn insert(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model, DbErr> {
    Entity::insert(row).exec_with_returning(db).await
}

pub async fn update(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model, DbErr> {
    Entity::update(row).exec(db).await
}

/// Makes other writers of this centre wait until the transaction ends.
pub async fn lock(db: &impl ConnectionTrait, id: CentreId) -> Result<(), DbErr> {
    if db.get_database_backend() == DbBackend::Postgres {
        Entity::find_by_id(id).lock_exclusive().one(db).await?;
    }
    Ok(())
}
