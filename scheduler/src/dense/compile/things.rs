//! Rooms, staff, interpreters, vehicles and companies.

use super::sorted;
use crate::calendar::Span;
use crate::dense::bits::Bits;
use crate::dense::grid::Grid;
use crate::dense::{Company, Interpreter, Model, Room, Staff, Times, Vehicle};
use crate::problem::{Opening, Problem, ResourceKind};

/// When a resource cannot be used.
pub(super) fn times<'a>(
    problem: &Problem,
    grid: &Grid,
    (kind, key): (ResourceKind, &str),
    openings: &[Opening],
    absences: impl Iterator<Item = &'a Span>,
) -> Times {
    let mut absent = Bits::new(grid.slots);
    for span in absences {
        absent.set(grid.span(span));
    }
    let mut booked = Bits::new(grid.slots);
    for booking in &problem.bookings {
        if booking.resource.kind == kind && booking.resource.key == key {
            booked.set(grid.span(&booking.span));
        }
    }
    Times {
        closed: grid.closed(openings),
        absent,
        booked,
    }
}

pub(super) fn compile(problem: &Problem, model: &mut Model) {
    let grid = &model.grid;
    let room = |room: &&crate::problem::Room| Room {
        key: room.key.clone(),
        kind: room.kind.clone(),
        seats: u32::from(room.seats),
        setup: i64::from(room.setup_minutes),
        times: times(
            problem,
            grid,
            (ResourceKind::Room, &room.key),
            &room.openings,
            room.absences.iter(),
        ),
    };
    model.rooms = sorted(&problem.rooms, |r| &r.key)
        .iter()
        .map(room)
        .collect();
    let staff = |staff: &&crate::problem::StaffMember| Staff {
        key: staff.key.clone(),
        skills: staff.skills.clone(),
        max_day: staff.max_minutes_per_day.map(u32::from),
        max_week: staff.max_minutes_per_week.map(u32::from),
        times: times(
            problem,
            grid,
            (ResourceKind::Staff, &staff.key),
            &staff.openings,
            staff.absences.iter(),
        ),
    };
    model.staff = sorted(&problem.staff, |s| &s.key)
        .iter()
        .map(staff)
        .collect();
    let vehicle = |vehicle: &&crate::problem::Vehicle| Vehicle {
        key: vehicle.key.clone(),
        seats: u32::from(vehicle.seats),
        times: times(
            problem,
            grid,
            (ResourceKind::Vehicle, &vehicle.key),
            &vehicle.openings,
            vehicle.absences.iter(),
        ),
    };
    model.vehicles = sorted(&problem.vehicles, |v| &v.key)
        .iter()
        .map(vehicle)
        .collect();
    model.interpreters = interpreters(problem, grid);
    model.companies = companies(problem, grid);
}

fn interpreters(problem: &Problem, grid: &Grid) -> Vec<Interpreter> {
    sorted(&problem.interpreters, |i| &i.key)
        .into_iter()
        .map(|interpreter| Interpreter {
            key: interpreter.key.clone(),
            languages: interpreter.languages.clone(),
            mode: interpreter.mode,
            terms: interpreter.terms,
            buffer: i64::from(interpreter.buffer_minutes),
            times: times(
                problem,
                grid,
                (ResourceKind::Interpreter, &interpreter.key),
                &interpreter.openings,
                interpreter.absences.iter(),
            ),
        })
        .collect()
}

fn companies(problem: &Problem, grid: &Grid) -> Vec<Company> {
    sorted(&problem.companies, |c| &c.key)
        .into_iter()
        .map(|company| {
            let mut booked_places = vec![0; grid.slots as usize];
            for booking in &problem.bookings {
                let resource = &booking.resource;
                if resource.kind == ResourceKind::Company && resource.key == company.key {
                    let slots = grid.span(&booking.span);
                    for places in &mut booked_places[slots.from as usize..slots.until as usize] {
                        *places += u32::from(booking.places);
                    }
                }
            }
            Company {
                key: company.key.clone(),
                places: u32::from(company.places),
                max_group: u32::from(company.max_group),
                travel: i64::from(company.travel_minutes),
                walking: company.walking,
                times: times(
                    problem,
                    grid,
                    (ResourceKind::Company, &company.key),
                    &company.openings,
                    company.absences.iter(),
                ),
                booked_places,
            }
        })
        .collect()
}
