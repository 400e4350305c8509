//! Cohorts.

use chrono::NaiveDate;
use entities::cohort::{ActiveModel, Column, Entity, Model};
use entities::columns::EnrolmentState;
use entities::id::{CentreId, CohortId};
use entities::{centre, enrolment};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};

use crate::domain::policy::Reach;

pub async fn by_id(db: &impl ConnectionTrait, id: CohortId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// Those of `ids` that belong to centres within `reach`.
pub async fn by_ids(
    db: &impl ConnectionTrait,
    reach: &Reach,
    ids: &[CohortId],
) -> Result<Vec<Model>, DbErr> {
    let mut query = Entity::find().filter(Column::Id.is_in(ids.iter().copied()));
    if !reach.everywhere {
        query = query.filter(Column::CentreId.is_in(reach.scopes.centres.iter().copied()));
    }
    query.all(db).await
}

pub async fn by_key(
    db: &impl ConnectionTrait,
    centre: CentreId,
    key: &str,
) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::CentreId.eq(centre))
        .filter(Column::Key.eq(key))
        .one(db)
        .await
}

/// The centre's cohorts, the latest to begin first.
pub async fn of_centre(db: &impl ConnectionTrait, centre: CentreId) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::CentreId.eq(centre))
        .order_by_desc(Column::FirstOn)
        .order_by_asc(Column::Key)
        .all(db)
        .await
}

/// Cohorts that begin on `day` or before and hold an enrolment in `state`, with their centres.
pub async fn begun_with(
    db: &impl ConnectionTrait,
    day: NaiveDate,
    state: EnrolmentState,
) -> Result<Vec<(Model, Option<centre::Model>)>, DbErr> {
    let holding = enrolment::Entity::find()
        .select_only()
        .column(enrolment::Column::CohortId)
        .filter(enrolment::Column::State.eq(state))
        .into_query();
    Entity::find()
        .find_also_related(centre::Entity)
        .filter(Column::FirstOn.lte(day))
        .filter(Column::CancelledAt.is_null())
        .filter(Column::Id.in_subquery(holding))
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

pub async fn insert(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model, DbErr> {
    Entity::insert(row).exec_with_returning(db).await
}

/// Makes other writers of these cohorts' places wait until the transaction ends; in id order, so
/// that two writers never wait for each other. On SQLite the writing transaction itself is the lock.
pub async fn lock(db: &impl ConnectionTrait, ids: &[CohortId]) -> Result<(), DbErr> {
    if db.get_database_backend() == DbBackend::Postgres {
        Entity::find()
            .filter(Column::Id.is_in(ids.iter().copied()))
            .order_by_asc(Column::Id)
            .lock_exclusive()
            .all(db)
            .await?;
    }
    Ok(())
}
