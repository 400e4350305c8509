//! The answer to an application for asylum; a correction names what it corrects.

use sea_orm::entity::prelude::*;

use crate::columns::OutcomeKind;
use crate::id::{AccountId, OutcomeId, ParticipantId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outcome")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OutcomeId,
    pub participant_id: ParticipantId,
    pub kind: OutcomeKind,
    pub decided_on: Date,
    pub recorded_at: DateTimeUtc,
    pub recorded_by: Option<AccountId>,
    pub corrects_id: Option<OutcomeId>,
    #[sea_orm(column_type = "Text", nullable)]
    pub correction_reason: Option<String>,
    pub superseded_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::participant::Entity",
        from = "Column::ParticipantId",
        to = "super::participant::Column::Id"
    )]
    Participant,
    #[sea_orm(
        belongs_to = "super::account::Entity",
        from = "Column::RecordedBy",
        to = "super::account::Column::Id"
    )]
    RecordedBy,
    #[sea_orm(belongs_to = "Entity", from = "Column::CorrectsId", to = "Column::Id")]
    Corrects,
}

impl Related<super::participant::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Participant.def()
    }
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::RecordedBy.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
