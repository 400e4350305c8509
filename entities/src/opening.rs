//! Weekly hours in which a resource can be booked.

use sea_orm::entity::prelude::*;

use crate::id::{OpeningId, ResourceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "opening")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OpeningId,
    pub resource_id: ResourceId,
    /// 1 is Monday, 7 is Sunday.
    pub weekday: i32,
    /// Minutes since local midnight.
    pub from_minute: i32,
    pub until_minute: i32,
    pub valid_from_on: Option<Date>,
    pub valid_until_on: Option<Date>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::resource::Entity",
        from = "Column::ResourceId",
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
