//! A meeting in the live timetable, one per cohort and activity; its id is for life.

use sea_orm::entity::prelude::*;

use crate::columns::{ActivityKind, SessionState};
use crate::id::{CohortId, PlanId, SessionId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SessionId,
    pub cohort_id: CohortId,
    #[sea_orm(column_type = "Text")]
    pub activity_key: String,
    pub kind: ActivityKind,
    #[sea_orm(column_type = "Text", nullable)]
    pub theme_key: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub title_da: String,
    #[sea_orm(column_type = "Text")]
    pub title_en: String,
    pub starts_at: DateTimeUtc,
    pub ends_at: DateTimeUtc,
    pub state: SessionState,
    pub pinned: bool,
    /// Raised by every change that people are told of; the calendar's SEQUENCE.
    pub sequence: i32,
    pub plan_id: Option<PlanId>,
    #[sea_orm(column_type = "Text", nullable)]
    pub cancel_reason: Option<String>,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::cohort::Entity",
        from = "Column::CohortId",
        to = "super::cohort::Column::Id"
    )]
    Cohort,
    #[sea_orm(
        belongs_to = "super::plan::Entity",
        from = "Column::PlanId",
        to = "super::plan::Column::Id"
    )]
    Plan,
}

impl Related<super::cohort::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Cohort.def()
    }
}

impl Related<super::plan::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Plan.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
