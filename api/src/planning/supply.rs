//! The centre's hours, rooms, staff, interpreters, vehicles and companies in the engine's words.

use chrono::Datelike;
use entities::columns::{InterpretingMode, ResourceKind};
use entities::id::ResourceId;
use entities::{opening, resource};
use scheduler::calendar::{Date, Span, is_public_holiday};
use scheduler::problem::{
    Company, Horizon, Interpreter, InterpreterMode, Opening, PriceTerms, Room, StaffMember, Vehicle,
};

use super::material::Material;
use super::numbers::{count, short};
use super::wall::{date, naive_date};

/// The days of the cohorts and the centre's hours on them: none on a public holiday, a closing day
/// or once the centre has closed for good.
pub(super) fn horizon(material: &Material, grid_minutes: u16) -> Horizon {
    let (first, until) = (date(material.first_on), date(material.until_on));
    let days: Vec<Date> = (first.days()..until.days()).map(Date::from_days).collect();
    let open = days
        .iter()
        .filter(|day| is_open(material, **day))
        .flat_map(|day| {
            let hours = material.centre.openings.0.iter();
            hours
                .filter(|hours| hours.weekday == day.weekday())
                .map(|hours| {
                    let (from, until) = (count(hours.from_minute), count(hours.until_minute));
                    Span::on(*day, from, until)
                })
        })
        .collect();
    Horizon {
        first_date: first,
        days: short(days.len()),
        grid_minutes,
        open,
        not_before: None,
    }
}

fn is_open(material: &Material, day: Date) -> bool {
    let centre = &material.centre;
    let on = naive_date(day);
    !is_public_holiday(day)
        && !centre.closing_days.0.contains(&on)
        && centre.closed_on.is_none_or(|closed| on < closed)
}

/// When a resource can be booked at all, and when it is away.
struct Presence {
    openings: Vec<Opening>,
    absences: Vec<Span>,
}

fn presence(material: &Material, row: &resource::Model) -> Presence {
    let mut absences = absences(material, row.id);
    if let Some(retired) = row.retired_on {
        let from = date(retired.max(material.first_on));
        let until = date(material.until_on);
        if from < until {
            absences.push(Span::days(from, until));
        }
    }
    let openings = material.times.openings.get(&row.id);
    let openings = openings.map_or(&[][..], Vec::as_slice);
    Presence {
        openings: openings
            .iter()
            .flat_map(|row| weekly(material, row))
            .collect(),
        absences,
    }
}

/// The recorded absences of a resource on the wall clock.
pub(super) fn absences(material: &Material, id: ResourceId) -> Vec<Span> {
    let rows = material.times.absences.iter();
    rows.filter(|row| row.resource_id == id)
        .map(|row| material.wall.span(row.from_at, row.until_at))
        .collect()
}

/// One weekly opening; day by day where it holds for a part of the time only.
fn weekly(material: &Material, row: &opening::Model) -> Vec<Opening> {
    let (from, until) = (count(row.from_minute), count(row.until_minute));
    let is_always = row.valid_from_on.is_none() && row.valid_until_on.is_none();
    if is_always {
        return vec![Opening::Weekly {
            weekday: u8::try_from(row.weekday).unwrap_or_default(),
            from,
            until,
        }];
    }
    let holds = |on: chrono::NaiveDate| {
        i64::from(on.weekday().number_from_monday()) == i64::from(row.weekday)
            && row.valid_from_on.is_none_or(|first| on >= first)
            && row.valid_until_on.is_none_or(|end| on < end)
    };
    let days = material
        .first_on
        .iter_days()
        .take_while(|on| *on < material.until_on);
    let mut spans: Vec<Opening> = days
        .filter(|on| holds(*on))
        .map(|on| Opening::Once(Span::on(date(on), from, until)))
        .collect();
    if spans.is_empty() {
        // No opening at all would mean: always. This one lies before the first day.
        let before = date(material.first_on).plus_days(-1);
        spans.push(Opening::Once(Span::on(before, from, until)));
    }
    spans
}

/// Every thing of one kind, with its presence, in the engine's words.
fn each<T>(
    material: &Material,
    kind: ResourceKind,
    make: impl Fn(&resource::Model, Presence) -> Option<T>,
) -> Vec<T> {
    let rows = material.resources.iter();
    rows.filter(|row| row.kind == kind)
        .filter_map(|row| make(row, presence(material, row)))
        .collect()
}

