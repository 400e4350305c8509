//! An asylum centre: operator, host municipality, and the hours at which it can be used.

use sea_orm::entity::prelude::*;

use crate::columns::{ClosingDays, Openings};
use crate::id::{CentreId, MunicipalityId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "centre")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CentreId,
    #[sea_orm(unique, column_type = "Text")]
    pub key: String,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub operator: String,
    pub host_municipality_id: MunicipalityId,
    /// IANA name of the zone that decides the centre's day.
    #[sea_orm(column_type = "Text")]
    pub zone: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub openings: Openings,
    #[sea_orm(column_type = "JsonBinary")]
    pub closing_days: ClosingDays,
    #[sea_orm(column_type = "Text", nullable)]
    pub contact_name: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub contact_email: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub contact_phone: Option<String>,
    pub closed_on: Option<Date>,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::municipality::Entity",
        from = "Column::HostMunicipalityId",
        to = "super::municipality::Column::Id"
    )]
    HostMunicipality,
}

impl Related<super::municipality::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::HostMunicipality.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
