//! What makes a plan one of something that is only imagined: what is changed, and what that changes.

use sea_orm::entity::prelude::*;

use crate::columns::{ScenarioChanges, ScenarioComparison};
use crate::id::PlanId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_scenario")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub plan_id: PlanId,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub changes: ScenarioChanges,
    /// What the changes cost by themselves.
    pub price_ore: i64,
    pub n_persons: i32,
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub comparison: Option<ScenarioComparison>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::plan::Entity",
        from = "Column::PlanId",
        to = "super::plan::Column::Id"
    )]
    Plan,
}

impl Related<super::plan::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Plan.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
