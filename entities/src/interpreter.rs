//! An interpreter, with the price terms of a call-out.

use sea_orm::entity::prelude::*;

use crate::columns::{InterpretingMode, LanguageTags};
use crate::id::InterpreterId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "interpreter")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InterpreterId,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub agency: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub email: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub languages: LanguageTags,
    pub mode: InterpretingMode,
    pub hour_ore: i64,
    /// The least that is paid for a call-out.
    pub minimum_minutes: i32,
    pub transport_ore: i64,
    pub travel_minutes: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::resource::Entity",
        from = "Column::Id",
        to = "super::resource::Column::Id"
    )]
    Resource,
}

impl Related<super::resource::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Resource.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
