//! Something came in between the published timetable and its being held: what, and what it hits.

use sea_orm::entity::prelude::*;

use crate::columns::HitSessions;
use crate::id::{AbsenceId, AccountId, CentreId, RepairId, SessionId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "repair")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RepairId,
    pub centre_id: CentreId,
    /// Somebody or something is away.
    pub absence_id: Option<AbsenceId>,
    /// Or one session cannot be held.
    pub session_id: Option<SessionId>,
    #[sea_orm(column_type = "JsonBinary")]
    pub hit: HitSessions,
    pub requested_by: Option<AccountId>,
    pub requested_at: DateTimeUtc,
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
        belongs_to = "super::absence::Entity",
        from = "Column::AbsenceId",
        to = "super::absence::Column::Id"
    )]
    Absence,
    #[sea_orm(
        belongs_to = "super::session::Entity",
        from = "Column::SessionId",
        to = "super::session::Column::Id"
    )]
    Session,
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

impl Related<super::absence::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Absence.def()
    }
}

impl Related<super::session::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Session.def()
    }
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::RequestedBy.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
