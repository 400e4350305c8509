//! A participant's place in a Danish group.

use sea_orm::entity::prelude::*;

use crate::id::{DanishGroupId, ParticipantId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "danish_group_member")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub danish_group_id: DanishGroupId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub participant_id: ParticipantId,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::danish_group::Entity",
        from = "Column::DanishGroupId",
        to = "super::danish_group::Column::Id"
    )]
    DanishGroup,
    #[sea_orm(
        belongs_to = "super::participant::Entity",
        from = "Column::ParticipantId",
        to = "super::participant::Column::Id"
    )]
    Participant,
}

impl Related<super::danish_group::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::DanishGroup.def()
    }
}

impl Related<super::participant::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Participant.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
