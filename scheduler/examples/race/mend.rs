//! Mends a published answer after somebody or something is away.

use crate::arguments::{Arguments, Budget};
use crate::hold::{Absence, Adapter, Answer};
use crate::report::Report;
use crate::{Run, first};
use scheduler::{
    Control, Disruption, Effort, Mended, REPAIR_EFFORT, RepairKind, published, repair,
};
use std::time::Instant;

/// What is mended is measured against what is planned anew, which pays nothing for changes: so they
/// count for a fifth of what the file says. That they stay few is seen to by the repair itself.
const CHEAPER_CHANGES: u32 = 5;

/// Mends it and takes the time: of reading, writing and translating nothing counts. The best plan is
/// taken of the ways to mend; where nothing is hit, all stays.
pub(crate) fn mend(
    adapter: &Adapter<'_>,
    base: &Answer,
    arguments: &Arguments,
    (last, known): (&Absence, &[Absence]),
) -> Result<Run, String> {
    let mut problem = adapter.problem(Some(base), known)?;
    let own = problem.cohorts.iter_mut();
    for weights in own.filter_map(|cohort| cohort.weights.as_mut()) {
        weights.moved_session /= CHEAPER_CHANGES;
    }
    problem.weights.moved_session /= CHEAPER_CHANGES;
    let disruption = Disruption::Absent {
        resource: adapter.resource(&last.resource)?,
        span: adapter.span(last.from, last.to),
    };
    let begun = Instant::now();
    let (steps, deadline) = match arguments.budget {
        Budget::Steps(steps) => (steps.min(REPAIR_EFFORT.steps), None),
        Budget::Seconds(seconds) => (REPAIR_EFFORT.steps, Some(begun + seconds)),
    };
    let effort = Effort {
        seed: arguments.seed,
        steps,
    };
    let found = repair(&problem, &disruption, &effort, &mut |_| {
        if deadline.is_some_and(|deadline| Instant::now() > deadline) {
            Control::Stop
        } else {
            Control::Continue
        }
    })
    .map_err(|faults| first(&faults))?;
    let wall = begun.elapsed();
    let is_best = |one: &&Mended| one.kinds.contains(&RepairKind::BestPlan);
    let best = found.alternatives.iter().find(is_best);
    Ok(Run {
        timetable: best.map_or_else(|| published(&problem), |best| best.timetable.clone()),
        report: Report {
            steps: found.steps,
            first_plan: None,
            wall,
        },
    })
}
