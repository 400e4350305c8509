//! Somebody, or something, that may sign in.

use sea_orm::entity::prelude::*;

use crate::columns::Language;
use crate::id::{AccountId, StaffMemberId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccountId,
    #[sea_orm(unique, column_type = "Text")]
    pub key: String,
    #[sea_orm(column_type = "Text")]
    pub display_name: String,
    pub language: Language,
    pub staff_member_id: Option<StaffMemberId>,
    pub disabled_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::resource::Entity",
        from = "Column::StaffMemberId",
        to = "super::resource::Column::Id"
    )]
    StaffMember,
}

impl Related<super::resource::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::StaffMember.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
