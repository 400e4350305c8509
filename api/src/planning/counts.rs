//! What an answer comes to in sessions.

use std::collections::BTreeMap;

use entities::columns::{ActivityKind, SessionCount};
use scheduler::Timetable;
use scheduler::problem::{self, Problem, Standing};

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
