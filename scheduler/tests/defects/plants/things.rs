//! Defects of rooms, vehicles and companies.

use super::{Fault, around, interview, of_key, pick, whole};
use crate::support::Dice;
use scheduler::problem::{Activity, Booking, Opening, ResourceKind, ResourceRef, Standing};
use scheduler::{HardRule, Problem, Span, Timetable};

pub(super) fn room_kind(problem: &Problem, dice: &mut Dice) -> Option<(String, Vec<String>)> {
    let kind = pick(problem, dice, |one| one.room_kind.is_some())?
        .room_kind
        .clone()?;
    let rooms = problem.rooms.iter().filter(|room| room.kind == kind);
    let keys = rooms.map(|room| room.key.clone()).collect();
    Some((kind, keys))
}

pub(super) fn rooms_too_small(
    problem: &mut Problem,
    _: &Timetable,
    dice: &mut Dice,
) -> Option<Fault> {
    let large = pick(problem, dice, |one| {
        one.room_kind.is_some() && one.participants.len() > 1
    })?;
    let (kind, seats) = (large.room_kind.clone(), large.participants.len() - 1);
    let seats = u16::try_from(seats).ok()?;
    for room in problem
        .rooms
        .iter_mut()
        .filter(|room| Some(&room.kind) == kind.as_ref())
    {
        room.seats = room.seats.min(seats);
    }
    Some(Fault::rules(&[HardRule::RoomTooSmall]))
}

pub(super) fn room_kind_gone(
    problem: &mut Problem,
    _: &Timetable,
    dice: &mut Dice,
) -> Option<Fault> {
    let (kind, _) = room_kind(problem, dice)?;
    problem.rooms.retain(|room| room.kind != kind);
    problem
        .bookings
        .retain(|one| one.resource.kind != ResourceKind::Room);
    Some(Fault::rules(&[
        HardRule::RoomUnfit,
        HardRule::ResourceMissing,
    ]))
}

pub(super) fn room_hours(problem: &mut Problem, _: &Timetable, dice: &mut Dice) -> Option<Fault> {
    let (kind, keys) = room_kind(problem, dice)?;
    let of_kind = problem
        .activities
        .iter()
        .filter(|one| one.room_kind.as_ref() == Some(&kind));
    let needed: u32 = of_kind.map(|one| u32::from(one.minutes)).sum();
    let weeks = u32::from(problem.horizon.days).div_ceil(7);
    let share = needed * 2 / 3 / weeks / u32::try_from(keys.len().max(1)).ok()?;
    let until = 480 + u16::try_from(share).ok()?.clamp(30, 480);
    for room in problem.rooms.iter_mut().filter(|room| room.kind == kind) {
        room.openings = vec![Opening::Weekly {
            weekday: 3,
            from: 480,
            until,
        }];
    }
    Some(Fault::rules(&[HardRule::ResourceClosed]).of(ResourceKind::Room, &keys))
}

pub(super) fn room_pieces(problem: &mut Problem, _: &Timetable, dice: &mut Dice) -> Option<Fault> {
    let longest = pick(problem, dice, |one| {
        one.room_kind.is_some() && one.minutes >= 45
    })?;
    let (kind, minutes) = (longest.room_kind.clone(), longest.minutes);
    let mut keys = Vec::new();
    for room in problem
        .rooms
        .iter_mut()
        .filter(|room| Some(&room.kind) == kind.as_ref())
    {
        keys.push(room.key.clone());
        room.openings.clear();
        for weekday in 1..=5 {
            let mut from = 480;
            while from + minutes < 1000 {
                let until = from + minutes - 10;
                room.openings.push(Opening::Weekly {
                    weekday,
                    from,
                    until,
                });
                from = until + 20;
            }
        }
    }
    Some(Fault::rules(&[HardRule::ResourceClosed]).of(ResourceKind::Room, &keys))
}

pub(super) fn rooms_booked(problem: &mut Problem, _: &Timetable, dice: &mut Dice) -> Option<Fault> {
    let (_, keys) = room_kind(problem, dice)?;
    let span = whole(problem);
    for key in &keys {
        problem.bookings.push(Booking {
            resource: ResourceRef::new(ResourceKind::Room, key.as_str()),
            span,
            places: 1,
        });
    }
    Some(Fault::rules(&[HardRule::RoomOverlap]).of(ResourceKind::Room, &keys))
}

pub(super) fn visit(problem: &Problem, dice: &mut Dice) -> Option<Activity> {
    let walking = problem.companies.iter().any(|one| one.walking);
    let found = pick(problem, dice, |one| one.at_company)?.clone();
    (!walking || !found.at_company).then_some(found)
}

pub(super) fn drive(problem: &mut Problem) {
    for one in &mut problem.companies {
        one.walking = false;
    }
}

pub(super) fn vehicle_gone(problem: &mut Problem, _: &Timetable, dice: &mut Dice) -> Option<Fault> {
    drive(problem);
    visit(problem, dice)?;
    problem.vehicles.clear();
    problem
        .bookings
        .retain(|one| one.resource.kind != ResourceKind::Vehicle);
    Some(Fault::rules(&[HardRule::ResourceMissing]))
}

pub(super) fn vehicle_small(
    problem: &mut Problem,
    _: &Timetable,
    dice: &mut Dice,
) -> Option<Fault> {
    drive(problem);
    visit(problem, dice)?;
    for one in &mut problem.vehicles {
        one.seats = 2;
    }
    Some(Fault::rules(&[HardRule::VehicleTooSmall]))
}

