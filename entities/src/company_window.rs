//! When a company can be visited: every week, or on one date.

use sea_orm::entity::prelude::*;

use crate::id::{CompanyId, CompanyWindowId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "company_window")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CompanyWindowId,
    pub company_id: CompanyId,
    pub weekday: Option<i32>,
    pub on_on: Option<Date>,
    pub from_minute: i32,
    pub until_minute: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::company::Entity",
        from = "Column::CompanyId",
        to = "super::company::Column::Id"
    )]
    Company,
}

impl Related<super::company::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Company.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
