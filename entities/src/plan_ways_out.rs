//! The search for ways out of what a plan could not place.

use sea_orm::entity::prelude::*;

use crate::columns::{WaysOut, WaysOutState};
use crate::id::PlanId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_ways_out")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub plan_id: PlanId,
    pub state: WaysOutState,
    /// The moment at which the plan was solved: what was past then.
    pub as_of_at: DateTimeUtc,
    /// What stands in the way, in the engine's words.
    #[sea_orm(column_type = "JsonBinary")]
    pub question: Json,
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub ways: Option<WaysOut>,
    pub search_millis: Option<i64>,
    pub attempts: i32,
    #[sea_orm(column_type = "Text", nullable)]
    pub lease_owner: Option<String>,
    /// Real time, as are all leases.
    pub lease_until_at: Option<DateTimeUtc>,
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
