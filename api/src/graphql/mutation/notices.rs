//! Stepping in on what is sent.

use async_graphql::{Context, Object};

use super::super::types::Notice;
use crate::error::Result;
use crate::op::Op;
use crate::usecases;
use crate::usecases::notices::{HoldNoticeInput, ResendNoticeInput};

#[derive(Default)]
pub(crate) struct NoticeMutation;

#[Object]
impl NoticeMutation {
    /// Queues a notice anew that was given up (DEAD) or had no address (NO_CHANNEL).
    async fn resend_notice(&self, ctx: &Context<'_>, input: ResendNoticeInput) -> Result<Notice> {
        let op = ctx.data_unchecked::<Op>();
        Ok(usecases::notices::resend(op, input).await?.into())
    }

    /// Keeps a queued notice back, or lets it go again.
    async fn hold_notice(&self, ctx: &Context<'_>, input: HoldNoticeInput) -> Result<Notice> {
        let op = ctx.data_unchecked::<Op>();
        Ok(usecases::notices::hold(op, input).await?.into())
    }
}
