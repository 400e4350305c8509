//! A plan that mends the published timetable: what it is best at, and its bill.

use sea_orm::entity::prelude::*;

use crate::columns::RepairKinds;
use crate::id::{PlanId, RepairId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_repair")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub plan_id: PlanId,
    pub repair_id: RepairId,
    #[sea_orm(column_type = "JsonBinary")]
    pub kinds: RepairKinds,
    pub n_moved: i32,
    pub n_rearranged: i32,
    pub n_dropped: i32,
    pub n_added: i32,
    pub n_persons: i32,
    pub interpreter_fees_ore: i64,
    pub interpreter_cost_change_ore: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::plan::Entity",
        from = "Column::PlanId",
        to = "super::plan::Column::Id"
    )]
    Plan,
    #[sea_orm(
        belongs_to = "super::repair::Entity",
        from = "Column::RepairId",
        to = "super::repair::Column::Id"
    )]
    Repair,
}

impl Related<super::plan::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Plan.def()
    }
}

impl Related<super::repair::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Repair.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
