//! A plan's way to its answer, for whoever follows it.

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
    #[must_use]
    pub fn has_moved_on_from(&self, earlier: &Self) -> bool {
        let seen = |plan: &plan::Model| {
            let phase = plan.phase.clone();
            let score = (plan.progress_unassigned, plan.progress_score);
            (plan.state, phase, plan.progress_step, score)
        };
        seen(&self.plan) != seen(&earlier.plan)
    }
}

/// Reads the plan once more. Roles are read anew each time: who loses them sees no more.
///
/// # Errors
/// NOT_FOUND when the plan is hidden from the actor, or has become so.
pub async fn watch(op: &Op, id: PlanId) -> Result<Watched> {
    let op = sign_in::renewed(op).await?;
    let row = lookup::plan(&op, op.reader(), id, Action::ReadPlans).await?;
    Ok(Watched {
        plan: row.into_row(),
    })
}
