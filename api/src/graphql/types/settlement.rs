//! Settlements and their lines.

use async_graphql::{ComplexObject, Context, SimpleObject};
use chrono::{DateTime, Utc};
use entities::id::{
    AccountingPeriodId, MunicipalityId, PartnershipId, SettlementId, SettlementLineId,
};
use entities::{settlement, settlement_line};

use super::centre::municipality_of;
use super::{AccountingPeriod, Municipality};
use crate::domain::counting_facts::NotCounted;
use crate::domain::municipality_code::MunicipalityCode;
use crate::error::{Error, Result};
use crate::graphql::loaders::{LinesOf, Loaders, MunicipalityByCode, PeriodsOf, own};
use crate::graphql::weight;
use crate::usecases::settlements;
use crate::vocabulary::{Amount, IdOf, LineStateName, NotCountedName, SettlementStateName};

/// The cost of a period, shared by the persons counted for each municipality. Its head-counts are
/// exact, also below five: the suppression of small counts does not apply to a settlement.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct Settlement {
    pub id: IdOf<SettlementId>,
    /// Position in the partnership's chain of settlements, from 1, once it is frozen.
    pub number: Option<i32>,
    pub state: SettlementStateName,
    /// Facts recorded later do not count.
    pub known_at: Option<DateTime<Utc>>,
    /// The sum of the entries; the lines add up to it exactly.
    pub total: Option<Amount>,
    /// Version of the cost key, as in `COST_KEY/1`.
    pub rule_version: Option<String>,
    /// SHA-256 that names the document, once it is frozen.
    pub hash: Option<String>,
    /// The hash of the settlement before it in the chain.
    pub previous_hash: Option<String>,
    pub calculated_at: Option<DateTime<Utc>>,
    pub frozen_at: Option<DateTime<Utc>>,
    pub sent_at: Option<DateTime<Utc>>,
    /// The settlement that this one corrects.
    pub corrects_id: Option<IdOf<SettlementId>>,
    /// Raised by each change; give it back when you change the settlement.
    pub version: i32,
    #[graphql(skip)]
    pub partnership_id: PartnershipId,
    #[graphql(skip)]
    pub period_id: AccountingPeriodId,
    #[graphql(skip)]
    pub row: settlement::Model,
}

#[ComplexObject]
impl Settlement {
    /// The days that it settles.
    async fn period(&self, ctx: &Context<'_>) -> Result<Option<AccountingPeriod>> {
        let loaders = ctx.data_unchecked::<Loaders>();
        let periods = loaders
            .load_one(PeriodsOf(self.partnership_id))
            .await
            .map_err(|e| own(&e))?;
        let mut periods = periods.unwrap_or_default().into_iter();
        Ok(periods
            .find(|period| period.id == self.period_id)
            .map(Into::into))
    }

    /// One for each municipality, in the order of their codes.
    #[graphql(complexity = "weight::times(10, child_complexity)")]
    async fn lines(&self, ctx: &Context<'_>) -> Result<Vec<SettlementLine>> {
        let loaders = ctx.data_unchecked::<Loaders>();
        let rows = loaders
            .load_one(LinesOf(self.id.0))
            .await
            .map_err(|e| own(&e))?;
        Ok(rows
            .unwrap_or_default()
            .into_iter()
            .map(Into::into)
            .collect())
    }

    /// Who was in course and counts for no municipality, by reason.
    #[graphql(complexity = "weight::times(6, child_complexity)")]
    #[expect(
        clippy::unused_async,
        reason = "a field of an object is asked for as a future"
    )]
    async fn not_counted(&self) -> Result<Vec<NotCountedPersons>> {
        let content = settlements::content_of(&self.row)?;
        let listed = content.map(|content| content.not_counted);
        Ok(listed
            .unwrap_or_default()
            .into_iter()
            .map(|one| (one.reason, one.persons).into())
            .collect())
    }
}

impl From<settlement::Model> for Settlement {
    fn from(row: settlement::Model) -> Self {
        Self {
            id: IdOf(row.id),
            number: row.number,
            state: row.state.into(),
            known_at: row.known_at,
            total: row.total_ore.map(Amount::from_ore),
            rule_version: row.rule_version.clone(),
            hash: row.hash.clone(),
            previous_hash: row.previous_hash.clone(),
            calculated_at: row.calculated_at,
            frozen_at: row.frozen_at,
            sent_at: row.sent_at,
            corrects_id: row.corrects_id.map(IdOf),
            version: row.version,
            partnership_id: row.partnership_id,
            period_id: row.period_id,
            row,
        }
    }
}

/// One municipality's share of a settlement.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct SettlementLine {
    pub id: IdOf<SettlementLineId>,
    /// Persons counted for the municipality.
    pub counted: i32,
    pub amount: Amount,
    pub state: LineStateName,
    pub decided_at: Option<DateTime<Utc>>,
    /// Raised by each change; give it back when you approve the line.
    pub version: i32,
    #[graphql(skip)]
    pub municipality_id: MunicipalityId,
}

#[ComplexObject]
impl SettlementLine {
    async fn municipality(&self, ctx: &Context<'_>) -> Result<Option<Municipality>> {
        municipality_of(ctx, self.municipality_id).await
    }
}

impl From<settlement_line::Model> for SettlementLine {
    fn from(row: settlement_line::Model) -> Self {
        Self {
            id: IdOf(row.id),
            counted: row.counted,
            amount: Amount::from_ore(row.amount_ore),
            state: row.state.into(),
            decided_at: row.decided_at,
            version: row.version,
            municipality_id: row.municipality_id,
        }
    }
}

/// How many persons count for no municipality, for one reason.
#[derive(SimpleObject)]
pub struct NotCountedPersons {
    pub reason: NotCountedName,
    pub persons: i32,
}

impl From<(NotCounted, u32)> for NotCountedPersons {
    fn from((reason, persons): (NotCounted, u32)) -> Self {
        Self {
            reason: reason.into(),
            persons: i32::try_from(persons).unwrap_or(i32::MAX),
        }
    }
}

/// What changes for one municipality from one settlement to another.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct SettlementDelta {
    /// The later amount less the earlier one.
    pub amount: Amount,
    #[graphql(skip)]
    pub code: MunicipalityCode,
}

#[ComplexObject]
impl SettlementDelta {
    async fn municipality(&self, ctx: &Context<'_>) -> Result<Municipality> {
        municipality_by_code(ctx, self.code).await
    }
}

/// A frozen settlement to take along. `fasttrack verify` recomputes it offline.
#[derive(SimpleObject)]
pub struct SettlementExport {
    pub file_name: String,
    /// SHA-256 over the document without its member `hash`.
    pub hash: String,
    /// Canonical JSON (RFC 8785): save it as it is, byte for byte, without a line break at the end.
    pub document: String,
}

impl From<settlements::Export> for SettlementExport {
    fn from(export: settlements::Export) -> Self {
        Self {
            file_name: export.file_name,
            hash: export.hash,
            document: export.document,
        }
    }
}

pub(super) async fn municipality_by_code(
    ctx: &Context<'_>,
    code: MunicipalityCode,
) -> Result<Municipality> {
    let loaders = ctx.data_unchecked::<Loaders>();
    let row = loaders
        .load_one(MunicipalityByCode(code))
        .await
        .map_err(|e| own(&e))?;
    row.map(Into::into).ok_or_else(Error::not_found)
}
