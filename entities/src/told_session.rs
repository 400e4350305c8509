//! A session as one recipient was last told of it, so that a change taken back tells nobody anything.

use sea_orm::entity::prelude::*;

use crate::id::{ResourceId, SessionId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "told_session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub session_id: SessionId,
    /// The participant, staff member, interpreter or company.
    #[sea_orm(primary_key, auto_increment = false)]
    pub recipient_id: ResourceId,
    pub sequence: i32,
    pub starts_at: DateTimeUtc,
    pub ends_at: DateTimeUtc,
    /// The room or the company.
    pub place_id: Option<ResourceId>,
    /// Cancelled, or off for this recipient.
    pub is_off: bool,
    pub told_at: DateTimeUtc,
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
        from = "Column::RecipientId",
        to = "super::resource::Column::Id"
    )]
    Recipient,
    #[sea_orm(
        belongs_to = "super::resource::Entity",
        from = "Column::PlaceId",
        to = "super::resource::Column::Id"
    )]
    Place,
}

impl Related<super::session::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Session.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
