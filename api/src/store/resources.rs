//! Resources of every kind, with their openings and absences.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use entities::columns::ResourceKind;
use entities::id::{AbsenceId, CentreId, ResourceId};
use entities::resource::{ActiveModel, Column, Entity, Model};
use entities::{
    absence, company, company_window, interpreter, opening, room, staff_member, vehicle,
};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
};

pub async fn by_id(db: &impl ConnectionTrait, id: ResourceId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

pub async fn by_ids(db: &impl ConnectionTrait, ids: &[ResourceId]) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await
}

pub async fn by_key(
    db: &impl ConnectionTrait,
    centre: CentreId,
    kind: ResourceKind,
    key: &str,
) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::CentreId.eq(centre))
        .filter(Column::Kind.eq(kind))
        .filter(Column::Key.eq(key))
        .one(db)
        .await
}

pub async fn by_keys(
    db: &impl ConnectionTrait,
    centre: CentreId,
    kind: ResourceKind,
    keys: &[String],
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::CentreId.eq(centre))
        .filter(Column::Kind.eq(kind))
        .filter(Column::Key.is_in(keys))
        .all(db)
        .await
}

/// The centre's resources that can be booked, all kinds but participants, by kind and key.
pub async fn of_centre(db: &impl ConnectionTrait, centre: CentreId) -> Result<Vec<Model>, DbErr> {
    of_centres(db, &[centre]).await
}

/// The resources of `centres` but their participants, by kind and key.
pub async fn of_centres(
    db: &impl ConnectionTrait,
    centres: &[CentreId],
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::CentreId.is_in(centres.iter().copied()))
        .filter(Column::Kind.ne(ResourceKind::Participant))
        .order_by_asc(Column::Kind)
        .order_by_asc(Column::Key)
        .all(db)
        .await
}

/// How many of one kind the centre has ever had: the next number for a key.
pub async fn count_of_kind(
    db: &impl ConnectionTrait,
    centre: CentreId,
    kind: ResourceKind,
) -> Result<u64, DbErr> {
    use sea_orm::PaginatorTrait;
    Entity::find()
        .filter(Column::CentreId.eq(centre))
        .filter(Column::Kind.eq(kind))
        .count(db)
        .await
}

pub async fn insert(db: &impl ConnectionTrait, row: ActiveModel) -> Result<(), DbErr> {
    insert_all(db, vec![row]).await
}

pub async fn insert_all(db: &impl ConnectionTrait, rows: Vec<ActiveModel>) -> Result<(), DbErr> {
    Entity::insert_many(rows)
        .exec_without_returning(db)
        .await
        .map(|_| ())
}

/// Raises the version of a resource whose facts change.
pub async fn touch(db: &impl ConnectionTrait, id: ResourceId) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id))
        .exec(db)
        .await
        .map(|_| ())
}

/// Raises the revision of every resource in `ids`, in id order: whoever comes second waits here,
/// so that two writers never book the same resource at once.
pub async fn raise_revisions(db: &impl ConnectionTrait, ids: &[ResourceId]) -> Result<(), DbErr> {
    let mut ordered = ids.to_vec();
    ordered.sort_unstable();
    ordered.dedup();
    // PostgreSQL locks rows in the order in which it meets them: first lock in id order, then raise.
    if db.get_database_backend() == sea_orm::DbBackend::Postgres {
        use sea_orm::QuerySelect;
        Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(Column::Id.is_in(ordered.iter().copied()))
            .order_by_asc(Column::Id)
            .lock_exclusive()
            .into_tuple::<ResourceId>()
            .all(db)
            .await?;
    }
    Entity::update_many()
        .col_expr(Column::Revision, Expr::col(Column::Revision).add(1))
        .filter(Column::Id.is_in(ordered))
        .exec(db)
        .await
        .map(|_| ())
}

