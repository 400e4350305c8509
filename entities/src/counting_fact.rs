//! The municipality a participant counts for, from a day, as it was known at a time.

use sea_orm::entity::prelude::*;

use crate::columns::{CountingBasis, NotCountedReason};
use crate::id::{CohortId, CountingFactId, MunicipalityId, ParticipantId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "counting_fact")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CountingFactId,
    pub participant_id: ParticipantId,
    pub cohort_id: Option<CohortId>,
    pub municipality_id: Option<MunicipalityId>,
    pub basis: CountingBasis,
    pub reason: Option<NotCountedReason>,
    pub valid_from_on: Date,
    pub recorded_at: DateTimeUtc,
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
        belongs_to = "super::cohort::Entity",
        from = "Column::CohortId",
        to = "super::cohort::Column::Id"
    )]
    Cohort,
    #[sea_orm(
        belongs_to = "super::municipality::Entity",
        from = "Column::MunicipalityId",
        to = "super::municipality::Column::Id"
    )]
    Municipality,
}

impl Related<super::participant::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Participant.def()
    }
}

impl Related<super::cohort::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Cohort.def()
    }
}

impl Related<super::municipality::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Municipality.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
