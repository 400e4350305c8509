//! A resource or a whole Danish group is taken, by something outside the timetable.

use sea_orm::entity::prelude::*;

use crate::id::{BusyTimeId, DanishGroupId, ResourceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "busy_time")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BusyTimeId,
    pub resource_id: Option<ResourceId>,
    pub danish_group_id: Option<DanishGroupId>,
    pub from_at: DateTimeUtc,
    pub until_at: DateTimeUtc,
    pub blocking: bool,
    #[sea_orm(column_type = "Text")]
    pub source: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub external_uid: Option<String>,
    pub recorded_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::resource::Entity",
        from = "Column::ResourceId",
        to = "super::resource::Column::Id"
    )]
    Resource,
    #[sea_orm(
        belongs_to = "super::danish_group::Entity",
        from = "Column::DanishGroupId",
        to = "super::danish_group::Column::Id"
    )]
    DanishGroup,
}

impl Related<super::resource::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Resource.def()
    }
}

impl Related<super::danish_group::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::DanishGroup.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
