//! A run of the engine: its order, its progress and its verdict.

use sea_orm::entity::prelude::*;

use crate::columns::{PlanConflicts, PlanState, PlanVerdict, Score, UnassignedActivities};
use crate::id::{AccountId, CentreId, PlanId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PlanId,
    pub centre_id: CentreId,
    #[sea_orm(column_type = "Text")]
    pub key: String,
    pub seed: i64,
    pub effort_steps: i64,
    pub state: PlanState,
    pub verdict: Option<PlanVerdict>,
    #[sea_orm(column_type = "Text", nullable)]
    pub input_hash: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub plan_hash: Option<String>,
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub score: Option<Score>,
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub unassigned: Option<UnassignedActivities>,
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub conflicts: Option<PlanConflicts>,
    #[sea_orm(column_type = "Text", nullable)]
    pub phase: Option<String>,
    pub progress_step: i64,
    pub progress_unassigned: Option<i32>,
    pub progress_score: Option<i64>,
    pub plan_millis: Option<i64>,
    pub cancel_requested: bool,
    pub attempts: i32,
    #[sea_orm(column_type = "Text", nullable)]
    pub lease_owner: Option<String>,
    /// Real time, as are all leases.
    pub lease_until_at: Option<DateTimeUtc>,
    pub requested_by: Option<AccountId>,
    pub requested_at: DateTimeUtc,
    pub finished_at: Option<DateTimeUtc>,
    pub published_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text", nullable)]
    pub failure_code: Option<String>,
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
        belongs_to = "super::account::Entity",
        from = "Column::RequestedBy",
        to = "super::account::Column::Id"
    )]
    RequestedBy,
}

impl Related<super::centre::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Centre.def()
    }
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::RequestedBy.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
