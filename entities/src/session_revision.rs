//! What a session was before a change, and who changed it.

use sea_orm::entity::prelude::*;

use crate::columns::{BookingSnapshots, SessionChange};
use crate::id::{AccountId, SessionId, SessionRevisionId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session_revision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SessionRevisionId,
    pub session_id: SessionId,
    pub sequence: i32,
    pub change: SessionChange,
    /// As it was before.
    pub starts_at: DateTimeUtc,
    pub ends_at: DateTimeUtc,
    /// As they were before.
    #[sea_orm(column_type = "JsonBinary")]
    pub bookings: BookingSnapshots,
    #[sea_orm(column_type = "Text", nullable)]
    pub reason: Option<String>,
    pub changed_by: Option<AccountId>,
    pub changed_at: DateTimeUtc,
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
        belongs_to = "super::account::Entity",
        from = "Column::ChangedBy",
        to = "super::account::Column::Id"
    )]
    ChangedBy,
}

impl Related<super::session::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Session.def()
    }
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ChangedBy.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
