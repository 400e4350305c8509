//! Lets the engine look for ways to mend, on a thread of its own.

use std::sync::atomic::Ordering;

use scheduler::{Control, Effort, Repair};
use serde_json::json;

use super::cause::Cause;
use crate::error::{Code, Error, Result};
use crate::op::Op;
use crate::planning::Planning;
use crate::usecases::plans::solve::StopOnDrop;

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
    let stop = StopOnDrop::new();
    let told_to_stop = stop.told();
    let thinking = tokio::task::spawn_blocking(move || {
        let found = scheduler::repair(&planning.problem, &disruption, &effort, &mut |_| {
            if told_to_stop.load(Ordering::Relaxed) {
                Control::Stop
            } else {
                Control::Continue
            }
        });
        (planning, found)
    });
    let (planning, found) = thinking.await.map_err(Error::internal)?;
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
