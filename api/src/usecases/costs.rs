//! Costs of a partnership: posted by whoever accounts for it, reversed, never changed.

mod reverse;

use async_graphql::InputObject;
use chrono::NaiveDate;
use entities::columns::PeriodState;
use entities::id::{AccountingPeriodId, CostEntryId, PartnershipId};
use entities::{accounting_period, cost_entry, partnership};
use sea_orm::{ConnectionTrait, Set};
use serde::{Deserialize, Serialize};
use serde_json::json;

pub use self::reverse::{ReverseCostInput, reverse};
use super::facts::{self, Fact};
use super::{idempotency, lookup, rules};
use crate::domain::money::Money;
use crate::domain::policy::Action;
use crate::error::{Code, Error, Fault, Faults, Result};
use crate::op::Op;
use crate::store;
use crate::vocabulary::{Amount, IdOf, VatTreatmentName};

/// A cost, posted into an open accounting period.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PostCostInput {
    pub partnership_id: IdOf<PartnershipId>,
    /// The period, by its id or by its key.
    pub period_id: Option<IdOf<AccountingPeriodId>>,
    /// As in `2017-1`.
    pub period_key: Option<String>,
    /// What kind of cost it is, as in `TEACHING`.
    pub category: String,
    /// In kroner, more than zero: what was posted wrongly is reversed.
    pub amount: Amount,
    /// Number of the voucher. A number is used once in a partnership, also when its cost is
    /// reversed.
    pub document: String,
    /// What was paid for.
    pub text: String,
    pub vat_treatment: VatTreatmentName,
    /// Account in the books of the accounting party.
    pub account: Option<String>,
    /// A day of the period.
    pub posted_on: NaiveDate,
    /// The same key with the same input posts once.
    pub idempotency_key: Option<String>,
}

/// What was posted into a period.
#[derive(Debug)]
pub struct Costs {
    pub period: accounting_period::Model,
    pub entries: Vec<cost_entry::Model>,
    pub total: Money,
}

/// Posts a cost.
///
/// # Errors
/// VALIDATION with every wrong field; PERIOD_CLOSED; DUPLICATE_DOCUMENT; FORBIDDEN for everybody
/// but the accounting party's finance.
pub async fn post(op: &Op, input: PostCostInput) -> Result<cost_entry::Model> {
    let tx = op.begin().await?;
    let partnership = lookup::partnership(op, &tx, input.partnership_id.0, Action::Account).await?;
    store::partnerships::lock(&tx, partnership.id).await?;
    let key = input.idempotency_key.as_deref();
    let (earlier, once) = idempotency::earlier(op, &tx, "postCost", key, &input).await?;
    if let Some(id) = earlier {
        return again(&tx, id.into()).await;
    }
    let period = checked(&tx, &partnership, &input).await?;
    demand_open(&period)?;
    demand_room(&tx, &period, input.amount.0).await?;
    demand_new_document(&tx, &partnership, input.document.trim()).await?;
    let trimmed = |text: &str| text.trim().to_owned();
    let row = cost_entry::ActiveModel {
        id: Set(op.new_id()),
        partnership_id: Set(partnership.id),
        period_id: Set(period.id),
        category: Set(trimmed(&input.category)),
        amount_ore: Set(input.amount.ore()),
        document: Set(trimmed(&input.document)),
        text: Set(trimmed(&input.text)),
        vat_treatment: Set(input.vat_treatment.into()),
        account: Set(input.account.as_deref().map(trimmed)),
        posted_on: Set(input.posted_on),
        posted_at: Set(op.now),
        posted_by: Set(op.account_id()),
        reverses_id: Set(None),
    };
    let row = store::costs::insert(&tx, row).await?;
    let fact = Fact::new("COST_POSTED", "cost_entry", row.id)
        .with(json!({ "amountOre": row.amount_ore, "document": row.document }));
    facts::append(op, &tx, fact).await?;
    once.made(op, &tx, row.id).await?;
    tx.commit().await?;
    Ok(row)
}

async fn again(tx: &impl ConnectionTrait, id: CostEntryId) -> Result<cost_entry::Model> {
    store::costs::by_id(tx, id)
        .await?
        .ok_or_else(Error::not_found)
}

