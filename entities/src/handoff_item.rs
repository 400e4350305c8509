//! One part of a hand-off, with its source and the day it was true.

use sea_orm::entity::prelude::*;

use crate::columns::{HandoffItemKind, HandoffItemState};
use crate::id::{ConsentId, HandoffId, HandoffItemId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "handoff_item")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: HandoffItemId,
    pub handoff_id: HandoffId,
    pub kind: HandoffItemKind,
    pub state: HandoffItemState,
    #[sea_orm(column_type = "JsonBinary")]
    pub content: Json,
    #[sea_orm(column_type = "Text")]
    pub source: String,
    pub as_of_at: DateTimeUtc,
    pub consent_id: Option<ConsentId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::handoff::Entity",
        from = "Column::HandoffId",
        to = "super::handoff::Column::Id"
    )]
    Handoff,
    #[sea_orm(
        belongs_to = "super::consent::Entity",
        from = "Column::ConsentId",
        to = "super::consent::Column::Id"
    )]
    Consent,
}

impl Related<super::handoff::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Handoff.def()
    }
}

impl Related<super::consent::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Consent.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
