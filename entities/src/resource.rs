//! The supertype of everything a session books; the kinds share its id.

use sea_orm::entity::prelude::*;

use crate::columns::ResourceKind;
use crate::id::{CentreId, ResourceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "resource")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ResourceId,
    pub kind: ResourceKind,
    pub centre_id: CentreId,
    #[sea_orm(column_type = "Text")]
    pub key: String,
    /// Raised by every timetable write that touches the resource: the lock against double booking.
    pub revision: i64,
    pub retired_on: Option<Date>,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::centre::Entity",
        from = "Column::CentreId",
        to = "super::centre::Column::Id"
    )]
    Centre,
}

impl Related<super::centre::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Centre.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