async fn checked(
    tx: &impl ConnectionTrait,
    partnership: &partnership::Model,
    input: &PostCostInput,
) -> Result<accounting_period::Model> {
    let mut faults = Faults::default();
    rules::text(&mut faults, "input.category", &input.category, 60);
    rules::text(&mut faults, "input.document", &input.document, 60);
    rules::text(&mut faults, "input.text", &input.text, 200);
    rules::optional_text(&mut faults, "input.account", input.account.as_deref(), 60);
    let is_cost = input.amount.ore() > 0;
    faults.demand(is_cost, "input.amount", "NOT_ABOVE_ZERO");
    rules::amount(&mut faults, "input.amount", input.amount.0, Money::MOST);
    let period = period_of(tx, &mut faults, partnership, input).await?;
    if let Some(period) = &period {
        let is_inside = period.from_on <= input.posted_on && input.posted_on < period.until_on;
        if !is_inside {
            let fault = Fault::new("input.postedOn", "OUTSIDE_PERIOD")
                .with("from", period.from_on)
                .with("until", period.until_on);
            faults.add(fault);
        }
    }
    faults.done()?;
    period.ok_or_else(Error::not_found)
}

async fn period_of(
    tx: &impl ConnectionTrait,
    faults: &mut Faults,
    partnership: &partnership::Model,
    input: &PostCostInput,
) -> Result<Option<accounting_period::Model>> {
    let (path, found) = match (&input.period_id, &input.period_key) {
        (Some(id), None) => {
            let found = store::partnerships::period_by_id(tx, id.0).await?;
            let own = found.filter(|period| period.partnership_id == partnership.id);
            ("input.periodId", own)
        }
        (None, Some(key)) => {
            let found = store::partnerships::period_by_key(tx, partnership.id, key).await?;
            ("input.periodKey", found)
        }
        _ => {
            faults.add(Fault::new("input.periodId", "ID_OR_KEY"));
            return Ok(None);
        }
    };
    faults.demand(found.is_some(), path, "UNKNOWN_PERIOD");
    Ok(found)
}

fn demand_open(period: &accounting_period::Model) -> Result<()> {
    if period.state == PeriodState::Open {
        return Ok(());
    }
    Err(Error::refused(Code::PeriodClosed)
        .details(json!({ "periodKey": period.key }))
        .into())
}

/// What a period comes to stays an amount that can be summed and shared.
async fn demand_room(
    tx: &impl ConnectionTrait,
    period: &accounting_period::Model,
    amount: Money,
) -> Result<()> {
    let posted = store::costs::posted_ore(tx, period.id).await?;
    let room = Money::MOST
        .checked_sub(Money::from_oere(posted))
        .map_err(Error::internal)?;
    let mut faults = Faults::default();
    rules::amount(&mut faults, "input.amount", amount, room);
    faults.done()
}

async fn demand_new_document(
    tx: &impl ConnectionTrait,
    partnership: &partnership::Model,
    document: &str,
) -> Result<()> {
    match store::costs::by_document(tx, partnership.id, document).await? {
        None => Ok(()),
        Some(earlier) => Err(Error::refused(Code::DuplicateDocument)
            .details(json!({ "entryId": earlier.id, "postedOn": earlier.posted_on }))
            .into()),
    }
}

/// What was posted into a period, in order of the days.
///
/// # Errors
/// NOT_FOUND for a partnership or period that the actor does not see.
pub async fn of_period(op: &Op, partnership: PartnershipId, period_key: &str) -> Result<Costs> {
    let db = op.reader();
    let partnership = lookup::partnership(op, db, partnership, Action::ReadSettlement).await?;
    let period = store::partnerships::period_by_key(db, partnership.id, period_key)
        .await?
        .ok_or_else(Error::not_found)?;
    let entries = store::costs::of_period(db, period.id).await?;
    let amounts = entries.iter().map(|row| Money::from_oere(row.amount_ore));
    Ok(Costs {
        total: Money::sum(amounts).map_err(Error::internal)?,
        period,
        entries,
    })
}
