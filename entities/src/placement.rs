//! A municipality decision, and the takeover day that follows from it.

use sea_orm::entity::prelude::*;

use crate::columns::{CourseEnd, PlacementKind, PlacementState};
use crate::id::{AccountId, ConsentId, MunicipalityId, ParticipantId, PlacementId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "placement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PlacementId,
    pub participant_id: ParticipantId,
    pub municipality_id: MunicipalityId,
    pub kind: PlacementKind,
    pub decided_on: Date,
    pub cpr_registered_on: Option<Date>,
    pub agreed_on: Option<Date>,
    pub consent_id: Option<ConsentId>,
    pub takeover_on: Date,
    /// The version of the rule that gave the takeover day.
    #[sea_orm(column_type = "Text")]
    pub rule_version: String,
    pub state: PlacementState,
    pub recorded_at: DateTimeUtc,
    pub recorded_by: Option<AccountId>,
    pub ended_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text", nullable)]
    pub ended_reason: Option<String>,
    /// What was chosen for a course that the takeover day falls into; none: nothing yet.
    pub course_end: Option<CourseEnd>,
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
        belongs_to = "super::municipality::Entity",
        from = "Column::MunicipalityId",
        to = "super::municipality::Column::Id"
    )]
    Municipality,
    #[sea_orm(
        belongs_to = "super::consent::Entity",
        from = "Column::ConsentId",
        to = "super::consent::Column::Id"
    )]
    Consent,
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

impl Related<super::municipality::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Municipality.def()
    }
}

impl Related<super::consent::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Consent.def()
    }
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::RecordedBy.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
