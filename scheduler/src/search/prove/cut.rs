//! A part of a problem: some of its activities with all that they need.
//!
//! A plan of the whole is, cut down, a plan of the part: what the part cannot have, the whole
//! cannot either.

use crate::problem::{Activity, Problem, ResourceKind};
use std::collections::BTreeSet;

/// A problem with some of its activities alone, and with the people and things that they could
/// have to do with. Order through what is cut away is forgotten.
pub(super) fn cut(problem: &Problem, keep: &BTreeSet<String>) -> Problem {
    let activities: Vec<Activity> = problem
        .activities
        .iter()
        .filter(|activity| keep.contains(&activity.key))
        .cloned()
        .collect();
    let people: BTreeSet<&str> = activities
        .iter()
        .flat_map(|activity| activity.participants.iter().map(String::as_str))
        .collect();
    let participants: Vec<_> = problem
        .participants
        .iter()
        .filter(|who| people.contains(who.key.as_str()))
        .cloned()
        .collect();
    let cohorts: BTreeSet<&str> = participants
        .iter()
        .map(|who| who.cohort.as_str())
        .chain(activities.iter().map(|activity| activity.cohort.as_str()))
        .collect();
    let cohorts = problem
        .cohorts
        .iter()
        .filter(|cohort| cohorts.contains(cohort.key.as_str()))
        .cloned()
        .collect();
    let precedences = problem
        .precedences
        .iter()
        .filter(|one| keep.contains(&one.before) && keep.contains(&one.after))
        .cloned()
        .collect();
    let bookings = problem
        .bookings
        .iter()
        .filter(|booking| {
            let of_person = booking.resource.kind == ResourceKind::Participant;
            !of_person || people.contains(booking.resource.key.as_str())
        })
        .cloned()
        .collect();
    sorted(Problem {
        horizon: problem.horizon.clone(),
        weights: problem.weights.clone(),
        rooms: problem.rooms.clone(),
        staff: problem.staff.clone(),
        interpreters: problem.interpreters.clone(),
        vehicles: problem.vehicles.clone(),
        companies: problem.companies.clone(),
        bookings,
        cohorts,
        precedences,
        activities,
        participants,
    })
}

/// A problem with its lists in the order of their keys: what is found does not depend on theirs.
fn sorted(mut problem: Problem) -> Problem {
    problem.rooms.sort_by(|a, b| a.key.cmp(&b.key));
    problem.staff.sort_by(|a, b| a.key.cmp(&b.key));
    problem.interpreters.sort_by(|a, b| a.key.cmp(&b.key));
    problem.vehicles.sort_by(|a, b| a.key.cmp(&b.key));
    problem.companies.sort_by(|a, b| a.key.cmp(&b.key));
    problem.cohorts.sort_by(|a, b| a.key.cmp(&b.key));
    problem.participants.sort_by(|a, b| a.key.cmp(&b.key));
    problem.activities.sort_by(|a, b| a.key.cmp(&b.key));
    problem.bookings.sort();
    problem.precedences.sort();
    problem
}

/// Leaves out the things that nothing in a problem could ever use, whatever their seats and hours.
pub(super) fn without_strangers(problem: &mut Problem) {
    let fixed: BTreeSet<String> = problem
        .activities
        .iter()
        .filter_map(|activity| activity.base.as_ref())
        .flat_map(|base| {
            let named = &base.assignment;
            let things = [&named.room, &named.staff, &named.vehicle, &named.company];
            let interpreters = named.interpreters.iter().map(|b| b.interpreter.clone());
            let things = things.into_iter().flatten().cloned();
            things.chain(interpreters).collect::<Vec<_>>()
        })
        .collect();
    let kinds: BTreeSet<&str> = of_all(problem, |one| one.room_kind.as_deref());
    let skills: BTreeSet<&str> = of_all(problem, |one| one.staff_skill.as_deref());
    let languages: BTreeSet<String> = problem
        .participants
        .iter()
        .filter_map(|who| who.interpreter_language.clone())
        .collect();
    let kinds: BTreeSet<String> = kinds.into_iter().map(str::to_owned).collect();
    let skills: BTreeSet<String> = skills.into_iter().map(str::to_owned).collect();
    let visits = problem.activities.iter().filter(|one| one.at_company);
    let any_company = visits.clone().any(|one| one.companies.is_empty());
    let companies: BTreeSet<String> = visits.flat_map(|one| one.companies.clone()).collect();
    problem
        .rooms
        .retain(|room| kinds.contains(&room.kind) || fixed.contains(&room.key));
    problem.staff.retain(|one| {
        one.skills.iter().any(|skill| skills.contains(skill)) || fixed.contains(&one.key)
    });
    problem.interpreters.retain(|one| {
        let mut spoken = one.languages.iter();
        spoken.any(|language| languages.contains(language)) || fixed.contains(&one.key)
    });
    problem
        .companies
        .retain(|one| any_company || companies.contains(&one.key) || fixed.contains(&one.key));
    let known: BTreeSet<(ResourceKind, &str)> = problem
        .rooms
        .iter()
        .map(|one| (ResourceKind::Room, one.key.as_str()))
        .chain(
            problem
                .staff
                .iter()
                .map(|one| (ResourceKind::Staff, one.key.as_str())),
        )
        .chain(
            problem
                .interpreters
                .iter()
                .map(|one| (ResourceKind::Interpreter, one.key.as_str())),
        )
        .chain(
            problem
                .companies
                .iter()
                .map(|one| (ResourceKind::Company, one.key.as_str())),
        )
        .collect();
    problem.bookings.retain(|booking| {
        let resource = &booking.resource;
        matches!(
            resource.kind,
            ResourceKind::Vehicle | ResourceKind::Participant
        ) || known.contains(&(resource.kind, resource.key.as_str()))
    });
}

fn of_all<'p>(
    problem: &'p Problem,
    field: impl Fn(&'p Activity) -> Option<&'p str>,
) -> BTreeSet<&'p str> {
    problem.activities.iter().filter_map(field).collect()
}
