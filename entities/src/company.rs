//! A company that receives visits.

use sea_orm::entity::prelude::*;

use crate::columns::{LanguageTags, TextList};
use crate::id::CompanyId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "company")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CompanyId,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub cvr: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub sectors: TextList,
    #[sea_orm(column_type = "Text")]
    pub address: String,
    pub travel_minutes: i32,
    /// Near enough to need no vehicle.
    pub walking: bool,
    #[sea_orm(column_type = "Text", nullable)]
    pub contact_name: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub contact_email: Option<String>,
    pub group_size_max: i32,
    pub parallel_groups: i32,
    #[sea_orm(column_type = "JsonBinary")]
    pub languages_demanded: LanguageTags,
    #[sea_orm(column_type = "JsonBinary")]
    pub safety_demands: TextList,
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
