//! Settlements and their lines.

use entities::columns::SettlementState;
use entities::id::{AccountingPeriodId, PartnershipId, SettlementId, SettlementLineId};
use entities::settlement::{ActiveModel, Column, Entity, Model};
use entities::{municipality, settlement_line};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

pub async fn by_id(db: &impl ConnectionTrait, id: SettlementId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// The settlement of a period that no other one corrected.
pub async fn of_period(
    db: &impl ConnectionTrait,
    period: AccountingPeriodId,
) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::PeriodId.eq(period))
        .filter(Column::State.ne(SettlementState::Corrected))
        .order_by_desc(Column::Id)
        .one(db)
        .await
}

/// All of a partnership, newest first.
pub async fn of_partnership(
    db: &impl ConnectionTrait,
    partnership: PartnershipId,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::PartnershipId.eq(partnership))
        .order_by_desc(Column::Id)
        .all(db)
        .await
}

/// The end of the partnership's chain.
pub async fn last_frozen(
    db: &impl ConnectionTrait,
    partnership: PartnershipId,
) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::PartnershipId.eq(partnership))
        .filter(Column::Number.is_not_null())
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

pub async fn line_by_id(
    db: &impl ConnectionTrait,
    id: SettlementLineId,
) -> Result<Option<settlement_line::Model>, DbErr> {
    settlement_line::Entity::find_by_id(id).one(db).await
}

/// The lines of several settlements, by code of the municipality.
pub async fn lines(
    db: &impl ConnectionTrait,
    ids: &[SettlementId],
) -> Result<Vec<settlement_line::Model>, DbErr> {
    settlement_line::Entity::find()
        .inner_join(municipality::Entity)
        .filter(settlement_line::Column::SettlementId.is_in(ids.iter().copied()))
        .order_by_asc(municipality::Column::Code)
        .all(db)
        .await
}

pub async fn insert_lines(
    db: &impl ConnectionTrait,
    rows: Vec<settlement_line::ActiveModel>,
) -> Result<(), DbErr> {
    settlement_line::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await
        .map(|_| ())
}

pub async fn update_line(
    db: &impl ConnectionTrait,
    row: settlement_line::ActiveModel,
) -> Result<settlement_line::Model, DbErr> {
    settlement_line::Entity::update(row).exec(db).await
}

pub async fn remove_lines(
    db: &impl ConnectionTrait,
    ids: &[SettlementLineId],
) -> Result<(), DbErr> {
    settlement_line::Entity::delete_many()
        .filter(settlement_line::Column::Id.is_in(ids.iter().copied()))
        .exec(db)
        .await
        .map(|_| ())
}
