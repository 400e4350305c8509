//! A posted cost; entries are never changed, only reversed.

use sea_orm::entity::prelude::*;

use crate::columns::VatTreatment;
use crate::id::{AccountId, AccountingPeriodId, CostEntryId, PartnershipId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cost_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CostEntryId,
    pub partnership_id: PartnershipId,
    pub period_id: AccountingPeriodId,
    #[sea_orm(column_type = "Text")]
    pub category: String,
    /// Negative only in a reversal.
    pub amount_ore: i64,
    #[sea_orm(column_type = "Text")]
    pub document: String,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    pub vat_treatment: VatTreatment,
    /// In the books of the accounting party.
    #[sea_orm(column_type = "Text", nullable)]
    pub account: Option<String>,
    pub posted_on: Date,
    pub posted_at: DateTimeUtc,
    pub posted_by: Option<AccountId>,
    #[sea_orm(unique)]
    pub reverses_id: Option<CostEntryId>,
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
    #[sea_orm(
        belongs_to = "super::account::Entity",
        from = "Column::PostedBy",
        to = "super::account::Column::Id"
    )]
    PostedBy,
    #[sea_orm(belongs_to = "Entity", from = "Column::ReversesId", to = "Column::Id")]
    Reverses,
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

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::PostedBy.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
