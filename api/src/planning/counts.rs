//! What an answer comes to in sessions and in money.

use std::collections::BTreeMap;

use entities::columns::{ActivityKind, SessionCount};
use scheduler::problem::{self, Problem, Standing};
use scheduler::{Disrupted, Timetable};

/// The sessions that `problem` demands and `timetable` has, by cohort and kind.
#[must_use]
pub fn session_counts(problem: &Problem, timetable: &Timetable) -> Vec<SessionCount> {
    let mut counts: BTreeMap<(&str, problem::ActivityKind), SessionCount> = BTreeMap::new();
    for activity in &problem.activities {
        let place = (activity.cohort.as_str(), activity.kind);
        let count = counts.entry(place).or_insert_with(|| SessionCount {
            cohort: activity.cohort.clone(),
            kind: kind(activity.kind),
            demanded: 0,
            past: 0,
            planned: 0,
            missing: 0,
            demanded_minutes: 0,
            planned_minutes: 0,
        });
        let minutes = i64::from(activity.minutes);
        let is_there = timetable.assignments.contains_key(&activity.key);
        count.demanded += 1;
        count.demanded_minutes += minutes;
        if activity.standing == Standing::Frozen {
            count.past += 1;
        } else if is_there {
            count.planned += 1;
            count.planned_minutes += minutes;
        } else {
            count.missing += 1;
        }
    }
    counts.into_values().collect()
}

const fn kind(kind: problem::ActivityKind) -> ActivityKind {
    match kind {
        problem::ActivityKind::Lesson => ActivityKind::Lesson,
        problem::ActivityKind::DanishLesson => ActivityKind::DanishLesson,
        problem::ActivityKind::CompetencyInterview => ActivityKind::CompetencyInterview,
        problem::ActivityKind::CompanyVisit => ActivityKind::CompanyVisit,
    }
}

/// Øre that all interpreters of a timetable are paid by their price terms, sessions included: the
/// engine's bill against a timetable that holds nothing.
#[must_use]
pub fn interpreters_paid(problem: &Problem, timetable: &Timetable) -> i64 {
    let mut nothing = problem.clone();
    for activity in &mut nothing.activities {
        (activity.base, activity.standing) = (None, Standing::Free);
    }
    let all = Disrupted {
        problem: nothing.clone(),
        hit: std::collections::BTreeSet::new(),
        concerned: std::collections::BTreeSet::new(),
        away: None,
    };
    scheduler::bill(&nothing, &all, timetable).interpreter_cost_change_ore
}
