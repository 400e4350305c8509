//! Facts that change over time and are not law in code.

use chrono::NaiveDate;
use entities::id::ParameterId;
use entities::parameter::{ActiveModel, Column, Entity, Model};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, Set};

/// The value that holds on `on`.
pub async fn holding(
    db: &impl ConnectionTrait,
    name: &str,
    on: NaiveDate,
) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::Name.eq(name))
        .filter(Column::ValidFromOn.lte(on))
        .order_by_desc(Column::ValidFromOn)
        .one(db)
        .await
}

pub async fn insert(db: &impl ConnectionTrait, row: Model) -> Result<(), DbErr> {
    let row: ActiveModel = row.into();
    Entity::insert(row)
        .exec_without_returning(db)
        .await
        .map(|_| ())
}

pub async fn set_value(
    db: &impl ConnectionTrait,
    id: ParameterId,
    value: serde_json::Value,
) -> Result<(), DbErr> {
    let row = ActiveModel {
        id: Set(id),
        value: Set(value),
        ..Default::default()
    };
    Entity::update(row).exec(db).await.map(|_| ())
}
