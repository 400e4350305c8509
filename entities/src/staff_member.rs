//! Somebody who teaches, interviews or escorts.

use sea_orm::entity::prelude::*;

use crate::columns::{Language, LanguageTags, StaffRoles, TextList};
use crate::id::StaffMemberId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_member")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StaffMemberId,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub email: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub roles: StaffRoles,
    #[sea_orm(column_type = "JsonBinary")]
    pub skills: TextList,
    #[sea_orm(column_type = "JsonBinary")]
    pub languages: LanguageTags,
    pub max_minutes_day: Option<i32>,
    pub max_minutes_week: Option<i32>,
    pub notice_language: Language,
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
