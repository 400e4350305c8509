//! What can be followed while it happens, over graphql-transport-ws.

use std::time::Duration;

use async_graphql::futures_util::{Stream, stream};
use async_graphql::{Context, Subscription as Subscribes};
use chrono::{DateTime, Utc};

use crate::error::Result;
use crate::op::Op;

#[derive(Default)]
pub struct Subscription;

#[Subscribes]
impl Subscription {
    /// The server's domain time, once a second: in a demo it is not the real time.
    #[expect(clippy::unused_async, reason = "the macro takes async functions only")]
    async fn domain_time(
        &self,
        ctx: &Context<'_>,
    ) -> Result<impl Stream<Item = DateTime<Utc>> + use<>> {
        let op = ctx.data_unchecked::<Op>().clone();
        op.demand_sign_in()?;
        Ok(stream::unfold(op, |op| async move {
            tokio::time::sleep(Duration::from_secs(1)).await;
            Some((op.ground.clock.now(), op))
        }))
    }
}
