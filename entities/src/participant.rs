//! An asylum seeker who takes part, without anything that identifies the person.

use sea_orm::entity::prelude::*;

use crate::columns::{Language, SpokenLanguages, TextList};
use crate::id::{FamilyId, MunicipalityId, ParticipantId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "participant")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ParticipantId,
    pub family_id: Option<FamilyId>,
    #[sea_orm(column_type = "JsonBinary")]
    pub languages: SpokenLanguages,
    /// The one language in which the participant needs an interpreter, or none.
    #[sea_orm(column_type = "Text", nullable)]
    pub interpreter_language: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub education: Option<String>,
    /// Work background.
    #[sea_orm(column_type = "JsonBinary")]
    pub sectors: TextList,
    #[sea_orm(column_type = "JsonBinary")]
    pub wishes: TextList,
    pub preferred_municipality_id: Option<MunicipalityId>,
    /// First day of the month.
    pub expected_leaving_on: Option<Date>,
    pub notice_language: Language,
    pub registered_at: DateTimeUtc,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::resource::Entity",
        from = "Column::Id",
        to = "super::resource::Column::Id"
    )]
    Resource,
    #[sea_orm(
        belongs_to = "super::family::Entity",
        from = "Column::FamilyId",
        to = "super::family::Column::Id"
    )]
    Family,
    #[sea_orm(
        belongs_to = "super::municipality::Entity",
        from = "Column::PreferredMunicipalityId",
        to = "super::municipality::Column::Id"
    )]
    PreferredMunicipality,
}

impl Related<super::resource::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Resource.def()
    }
}

impl Related<super::family::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Family.def()
    }
}

impl Related<super::municipality::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::PreferredMunicipality.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
