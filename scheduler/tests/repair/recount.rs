//! The bill counted again in another way: person by person, day by day.

use scheduler::problem::{Interpreter, InterpreterMode, Problem, ResourceKind, ResourceRef};
use scheduler::{Assignment, Bill, Date, Disrupted, Mended, Timetable, check, published};
use std::collections::{BTreeMap, BTreeSet};

/// Whom and what an assignment takes.
pub(crate) fn used(assignment: &Assignment) -> Vec<ResourceRef> {
    let singles = [
        (ResourceKind::Room, &assignment.room),
        (ResourceKind::Staff, &assignment.staff),
        (ResourceKind::Vehicle, &assignment.vehicle),
        (ResourceKind::Company, &assignment.company),
    ];
    let singles = singles
        .into_iter()
        .filter_map(|(kind, key)| Some(ResourceRef::new(kind, key.as_ref()?.as_str())));
    let interpreters = assignment.interpreters.iter();
    let interpreters =
        interpreters.map(|one| ResourceRef::new(ResourceKind::Interpreter, &*one.interpreter));
    singles.chain(interpreters).collect()
}

/// No hard rule is broken, the past stands, and the bill is what a recount says.
pub(crate) fn assert_sound(problem: &Problem, disrupted: &Disrupted, one: &Mended) {
    let report = check(&disrupted.problem, &one.timetable).expect("a sound problem");
    assert_eq!(report.violations, vec![]);
    assert_eq!(report.score, one.score);
    let missing: Vec<_> = one.unassigned.iter().map(|u| u.activity.clone()).collect();
    assert_eq!(report.unassigned, missing);
    let now = problem.horizon.not_before;
    for (key, was) in published(problem).assignments {
        if now.is_some_and(|now| was.start < now) {
            assert!(
                was.is_same(&one.timetable.assignments[&key]),
                "{key} is past"
            );
        }
    }
    assert_recounted(problem, disrupted, one);
}

/// Counts the bill again in another way: person by person, day by day.
fn assert_recounted(problem: &Problem, disrupted: &Disrupted, one: &Mended) {
    let (was, is) = (published(problem), &one.timetable);
    let bill = &one.bill;
    let diary = |problem: &Problem, timetable: &Timetable| {
        let mut diary: BTreeMap<ResourceRef, BTreeSet<String>> = BTreeMap::new();
        for activity in &problem.activities {
            let Some(placed) = timetable.assignments.get(&activity.key) else {
                continue;
            };
            let place = placed.company.as_ref().or(placed.room.as_ref());
            let line = format!("{} {} {place:?}", activity.key, placed.start);
            let participants = activity.participants.iter();
            let people =
                participants
                    .map(|key| ResourceRef::new(ResourceKind::Participant, key.as_str()))
                    .chain(used(placed).into_iter().filter(|one| {
                        !matches!(one.kind, ResourceKind::Room | ResourceKind::Vehicle)
                    }));
            for who in people {
                diary.entry(who).or_default().insert(line.clone());
            }
        }
        diary
    };
    let (old, new) = (diary(problem, &was), diary(&disrupted.problem, is));
    let everybody: BTreeSet<&ResourceRef> = old.keys().chain(new.keys()).collect();
    let touched: Vec<ResourceRef> = everybody
        .into_iter()
        .filter(|who| old.get(who) != new.get(who))
        .cloned()
        .collect();
    assert_eq!(bill.touched, touched);
    assert_eq!(bill.persons_touched as usize, touched.len());

    let people = |problem: &Problem, key: &str| {
        let found = problem.activities.iter().find(|one| one.key == key);
        found.map(|one| one.participants.iter().cloned().collect::<BTreeSet<_>>())
    };
    let mut counted = Bill::default();
    let keys: BTreeSet<&String> = was
        .assignments
        .keys()
        .chain(is.assignments.keys())
        .collect();
    let mut changes = 0;
    for key in keys {
        changes += 1;
        match (was.assignments.get(key), is.assignments.get(key)) {
            (Some(_), None) => counted.sessions_dropped += 1,
            (None, _) => counted.sessions_added += 1,
            (Some(a), Some(b)) if a.start != b.start => counted.sessions_moved += 1,
            (Some(a), Some(b))
                if !a.is_same(b) || people(problem, key) != people(&disrupted.problem, key) =>
            {
                counted.sessions_rearranged += 1;
            }
            _ => changes -= 1,
        }
    }
    assert_eq!(bill.changes.len(), changes);
    let counts = |bill: &Bill| {
        let moved = (bill.sessions_moved, bill.sessions_rearranged);
        (moved, bill.sessions_dropped, bill.sessions_added)
    };
    assert_eq!(counts(bill), counts(&counted));
    let paid = |timetable| -> i64 {
        let interpreters = problem.interpreters.iter();
        interpreters.map(|who| paid(problem, timetable, who)).sum()
    };
    assert_eq!(bill.interpreter_cost_change_ore, paid(is) - paid(&was));
    assert_eq!(
        bill.interpreter_fees_ore,
        fees(problem, disrupted, &was, is)
    );
}

