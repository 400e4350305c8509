//! Posting costs and settling them.

use async_graphql::{Context, Object};

use super::super::types::{CostEntry, Settlement};
use crate::error::Result;
use crate::op::Op;
use crate::usecases;
use crate::usecases::costs::{PostCostInput, ReverseCostInput};
use crate::usecases::settlements::{
    ApproveLineInput, CalculateSettlementInput, FreezeSettlementInput, SendSettlementInput,
};

#[derive(Default)]
pub(crate) struct MoneyMutation;

#[Object]
impl MoneyMutation {
    /// Posts a cost into an open period. PERIOD_CLOSED; DUPLICATE_DOCUMENT when its voucher is
    /// posted already. Takes the finance role of the accounting party.
    async fn post_cost(&self, ctx: &Context<'_>, input: PostCostInput) -> Result<CostEntry> {
        Ok(usecases::costs::post(ctx.data_unchecked::<Op>(), input)
            .await?
            .into())
    }

    /// Takes a cost back, in its own period or, when that is closed, in the open one. DUPLICATE
    /// when it is reversed already. Takes the finance role of the accounting party.
    async fn reverse_cost(&self, ctx: &Context<'_>, input: ReverseCostInput) -> Result<CostEntry> {
        Ok(usecases::costs::reverse(ctx.data_unchecked::<Op>(), input)
            .await?
            .into())
    }

    /// Shares what was posted into a period by the persons counted for each municipality, as known
    /// now; again and again until it is frozen. NO_BASIS when nobody is counted, never an equal
    /// split. Takes the finance role of the accounting party.
    async fn calculate_settlement(
        &self,
        ctx: &Context<'_>,
        input: CalculateSettlementInput,
    ) -> Result<Settlement> {
        let op = ctx.data_unchecked::<Op>();
        Ok(usecases::settlements::calculate(op, input).await?.into())
    }

    /// Freezes a settlement as it was calculated, and closes its period: its document is made,
    /// numbered and bound by hash to the one before. BLOCKED when its ground has changed since it
    /// was calculated. Takes the finance role of the accounting party.
    async fn freeze_settlement(
        &self,
        ctx: &Context<'_>,
        input: FreezeSettlementInput,
    ) -> Result<Settlement> {
        let op = ctx.data_unchecked::<Op>();
        Ok(usecases::settlements::freeze(op, input).await?.into())
    }

    /// Sends a frozen settlement to its municipalities. Takes the finance role of the accounting
    /// party.
    async fn send_settlement(
        &self,
        ctx: &Context<'_>,
        input: SendSettlementInput,
    ) -> Result<Settlement> {
        let op = ctx.data_unchecked::<Op>();
        Ok(usecases::settlements::send(op, input).await?.into())
    }

    /// Approves a municipality's share of a settlement that was sent; the last approval settles it.
    /// Takes the finance role of that municipality.
    async fn approve_line(&self, ctx: &Context<'_>, input: ApproveLineInput) -> Result<Settlement> {
        let op = ctx.data_unchecked::<Op>();
        Ok(usecases::settlements::approve_line(op, input).await?.into())
    }
}