pub async fn rooms(
    db: &impl ConnectionTrait,
    ids: &[ResourceId],
) -> Result<Vec<room::Model>, DbErr> {
    room::Entity::find()
        .filter(room::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await
}

pub async fn staff(
    db: &impl ConnectionTrait,
    ids: &[ResourceId],
) -> Result<Vec<staff_member::Model>, DbErr> {
    staff_member::Entity::find()
        .filter(staff_member::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await
}

pub async fn interpreters(
    db: &impl ConnectionTrait,
    ids: &[ResourceId],
) -> Result<Vec<interpreter::Model>, DbErr> {
    interpreter::Entity::find()
        .filter(interpreter::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await
}

pub async fn vehicles(
    db: &impl ConnectionTrait,
    ids: &[ResourceId],
) -> Result<Vec<vehicle::Model>, DbErr> {
    vehicle::Entity::find()
        .filter(vehicle::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await
}

pub async fn companies(
    db: &impl ConnectionTrait,
    ids: &[ResourceId],
) -> Result<Vec<company::Model>, DbErr> {
    company::Entity::find()
        .filter(company::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await
}

pub async fn company_windows(
    db: &impl ConnectionTrait,
    ids: &[ResourceId],
) -> Result<Vec<company_window::Model>, DbErr> {
    company_window::Entity::find()
        .filter(company_window::Column::CompanyId.is_in(ids.iter().copied()))
        .order_by_asc(company_window::Column::Id)
        .all(db)
        .await
}

/// Openings by resource.
pub async fn openings(
    db: &impl ConnectionTrait,
    ids: &[ResourceId],
) -> Result<BTreeMap<ResourceId, Vec<opening::Model>>, DbErr> {
    let rows = opening::Entity::find()
        .filter(opening::Column::ResourceId.is_in(ids.iter().copied()))
        .order_by_asc(opening::Column::Weekday)
        .order_by_asc(opening::Column::FromMinute)
        .all(db)
        .await?;
    let mut by_resource: BTreeMap<ResourceId, Vec<opening::Model>> = BTreeMap::new();
    for row in rows {
        by_resource.entry(row.resource_id).or_default().push(row);
    }
    Ok(by_resource)
}

/// Makes `rows` the openings of the resource, and no others.
pub async fn set_openings(
    db: &impl ConnectionTrait,
    id: ResourceId,
    rows: Vec<opening::ActiveModel>,
) -> Result<(), DbErr> {
    opening::Entity::delete_many()
        .filter(opening::Column::ResourceId.eq(id))
        .exec(db)
        .await?;
    if rows.is_empty() {
        return Ok(());
    }
    opening::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await
        .map(|_| ())
}

/// Makes `rows` the visit windows of the company, and no others.
pub async fn set_company_windows(
    db: &impl ConnectionTrait,
    id: ResourceId,
    rows: Vec<company_window::ActiveModel>,
) -> Result<(), DbErr> {
    company_window::Entity::delete_many()
        .filter(company_window::Column::CompanyId.eq(id))
        .exec(db)
        .await?;
    if rows.is_empty() {
        return Ok(());
    }
    company_window::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await
        .map(|_| ())
}

/// The absences of `ids` that touch the span.
pub async fn absences(
    db: &impl ConnectionTrait,
    ids: &[ResourceId],
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<absence::Model>, DbErr> {
    absence::Entity::find()
        .filter(absence::Column::ResourceId.is_in(ids.iter().copied()))
        .filter(absence::Column::FromAt.lt(until))
        .filter(absence::Column::UntilAt.gt(from))
        .order_by_asc(absence::Column::FromAt)
        .all(db)
        .await
}

pub async fn absence_by_id(
    db: &impl ConnectionTrait,
    id: AbsenceId,
) -> Result<Option<absence::Model>, DbErr> {
    absence::Entity::find_by_id(id).one(db).await
}

pub async fn insert_absence(
    db: &impl ConnectionTrait,
    row: absence::ActiveModel,
) -> Result<absence::Model, DbErr> {
    absence::Entity::insert(row).exec_with_returning(db).await
}
