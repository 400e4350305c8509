//! A problem without one of its rules, or with one of its resources in abundance: what a
//! contradiction that survives it does not rest on.
//!
//! Every relaxation only ever allows more: a plan of the problem is a plan of the relaxed one.

use crate::calendar::{MINUTES_PER_DAY, Span};
use crate::problem::{
    Company, Interpreter, Participant, Problem, ResourceKind, ResourceRef, Room, StaffMember,
    Standing, Vehicle,
};
use crate::score::HardRule;
use std::collections::BTreeSet;

/// A set of hard rules.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Rules(u64);

impl Rules {
    pub(crate) const fn has(self, rule: HardRule) -> bool {
        self.0 >> rule as u32 & 1 == 1
    }

    #[must_use]
    pub(crate) const fn with(self, rule: HardRule) -> Self {
        Self(self.0 | 1 << rule as u32)
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// Whether a rule can be taken out of the data alone; the others are passed over as they are
/// applied.
pub(super) const fn is_passed_over(rule: HardRule) -> bool {
    matches!(
        rule,
        HardRule::ParticipantOverlap
            | HardRule::RoomOverlap
            | HardRule::StaffOverlap
            | HardRule::InterpreterOverlap
            | HardRule::VehicleOverlap
            | HardRule::OrderBroken
            | HardRule::VisitBeforeInterview
    )
}

/// Takes a rule out of a problem, as far as it stands in the data.
pub(super) fn drop_rule(problem: &mut Problem, rule: HardRule) {
    match rule {
        HardRule::ParticipantOverlap => unbook(problem, ResourceKind::Participant),
        HardRule::RoomOverlap => unbook(problem, ResourceKind::Room),
        HardRule::StaffOverlap => unbook(problem, ResourceKind::Staff),
        HardRule::InterpreterOverlap => unbook(problem, ResourceKind::Interpreter),
        HardRule::VehicleOverlap => unbook(problem, ResourceKind::Vehicle),
        HardRule::CompanyFull => {
            unbook(problem, ResourceKind::Company);
            each(&mut problem.companies, |one| one.places = u16::MAX);
        }
        HardRule::OutsideOpening => {
            let first = problem.horizon.first_date;
            let days = 0..i32::from(problem.horizon.days);
            let day = |day| Span::days(first.plus_days(day), first.plus_days(day + 1));
            problem.horizon.open = days.map(day).collect();
        }
        HardRule::OutsideCohortHours => each(&mut problem.cohorts, |cohort| {
            (cohort.earliest, cohort.latest) = (0, MINUTES_PER_DAY);
        }),
        HardRule::OutsideWeeks => each(&mut problem.activities, |activity| {
            (activity.release, activity.due) = (None, None);
        }),
        HardRule::ResourceClosed => open_all(problem),
        HardRule::ResourceAbsent => nobody_absent(problem),
        HardRule::ParticipantBusy => each(&mut problem.participants, |who| {
            who.busy.retain(|busy| busy.blocking);
        }),
        HardRule::GapTooLong => each(&mut problem.precedences, |one| one.max_gap_days = None),
        HardRule::DayTooLong => each(&mut problem.cohorts, |cohort| {
            cohort.max_teaching_minutes_per_day = None;
        }),
        HardRule::LunchMissing => each(&mut problem.cohorts, |cohort| cohort.lunch = None),
        HardRule::StaffDayTooLong => {
            each(&mut problem.staff, |one| one.max_minutes_per_day = None);
        }
        HardRule::StaffWeekTooLong => {
            each(&mut problem.staff, |one| one.max_minutes_per_week = None);
        }
        HardRule::PinnedMoved => each(&mut problem.activities, |activity| {
            if activity.standing == Standing::Pinned {
                activity.standing = Standing::Free;
            }
        }),
        HardRule::PastMoved => forget_now(problem),
        _ => drop_fitness(problem, rule),
    }
}

/// The rules of who and what fits.
fn drop_fitness(problem: &mut Problem, rule: HardRule) {
    match rule {
        HardRule::ResourceMissing => each(&mut problem.activities, |activity| {
            (activity.room_kind, activity.staff_skill) = (None, None);
            (activity.interpreted, activity.at_company) = (false, false);
        }),
        HardRule::InterpreterMissing => {
            each(&mut problem.activities, |one| one.interpreted = false);
        }
        HardRule::InterpreterUnfit => {
            each(&mut problem.activities, |one| {
                one.on_site_interpreter = false;
            });
            let all: BTreeSet<String> = problem
                .participants
                .iter()
                .filter_map(|who| who.interpreter_language.clone())
                .collect();
            each(&mut problem.interpreters, |one| {
                one.languages = all.iter().cloned().collect();
            });
        }
        HardRule::RoomTooSmall => each(&mut problem.rooms, |room| room.seats = u16::MAX),
        HardRule::RoomUnfit => {
            each(&mut problem.rooms, |room| room.kind = String::new());
            each(&mut problem.activities, |activity| {
                activity.room_kind = activity.room_kind.take().map(|_| String::new());
            });
        }
        HardRule::StaffUnskilled => {
            let all: BTreeSet<String> = problem
                .activities
                .iter()
                .filter_map(|one| one.staff_skill.clone())
                .collect();
            each(&mut problem.staff, |one| {
                one.skills = all.iter().cloned().collect();
            });
        }
        HardRule::VehicleTooSmall => each(&mut problem.vehicles, |one| one.seats = u16::MAX),
        HardRule::GroupTooLarge => each(&mut problem.companies, |one| one.max_group = u16::MAX),
        HardRule::VisitorUnfit => {
            each(&mut problem.companies, |company| {
                company.languages.clear();
                company.demands.clear();
            });
            each(&mut problem.activities, |one| one.companies.clear());
        }
        HardRule::CompanyRepeated => each(&mut problem.activities, |one| one.visit_group = None),
        _ => {}
    }
}

fn each<T>(list: &mut [T], change: impl FnMut(&mut T)) {
    list.iter_mut().for_each(change);
}

fn unbook(problem: &mut Problem, kind: ResourceKind) {
    problem
        .bookings
        .retain(|booking| booking.resource.kind != kind);
}

fn open_all(problem: &mut Problem) {
    each(&mut problem.rooms, |one| one.openings.clear());
    each(&mut problem.staff, |one| one.openings.clear());
    each(&mut problem.interpreters, |one| one.openings.clear());
    each(&mut problem.vehicles, |one| one.openings.clear());
    each(&mut problem.companies, |one| one.openings.clear());
    each(&mut problem.participants, |one| one.openings.clear());
}

fn nobody_absent(problem: &mut Problem) {
    each(&mut problem.rooms, |one| one.absences.clear());
    each(&mut problem.staff, |one| one.absences.clear());
    each(&mut problem.interpreters, |one| one.absences.clear());
    each(&mut problem.vehicles, |one| one.absences.clear());
    each(&mut problem.companies, |one| one.absences.clear());
    each(&mut problem.participants, |who| {
        each(&mut who.busy, |busy| busy.blocking = false);
    });
}

/// What lies in the past stays a fact.
fn forget_now(problem: &mut Problem) {
    let now = problem.horizon.not_before.take();
    each(&mut problem.activities, |activity| {
        let start = activity.base.as_ref().map(|base| base.assignment.start);
        if start.zip(now).is_some_and(|(start, now)| start < now) {
            activity.standing = Standing::Frozen;
        }
    });
}

/// Gives each activity a resource of its own, without hours, absences, bookings or bounds, in the
/// place of one that they share.
pub(super) fn free(problem: &mut Problem, resource: &ResourceRef) {
    let key = resource.key.as_str();
    problem
        .bookings
        .retain(|booking| booking.resource != *resource);
    let own: Vec<String> = (0..problem.activities.len())
        .map(|number| format!("{key}#{number}"))
        .collect();
    match resource.kind {
        ResourceKind::Room => {
            multiply(&mut problem.rooms, &own, |one| one.key == key, free_room);
        }
        ResourceKind::Staff => {
            multiply(&mut problem.staff, &own, |one| one.key == key, free_staff);
        }
        ResourceKind::Interpreter => {
            let is_meant = |one: &Interpreter| one.key == key;
            multiply(&mut problem.interpreters, &own, is_meant, free_interpreter);
        }
        ResourceKind::Vehicle => {
            multiply(
                &mut problem.vehicles,
                &own,
                |one| one.key == key,
                free_vehicle,
            );
        }
        ResourceKind::Company => {
            multiply(
                &mut problem.companies,
                &own,
                |one| one.key == key,
                free_company,
            );
            for activity in &mut problem.activities {
                if activity.companies.iter().any(|company| company == key) {
                    activity.companies.extend(own.iter().cloned());
                    activity.companies.retain(|company| company != key);
                }
            }
        }
        ResourceKind::Participant => {
            multiply(
                &mut problem.participants,
                &own,
                |one| one.key == key,
                free_participant,
            );
            for (activity, own) in problem.activities.iter_mut().zip(&own) {
                for participant in &mut activity.participants {
                    if participant == key {
                        participant.clone_from(own);
                    }
                }
            }
        }
    }
    rebase(problem, resource, &own);
}

/// What is fixed is fixed to a resource of its own too.
fn rebase(problem: &mut Problem, resource: &ResourceRef, own: &[String]) {
    for (activity, own) in problem.activities.iter_mut().zip(own) {
        let Some(base) = &mut activity.base else {
            continue;
        };
        let name = match resource.kind {
            ResourceKind::Room => &mut base.assignment.room,
            ResourceKind::Staff => &mut base.assignment.staff,
            ResourceKind::Vehicle => &mut base.assignment.vehicle,
            ResourceKind::Company => &mut base.assignment.company,
            ResourceKind::Interpreter => {
                for booking in &mut base.assignment.interpreters {
                    if booking.interpreter == resource.key {
                        booking.interpreter.clone_from(own);
                    }
                }
                continue;
            }
            ResourceKind::Participant => continue,
        };
        if name.as_ref() == Some(&resource.key) {
            *name = Some(own.clone());
        }
    }
}

fn multiply<T: Clone>(
    list: &mut Vec<T>,
    keys: &[String],
    is_meant: impl Fn(&T) -> bool,
    freed: impl Fn(&T, &str) -> T,
) {
    if let Some(at) = list.iter().position(is_meant) {
        let one = list.remove(at);
        list.extend(keys.iter().map(|key| freed(&one, key)));
    }
}

fn free_room(room: &Room, key: &str) -> Room {
    Room {
        key: key.to_owned(),
        kind: room.kind.clone(),
        seats: u16::MAX,
        setup_minutes: 0,
        openings: Vec::new(),
        absences: Vec::new(),
    }
}

fn free_staff(staff: &StaffMember, key: &str) -> StaffMember {
    StaffMember {
        key: key.to_owned(),
        skills: staff.skills.clone(),
        languages: staff.languages.clone(),
        max_minutes_per_day: None,
        max_minutes_per_week: None,
        openings: Vec::new(),
        absences: Vec::new(),
    }
}

fn free_interpreter(who: &Interpreter, key: &str) -> Interpreter {
    Interpreter {
        key: key.to_owned(),
        languages: who.languages.clone(),
        mode: who.mode,
        terms: who.terms,
        buffer_minutes: 0,
        openings: Vec::new(),
        absences: Vec::new(),
    }
}

fn free_vehicle(_: &Vehicle, key: &str) -> Vehicle {
    Vehicle {
        key: key.to_owned(),
        seats: u16::MAX,
        openings: Vec::new(),
        absences: Vec::new(),
    }
}

fn free_company(company: &Company, key: &str) -> Company {
    Company {
        key: key.to_owned(),
        sectors: company.sectors.clone(),
        places: u16::MAX,
        max_group: u16::MAX,
        openings: Vec::new(),
        absences: Vec::new(),
        travel_minutes: company.travel_minutes,
        walking: company.walking,
        languages: Vec::new(),
        demands: Vec::new(),
    }
}

fn free_participant(who: &Participant, key: &str) -> Participant {
    Participant {
        key: key.to_owned(),
        openings: Vec::new(),
        busy: Vec::new(),
        ..who.clone()
    }
}