pub(super) fn rooms(material: &Material) -> Vec<Room> {
    each(material, ResourceKind::Room, |row, presence| {
        let room = material.things.rooms.get(&row.id)?;
        Some(Room {
            key: row.key.clone(),
            kind: room.room_kind.to_string(),
            seats: count(room.seats),
            setup_minutes: count(room.setup_minutes),
            openings: presence.openings,
            absences: presence.absences,
        })
    })
}

/// What a staff member may be used for: the skills, and the roles as skills of their own, so that a
/// template may ask for `teacher`, `interviewer` or `escort`.
pub(super) fn staff(material: &Material) -> Vec<StaffMember> {
    each(material, ResourceKind::StaffMember, |row, presence| {
        let member = material.things.staff.get(&row.id)?;
        let mut skills = member.skills.0.clone();
        skills.extend(
            member
                .roles
                .0
                .iter()
                .map(|role| role.as_str().to_lowercase()),
        );
        skills.sort_unstable();
        skills.dedup();
        Some(StaffMember {
            key: row.key.clone(),
            skills,
            languages: member.languages.0.clone(),
            max_minutes_per_day: member.max_minutes_day.map(count),
            max_minutes_per_week: member.max_minutes_week.map(count),
            openings: presence.openings,
            absences: presence.absences,
        })
    })
}

/// Interpreters belong to one centre, which is one place, and go along on visits: between two
/// sessions they have nowhere to travel to, so no buffer is kept.
pub(super) fn interpreters(material: &Material) -> Vec<Interpreter> {
    let ore = |amount: i64| u32::try_from(amount.max(0)).unwrap_or(u32::MAX);
    each(material, ResourceKind::Interpreter, |row, presence| {
        let interpreter = material.things.interpreters.get(&row.id)?;
        Some(Interpreter {
            key: row.key.clone(),
            languages: interpreter.languages.0.clone(),
            mode: match interpreter.mode {
                InterpretingMode::OnSite => InterpreterMode::OnSite,
                InterpretingMode::Phone => InterpreterMode::Phone,
                InterpretingMode::Video => InterpreterMode::Video,
            },
            terms: PriceTerms {
                ore_per_hour: ore(interpreter.hour_ore),
                minimum_minutes: count(interpreter.minimum_minutes),
                transport_ore: ore(interpreter.transport_ore),
            },
            buffer_minutes: 0,
            openings: presence.openings,
            absences: presence.absences,
        })
    })
}

pub(super) fn vehicles(material: &Material) -> Vec<Vehicle> {
    each(material, ResourceKind::Vehicle, |row, presence| {
        let vehicle = material.things.vehicles.get(&row.id)?;
        Some(Vehicle {
            key: row.key.clone(),
            seats: count(vehicle.seats),
            openings: presence.openings,
            absences: presence.absences,
        })
    })
}

/// Companies with their visit windows. What they demand of visitors' safety is told to the escort:
/// nothing here knows what a participant owns.
pub(super) fn companies(material: &Material) -> Vec<Company> {
    each(material, ResourceKind::Company, |row, presence| {
        let company = material.things.companies.get(&row.id)?;
        let windows = material.things.windows.iter();
        let mut openings = presence.openings;
        openings.extend(
            windows
                .filter(|window| ResourceId::from(window.company_id) == row.id)
                .filter_map(|window| {
                    let (from, until) = (count(window.from_minute), count(window.until_minute));
                    match (window.weekday, window.on_on) {
                        (Some(weekday), _) => Some(Opening::Weekly {
                            weekday: u8::try_from(weekday).ok()?,
                            from,
                            until,
                        }),
                        (None, Some(on)) => Some(Opening::Once(Span::on(date(on), from, until))),
                        (None, None) => None,
                    }
                }),
        );
        Some(Company {
            key: row.key.clone(),
            sectors: company.sectors.0.clone(),
            places: count(company.parallel_groups).max(1),
            max_group: count(company.group_size_max),
            openings,
            absences: presence.absences,
            travel_minutes: count(company.travel_minutes),
            walking: company.walking,
            languages: company.languages_demanded.0.clone(),
            demands: Vec::new(),
        })
    })
}
