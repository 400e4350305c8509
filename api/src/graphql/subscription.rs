//! What can be followed while it happens, over graphql-transport-ws.

use std::time::Duration;

use async_graphql::futures_util::{Stream, stream};
use async_graphql::{Context, Subscription as Subscribes};
use chrono::{DateTime, Utc};
use entities::id::PlanId;

use super::types::PlanProgress;
use crate::error::Result;
use crate::op::Op;
use crate::usecases;
use crate::usecases::plans::Watched;
use crate::vocabulary::IdOf;

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
    /// A plan on its way to its answer: how it stands now, then each change, until nothing more
    /// happens by itself. Ends with an error when you may no longer see the plan.
    #[expect(clippy::unused_async, reason = "the macro takes async functions only")]
    async fn plan_progress(
        &self,
        ctx: &Context<'_>,
        plan_id: IdOf<PlanId>,
    ) -> Result<impl Stream<Item = async_graphql::Result<PlanProgress>> + use<>> {
        let op = ctx.data_unchecked::<Op>().clone();
        op.demand_sign_in()?;
        let start = Following {
            op,
            plan: plan_id.0,
            seen: None,
        };
        Ok(stream::unfold(Some(start), |following| async move {
            following?.next().await
        }))
    }
}

/// Somebody who follows a plan.
struct Following {
    op: Op,
    plan: PlanId,
    seen: Option<Watched>,
}

impl Following {
    /// The next change, and where to go on from; nothing once it is over.
    async fn next(mut self) -> Option<(async_graphql::Result<PlanProgress>, Option<Self>)> {
        if self.seen.as_ref().is_some_and(Watched::is_over) {
            return None;
        }
        let next = usecases::plans::watch(&self.op, self.plan, self.seen.as_ref());
        match next.await {
            Err(refused) => Some((Err(refused.into()), None)),
            Ok(found) => {
                let progress = PlanProgress::from(&found.plan);
                self.seen = Some(found);
                Some((Ok(progress), Some(self)))
            }
        }
    }
}
