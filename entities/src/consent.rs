//! A participant's consent to one purpose and one recipient.

use sea_orm::entity::prelude::*;

use crate::columns::ConsentRecipientKind;
use crate::id::{AccountId, ConsentId, ParticipantId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consent")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ConsentId,
    pub participant_id: ParticipantId,
    #[sea_orm(column_type = "Text")]
    pub purpose: String,
    pub recipient_kind: ConsentRecipientKind,
    pub recipient_id: Option<Uuid>,
    /// Which wording was agreed to.
    #[sea_orm(column_type = "Text")]
    pub text_version: String,
    pub given_on: Date,
    pub withdrawn_on: Option<Date>,
    pub recorded_at: DateTimeUtc,
    pub recorded_by: Option<AccountId>,
    pub withdrawn_at: Option<DateTimeUtc>,
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
