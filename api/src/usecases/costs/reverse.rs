//! Taking a cost back.

use async_graphql::InputObject;
use chrono::NaiveDate;
use entities::columns::PeriodState;
use entities::id::{AccountingPeriodId, CostEntryId};
use entities::{accounting_period, cost_entry};
use sea_orm::{ConnectionTrait, Set};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::again;
use crate::domain::policy::Action;
use crate::error::{Code, Error, Faults, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::facts::{self, Fact};
use crate::usecases::{idempotency, lookup, rules, zone_of};
use crate::vocabulary::IdOf;

/// Takes a cost back, whole.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReverseCostInput {
    pub entry_id: IdOf<CostEntryId>,
    pub reason: String,
    /// The same key with the same input reverses once.
    pub idempotency_key: Option<String>,
}

/// Takes an entry back: in its own period, or in the open one when that is closed.
///
/// # Errors
/// DUPLICATE when it is reversed already; VALIDATION for a reversal, which is not reversed itself;
/// PERIOD_CLOSED when no period is open.
pub async fn reverse(op: &Op, input: ReverseCostInput) -> Result<cost_entry::Model> {
    let tx = op.begin().await?;
    let entry = lookup::cost_entry(op, &tx, input.entry_id.0, Action::Account).await?;
    store::partnerships::lock(&tx, entry.partnership_id).await?;
    let key = input.idempotency_key.as_deref();
    let (earlier, once) = idempotency::earlier(op, &tx, "reverseCost", key, &input).await?;
    if let Some(id) = earlier {
        return again(&tx, id.into()).await;
    }
    let mut faults = Faults::default();
    rules::text(&mut faults, "input.reason", &input.reason, 200);
    let is_cost = entry.reverses_id.is_none();
    faults.demand(is_cost, "input.entryId", "IS_REVERSAL");
    faults.done()?;
    if let Some(reversal) = store::costs::reversal_of(&tx, entry.id).await? {
        let details = json!({ "entryId": reversal.id });
        return Err(Error::refused(Code::Duplicate).details(details).into());
    }
    let (period, posted_on) = place_of_reversal(op, &tx, &entry).await?;
    let row = cost_entry::ActiveModel {
        id: Set(op.new_id()),
        partnership_id: Set(entry.partnership_id),
        period_id: Set(period),
        category: Set(entry.category.clone()),
        amount_ore: Set(-entry.amount_ore),
        document: Set(entry.document.clone()),
        text: Set(input.reason.trim().to_owned()),
        vat_treatment: Set(entry.vat_treatment),
        account: Set(entry.account.clone()),
        posted_on: Set(posted_on),
        posted_at: Set(op.now),
        posted_by: Set(op.account_id()),
        reverses_id: Set(Some(entry.id)),
    };
    let row = store::costs::insert(&tx, row).await?;
    let fact = Fact::new("COST_REVERSED", "cost_entry", entry.id)
        .with(json!({ "reversalId": row.id, "amountOre": row.amount_ore }));
    facts::append(op, &tx, fact).await?;
    once.made(op, &tx, row.id).await?;
    tx.commit().await?;
    Ok(row)
}

/// The entry's own period while it is open, else the open one of today, else the first open one;
/// and today, or the nearest day inside.
async fn place_of_reversal(
    op: &Op,
    tx: &impl ConnectionTrait,
    entry: &cost_entry::Model,
) -> Result<(AccountingPeriodId, NaiveDate)> {
    let partnership = store::partnerships::by_id(tx, entry.partnership_id)
        .await?
        .ok_or_else(Error::not_found)?;
    let centre = store::centres::by_id(tx, partnership.centre_id)
        .await?
        .ok_or_else(Error::not_found)?;
    let today = op.today(zone_of(&centre)?);
    let periods = store::partnerships::periods(tx, &[entry.partnership_id]).await?;
    let open = |period: &&accounting_period::Model| period.state == PeriodState::Open;
    let chosen = periods
        .iter()
        .filter(open)
        .min_by_key(|period| {
            let holds_today = period.from_on <= today && today < period.until_on;
            (period.id != entry.period_id, !holds_today, period.from_on)
        })
        .ok_or_else(|| Error::from(Error::refused(Code::PeriodClosed)))?;
    let last = chosen.until_on.pred_opt().unwrap_or(chosen.from_on);
    Ok((chosen.id, today.clamp(chosen.from_on, last)))
}
