//! Cost entries: appended, never changed.

use entities::cost_entry::{ActiveModel, Column, Entity, Model};
use entities::id::{AccountingPeriodId, CostEntryId, PartnershipId};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

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
