//! A resource is taken for a session, buffers included; ended, never deleted.

use sea_orm::entity::prelude::*;

use crate::columns::{BookingRole, BookingStatus};
use crate::id::{BookingId, ResourceId, SessionId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "booking")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BookingId,
    pub session_id: SessionId,
    pub resource_id: ResourceId,
    pub role: BookingRole,
    pub busy_from_at: DateTimeUtc,
    pub busy_until_at: DateTimeUtc,
    pub status: BookingStatus,
    #[sea_orm(column_type = "Text", nullable)]
    pub language: Option<String>,
    pub created_at: DateTimeUtc,
    pub ended_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::session::Entity",
        from = "Column::SessionId",
        to = "super::session::Column::Id"
    )]
    Session,
    #[sea_orm(
        belongs_to = "super::resource::Entity",
        from = "Column::ResourceId",
        to = "super::resource::Column::Id"
    )]
    Resource,
}

impl Related<super::session::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Session.def()
    }
}

impl Related<super::resource::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Resource.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
