//! Lets the engine look for ways to mend, on a thread of its own.

use scheduler::{Effort, Repair};
use serde_json::json;

use super::cause::Cause;
use crate::error::{Code, Error, Result};
use crate::op::Op;
use crate::planning::Planning;

/// What the engine found, and what it was asked.
#[derive(Debug)]
pub(super) struct Thought {
    pub(super) planning: Planning,
    pub(super) found: Repair,
    pub(super) effort: Effort,
    pub(super) millis: i64,
}

/// `None` when nothing that is planned knows of the cause. Whoever asks and goes away stops it.
pub(super) async fn think(
    op: &Op,
    planning: Planning,
    cause: &Cause,
    effort: Effort,
) -> Result<Option<Thought>> {
    let Some(disruption) = cause.disruption(&planning) else {
        return Ok(None);
    };
    let begun = op.ground.clock.real();
    let (planning, found) = op
        .ground
        .engine
        .ask(move |stop| {
            let problem = &planning.problem;
            let found = scheduler::repair(problem, &disruption, &effort, &mut |_| stop.control());
            (planning, found)
        })
        .await?;
    let millis = (op.ground.clock.real() - begun).num_milliseconds();
    match found {
        Ok(found) => Ok(Some(Thought {
            planning,
            found,
            effort,
            millis,
        })),
        Err(faults) => {
            let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
            Err(Error::refused(Code::Blocked)
                .details(json!({ "faults": told }))
                .into())
        }
    }
}