/// The sessions of an interpreter by day: activity, from and until in minutes, travel included.
fn days(
    problem: &Problem,
    timetable: &Timetable,
    who: &str,
) -> BTreeMap<Date, Vec<(String, i64, i64)>> {
    let mut days: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for activity in &problem.activities {
        let Some(placed) = timetable.assignments.get(&activity.key) else {
            continue;
        };
        if placed.interpreters.iter().any(|one| one.interpreter == who) {
            let company = problem
                .companies
                .iter()
                .find(|one| Some(&one.key) == placed.company.as_ref());
            let travel = company.map_or(0, |one| i64::from(one.travel_minutes));
            let start = placed.start.minutes();
            let until = start + i64::from(activity.minutes) + travel;
            let day = days.entry(placed.start.date).or_default();
            day.push((activity.key.clone(), start - travel, until));
        }
    }
    days
}

fn hours(who: &Interpreter, minutes: i64) -> i64 {
    let paid = minutes.max(i64::from(who.terms.minimum_minutes));
    (paid + 59) / 60 * i64::from(who.terms.ore_per_hour)
}

fn paid(problem: &Problem, timetable: &Timetable, who: &Interpreter) -> i64 {
    let mut sum = 0;
    for (_, sessions) in days(problem, timetable, &who.key) {
        if who.mode == InterpreterMode::OnSite {
            let first = sessions
                .iter()
                .map(|(_, from, _)| from)
                .min()
                .expect("a session");
            let last = sessions
                .iter()
                .map(|(_, _, until)| until)
                .max()
                .expect("a session");
            sum += hours(who, last - first) + i64::from(who.terms.transport_ore);
        } else {
            for (_, from, until) in sessions {
                sum += hours(who, until - from);
            }
        }
    }
    sum
}

fn fees(problem: &Problem, disrupted: &Disrupted, was: &Timetable, is: &Timetable) -> i64 {
    let Some(now) = problem.horizon.not_before else {
        return 0;
    };
    let mut sum = 0;
    for who in &problem.interpreters {
        let kept = days(problem, is, &who.key);
        for (date, sessions) in days(problem, was, &who.key) {
            let mut late = 0;
            for (key, from, until) in sessions {
                let start = was.assignments[&key].start;
                let is_late = start >= now && start.minutes() - now.minutes() < 1440;
                let stays = kept
                    .get(&date)
                    .is_some_and(|day| day.contains(&(key.clone(), from, until)));
                let is_ill = disrupted.away.as_ref().is_some_and(|(resource, span)| {
                    *resource == ResourceRef::new(ResourceKind::Interpreter, &*who.key)
                        && span.from.minutes() < until
                        && from < span.until.minutes()
                });
                if is_late && !stays && !is_ill {
                    late += 1;
                    sum += hours(who, until - from);
                }
            }
            if late > 0 && !kept.contains_key(&date) && who.mode == InterpreterMode::OnSite {
                sum += i64::from(who.terms.transport_ore);
            }
        }
    }
    sum
}
