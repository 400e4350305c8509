//! A problem in which only some activities may move.

use super::disruption::is_past;
use crate::assignment::Timetable;
use crate::calendar::Moment;
use crate::problem::{BaseAssignment, Key, Precedence, Problem, ProblemFault, Standing, Weights};
use std::collections::{BTreeMap, BTreeSet};

/// Which activities may move, and how.
pub(super) struct Freedom<'a> {
    /// They may move.
    pub(super) free: &'a BTreeSet<Key>,
    /// They keep their published start, and change hands only.
    pub(super) same_time: bool,
    /// Whether a changed session outweighs everything else, each as much as any other.
    pub(super) count_changes: bool,
}

/// The problem with everything pinned where `current` has it but for what is free. What is free
/// nowhere and has no place is left out.
pub(super) fn narrow(problem: &Problem, current: &Timetable, freedom: &Freedom<'_>) -> Problem {
    let mut narrowed = problem.clone();
    let mut nowhere = BTreeSet::new();
    for activity in &mut narrowed.activities {
        if is_past(problem, activity) {
            activity.standing = Standing::Frozen;
        } else if freedom.free.contains(&activity.key) {
            activity.standing = Standing::Free;
            let start = activity.base.as_ref().map(|base| base.assignment.start);
            if let Some(start) = start.filter(|_| freedom.same_time) {
                activity.release = activity.release.max(Some(start));
                let end = start.plus_minutes(i64::from(activity.minutes));
                activity.due = Some(activity.due.map_or(end, |due| due.min(end)));
                if activity.release >= activity.due {
                    // Not even its published time is inside its weeks: no hold on it.
                    activity.due = None;
                }
            }
        } else if let Some(assignment) = current.assignments.get(&activity.key) {
            let notified = activity.base.as_ref().is_some_and(|base| base.notified);
            activity.standing = Standing::Pinned;
            activity.base = Some(BaseAssignment {
                assignment: assignment.clone(),
                notified,
            });
        } else {
            nowhere.insert(activity.key.clone());
        }
    }
    leave_out(&mut narrowed, &nowhere);
    if freedom.count_changes {
        count_changes(&mut narrowed);
    }
    narrowed
}

/// Makes every change of a session cost the same, and more than anything else. Its price depends
/// on how near it is, so the problem forgets what now is, once the past is frozen and nothing may
/// start before.
fn count_changes(problem: &mut Problem) {
    let now: Option<Moment> = problem.horizon.not_before.take();
    for activity in &mut problem.activities {
        if activity.standing == Standing::Free {
            activity.release = activity.release.max(now);
        }
        if let Some(base) = &mut activity.base {
            base.notified = false;
        }
    }
    let own = problem
        .cohorts
        .iter_mut()
        .filter_map(|c| c.weights.as_mut());
    for weights in own.chain([&mut problem.weights]) {
        weights.moved_session = Weights::MAX;
    }
}

/// Takes activities out of a problem. What came before one of them still comes before what came
/// after it.
pub(super) fn leave_out(problem: &mut Problem, keys: &BTreeSet<Key>) {
    if keys.is_empty() {
        return;
    }
    problem.activities.retain(|one| !keys.contains(&one.key));
    let mut after: BTreeMap<Key, Vec<Key>> = BTreeMap::new();
    for precedence in &problem.precedences {
        after
            .entry(precedence.before.clone())
            .or_default()
            .push(precedence.after.clone());
    }
    let mut bridges = BTreeSet::new();
    for before in after.keys().filter(|key| !keys.contains(*key)) {
        let mut seen: BTreeSet<&Key> = BTreeSet::new();
        let mut reached: Vec<&Key> = after[before].iter().filter(|k| keys.contains(*k)).collect();
        while let Some(hole) = reached.pop() {
            if !seen.insert(hole) {
                continue;
            }
            for next in after.get(hole).into_iter().flatten() {
                if keys.contains(next) {
                    reached.push(next);
                } else {
                    bridges.insert((before.clone(), next.clone()));
                }
            }
        }
    }
    problem
        .precedences
        .retain(|one| !keys.contains(&one.before) && !keys.contains(&one.after));
    let bridged = bridges.into_iter().map(|(before, after)| Precedence {
        before,
        after,
        min_gap_minutes: 0,
        min_gap_days: 0,
        max_gap_days: None,
    });
    problem.precedences.extend(bridged);
}

/// The activities that cannot be pinned where they are published: off the grid, at resources that
/// are gone.
pub(super) fn unholdable(problem: &Problem) -> Result<BTreeSet<Key>, Vec<ProblemFault>> {
    problem.validate()?;
    let mut pinned = problem.clone();
    for activity in &mut pinned.activities {
        if activity.base.is_some() {
            activity.standing = Standing::Pinned;
        }
    }
    let Err(faults) = pinned.validate() else {
        return Ok(BTreeSet::new());
    };
    let number = |fault: &ProblemFault| {
        let rest = fault.path.strip_prefix("activities[")?;
        rest.split_once(']')?.0.parse::<usize>().ok()
    };
    let named = faults.iter().filter_map(number);
    Ok(named.map(|at| problem.activities[at].key.clone()).collect())
}
