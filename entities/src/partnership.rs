//! A centre and the municipalities that share a programme and its costs.

use sea_orm::entity::prelude::*;

use crate::columns::{AccountingParty, CostKey};
use crate::id::{CentreId, MunicipalityId, PartnershipId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "partnership")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PartnershipId,
    pub centre_id: CentreId,
    #[sea_orm(column_type = "Text")]
    pub key: String,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    pub valid_from_on: Date,
    pub valid_until_on: Option<Date>,
    pub accounting_party: AccountingParty,
    /// Set exactly when a municipality is the accounting party.
    pub accounting_municipality_id: Option<MunicipalityId>,
    pub cost_key: CostKey,
    pub budget_ore: i64,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::centre::Entity",
        from = "Column::CentreId",
        to = "super::centre::Column::Id"
    )]
    Centre,
    #[sea_orm(
        belongs_to = "super::municipality::Entity",
        from = "Column::AccountingMunicipalityId",
        to = "super::municipality::Column::Id"
    )]
    AccountingMunicipality,
}

impl Related<super::centre::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Centre.def()
    }
}

impl Related<super::municipality::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::AccountingMunicipality.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
