//! The one row that says whether this database is live or a demo, and how far its domain clock is moved.

use sea_orm::entity::prelude::*;

use crate::columns::InstallationKind;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "installation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i16,
    pub kind: InstallationKind,
    /// Microseconds to add to real time; a live installation's clock is never moved.
    pub clock_offset_micros: i64,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
