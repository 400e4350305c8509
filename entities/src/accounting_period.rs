//! A stretch of days that a partnership settles as one.

use sea_orm::entity::prelude::*;

use crate::columns::PeriodState;
use crate::id::{AccountingPeriodId, PartnershipId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "accounting_period")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccountingPeriodId,
    pub partnership_id: PartnershipId,
    #[sea_orm(column_type = "Text")]
    pub key: String,
    pub from_on: Date,
    pub until_on: Date,
    pub state: PeriodState,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::partnership::Entity",
        from = "Column::PartnershipId",
        to = "super::partnership::Column::Id"
    )]
    Partnership,
}

impl Related<super::partnership::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Partnership.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
