//! Partnerships, their municipalities and their accounting periods.

use entities::columns::PeriodState;
use entities::id::{AccountingPeriodId, CentreId, MunicipalityId, PartnershipId};
use entities::partnership::{ActiveModel, Column, Entity, Model};
use entities::{accounting_period, partnership_municipality};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait, Set,
};

pub async fn by_id(db: &impl ConnectionTrait, id: PartnershipId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

pub async fn by_ids(db: &impl ConnectionTrait, ids: &[PartnershipId]) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await
}

/// Holds other writers of the partnership's money off until the transaction ends.
pub async fn lock(db: &impl ConnectionTrait, id: PartnershipId) -> Result<(), DbErr> {
    Entity::find_by_id(id)
        .lock_exclusive()
        .one(db)
        .await
        .map(|_| ())
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

pub async fn of_centres(
    db: &impl ConnectionTrait,
    centres: &[CentreId],
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::CentreId.is_in(centres.iter().copied()))
        .order_by_asc(Column::Key)
        .all(db)
        .await
}

/// The municipalities of one partnership.
pub async fn municipality_ids(
    db: &impl ConnectionTrait,
    id: PartnershipId,
) -> Result<Vec<MunicipalityId>, DbErr> {
    Ok(memberships(db, &[id])
        .await?
        .into_iter()
        .map(|row| row.municipality_id)
        .collect())
}

/// Who belongs to which of `ids`.
pub async fn memberships(
    db: &impl ConnectionTrait,
    ids: &[PartnershipId],
) -> Result<Vec<partnership_municipality::Model>, DbErr> {
    partnership_municipality::Entity::find()
        .filter(partnership_municipality::Column::PartnershipId.is_in(ids.iter().copied()))
        .all(db)
        .await
}

/// Every municipality that works with the centre in any partnership.
pub async fn municipalities_of_centre(
    db: &impl ConnectionTrait,
    centre: CentreId,
) -> Result<Vec<MunicipalityId>, DbErr> {
    partnership_municipality::Entity::find()
        .inner_join(Entity)
        .filter(Column::CentreId.eq(centre))
        .select_only()
        .column(partnership_municipality::Column::MunicipalityId)
        .distinct()
        .into_tuple()
        .all(db)
        .await
}

/// Every centre that works with the municipality in any partnership.
pub async fn centres_of_municipality(
    db: &impl ConnectionTrait,
    municipality: MunicipalityId,
) -> Result<Vec<CentreId>, DbErr> {
    Entity::find()
        .join(
            JoinType::InnerJoin,
            partnership_municipality::Relation::Partnership.def().rev(),
        )
        .filter(partnership_municipality::Column::MunicipalityId.eq(municipality))
        .select_only()
        .column(Column::CentreId)
        .distinct()
        .into_tuple()
        .all(db)
        .await
}

pub async fn insert(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model, DbErr> {
    Entity::insert(row).exec_with_returning(db).await
}

pub async fn update(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model, DbErr> {
    Entity::update(row).exec(db).await
}

/// Makes `municipalities` the members, and nobody else.
pub async fn set_municipalities(
    db: &impl ConnectionTrait,
    id: PartnershipId,
    municipalities: &[MunicipalityId],
) -> Result<(), DbErr> {
    partnership_municipality::Entity::delete_many()
        .filter(partnership_municipality::Column::PartnershipId.eq(id))
        .exec(db)
        .await?;
    let rows = municipalities
        .iter()
        .map(|municipality| partnership_municipality::ActiveModel {
            partnership_id: Set(id),
            municipality_id: Set(*municipality),
        });
    partnership_municipality::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await
        .map(|_| ())
}

pub async fn periods(
    db: &impl ConnectionTrait,
    ids: &[PartnershipId],
) -> Result<Vec<accounting_period::Model>, DbErr> {
    accounting_period::Entity::find()
        .filter(accounting_period::Column::PartnershipId.is_in(ids.iter().copied()))
        .order_by_asc(accounting_period::Column::FromOn)
        .all(db)
        .await
}

pub async fn period_by_id(
    db: &impl ConnectionTrait,
    id: AccountingPeriodId,
) -> Result<Option<accounting_period::Model>, DbErr> {
    accounting_period::Entity::find_by_id(id).one(db).await
}

pub async fn period_by_key(
    db: &impl ConnectionTrait,
    partnership: PartnershipId,
    key: &str,
) -> Result<Option<accounting_period::Model>, DbErr> {
    accounting_period::Entity::find()
        .filter(accounting_period::Column::PartnershipId.eq(partnership))
        .filter(accounting_period::Column::Key.eq(key))
        .one(db)
        .await
}

/// Nothing is posted into the period any more.
pub async fn close_period(db: &impl ConnectionTrait, id: AccountingPeriodId) -> Result<(), DbErr> {
    let closed = accounting_period::ActiveModel {
        id: Set(id),
        state: Set(PeriodState::Closed),
        ..Default::default()
    };
    accounting_period::Entity::update(closed)
        .exec(db)
        .await
        .map(|_| ())
}

pub async fn insert_periods(
    db: &impl ConnectionTrait,
    rows: Vec<accounting_period::ActiveModel>,
) -> Result<(), DbErr> {
    if rows.is_empty() {
        return Ok(());
    }
    accounting_period::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await
        .map(|_| ())
}
