//! Plans: asked for, solved by a worker, looked at, and published over the live timetable.

mod apply;
mod inputs;
mod outcome;
mod preview;
mod publish;
mod read;
mod repair;
mod request;
mod scenario;
mod solve;
mod watch;
mod ways_out;

use entities::columns;
use entities::id::CohortId;
use entities::plan;
use sea_orm::ConnectionTrait;

pub use self::apply::{Published, PublishedChange};
pub use self::inputs::{CancelPlanInput, PlanEffortInput, PublishPlanInput, RequestPlanInput};
pub use self::preview::{Preview, preview};
pub use self::publish::publish;
pub use self::read::{
    AssignmentFilter, assignments, cohorts, find, list, reports, scenarios, ways_out,
};
pub use self::repair::{RepairPlanInput, Repaired, bills, repair};
pub use self::request::{cancel, request};
pub use self::scenario::{RequestScenarioInput, request as request_scenario};
pub use self::solve::{Solver, take_and_solve};
pub use self::watch::{Watched, watch};
pub use self::ways_out::take_and_search;
use crate::domain::plan_state::PlanState;
use crate::domain::state::State;
use crate::error::{Error, Result};
use crate::store;

/// The state that follows, or ILLEGAL_TRANSITION.
fn advance(row: &plan::Model, next: PlanState) -> Result<columns::PlanState> {
    let state: PlanState = row.state.as_str().parse().map_err(Error::internal)?;
    match state.advance_to(next) {
        Ok(next) => next.code().parse().map_err(Error::internal),
        Err(refused) => Err(Error::illegal_transition(refused.from, &refused.allowed)),
    }
}

async fn cohorts_of(db: &impl ConnectionTrait, plan: &plan::Model) -> Result<Vec<CohortId>> {
    let mut found = store::plans::cohorts_of(db, &[plan.id]).await?;
    Ok(found.remove(&plan.id).unwrap_or_default())
}
