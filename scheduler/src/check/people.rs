//! What a person can bear: minutes in a day and a week, and lunch.

use super::Violation;
use super::scene::{Minutes, Scene, Session, midnight, minutes, overlap};
use crate::calendar::Moment;
use crate::problem::{Participant, ResourceKind, ResourceRef};
use crate::score::HardRule;
use std::collections::BTreeMap;

/// Sessions by somebody and midnight.
type Days<'s, 'a, W> = BTreeMap<(W, i64), Vec<&'s Session<'a>>>;

pub(super) fn find(scene: &Scene<'_>, found: &mut Vec<Violation>) {
    let mut staff_days: Days<'_, '_, &str> = BTreeMap::new();
    let mut staff_weeks: Days<'_, '_, &str> = BTreeMap::new();
    let mut days: Days<'_, '_, usize> = BTreeMap::new();
    for session in &scene.sessions {
        let day = midnight(session.start);
        let monday = session.assignment.start.date.monday().at(0).minutes();
        if let Some(staff) = session.staff {
            staff_days
                .entry((&staff.key, day))
                .or_default()
                .push(session);
            staff_weeks
                .entry((&staff.key, monday))
                .or_default()
                .push(session);
        }
        for who in &session.numbers {
            days.entry((*who, day)).or_default().push(session);
        }
    }
    for ((who, day), sessions) in &days {
        let participant = scene.participants[*who];
        teaching(scene, participant, (*day, sessions), found);
        lunch(scene, participant, (*day, sessions), found);
    }
    staff_caps(scene, &staff_days, &staff_weeks, found);
}

fn staff_caps(
    scene: &Scene<'_>,
    days: &Days<'_, '_, &str>,
    weeks: &Days<'_, '_, &str>,
    found: &mut Vec<Violation>,
) {
    for staff in &scene.problem.staff {
        let caps = [
            (HardRule::StaffDayTooLong, staff.max_minutes_per_day, days),
            (
                HardRule::StaffWeekTooLong,
                staff.max_minutes_per_week,
                weeks,
            ),
        ];
        for (rule, cap, spans) in caps {
            let Some(cap) = cap else { continue };
            let own = spans.range((staff.key.as_str(), i64::MIN)..=(staff.key.as_str(), i64::MAX));
            for ((_, day), sessions) in own {
                let minutes: i64 = sessions.iter().map(|s| s.returns - s.leaves).sum();
                if minutes > i64::from(cap) {
                    let who = ResourceRef::new(ResourceKind::Staff, &*staff.key);
                    push(rule, sessions, who, *day, found);
                }
            }
        }
    }
}

/// Reports sessions that are too much for somebody, unless all are facts.
fn push(
    rule: HardRule,
    sessions: &[&Session<'_>],
    who: ResourceRef,
    day: i64,
    found: &mut Vec<Violation>,
) {
    if sessions.iter().any(|session| !session.frozen) {
        let activities = sessions
            .iter()
            .map(|session| session.activity.key.clone())
            .collect();
        let at = Some(Moment::from_minutes(day));
        found.push(Violation {
            rule,
            activities,
            resources: vec![who],
            at,
        });
    }
}

fn teaching(
    scene: &Scene<'_>,
    participant: &Participant,
    (day, sessions): (i64, &[&Session<'_>]),
    found: &mut Vec<Violation>,
) {
    let cap = scene
        .cohort_of(participant)
        .and_then(|c| c.max_teaching_minutes_per_day);
    let lessons: Vec<&Session<'_>> = sessions
        .iter()
        .copied()
        .filter(|s| s.activity.kind.is_teaching())
        .collect();
    let minutes: i64 = lessons
        .iter()
        .map(|lesson| i64::from(lesson.activity.minutes))
        .sum();
    if cap.is_some_and(|cap| minutes > i64::from(cap)) {
        let who = ResourceRef::new(ResourceKind::Participant, &*participant.key);
        push(HardRule::DayTooLong, &lessons, who, day, found);
    }
}

fn lunch(
    scene: &Scene<'_>,
    participant: &Participant,
    (day, sessions): (i64, &[&Session<'_>]),
    found: &mut Vec<Violation>,
) {
    let Some(lunch) = scene.cohort_of(participant).and_then(|cohort| cohort.lunch) else {
        return;
    };
    let window = (day + i64::from(lunch.from), day + i64::from(lunch.until));
    let touching: Vec<&Session<'_>> = sessions
        .iter()
        .copied()
        .filter(|session| overlap(scene.slots(window), scene.held(session)))
        .collect();
    if touching.is_empty() {
        return;
    }
    let mut busy: Vec<Minutes> = sessions.iter().map(|session| scene.held(session)).collect();
    busy.extend(
        participant
            .busy
            .iter()
            .filter(|b| b.blocking)
            .map(|b| scene.slots(minutes(&b.span))),
    );
    let booked = scene.problem.bookings.iter().filter(|booking| {
        booking.resource.kind == ResourceKind::Participant
            && booking.resource.key == participant.key
    });
    busy.extend(booked.map(|booking| scene.slots(minutes(&booking.span))));
    busy.sort_unstable();
    let (mut free_from, mut longest) = (window.0, 0);
    for (from, until) in busy {
        longest = longest.max(from.min(window.1) - free_from);
        free_from = free_from.max(until);
    }
    longest = longest.max(window.1 - free_from);
    if longest < i64::from(lunch.minutes) {
        let who = ResourceRef::new(ResourceKind::Participant, &*participant.key);
        push(HardRule::LunchMissing, &touching, who, day, found);
    }
}
