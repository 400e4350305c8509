//! Neighbours that are planned as one: their problems put together, and the timetable taken apart.
//!
//! Every key of a centre's own gets the centre's number before it, every key of something shared a
//! sign of its own, so that nothing is confused. What belongs to one centre fits the activities of
//! no other.

use super::Country;
use crate::assignment::{Assignment, Timetable};
use crate::dense::Model;
use crate::problem::{Key, Problem};
use std::collections::BTreeSet;

/// Centres in one cluster at most.
const CENTRES: usize = 5;
/// Stands before what is shared.
const SHARED: char = '~';
/// Stands between a centre's number and its own key.
const OWN: char = '/';

/// Centres that are planned as one, numbered as in the country, in their order.
pub(super) type Cluster = Vec<usize>;

/// Puts neighbours together, as evenly as may be. Only centres that are open at the same hours and
/// weigh alike go together: both are the problem's own, not a centre's in it.
pub(super) fn clusters(country: &Country, order: &[usize]) -> Vec<Cluster> {
    let mut sorts: Vec<Vec<usize>> = Vec::new();
    for centre in order {
        let one = &country.centres[*centre];
        let alike = |sort: &&mut Vec<usize>| {
            let other = &country.centres[sort[0]];
            one.horizon == other.horizon && one.weights == other.weights
        };
        match sorts.iter_mut().find(alike) {
            Some(sort) => sort.push(*centre),
            None => sorts.push(vec![*centre]),
        }
    }
    let mut clusters = Vec::new();
    for alike in sorts {
        let n = alike.len().div_ceil(CENTRES);
        let at = |cluster: usize| cluster * alike.len() / n;
        clusters.extend((0..n).map(|cluster| alike[at(cluster)..at(cluster + 1)].to_vec()));
    }
    clusters
}

/// The keys of what is shared.
pub(super) fn shared_keys(country: &Country) -> BTreeSet<&str> {
    let interpreters = country.interpreters.iter().map(|one| one.key.as_str());
    let companies = country.companies.iter().map(|one| one.key.as_str());
    interpreters.chain(companies).collect()
}

/// The key that something shared has, if a marked key is one.
pub(super) fn shared_key(marked: &str) -> Option<&str> {
    marked.strip_prefix(SHARED)
}

/// Marks the keys of a centre.
struct Marks<'a> {
    centre: usize,
    shared: &'a BTreeSet<&'a str>,
}

impl Marks<'_> {
    fn of(&self, key: &str) -> Key {
        if self.shared.contains(key) {
            format!("{SHARED}{key}")
        } else {
            self.own(key)
        }
    }

    fn own(&self, key: &str) -> Key {
        format!("{:06}{OWN}{key}", self.centre)
    }

    fn mark(&self, key: &mut Key) {
        *key = self.of(key);
    }

    fn own_mark(&self, key: &mut Key) {
        *key = self.own(key);
    }

    fn assignment(&self, assignment: &mut Assignment) {
        for key in keys(assignment) {
            self.mark(key);
        }
    }

    fn problem(&self, problem: &mut Problem) {
        problem
            .rooms
            .iter_mut()
            .for_each(|one| self.own_mark(&mut one.key));
        problem
            .staff
            .iter_mut()
            .for_each(|one| self.own_mark(&mut one.key));
        problem
            .vehicles
            .iter_mut()
            .for_each(|one| self.own_mark(&mut one.key));
        problem
            .interpreters
            .iter_mut()
            .for_each(|one| self.mark(&mut one.key));
        problem
            .companies
            .iter_mut()
            .for_each(|one| self.mark(&mut one.key));
        problem
            .bookings
            .iter_mut()
            .for_each(|one| self.mark(&mut one.resource.key));
        for cohort in &mut problem.cohorts {
            self.own_mark(&mut cohort.key);
        }
        for person in &mut problem.participants {
            self.own_mark(&mut person.key);
            self.own_mark(&mut person.cohort);
        }
        for activity in &mut problem.activities {
            self.own_mark(&mut activity.key);
            self.own_mark(&mut activity.cohort);
            activity
                .participants
                .iter_mut()
                .for_each(|key| self.own_mark(key));
            activity.companies.iter_mut().for_each(|key| self.mark(key));
            activity
                .visit_group
                .iter_mut()
                .for_each(|mark| self.own_mark(mark));
            activity
                .series
                .iter_mut()
                .for_each(|mark| self.own_mark(mark));
            if let Some(base) = &mut activity.base {
                self.assignment(&mut base.assignment);
            }
        }
        for precedence in &mut problem.precedences {
            self.own_mark(&mut precedence.before);
            self.own_mark(&mut precedence.after);
        }
    }
}

/// The keys of resources in an assignment.
fn keys(assignment: &mut Assignment) -> impl Iterator<Item = &mut Key> {
    let booked = assignment.interpreters.iter_mut();
    (assignment.room.iter_mut())
        .chain(&mut assignment.staff)
        .chain(&mut assignment.vehicle)
        .chain(&mut assignment.company)
        .chain(booked.map(|booking| &mut booking.interpreter))
}

/// The problems of a cluster as one; `number` tells the centres apart.
pub(super) fn together(
    problems: &[Problem],
    cluster: &Cluster,
    number: &[usize],
    shared: &BTreeSet<&str>,
) -> Problem {
    let mut whole: Option<Problem> = None;
    for centre in cluster {
        let mut problem = problems[*centre].clone();
        let marks = Marks {
            centre: number[*centre],
            shared,
        };
        marks.problem(&mut problem);
        match &mut whole {
            None => whole = Some(problem),
            Some(whole) => add(whole, problem),
        }
    }
    let mut whole = whole.unwrap_or_else(|| problems[0].clone());
    whole
        .interpreters
        .sort_by(|one, other| one.key.cmp(&other.key));
    whole
        .interpreters
        .dedup_by(|one, other| one.key == other.key);
    whole
        .companies
        .sort_by(|one, other| one.key.cmp(&other.key));
    whole.companies.dedup_by(|one, other| one.key == other.key);
    whole.bookings.sort();
    whole.bookings.dedup();
    whole
}

fn add(whole: &mut Problem, problem: Problem) {
    whole.rooms.extend(problem.rooms);
    whole.staff.extend(problem.staff);
    whole.interpreters.extend(problem.interpreters);
    whole.vehicles.extend(problem.vehicles);
    whole.companies.extend(problem.companies);
    whole.cohorts.extend(problem.cohorts);
    whole.participants.extend(problem.participants);
    whole.bookings.extend(problem.bookings);
    whole.activities.extend(problem.activities);
    whole.precedences.extend(problem.precedences);
}

/// The model of a cluster.
pub(super) fn model(whole: &Problem) -> Model {
    Model::fenced(whole, &|activity, thing| {
        thing.starts_with(SHARED) || centre(activity) == centre(thing)
    })
}

fn centre(key: &str) -> Option<&str> {
    key.split(OWN).next()
}

/// A centre's share of a cluster's timetable.
pub(super) fn share(timetable: &Timetable, number: usize) -> Timetable {
    let own = format!("{number:06}{OWN}");
    let mut share = Timetable::default();
    for (key, assignment) in &timetable.assignments {
        if let Some(key) = key.strip_prefix(&own) {
            let mut assignment = assignment.clone();
            for key in keys(&mut assignment) {
                let bare = key.strip_prefix(SHARED).or_else(|| key.strip_prefix(&own));
                if let Some(bare) = bare {
                    *key = bare.to_owned();
                }
            }
            share.assignments.insert(key.to_owned(), assignment);
        }
    }
    share
}
