//! What an answer comes to: sessions by cohort and kind, and the wishes that it does not meet.

use sea_orm::entity::prelude::*;

use crate::columns::{SessionCounts, UnmetWishes};
use crate::id::PlanId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_report")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub plan_id: PlanId,
    #[sea_orm(column_type = "JsonBinary")]
    pub session_counts: SessionCounts,
    #[sea_orm(column_type = "JsonBinary")]
    pub unmet_wishes: UnmetWishes,
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
