//! Cost entries: appended, never changed.

use entities::cost_entry::{ActiveModel, Column, Entity, Model};
use entities::id::{AccountingPeriodId, CostEntryId, PartnershipId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

pub async fn by_id(db: &impl ConnectionTrait, id: CostEntryId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// Every entry of a period, in order of posting.
pub async fn of_period(
    db: &impl ConnectionTrait,
    period: AccountingPeriodId,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::PeriodId.eq(period))
        .order_by_asc(Column::PostedOn)
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// What was posted into a period in all, reversals taken off.
pub async fn posted_ore(
    db: &impl ConnectionTrait,
    period: AccountingPeriodId,
) -> Result<i64, DbErr> {
    // PostgreSQL adds up big integers to a decimal number.
    let sum = Expr::col(Column::AmountOre).sum().cast_as("bigint");
    let found: Option<Option<i64>> = Entity::find()
        .select_only()
        .column_as(sum, "posted")
        .filter(Column::PeriodId.eq(period))
        .into_tuple()
        .one(db)
        .await?;
    Ok(found.flatten().unwrap_or(0))
}

/// The cost, not its reversal, that was posted on a voucher.
pub async fn by_document(
    db: &impl ConnectionTrait,
    partnership: PartnershipId,
    document: &str,
) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::PartnershipId.eq(partnership))
        .filter(Column::Document.eq(document))
        .filter(Column::ReversesId.is_null())
        .one(db)
        .await
}

/// The entry that takes `id` back.
pub async fn reversal_of(
    db: &impl ConnectionTrait,
    id: CostEntryId,
) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::ReversesId.eq(id))
        .one(db)
        .await
}

pub async fn insert(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model, DbErr> {
    Entity::insert(row).exec_with_returning(db).await
}
