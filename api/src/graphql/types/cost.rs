//! Costs, and what a period is going to cost whom.

use async_graphql::{ComplexObject, Context, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use entities::cost_entry;
use entities::id::{AccountingPeriodId, CostEntryId};

use super::settlement::{NotCountedPersons, municipality_by_code};
use super::{AccountingPeriod, Municipality};
use crate::domain::allocation::Share;
use crate::domain::municipality_code::MunicipalityCode;
use crate::error::Result;
use crate::usecases::settlements::Forecast;
use crate::vocabulary::{Amount, IdOf, VatTreatmentName};

/// A posted cost, or the reversal of one. Entries are never changed.
#[derive(SimpleObject)]
pub struct CostEntry {
    pub id: IdOf<CostEntryId>,
    pub period_id: IdOf<AccountingPeriodId>,
    pub category: String,
    /// In kroner; below zero only in a reversal.
    pub amount: Amount,
    /// Number of the voucher; a reversal carries the number of what it takes back.
    pub document: String,
    /// What was paid for, or why it was taken back.
    pub text: String,
    pub vat_treatment: VatTreatmentName,
    /// Account in the books of the accounting party.
    pub account: Option<String>,
    pub posted_on: NaiveDate,
    pub posted_at: DateTime<Utc>,
    /// The entry that this one takes back.
    pub reverses_id: Option<IdOf<CostEntryId>>,
}

impl From<cost_entry::Model> for CostEntry {
    fn from(row: cost_entry::Model) -> Self {
        Self {
            id: IdOf(row.id),
            period_id: IdOf(row.period_id),
            category: row.category,
            amount: Amount::from_ore(row.amount_ore),
            document: row.document,
            text: row.text,
            vat_treatment: row.vat_treatment.into(),
            account: row.account,
            posted_on: row.posted_on,
            posted_at: row.posted_at,
            reverses_id: row.reverses_id.map(IdOf),
        }
    }
}

/// All entries of the period together, whatever page of them is shown.
#[derive(SimpleObject)]
pub struct CostTotals {
    pub period: AccountingPeriod,
    pub total: Amount,
    pub n_entries: i32,
}

/// What a period is going to cost whom: the cost key over everybody enrolled, as known now. Counts
/// are exact, as in the settlement that it foretells.
#[derive(SimpleObject)]
pub struct CostForecast {
    pub period: AccountingPeriod,
    /// Agreed for the partnership as a whole.
    pub budget: Amount,
    /// Posted so far.
    pub posted: Amount,
    /// The budget less what is posted; below zero when it is exceeded.
    pub remaining: Amount,
    /// One for each municipality, by code.
    pub lines: Vec<ForecastLine>,
    /// Who is enrolled and counts for no municipality, by reason.
    pub not_counted: Vec<NotCountedPersons>,
}

/// One municipality's part of a forecast.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct ForecastLine {
    /// Persons enrolled who count for it.
    pub counted: i32,
    /// Its share of the budget; null when nobody is counted at all.
    pub of_budget: Option<Amount>,
    /// Its share of what is posted so far; null when nobody is counted at all.
    pub of_posted: Option<Amount>,
    #[graphql(skip)]
    pub code: MunicipalityCode,
}

#[ComplexObject]
impl ForecastLine {
    async fn municipality(&self, ctx: &Context<'_>) -> Result<Municipality> {
        municipality_by_code(ctx, self.code).await
    }
}

impl From<Forecast> for CostForecast {
    fn from(forecast: Forecast) -> Self {
        let remaining = forecast.budget.checked_sub(forecast.posted);
        let of = |shares: &Option<Vec<Share>>, code: MunicipalityCode| {
            let share = shares.iter().flatten().find(|share| share.code == code);
            share.map(|share| Amount(share.amount))
        };
        let lines = forecast.counts.iter().map(|(code, counted)| ForecastLine {
            counted: i32::try_from(*counted).unwrap_or(i32::MAX),
            of_budget: of(&forecast.budget_shares, *code),
            of_posted: of(&forecast.posted_shares, *code),
            code: *code,
        });
        Self {
            lines: lines.collect(),
            budget: Amount(forecast.budget),
            posted: Amount(forecast.posted),
            remaining: Amount(remaining.unwrap_or_default()),
            not_counted: forecast.not_counted.into_iter().map(Into::into).collect(),
            period: forecast.period.into(),
        }
    }
}
