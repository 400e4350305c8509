//! The resources, cohorts, participants and bookings of a problem.

use super::{FaultCode, Findings};
use crate::calendar::MINUTES_PER_DAY;
use crate::problem::{Problem, ResourceKind, ResourceRef, Weights};
use crate::score::SoftRule;
use std::collections::BTreeSet;

/// The keys that a problem defines.
pub(super) struct Known<'a> {
    pub(super) rooms: BTreeSet<&'a str>,
    pub(super) staff: BTreeSet<&'a str>,
    pub(super) interpreters: BTreeSet<&'a str>,
    pub(super) vehicles: BTreeSet<&'a str>,
    pub(super) companies: BTreeSet<&'a str>,
    pub(super) cohorts: BTreeSet<&'a str>,
    pub(super) participants: BTreeSet<&'a str>,
}

impl Known<'_> {
    pub(super) fn holds(&self, resource: &ResourceRef) -> bool {
        let keys = match resource.kind {
            ResourceKind::Room => &self.rooms,
            ResourceKind::Staff => &self.staff,
            ResourceKind::Interpreter => &self.interpreters,
            ResourceKind::Vehicle => &self.vehicles,
            ResourceKind::Company => &self.companies,
            ResourceKind::Participant => &self.participants,
        };
        keys.contains(resource.key.as_str())
    }
}

pub(super) fn check<'a>(problem: &'a Problem, found: &mut Findings) -> Known<'a> {
    let known = Known {
        rooms: found.keys("rooms", problem.rooms.iter().map(|r| &r.key)),
        staff: found.keys("staff", problem.staff.iter().map(|s| &s.key)),
        interpreters: found.keys("interpreters", problem.interpreters.iter().map(|i| &i.key)),
        vehicles: found.keys("vehicles", problem.vehicles.iter().map(|v| &v.key)),
        companies: found.keys("companies", problem.companies.iter().map(|c| &c.key)),
        cohorts: found.keys("cohorts", problem.cohorts.iter().map(|c| &c.key)),
        participants: found.keys("participants", problem.participants.iter().map(|p| &p.key)),
    };
    lists_hold_few(problem, found);
    times(problem, found);
    cohorts(problem, found);
    participants(problem, &known, found);
    for (at, booking) in problem.bookings.iter().enumerate() {
        let path = format!("bookings[{at}]");
        let resource = &booking.resource;
        found.demand(
            known.holds(resource),
            &path,
            FaultCode::UnknownKey,
            &resource.key,
        );
        found.demand(
            booking.places > 0,
            &path,
            FaultCode::OutOfRange,
            booking.places,
        );
    }
    found.spans("bookings", problem.bookings.iter().map(|b| &b.span));
    known
}

/// Dense indices have sixteen bits, one of which patterns means none.
fn lists_hold_few(problem: &Problem, found: &mut Findings) {
    let lengths = [
        ("rooms", problem.rooms.len()),
        ("staff", problem.staff.len()),
        ("interpreters", problem.interpreters.len()),
        ("vehicles", problem.vehicles.len()),
        ("companies", problem.companies.len()),
        ("cohorts", problem.cohorts.len()),
    ];
    for (list, length) in lengths {
        found.demand(
            length < usize::from(u16::MAX),
            list,
            FaultCode::OutOfRange,
            length,
        );
    }
}

fn times(problem: &Problem, found: &mut Findings) {
    for (at, room) in problem.rooms.iter().enumerate() {
        let path = format!("rooms[{at}]");
        found.openings(&path, &room.openings);
        found.spans(&format!("{path}.absences"), room.absences.iter());
        let setup = room.setup_minutes;
        found.demand(
            setup <= MINUTES_PER_DAY,
            &path,
            FaultCode::OutOfRange,
            setup,
        );
    }
    for (at, staff) in problem.staff.iter().enumerate() {
        let path = format!("staff[{at}]");
        found.openings(&path, &staff.openings);
        found.spans(&format!("{path}.absences"), staff.absences.iter());
    }
    for (at, interpreter) in problem.interpreters.iter().enumerate() {
        let path = format!("interpreters[{at}]");
        found.openings(&path, &interpreter.openings);
        found.spans(&format!("{path}.absences"), interpreter.absences.iter());
        let buffer = interpreter.buffer_minutes;
        found.demand(
            buffer <= MINUTES_PER_DAY,
            &path,
            FaultCode::OutOfRange,
            buffer,
        );
        let terms = &interpreter.terms;
        let priced = terms.ore_per_hour <= 100_000_000 && terms.transport_ore <= 100_000_000;
        found.demand(
            priced,
            &format!("{path}.terms"),
            FaultCode::OutOfRange,
            &interpreter.key,
        );
    }
    for (at, vehicle) in problem.vehicles.iter().enumerate() {
        let path = format!("vehicles[{at}]");
        found.openings(&path, &vehicle.openings);
        found.spans(&format!("{path}.absences"), vehicle.absences.iter());
    }
    for (at, company) in problem.companies.iter().enumerate() {
        let path = format!("companies[{at}]");
        found.openings(&path, &company.openings);
        found.spans(&format!("{path}.absences"), company.absences.iter());
        let travel = company.travel_minutes;
        found.demand(
            travel < MINUTES_PER_DAY / 2,
            &path,
            FaultCode::OutOfRange,
            travel,
        );
    }
}

fn cohorts(problem: &Problem, found: &mut Findings) {
    for (at, cohort) in problem.cohorts.iter().enumerate() {
        let path = format!("cohorts[{at}]");
        found.demand(
            cohort.from < cohort.until,
            &path,
            FaultCode::BadSpan,
            &cohort.key,
        );
        let hours = cohort.earliest < cohort.latest && cohort.latest <= MINUTES_PER_DAY;
        found.demand(hours, &path, FaultCode::OutOfRange, &cohort.key);
        if let Some(lunch) = &cohort.lunch {
            let fits = lunch.from < lunch.until
                && lunch.until <= MINUTES_PER_DAY
                && lunch.minutes <= lunch.until - lunch.from;
            found.demand(
                fits,
                &format!("{path}.lunch"),
                FaultCode::BadSpan,
                &cohort.key,
            );
        }
        if let Some(own) = &cohort.weights {
            weights(&format!("{path}.weights"), own, found);
        }
    }
}

fn participants(problem: &Problem, known: &Known<'_>, found: &mut Findings) {
    for (at, participant) in problem.participants.iter().enumerate() {
        let path = format!("participants[{at}]");
        let cohort = &participant.cohort;
        let exists = known.cohorts.contains(cohort.as_str());
        found.demand(
            exists,
            &format!("{path}.cohort"),
            FaultCode::UnknownKey,
            cohort,
        );
        found.openings(&path, &participant.openings);
        found.spans(
            &format!("{path}.busy"),
            participant.busy.iter().map(|b| &b.span),
        );
    }
}

pub(super) fn weights(path: &str, weights: &Weights, found: &mut Findings) {
    for rule in SoftRule::ALL {
        let weight = weights.of(rule);
        let path = format!("{path}.{rule}");
        found.demand(weight <= Weights::MAX, &path, FaultCode::OutOfRange, weight);
    }
}
