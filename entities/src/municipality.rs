//! A municipality: who it is, and where its hand-offs and settlements go.

use sea_orm::entity::prelude::*;

use crate::columns::InvoiceRecipient;
use crate::id::MunicipalityId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "municipality")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MunicipalityId,
    /// Four digits with the leading zero.
    #[sea_orm(unique, column_type = "Text")]
    pub code: String,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub region: String,
    #[sea_orm(column_type = "Text")]
    pub region_code: String,
    #[sea_orm(column_type = "Text")]
    pub cvr: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub handoff_mailbox: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub finance_mailbox: Option<String>,
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub invoice_recipient: Option<InvoiceRecipient>,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
