//! Costs, forecasts and settlements.

use async_graphql::connection::{Connection, EmptyFields};
use async_graphql::{Context, Object};
use entities::id::{PartnershipId, SettlementId, SettlementLineId};

use super::super::page::Page;
use super::super::types::{
    CostEntry, CostForecast, CostTotals, Settlement, SettlementDelta, SettlementExport,
    SettlementLineExplanation, SettlementProof,
};
use super::organisation::or_null;
use crate::error::Result;
use crate::graphql::weight;
use crate::op::Op;
use crate::usecases;
use crate::vocabulary::{Amount, IdOf};

#[derive(Default)]
pub(crate) struct MoneyQuery;

#[Object]
impl MoneyQuery {
    /// What was posted into an accounting period, by day, with its total.
    #[graphql(complexity = "weight::page(first, child_complexity)")]
    #[expect(
        clippy::too_many_arguments,
        reason = "a page of a list that is named by two things"
    )]
    async fn costs(
        &self,
        ctx: &Context<'_>,
        partnership_id: IdOf<PartnershipId>,
        period_key: String,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<String, CostEntry, CostTotals, EmptyFields>> {
        let op = ctx.data_unchecked::<Op>();
        let page = Page::new(first, after)?;
        let costs = usecases::costs::of_period(op, partnership_id.0, &period_key).await?;
        let totals = CostTotals {
            n_entries: i32::try_from(costs.entries.len()).unwrap_or(i32::MAX),
            total: Amount(costs.total),
            period: costs.period.into(),
        };
        let part = page.of(costs.entries, |row| row.id.to_string(), CostEntry::from)?;
        let mut connection =
            Connection::with_additional_fields(part.has_previous_page, part.has_next_page, totals);
        connection.edges = part.edges;
        Ok(connection)
    }

    /// What a period is going to cost whom: the cost key over everybody enrolled, beside the budget
    /// and what is posted so far.
    #[graphql(complexity = "weight::times(10, child_complexity)")]
    async fn cost_forecast(
        &self,
        ctx: &Context<'_>,
        partnership_id: IdOf<PartnershipId>,
        period_key: String,
    ) -> Result<CostForecast> {
        let op = ctx.data_unchecked::<Op>();
        let forecast = usecases::settlements::forecast(op, partnership_id.0, &period_key).await?;
        Ok(forecast.into())
    }

    /// The settlements of a partnership, newest first.
    #[graphql(complexity = "weight::page(first, child_complexity)")]
    async fn settlements(
        &self,
        ctx: &Context<'_>,
        partnership_id: IdOf<PartnershipId>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<String, Settlement, EmptyFields, EmptyFields>> {
        let op = ctx.data_unchecked::<Op>();
        let page = Page::new(first, after)?;
        let rows = usecases::settlements::of_partnership(op, partnership_id.0).await?;
        page.of(rows, |row| row.id.to_string(), Into::into)
    }

    /// One settlement; null when there is none that you see.
    async fn settlement(
        &self,
        ctx: &Context<'_>,
        id: IdOf<SettlementId>,
    ) -> Result<Option<Settlement>> {
        or_null(usecases::settlements::find(ctx.data_unchecked::<Op>(), id.0).await)
    }

    /// How a settlement came about: the entries, the rule, each exact share and what rounding did.
    #[graphql(complexity = "weight::times(50, child_complexity)")]
    async fn settlement_proof(
        &self,
        ctx: &Context<'_>,
        id: IdOf<SettlementId>,
    ) -> Result<SettlementProof> {
        let proof = usecases::settlements::proof(ctx.data_unchecked::<Op>(), id.0).await?;
        Ok(proof.into())
    }

    /// Who counts in a line, under pseudonyms, and by what.
    #[graphql(complexity = "weight::times(50, child_complexity)")]
    async fn explain_line(
        &self,
        ctx: &Context<'_>,
        line_id: IdOf<SettlementLineId>,
    ) -> Result<SettlementLineExplanation> {
        let op = ctx.data_unchecked::<Op>();
        Ok(usecases::settlements::explain_line(op, line_id.0)
            .await?
            .into())
    }

    /// What changes for each municipality from one settlement to another of the same partnership,
    /// by code.
    #[graphql(complexity = "weight::times(10, child_complexity)")]
    async fn settlement_delta(
        &self,
        ctx: &Context<'_>,
        from_id: IdOf<SettlementId>,
        to_id: IdOf<SettlementId>,
    ) -> Result<Vec<SettlementDelta>> {
        let op = ctx.data_unchecked::<Op>();
        let deltas = usecases::settlements::delta(op, from_id.0, to_id.0).await?;
        let deltas = deltas.into_iter().map(|(code, amount)| SettlementDelta {
            amount: Amount(amount),
            code,
        });
        Ok(deltas.collect())
    }

    /// The document of a frozen settlement. ILLEGAL_TRANSITION before it is frozen.
    async fn export_settlement(
        &self,
        ctx: &Context<'_>,
        id: IdOf<SettlementId>,
    ) -> Result<SettlementExport> {
        let export = usecases::settlements::export(ctx.data_unchecked::<Op>(), id.0).await?;
        Ok(export.into())
    }
}
