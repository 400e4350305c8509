//! Something somebody is to be told; text and address are found when it is sent.

use sea_orm::entity::prelude::*;

use crate::columns::{NoticeKind, NoticeRecipientKind, NoticeState};
use crate::id::{CentreId, CohortId, HandoffId, NoticeId, PlanId, SessionId, SettlementId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NoticeId,
    pub kind: NoticeKind,
    pub recipient_kind: NoticeRecipientKind,
    pub recipient_id: Uuid,
    pub centre_id: CentreId,
    pub session_id: Option<SessionId>,
    pub cohort_id: Option<CohortId>,
    pub plan_id: Option<PlanId>,
    pub handoff_id: Option<HandoffId>,
    pub settlement_id: Option<SettlementId>,
    pub sequence: i32,
    #[sea_orm(column_type = "Text", nullable)]
    pub fingerprint: Option<String>,
    #[sea_orm(unique, column_type = "Text")]
    pub dedupe_key: String,
    pub state: NoticeState,
    pub created_at: DateTimeUtc,
    /// Domain time.
    pub send_after_at: DateTimeUtc,
    pub attempts: i32,
    /// Real time.
    pub next_attempt_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text", nullable)]
    pub lease_owner: Option<String>,
    /// Real time.
    pub lease_until_at: Option<DateTimeUtc>,
    pub sent_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text", nullable)]
    pub message_id: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub failure_code: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub request_id: String,
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
        belongs_to = "super::session::Entity",
        from = "Column::SessionId",
        to = "super::session::Column::Id"
    )]
    Session,
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
    #[sea_orm(
        belongs_to = "super::handoff::Entity",
        from = "Column::HandoffId",
        to = "super::handoff::Column::Id"
    )]
    Handoff,
    #[sea_orm(
        belongs_to = "super::settlement::Entity",
        from = "Column::SettlementId",
        to = "super::settlement::Column::Id"
    )]
    Settlement,
}

impl Related<super::centre::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Centre.def()
    }
}

impl Related<super::session::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Session.def()
    }
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

impl Related<super::handoff::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Handoff.def()
    }
}

impl Related<super::settlement::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Settlement.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
