//! Municipalities: all of Denmark's are known from the start.

use async_graphql::InputObject;
use entities::municipality;
use sea_orm::{ConnectionTrait, Set};
use serde::{Deserialize, Serialize};

use super::facts::{self, Fact};
use super::{lookup, rules};
use crate::domain::policy::{Action, Scopes};
use crate::error::{Error, Faults, Result};
use crate::op::{Ground, Op};
use crate::store;

/// Denmark's municipalities with their regions, as Statistics Denmark lists them.
const MUNICIPALITIES: &str = include_str!("../../data/municipalities.csv");

#[derive(Deserialize)]
struct Listed {
    code: String,
    name: String,
    region: String,
    region_code: String,
    cvr: String,
}

/// Enters all municipalities into a new database.
pub(super) async fn seed(ground: &Ground, tx: &impl ConnectionTrait) -> Result<()> {
    let mut rows = Vec::new();
    for listed in csv::Reader::from_reader(MUNICIPALITIES.as_bytes()).deserialize() {
        let listed: Listed = listed.map_err(Error::internal)?;
        rows.push(municipality::ActiveModel {
            id: Set(ground.clock.new_id().into()),
            code: Set(listed.code),
            name: Set(listed.name),
            region: Set(listed.region),
            region_code: Set(listed.region_code),
            cvr: Set(listed.cvr),
            handoff_mailbox: Set(None),
            finance_mailbox: Set(None),
            invoice_recipient: Set(None),
            version: Set(1),
        });
    }
    Ok(store::municipalities::insert_all(tx, rows).await?)
}

/// Every municipality, by code.
pub async fn list(op: &Op) -> Result<Vec<municipality::Model>> {
    op.demand_sign_in()?;
    Ok(store::municipalities::list(op.reader()).await?)
}

/// The municipality with a four-digit code.
pub async fn find(op: &Op, code: &str) -> Result<municipality::Model> {
    lookup::municipality_by_code(op, op.reader(), code).await
}

/// Where a municipality wants its mails.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SaveMailboxesInput {
    /// Four digits, as in `0265`.
    pub municipality_code: String,
    /// Shared mailbox that is told of hand-offs: a link and counts, never a person.
    pub handoff_mailbox: Option<String>,
    /// Shared mailbox that is told when a settlement is ready.
    pub finance_mailbox: Option<String>,
}

/// Sets the mailboxes of a municipality.
///
/// # Errors
/// VALIDATION for what is no mail address; FORBIDDEN unless ADMIN.
pub async fn save_mailboxes(op: &Op, input: SaveMailboxesInput) -> Result<municipality::Model> {
    op.demand(Action::GrantRole, &Scopes::default())?;
    let mut faults = Faults::default();
    rules::email(
        &mut faults,
        "input.handoffMailbox",
        input.handoff_mailbox.as_deref(),
    );
    rules::email(
        &mut faults,
        "input.financeMailbox",
        input.finance_mailbox.as_deref(),
    );
    faults.done()?;
    let tx = op.begin().await?;
    let row = store::municipalities::by_code(&tx, &input.municipality_code)
        .await?
        .ok_or_else(|| Error::invalid("input.municipalityCode", "UNKNOWN_MUNICIPALITY"))?;
    let changed = municipality::ActiveModel {
        id: Set(row.id),
        handoff_mailbox: Set(input.handoff_mailbox),
        finance_mailbox: Set(input.finance_mailbox),
        version: Set(row.version + 1),
        ..Default::default()
    };
    let row = store::municipalities::update(&tx, changed).await?;
    facts::append(
        op,
        &tx,
        Fact::new("MAILBOXES_SAVED", "municipality", row.id),
    )
    .await?;
    tx.commit().await?;
    Ok(row)
}

/// Several municipalities by id.
pub async fn by_ids(
    op: &Op,
    ids: &[entities::id::MunicipalityId],
) -> Result<Vec<municipality::Model>> {
    op.demand_sign_in()?;
    Ok(store::municipalities::by_ids(op.reader(), ids).await?)
}

/// Several municipalities by code.
pub async fn by_codes(op: &Op, codes: &[String]) -> Result<Vec<municipality::Model>> {
    op.demand_sign_in()?;
    Ok(store::municipalities::by_codes(op.reader(), codes).await?)
}