pub(super) fn company_windows(
    problem: &mut Problem,
    _: &Timetable,
    dice: &mut Dice,
) -> Option<Fault> {
    let key = pick(problem, dice, |one| one.at_company)?.key.clone();
    let middle = problem
        .horizon
        .first_date
        .plus_days(i32::from(problem.horizon.days) / 2);
    let span = Span::days(middle, middle.plus_days(40));
    for one in &mut problem.companies {
        one.openings = vec![Opening::Once(span)];
    }
    of_key(problem, &key)?.release = None;
    of_key(problem, &key)?.due = Some(middle.at(0));
    let keys: Vec<String> = problem
        .companies
        .iter()
        .map(|one| one.key.clone())
        .collect();
    Some(Fault::rules(&[HardRule::ResourceClosed]).of(ResourceKind::Company, &keys))
}

/// One more visit like another.
pub(super) fn second_visit(problem: &mut Problem, dice: &mut Dice) -> Option<(String, String)> {
    let mut one = pick(problem, dice, |one| one.at_company)?.clone();
    let first = one.key.clone();
    one.key.push_str("/again");
    let second = one.key.clone();
    problem.activities.push(one);
    Some((first, second))
}

pub(super) fn too_few_companies(
    problem: &mut Problem,
    plan: &Timetable,
    dice: &mut Dice,
) -> Option<Fault> {
    let (first, second) = second_visit(problem, dice)?;
    let company = plan.assignments.get(&first)?.company.clone()?;
    for key in [&first, &second] {
        let visit = of_key(problem, key)?;
        visit.companies = vec![company.clone()];
        visit.visit_group = Some("a group".into());
    }
    Some(Fault::rules(&[HardRule::CompanyRepeated]))
}

pub(super) fn company_groups(
    problem: &mut Problem,
    _: &Timetable,
    dice: &mut Dice,
) -> Option<Fault> {
    pick(problem, dice, |one| {
        one.at_company && one.participants.len() > 1
    })?;
    for one in &mut problem.companies {
        one.max_group = 1;
    }
    Some(Fault::rules(&[HardRule::GroupTooLarge]))
}

pub(super) fn company_demands(
    problem: &mut Problem,
    _: &Timetable,
    dice: &mut Dice,
) -> Option<Fault> {
    pick(problem, dice, |one| one.at_company)?;
    for one in &mut problem.companies {
        one.demands.push("a licence".into());
    }
    Some(Fault::rules(&[HardRule::VisitorUnfit]))
}

pub(super) fn company_place(
    problem: &mut Problem,
    plan: &Timetable,
    dice: &mut Dice,
) -> Option<Fault> {
    let key = pick(problem, dice, |one| one.at_company)?.key.clone();
    let stands = plan.assignments.get(&key)?;
    let (company, start) = (stands.company.clone()?, stands.start);
    let minutes = of_key(problem, &key)?.minutes;
    let grid = problem.horizon.grid_minutes;
    let until = start.plus_minutes(i64::from(minutes.div_ceil(grid) * grid));
    let place = problem
        .companies
        .iter_mut()
        .find(|one| one.key == company)?;
    place.openings = vec![Opening::Once(Span { from: start, until })];
    let places = place.places;
    of_key(problem, &key)?.companies = vec![company.clone()];
    problem.bookings.push(Booking {
        resource: ResourceRef::new(ResourceKind::Company, company.as_str()),
        span: Span { from: start, until },
        places,
    });
    Some(Fault::rules(&[HardRule::CompanyFull]).of(ResourceKind::Company, &[company]))
}

pub(super) fn three_for_two(
    problem: &mut Problem,
    plan: &Timetable,
    dice: &mut Dice,
) -> Option<Fault> {
    let key = interview(problem, dice)?;
    let one = problem
        .activities
        .iter()
        .find(|one| one.key == key)?
        .clone();
    let kind = one.room_kind.clone()?;
    let stands = plan.assignments.get(&key)?.clone();
    let room = stands.room.clone()?;
    let others: Vec<String> = problem
        .activities
        .iter()
        .filter(|other| other.kind == one.kind && other.standing == Standing::Free)
        .filter(|other| other.key != key)
        .take(2)
        .map(|other| other.key.clone())
        .collect();
    if others.len() < 2 {
        return None;
    }
    problem
        .rooms
        .retain(|other| other.kind != kind || other.key == room);
    let rooms: Vec<String> = problem.rooms.iter().map(|room| room.key.clone()).collect();
    problem.bookings.retain(|booking| {
        booking.resource.kind != ResourceKind::Room || rooms.contains(&booking.resource.key)
    });
    let grid = problem.horizon.grid_minutes;
    let window = (one.minutes.div_ceil(grid) * grid) * 2 + grid - 1;
    problem.precedences.retain(|one| {
        let is_one = |end: &String| *end == key || others.contains(end);
        !is_one(&one.before) && !is_one(&one.after)
    });
    for key in others.iter().chain([&key]) {
        around(problem, key, stands.start, window)?;
        of_key(problem, key)?.minutes = one.minutes;
    }
    let fault = Fault::rules(&[HardRule::RoomOverlap]).of(ResourceKind::Room, &[room]);
    Some(Fault {
        activities: others.into_iter().chain([key]).collect(),
        ..fault
    })
}
