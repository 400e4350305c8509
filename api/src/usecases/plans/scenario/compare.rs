//! Two answers side by side.

use std::collections::BTreeSet;

use entities::columns::{ScenarioAnswer, ScenarioComparison, ScenarioPlace, ScenarioSession};
use scheduler::problem::{Problem, ResourceKind, ResourceRef};
use scheduler::{Assignment, Solution, scenario};

use crate::planning;
use crate::usecases::plans::outcome;

/// What a plan comes to without the changes, and with them.
pub(in crate::usecases::plans) fn comparison(
    base: (&Problem, &Solution),
    changed: (&Problem, &Solution),
) -> ScenarioComparison {
    let differences = scenario::compare(base.1, changed.1);
    let sessions = differences.sessions.into_iter();
    ScenarioComparison {
        base: answer(base),
        changed: answer(changed),
        sessions: sessions
            .map(|session| ScenarioSession {
                activity_key: session.activity,
                base: session.base.as_ref().map(place),
                changed: session.other.as_ref().map(place),
            })
            .collect(),
    }
}

fn answer((problem, solution): (&Problem, &Solution)) -> ScenarioAnswer {
    let missing = solution.unassigned.iter();
    ScenarioAnswer {
        verdict: outcome::verdict(&solution.verdict),
        plan_hash: outcome::plan_hash(solution),
        cost: solution.score.soft,
        score: outcome::score(solution),
        session_counts: planning::session_counts(problem, &solution.timetable),
        unassigned: missing.map(|one| one.activity.clone()).collect(),
        interpreters_ore: planning::interpreters_paid(problem, &solution.timetable),
    }
}

fn place(assignment: &Assignment) -> ScenarioPlace {
    let interpreters: BTreeSet<&String> = assignment
        .interpreters
        .iter()
        .map(|booking| &booking.interpreter)
        .collect();
    let singles = [
        (ResourceKind::Room, &assignment.room),
        (ResourceKind::Staff, &assignment.staff),
        (ResourceKind::Vehicle, &assignment.vehicle),
        (ResourceKind::Company, &assignment.company),
    ];
    let singles = singles
        .into_iter()
        .filter_map(|(kind, key)| Some((kind, key.as_ref()?)));
    let interpreters = interpreters
        .into_iter()
        .map(|key| (ResourceKind::Interpreter, key));
    ScenarioPlace {
        starts_at_local: assignment.start.to_string(),
        resources: singles
            .chain(interpreters)
            .map(|(kind, key)| planning::name(&ResourceRef::new(kind, key.as_str())))
            .collect(),
    }
}
