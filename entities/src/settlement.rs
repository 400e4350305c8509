//! A period's costs shared among municipalities; frozen, it is a link in a hash chain.

use sea_orm::entity::prelude::*;

use crate::columns::SettlementState;
use crate::id::{AccountingPeriodId, PartnershipId, SettlementId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "settlement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SettlementId,
    pub partnership_id: PartnershipId,
    pub period_id: AccountingPeriodId,
    /// Position in the chain of the partnership, given when it is frozen.
    pub number: Option<i32>,
    pub state: SettlementState,
    /// Facts recorded later do not count.
    pub known_at: Option<DateTimeUtc>,
    pub total_ore: Option<i64>,
    #[sea_orm(column_type = "Text", nullable)]
    pub rule_version: Option<String>,
    /// Canonical JSON: the working paper, and once frozen what is exported and hashed.
    #[sea_orm(column_type = "Text", nullable)]
    pub document: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub hash: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub previous_hash: Option<String>,
    pub calculated_at: Option<DateTimeUtc>,
    pub frozen_at: Option<DateTimeUtc>,
    pub sent_at: Option<DateTimeUtc>,
    pub corrects_id: Option<SettlementId>,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::partnership::Entity",
        from = "Column::PartnershipId",
        to = "super::partnership::Column::Id"
    )]
    Partnership,
    #[sea_orm(
        belongs_to = "super::accounting_period::Entity",
        from = "Column::PeriodId",
        to = "super::accounting_period::Column::Id"
    )]
    Period,
    #[sea_orm(belongs_to = "Entity", from = "Column::CorrectsId", to = "Column::Id")]
    Corrects,
}

impl Related<super::partnership::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Partnership.def()
    }
}

impl Related<super::accounting_period::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Period.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
