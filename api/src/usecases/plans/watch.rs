//! A plan's way to its answer, for whoever follows it.

use std::pin::pin;
use std::time::Duration;

use entities::id::PlanId;
use entities::plan;

use crate::domain::policy::Action;
use crate::error::Result;
use crate::op::Op;
use crate::usecases::{lookup, sign_in};

/// A plan as it stands at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    pub plan: plan::Model,
}

impl Watched {
    /// Whether nothing more will happen by itself.
    #[must_use]
    pub fn is_over(&self) -> bool {
        use entities::columns::PlanState;
        !matches!(self.plan.state, PlanState::Queued | PlanState::Solving)
    }

    /// Whether somebody who follows sees a difference.
    fn has_moved_on_from(&self, earlier: &Self) -> bool {
        let seen = |plan: &plan::Model| {
            let phase = plan.phase.clone();
            let score = (plan.progress_unassigned, plan.progress_score);
            (plan.state, phase, plan.progress_step, score)
        };
        seen(&self.plan) != seen(&earlier.plan)
    }
}

/// How often a plan is looked at when nobody in this process tells that it has moved on: its worker
/// may be on another machine.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// The plan as it stands, as soon as that differs from what was `seen`. Roles are read anew each
/// time: who loses them sees no more.
///
/// # Errors
/// NOT_FOUND when the plan is hidden from the actor, or has become so.
pub async fn watch(op: &Op, id: PlanId, seen: Option<&Watched>) -> Result<Watched> {
    loop {
        // Listens before it looks, so that nothing is missed in between.
        let mut moved = pin!(op.ground.moved.notified());
        moved.as_mut().enable();
        let found = look(op, id).await?;
        if seen.is_none_or(|seen| found.has_moved_on_from(seen)) {
            return Ok(found);
        }
        tokio::select! {
            () = moved => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
}

async fn look(op: &Op, id: PlanId) -> Result<Watched> {
    let op = sign_in::renewed(op).await?;
    let row = lookup::plan(&op, op.reader(), id, Action::ReadPlans).await?;
    Ok(Watched {
        plan: row.into_row(),
    })
}
