//! An effective-dated parameter: the value that holds from a day, and the source that says so.

use sea_orm::entity::prelude::*;

use crate::id::ParameterId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "parameter")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ParameterId,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    pub valid_from_on: Date,
    #[sea_orm(column_type = "JsonBinary")]
    pub value: Json,
    /// The law, circular or decision behind the value.
    #[sea_orm(column_type = "Text")]
    pub source: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
