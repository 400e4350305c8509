//! One municipality's share of a settlement.

use sea_orm::entity::prelude::*;

use crate::columns::LineState;
use crate::id::{AccountId, MunicipalityId, SettlementId, SettlementLineId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "settlement_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SettlementLineId,
    pub settlement_id: SettlementId,
    pub municipality_id: MunicipalityId,
    pub counted: i32,
    pub amount_ore: i64,
    pub state: LineState,
    pub decided_at: Option<DateTimeUtc>,
    pub decided_by: Option<AccountId>,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::settlement::Entity",
        from = "Column::SettlementId",
        to = "super::settlement::Column::Id"
    )]
    Settlement,
    #[sea_orm(
        belongs_to = "super::municipality::Entity",
        from = "Column::MunicipalityId",
        to = "super::municipality::Column::Id"
    )]
    Municipality,
    #[sea_orm(
        belongs_to = "super::account::Entity",
        from = "Column::DecidedBy",
        to = "super::account::Column::Id"
    )]
    DecidedBy,
}

impl Related<super::settlement::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Settlement.def()
    }
}

impl Related<super::municipality::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Municipality.def()
    }
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::DecidedBy.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
