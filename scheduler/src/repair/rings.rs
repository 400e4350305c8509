//! How far a repair reaches: rings around what was hit, each one holding all before it.

use super::disruption::is_past;
use crate::calendar::Date;
use crate::problem::{Activity, Key, Problem, Standing};
use std::collections::{BTreeMap, BTreeSet};

/// The rings, narrowest first, those that add nothing left out: what was hit · the same people on
/// the same day · the same sort of resource on the same day · the cohort's week · the cohorts ·
/// everything, what has no place yet included.
pub(super) fn rings(problem: &Problem, hit: &BTreeSet<Key>) -> Vec<BTreeSet<Key>> {
    let around = Around::new(problem, hit);
    let to_come: Vec<&Activity> = problem
        .activities
        .iter()
        .filter(|one| !is_past(problem, one) && one.standing == Standing::Free)
        .collect();
    let mut rings: Vec<BTreeSet<Key>> = vec![hit.clone()];
    let tests: [&dyn Fn(&Activity) -> bool; 5] = [
        &|one| around.is_same_day(one) && around.shares_people(one),
        &|one| around.is_same_day(one) && around.could_lend(one),
        &|one| {
            let is_near = around.cohorts.contains(one.cohort.as_str()) || around.could_lend(one);
            around.is_same_week(one) && is_near
        },
        &|one| one.base.is_some() && around.cohorts.contains(one.cohort.as_str()),
        &|_| true,
    ];
    for test in tests {
        let mut ring = rings.last().cloned().unwrap_or_default();
        let before = ring.len();
        let found = to_come.iter().filter(|one| test(one));
        ring.extend(found.map(|one| one.key.clone()));
        if ring.len() > before {
            rings.push(ring);
        }
    }
    rings
}

/// What was hit: when, whom, and what it could use.
struct Around<'a> {
    days: BTreeSet<Date>,
    weeks: BTreeSet<Date>,
    people: BTreeSet<&'a str>,
    cohorts: BTreeSet<&'a str>,
    rooms: BTreeSet<&'a str>,
    staff: BTreeSet<&'a str>,
    interpreters: BTreeSet<&'a str>,
    at_company: bool,
}

impl<'a> Around<'a> {
    fn new(problem: &'a Problem, hit: &BTreeSet<Key>) -> Self {
        let sources: Vec<&Activity> = problem
            .activities
            .iter()
            .filter(|one| hit.contains(&one.key))
            .collect();
        let days: BTreeSet<Date> = sources.iter().filter_map(|one| day_of(one)).collect();
        let people: BTreeSet<&str> = sources
            .iter()
            .flat_map(|one| one.participants.iter().map(String::as_str))
            .collect();
        let kinds: BTreeSet<&str> = sources
            .iter()
            .filter_map(|one| one.room_kind.as_deref())
            .collect();
        let skills: BTreeSet<&str> = sources
            .iter()
            .filter_map(|one| one.staff_skill.as_deref())
            .collect();
        let spoken: BTreeMap<&str, &str> = problem
            .participants
            .iter()
            .filter_map(|one| Some((one.key.as_str(), one.interpreter_language.as_deref()?)))
            .collect();
        let languages: BTreeSet<&str> = sources
            .iter()
            .filter(|one| one.interpreted)
            .flat_map(|one| one.participants.iter())
            .filter_map(|who| spoken.get(who.as_str()).copied())
            .collect();
        let rooms = problem.rooms.iter();
        let staff = problem.staff.iter();
        let interpreters = problem.interpreters.iter();
        Self {
            weeks: days.iter().map(|day| day.monday()).collect(),
            days,
            people,
            cohorts: sources.iter().map(|one| one.cohort.as_str()).collect(),
            rooms: rooms
                .filter(|one| kinds.contains(one.kind.as_str()))
                .map(|one| one.key.as_str())
                .collect(),
            staff: staff
                .filter(|one| one.skills.iter().any(|s| skills.contains(s.as_str())))
                .map(|one| one.key.as_str())
                .collect(),
            interpreters: interpreters
                .filter(|one| one.languages.iter().any(|l| languages.contains(l.as_str())))
                .map(|one| one.key.as_str())
                .collect(),
            at_company: sources.iter().any(|one| one.at_company),
        }
    }

    fn is_same_day(&self, one: &Activity) -> bool {
        day_of(one).is_some_and(|day| self.days.contains(&day))
    }

    fn is_same_week(&self, one: &Activity) -> bool {
        day_of(one).is_some_and(|day| self.weeks.contains(&day.monday()))
    }

    fn shares_people(&self, one: &Activity) -> bool {
        let mut people = one.participants.iter();
        people.any(|who| self.people.contains(who.as_str()))
    }

    /// Whether it uses something that what was hit could use instead.
    fn could_lend(&self, one: &Activity) -> bool {
        let Some(base) = &one.base else { return false };
        let place = &base.assignment;
        let uses = |key: &Option<Key>, able: &BTreeSet<&str>| {
            key.as_deref().is_some_and(|key| able.contains(key))
        };
        uses(&place.room, &self.rooms)
            || uses(&place.staff, &self.staff)
            || place
                .interpreters
                .iter()
                .any(|booking| self.interpreters.contains(booking.interpreter.as_str()))
            || self.at_company && one.at_company
    }
}

fn day_of(one: &Activity) -> Option<Date> {
    one.base.as_ref().map(|base| base.assignment.start.date)
}
