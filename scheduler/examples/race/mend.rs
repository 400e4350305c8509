//! Mends a published answer after somebody or something is away.

use crate::arguments::{Arguments, Budget};
use crate::hold::{Absence, Adapter, Answer};
use crate::report::Report;
use crate::{Run, first};
use scheduler::problem::Problem;
use scheduler::{
    Control, Disruption, Effort, Mended, REPAIR_EFFORT, RepairKind, published, repair,
};
use std::time::{Duration, Instant};

/// What is mended is measured against what is planned anew, which pays nothing for changes: so they
/// count for a fifth of what the file says. That they stay few is seen to by the repair itself.
const CHEAPER_CHANGES: u32 = 5;

/// Mends it and takes the time: of reading, writing and translating nothing counts. The best plan is
/// taken of the ways to mend; where nothing is hit, all stays. Of several centres each is mended that
/// uses what is away, around what the others have booked.
pub(crate) fn mend(
    adapter: &Adapter<'_>,
    base: &Answer,
    arguments: &Arguments,
    (last, known): (&Absence, &[Absence]),
) -> Result<Run, String> {
    let disruption = Disruption::Absent {
        resource: adapter.resource(&last.resource)?,
        span: adapter.span(last.from, last.to),
    };
    let mut run = Run {
        timetable: adapter.published(base),
        report: Report {
            steps: 0,
            first_plan: None,
            wall: Duration::ZERO,
        },
    };
    let centres = adapter.centres();
    if centres.len() == 1 {
        let problem = adapter.problem(Some(base), known)?;
        mend_one(problem, &disruption, arguments, &mut run)?;
        return Ok(run);
    }
    for centre in centres {
        // What was mended before is published now.
        let base = adapter.answer(&run.timetable);
        let problem = adapter.centre_published(centre, &base, known)?;
        if uses(&problem, &last.resource) {
            mend_one(problem, &disruption, arguments, &mut run)?;
        }
    }
    Ok(run)
}

/// Whether anything published in a problem uses a resource.
fn uses(problem: &Problem, key: &str) -> bool {
    published(problem).assignments.values().any(|one| {
        let named = [&one.room, &one.staff, &one.vehicle, &one.company];
        let mut booked = one.interpreters.iter();
        named.into_iter().flatten().any(|other| other == key)
            || booked.any(|booking| booking.interpreter == key)
    })
}

fn mend_one(
    mut problem: Problem,
    disruption: &Disruption,
    arguments: &Arguments,
    run: &mut Run,
) -> Result<(), String> {
    let own = problem.cohorts.iter_mut();
    for weights in own.filter_map(|cohort| cohort.weights.as_mut()) {
        weights.moved_session /= CHEAPER_CHANGES;
    }
    problem.weights.moved_session /= CHEAPER_CHANGES;
    let begun = Instant::now();
    let (steps, deadline) = match arguments.budget {
        Budget::Steps(steps) => (steps.min(REPAIR_EFFORT.steps), None),
        Budget::Seconds(seconds) => (REPAIR_EFFORT.steps, Some(begun + seconds)),
    };
    let effort = Effort {
        seed: arguments.seed,
        steps,
    };
    let found = repair(&problem, disruption, &effort, &mut |_| {
        if deadline.is_some_and(|deadline| Instant::now() > deadline) {
            Control::Stop
        } else {
            Control::Continue
        }
    })
    .map_err(|faults| first(&faults))?;
    run.report.wall += begun.elapsed();
    run.report.steps += found.steps;
    let is_best = |one: &&Mended| one.kinds.contains(&RepairKind::BestPlan);
    if let Some(best) = found.alternatives.iter().find(is_best) {
        for activity in &problem.activities {
            run.timetable.assignments.remove(&activity.key);
        }
        run.timetable
            .assignments
            .extend(best.timetable.assignments.clone());
    }
    Ok(())
}
