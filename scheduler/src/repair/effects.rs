//! What a disruption does to a problem.

use super::disruption::{is_past, published};
use crate::calendar::{Moment, Span};
use crate::check::{Violation, broken_by};
use crate::problem::{
    Activity, Booking, BusySpan, Key, Precedence, Problem, ResourceKind, ResourceRef,
};
use std::collections::{BTreeMap, BTreeSet};

/// Notes that a resource cannot be had.
pub(super) fn absent(problem: &mut Problem, resource: &ResourceRef, span: Span) {
    if resource.kind == ResourceKind::Participant {
        be_busy(problem, &resource.key, span, false);
    } else if let Some(absences) = absences(problem, resource) {
        absences.push(span);
    }
}

/// Takes the very same absence back, where it is noted.
pub(super) fn present(problem: &mut Problem, resource: &ResourceRef, span: Span) {
    if resource.kind == ResourceKind::Participant {
        let people = problem.participants.iter_mut();
        for one in people.filter(|one| one.key == resource.key) {
            one.busy.retain(|busy| busy.span != span);
        }
    } else if let Some(absences) = absences(problem, resource) {
        absences.retain(|absence| *absence != span);
    }
}

/// The absences of a room, staff member, interpreter, vehicle or company.
fn absences<'p>(problem: &'p mut Problem, resource: &ResourceRef) -> Option<&'p mut Vec<Span>> {
    macro_rules! of {
        ($list:ident) => {{
            let one = problem.$list.iter_mut().find(|one| one.key == resource.key);
            one.map(|one| &mut one.absences)
        }};
    }
    match resource.kind {
        ResourceKind::Room => of!(rooms),
        ResourceKind::Staff => of!(staff),
        ResourceKind::Interpreter => of!(interpreters),
        ResourceKind::Vehicle => of!(vehicles),
        ResourceKind::Company => of!(companies),
        ResourceKind::Participant => None,
    }
}

fn be_busy(problem: &mut Problem, participant: &str, span: Span, blocking: bool) {
    let people = problem.participants.iter_mut();
    for one in people.filter(|one| one.key == participant) {
        one.busy.push(BusySpan { span, blocking });
    }
}

/// Sessions to come that break a rule by the published timetable now, and did not before.
pub(super) fn newly_broken(
    before: &Problem,
    after: &Problem,
    broken: &[Violation],
) -> BTreeSet<Key> {
    let timetable = published(before);
    let known = broken_by(before, &timetable);
    let named: BTreeSet<&Key> = broken
        .iter()
        .filter(|violation| known.binary_search(violation).is_err())
        .flat_map(|violation| &violation.activities)
        .collect();
    let to_come = after.activities.iter().filter(|one| !is_past(after, one));
    to_come
        .map(|one| one.key.clone())
        .filter(|key| named.contains(key))
        .collect()
}

/// Takes the place that a visit has at its company for the time of the visit. Groups that are
/// there at the same time keep theirs.
pub(super) fn take_window(problem: &mut Problem, visit: &str) {
    let held = problem.activities.iter().find(|one| one.key == visit);
    let Some((company, window)) = held.and_then(|one| {
        let assignment = &one.base.as_ref()?.assignment;
        Some((assignment.company.clone()?, session_span(one)?))
    }) else {
        return;
    };
    let others = problem.activities.iter().filter(|one| {
        let base = one.base.as_ref();
        let same = base.is_some_and(|base| base.assignment.company.as_ref() == Some(&company));
        same && one.key != visit && session_span(one).is_some_and(|span| span.overlaps(&window))
    });
    let others = u16::try_from(others.count()).unwrap_or(u16::MAX);
    let places = problem.companies.iter().find(|one| one.key == company);
    let places = places.map_or(1, |one| one.places);
    problem.bookings.push(Booking {
        resource: ResourceRef::new(ResourceKind::Company, company),
        span: window,
        places: places.saturating_sub(others).max(1),
    });
}

fn session_span(activity: &Activity) -> Option<Span> {
    let from = activity.base.as_ref()?.assignment.start;
    let until = from.plus_minutes(i64::from(activity.minutes));
    Some(Span { from, until })
}

/// Has a session held after the time at which it was published.
pub(super) fn postpone(problem: &mut Problem, session: &str) {
    let activities = problem.activities.iter_mut();
    for activity in activities.filter(|one| one.key == session) {
        let ended = session_span(activity).map(|span| span.until);
        activity.release = activity.release.max(ended);
        // Held late is better than not at all.
        if activity.due <= activity.release {
            activity.due = None;
        }
    }
}

/// Takes a participant out of everything that they would take part in from a moment on.
pub(super) fn leave(problem: &mut Problem, participant: &str, from: Moment) {
    let last = problem.horizon.first_date;
    let last = last.plus_days(i32::from(problem.horizon.days)).at(0);
    if from < last {
        be_busy(problem, participant, Span { from, until: last }, true);
    }
    let is_past: Vec<bool> = problem
        .activities
        .iter()
        .map(|one| {
            let base = one.base.as_ref();
            is_past(problem, one) || base.is_some_and(|base| base.assignment.start < from)
        })
        .collect();
    for (activity, is_past) in problem.activities.iter_mut().zip(is_past) {
        if !is_past {
            activity.participants.retain(|one| one != participant);
        }
    }
    let empty: BTreeSet<Key> = problem
        .activities
        .iter()
        .filter(|one| one.participants.is_empty())
        .map(|one| one.key.clone())
        .collect();
    leave_out(problem, &empty);
}

/// Takes activities out of a problem. What came before one of them still comes before what came
/// after it.
fn leave_out(problem: &mut Problem, keys: &BTreeSet<Key>) {
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

/// Activities that are held with fewer people.
pub(super) fn thinned(before: &Problem, after: &Problem) -> BTreeSet<Key> {
    let n: BTreeMap<&Key, usize> = before
        .activities
        .iter()
        .map(|one| (&one.key, one.participants.len()))
        .collect();
    let fewer = after
        .activities
        .iter()
        .filter(|one| n.get(&one.key).is_some_and(|n| *n > one.participants.len()));
    fewer.map(|one| one.key.clone()).collect()
}
