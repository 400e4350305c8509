//! Plans a problem file, lets something come in between, and prints the ways to mend it.
//!
//! `cargo run --release -p scheduler --example repair -- FILE`
#![expect(
    clippy::print_stdout,
    reason = "an example talks to the person who runs it"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "an example may look at the clock; the engine may not"
)]

use scheduler::problem::{ActivityKind, BaseAssignment, Problem, ResourceKind, ResourceRef};
use scheduler::{
    Control, Disruption, Effort, Moment, REPAIR_EFFORT, Span, format, published, repair, solve,
};
use std::error::Error;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).ok_or("usage: repair FILE")?;
    let mut problem = format::read_problem(&std::fs::read_to_string(file)?)?;
    let solution = solve(&problem, &Effort::default(), &mut |_| Control::Continue)
        .map_err(|faults| format!("{} faults", faults.len()))?;
    for activity in &mut problem.activities {
        let found = solution.timetable.assignments.get(&activity.key);
        activity.base = found.map(|assignment| BaseAssignment {
            assignment: assignment.clone(),
            notified: true,
        });
    }
    let monday = problem.horizon.first_date.plus_days(14);
    problem.horizon.not_before = Some(monday.at(8 * 60));
    for disruption in disruptions(&problem, monday.at(0)) {
        let begun = Instant::now();
        let found = repair(&problem, &disruption, &REPAIR_EFFORT, &mut |_| {
            Control::Continue
        })
        .map_err(|faults| format!("{faults:?}"))?;
        println!(
            "{disruption:?}\n  {} hit, {} steps, {:?}",
            found.hit.len(),
            found.steps,
            begun.elapsed()
        );
        for one in found.alternatives {
            let bill = one.bill;
            println!(
                "  {:?}: {} moved, {} rearranged, {} dropped, {} persons, fees {}, change {}, cost {}",
                one.kinds,
                bill.sessions_moved,
                bill.sessions_rearranged,
                bill.sessions_dropped,
                bill.persons_touched,
                bill.interpreter_fees_ore,
                bill.interpreter_cost_change_ore,
                one.score.soft
            );
        }
    }
    Ok(())
}

/// One of each sort, on the day after now.
fn disruptions(problem: &Problem, monday: Moment) -> Vec<Disruption> {
    let tuesday = monday.date.plus_days(1);
    let span = Span::days(tuesday, tuesday.plus_days(1));
    let timetable = published(problem);
    let on_day = |key: &str| {
        let placed = timetable.assignments.get(key);
        placed.filter(|one| one.start.date == tuesday)
    };
    let first = |wanted: &dyn Fn(&str) -> Option<ResourceRef>| {
        let mut activities = problem.activities.iter();
        activities.find_map(|activity| wanted(&activity.key))
    };
    let of = |kind, key: Option<String>| key.map(|key| ResourceRef::new(kind, key));
    let away = [
        first(&|key| {
            let booked = on_day(key)?.interpreters.first().cloned();
            of(ResourceKind::Interpreter, booked.map(|one| one.interpreter))
        }),
        first(&|key| of(ResourceKind::Staff, on_day(key)?.staff.clone())),
        first(&|key| of(ResourceKind::Room, on_day(key)?.room.clone())),
    ];
    let visits = problem.activities.iter().filter(|one| {
        let base = one.base.as_ref();
        let is_near = base.is_some_and(|base| base.assignment.start >= monday.plus_minutes(1440));
        one.kind == ActivityKind::CompanyVisit && is_near
    });
    let absences = away.into_iter().flatten();
    absences
        .map(|resource| Disruption::Absent { resource, span })
        .chain(visits.take(1).map(|visit| Disruption::VisitCancelled {
            activity: visit.key.clone(),
        }))
        .collect()
}
