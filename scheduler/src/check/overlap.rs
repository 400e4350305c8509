//! Nobody and nothing is in two places at once.

use super::Violation;
use super::scene::{Minutes, Scene, minutes, overlap};
use crate::calendar::Moment;
use crate::problem::{ResourceKind, ResourceRef};
use crate::score::HardRule;
use std::collections::BTreeMap;

/// A time for which a resource is taken, and by which session; by none: booked elsewhere.
type Taken = (Minutes, Option<usize>);

pub(super) fn find(scene: &Scene<'_>, found: &mut Vec<Violation>) {
    let mut taken: BTreeMap<(ResourceKind, &str), Vec<Taken>> = BTreeMap::new();
    let mut people: Vec<Vec<Taken>> = vec![Vec::new(); scene.participants.len()];
    let mut companies: BTreeMap<&str, Vec<(Taken, u32)>> = BTreeMap::new();
    for booking in &scene.problem.bookings {
        let span = scene.slots(minutes(&booking.span));
        if booking.resource.kind == ResourceKind::Company {
            let places = u32::from(booking.places);
            companies
                .entry(&booking.resource.key)
                .or_default()
                .push(((span, None), places));
        } else {
            taken
                .entry((booking.resource.kind, &booking.resource.key))
                .or_default()
                .push((span, None));
        }
    }
    for (at, session) in scene.sessions.iter().enumerate() {
        let held = scene.held(session);
        let mut take = |kind, key, span| {
            let of_one = taken.entry((kind, key)).or_default();
            of_one.push((span, Some(at)));
        };
        for who in &session.numbers {
            people[*who].push((held, Some(at)));
        }
        if let Some(room) = session.room {
            let set_up = session.start - i64::from(room.setup_minutes);
            take(
                ResourceKind::Room,
                &room.key,
                scene.slots((set_up, session.end)),
            );
        }
        if let Some(staff) = session.staff {
            take(ResourceKind::Staff, &staff.key, held);
        }
        for (_, who) in &session.interpreters {
            let buffer = i64::from(who.buffer_minutes);
            let span = scene.slots((session.leaves - buffer, session.returns + buffer));
            take(ResourceKind::Interpreter, &who.key, span);
        }
        if let Some(vehicle) = session.vehicle {
            take(ResourceKind::Vehicle, &vehicle.key, held);
        }
        if let Some(company) = session.company {
            let span = scene.slots((session.start, session.end));
            companies
                .entry(&company.key)
                .or_default()
                .push(((span, Some(at)), 1));
        }
    }
    for (participant, own) in scene.participants.iter().zip(people) {
        let key = (ResourceKind::Participant, participant.key.as_str());
        taken.entry(key).or_default().extend(own);
    }
    pairs(scene, taken, found);
    full(scene, &companies, found);
}

/// Whatever is taken twice at once; the participants of one pair of sessions in one violation.
fn pairs(
    scene: &Scene<'_>,
    taken: BTreeMap<(ResourceKind, &str), Vec<Taken>>,
    found: &mut Vec<Violation>,
) {
    let mut shared: BTreeMap<(HardRule, Vec<usize>, i64), Vec<ResourceRef>> = BTreeMap::new();
    for ((kind, key), mut taken) in taken {
        taken.sort_unstable();
        for (at, (span, by)) in taken.iter().enumerate() {
            let later = taken[at + 1..]
                .iter()
                .take_while(|(other, _)| other.0 < span.1);
            for (other, other_by) in later.filter(|(other, _)| overlap(*span, *other)) {
                let mut both: Vec<usize> = by.iter().chain(other_by).copied().collect();
                both.sort_unstable();
                both.dedup();
                if both.iter().all(|session| scene.sessions[*session].frozen) {
                    continue;
                }
                let pair = (rule(kind), both, span.0.max(other.0));
                let resource = ResourceRef::new(kind, key);
                shared.entry(pair).or_default().push(resource);
            }
        }
    }
    for ((rule, sessions, from), resources) in shared {
        let activities = sessions
            .iter()
            .map(|at| scene.sessions[*at].activity.key.clone());
        let at = Some(Moment::from_minutes(from));
        found.push(Violation {
            rule,
            activities: activities.collect(),
            resources,
            at,
        });
    }
}

const fn rule(kind: ResourceKind) -> HardRule {
    match kind {
        ResourceKind::Participant => HardRule::ParticipantOverlap,
        ResourceKind::Room => HardRule::RoomOverlap,
        ResourceKind::Staff => HardRule::StaffOverlap,
        ResourceKind::Interpreter => HardRule::InterpreterOverlap,
        ResourceKind::Vehicle => HardRule::VehicleOverlap,
        ResourceKind::Company => HardRule::CompanyFull,
    }
}

/// Companies with more groups at once than places: looked at whenever a group arrives.
fn full(
    scene: &Scene<'_>,
    companies: &BTreeMap<&str, Vec<(Taken, u32)>>,
    found: &mut Vec<Violation>,
) {
    for company in &scene.problem.companies {
        let Some(groups) = companies.get(company.key.as_str()) else {
            continue;
        };
        for (((from, _), _), _) in groups {
            let there = groups
                .iter()
                .filter(|(((f, u), _), _)| f <= from && from < u);
            let places: u32 = there.clone().map(|(_, places)| places).sum();
            let mut sessions: Vec<usize> = there.filter_map(|((_, by), _)| *by).collect();
            sessions.sort_unstable();
            if places > u32::from(company.places)
                && sessions.iter().any(|at| !scene.sessions[*at].frozen)
            {
                let activities = sessions
                    .iter()
                    .map(|at| scene.sessions[*at].activity.key.clone());
                found.push(Violation {
                    rule: HardRule::CompanyFull,
                    activities: activities.collect(),
                    resources: vec![ResourceRef::new(ResourceKind::Company, &*company.key)],
                    at: Some(Moment::from_minutes(*from)),
                });
            }
        }
    }
}
