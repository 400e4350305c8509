//! The activities of a problem.

use super::resources::Known;
use super::{FaultCode, Findings};
use crate::calendar::MINUTES_PER_DAY;
use crate::problem::{Activity, MAX_LANGUAGES, Problem, Standing};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(problem: &Problem, known: &Known<'_>, found: &mut Findings) {
    found.keys("activities", problem.activities.iter().map(|a| &a.key));
    let languages: BTreeMap<&str, &str> = problem
        .participants
        .iter()
        .filter_map(|p| Some((p.key.as_str(), p.interpreter_language.as_deref()?)))
        .collect();
    for (at, activity) in problem.activities.iter().enumerate() {
        let path = format!("activities[{at}]");
        let minutes = activity.minutes;
        let fits = (1..=MINUTES_PER_DAY).contains(&minutes);
        found.demand(
            fits,
            &format!("{path}.minutes"),
            FaultCode::OutOfRange,
            minutes,
        );
        let cohort = &activity.cohort;
        let exists = known.cohorts.contains(cohort.as_str());
        found.demand(
            exists,
            &format!("{path}.cohort"),
            FaultCode::UnknownKey,
            cohort,
        );
        people(activity, known, &path, found);
        for company in &activity.companies {
            let exists = known.companies.contains(company.as_str());
            found.demand(
                exists,
                &format!("{path}.companies"),
                FaultCode::UnknownKey,
                company,
            );
        }
        if activity
            .release
            .zip(activity.due)
            .is_some_and(|(release, due)| release >= due)
        {
            found.add(format!("{path}.due"), FaultCode::BadSpan, &activity.key);
        }
        let spoken = languages_of(activity, &languages);
        let few = spoken.len() <= MAX_LANGUAGES;
        found.demand(
            few,
            &format!("{path}.participants"),
            FaultCode::OutOfRange,
            spoken.len(),
        );
        base(problem, activity, known, &format!("{path}.base"), found);
    }
}

fn people(activity: &Activity, known: &Known<'_>, path: &str, found: &mut Findings) {
    let path = format!("{path}.participants");
    found.demand(
        !activity.participants.is_empty(),
        &path,
        FaultCode::Empty,
        &activity.key,
    );
    let mut seen = BTreeSet::new();
    for participant in &activity.participants {
        let exists = known.participants.contains(participant.as_str());
        found.demand(exists, &path, FaultCode::UnknownKey, participant);
        found.demand(
            seen.insert(participant),
            &path,
            FaultCode::Duplicate,
            participant,
        );
    }
}

/// The languages that an activity has to do with: those of its participants and of its base.
fn languages_of<'a>(
    activity: &'a Activity,
    languages: &BTreeMap<&'a str, &'a str>,
) -> BTreeSet<&'a str> {
    let of_people = activity
        .participants
        .iter()
        .filter_map(|p| languages.get(p.as_str()).copied());
    let of_base = activity
        .base
        .iter()
        .flat_map(|base| &base.assignment.interpreters);
    of_people
        .chain(of_base.map(|booking| booking.language.as_str()))
        .collect()
}

/// A base that must be held has to be one that can be: known resources, on the grid, in the horizon.
fn base(
    problem: &Problem,
    activity: &Activity,
    known: &Known<'_>,
    path: &str,
    found: &mut Findings,
) {
    let now = problem.horizon.not_before;
    let Some(base) = &activity.base else {
        let free = activity.standing == Standing::Free;
        found.demand(free, path, FaultCode::BadBase, &activity.key);
        return;
    };
    let assignment = &base.assignment;
    let is_past = now.is_some_and(|now| assignment.start < now);
    if activity.standing == Standing::Free && !is_past {
        return;
    }
    let names = [
        (&assignment.room, &known.rooms),
        (&assignment.staff, &known.staff),
        (&assignment.vehicle, &known.vehicles),
        (&assignment.company, &known.companies),
    ];
    for (name, keys) in names {
        if let Some(name) = name {
            found.demand(
                keys.contains(name.as_str()),
                path,
                FaultCode::UnknownKey,
                name,
            );
        }
    }
    let mut languages = BTreeSet::new();
    for booking in &assignment.interpreters {
        let exists = known.interpreters.contains(booking.interpreter.as_str());
        found.demand(exists, path, FaultCode::UnknownKey, &booking.interpreter);
        let single = languages.insert(&booking.language);
        found.demand(single, path, FaultCode::BadBase, &booking.language);
    }
    let horizon = &problem.horizon;
    let day = assignment.start.date.days() - horizon.first_date.days();
    let inside = (0..i32::from(horizon.days)).contains(&day);
    let on_grid = assignment
        .start
        .minute
        .is_multiple_of(horizon.grid_minutes.max(1));
    let stays_in_day = u32::from(assignment.start.minute) + u32::from(activity.minutes)
        <= u32::from(MINUTES_PER_DAY);
    found.demand(
        inside && on_grid && stays_in_day,
        path,
        FaultCode::BadBase,
        assignment.start,
    );
}
