//! More hands and things: rooms, staff, interpreters, vehicles, companies.

use super::{Case, Family};
use crate::problem::{
    Company, Interpreter, Participant, PriceTerms, ResourceKind, ResourceRef, Room, StaffMember,
    Vehicle,
};
use crate::scenario::Change;
use crate::score::HardRule;
use std::collections::BTreeSet;

pub(super) fn families(case: &Case<'_>) -> Vec<Family> {
    let mut families = Vec::new();
    families.extend(staff(case));
    families.extend(interpreters(case));
    families.extend(rooms(case));
    if case.activities.iter().any(|one| one.at_company) {
        families.extend(vehicles(case));
        families.extend(companies(case));
    }
    families
}

fn any(case: &Case<'_>, rules: &[HardRule]) -> bool {
    rules.iter().any(|rule| case.has(*rule))
}

/// Whether a contradiction has to do with resources of a kind.
fn concerns(case: &Case<'_>, kind: ResourceKind, rules: &[HardRule]) -> bool {
    case.resources(kind).next().is_some() || any(case, rules)
}

fn staff(case: &Case<'_>) -> Vec<Family> {
    let rules = [HardRule::StaffUnskilled, HardRule::StaffOverlap];
    if !concerns(case, ResourceKind::Staff, &rules) {
        return Vec::new();
    }
    let skills: BTreeSet<&String> = case
        .activities
        .iter()
        .filter_map(|one| one.staff_skill.as_ref())
        .collect();
    let caps = |more: Option<u16>| -> Vec<Change> {
        let limited = case.problem.staff.iter().filter(|one| {
            let named = case
                .resources(ResourceKind::Staff)
                .any(|r| r.key == one.key);
            named && (one.max_minutes_per_day.is_some() || one.max_minutes_per_week.is_some())
        });
        let raise = |cap: Option<u16>| Some(cap?.saturating_add(more?));
        let raised = limited.map(|one| Change::SetStaffCaps {
            staff: one.key.clone(),
            per_day: raise(one.max_minutes_per_day),
            per_week: raise(one.max_minutes_per_week),
        });
        raised.collect()
    };
    let mut families = Vec::new();
    if any(
        case,
        &[HardRule::StaffDayTooLong, HardRule::StaffWeekTooLong],
    ) {
        let strengths = vec![caps(Some(60)), caps(Some(180)), caps(Some(480)), caps(None)];
        families.push(Family::new("caps", strengths));
    }
    let unskilled = case.problem.staff.iter().filter(|one| {
        let mut asked = skills.iter();
        asked.any(|skill| !one.skills.contains(skill))
    });
    let learn = unskilled.take(3).map(|one| {
        let skills = skills.iter().map(|skill| Change::AddSkill {
            staff: one.key.clone(),
            skill: (*skill).clone(),
        });
        skills.collect::<Vec<_>>()
    });
    families.extend(learn.map(|one| Family::new("skill", vec![one])));
    let key = case.new_key("staff");
    let member = StaffMember {
        key,
        skills: skills.into_iter().cloned().collect(),
        languages: Vec::new(),
        max_minutes_per_day: None,
        max_minutes_per_week: None,
        openings: Vec::new(),
        absences: Vec::new(),
    };
    let change = Change::AddStaff { staff: member };
    families.push(Family::new("staff", vec![vec![change]]));
    families
}

/// The languages that need an interpreter in the activities of a contradiction.
fn languages(case: &Case<'_>) -> BTreeSet<String> {
    let interpreted = case.activities.iter().filter(|one| one.interpreted);
    let people: BTreeSet<&String> = interpreted.flat_map(|one| &one.participants).collect();
    let speaks = |who: &Participant| who.interpreter_language.clone();
    let all = case.problem.participants.iter();
    all.filter(|who| people.contains(&who.key))
        .filter_map(speaks)
        .collect()
}

fn interpreters(case: &Case<'_>) -> Vec<Family> {
    let rules = [
        HardRule::InterpreterMissing,
        HardRule::InterpreterUnfit,
        HardRule::InterpreterOverlap,
    ];
    if !concerns(case, ResourceKind::Interpreter, &rules) {
        return Vec::new();
    }
    let languages = languages(case);
    let terms = case
        .problem
        .interpreters
        .iter()
        .map(|one| one.terms)
        .max_by_key(|terms| terms.ore_per_hour)
        .unwrap_or(PriceTerms {
            ore_per_hour: 40_000,
            ..PriceTerms::default()
        });
    let short: BTreeSet<String> = case
        .problem
        .interpreters
        .iter()
        .filter(|one| {
            case.resources(ResourceKind::Interpreter)
                .any(|r| r.key == one.key)
        })
        .flat_map(|one| one.languages.iter().cloned())
        .filter(|language| languages.contains(language))
        .collect();
    let add = |languages: &BTreeSet<String>| -> Vec<Change> {
        if languages.is_empty() {
            return Vec::new();
        }
        vec![Change::AddInterpreter {
            interpreter: Interpreter {
                key: case.new_key("interpreter"),
                languages: languages.iter().cloned().collect(),
                mode: crate::problem::InterpreterMode::OnSite,
                terms,
                buffer_minutes: 0,
                openings: Vec::new(),
                absences: Vec::new(),
            },
        }]
    };
    vec![Family::new(
        "interpreter",
        vec![add(&short), add(&languages)],
    )]
}

fn rooms(case: &Case<'_>) -> Vec<Family> {
    let rules = [
        HardRule::RoomTooSmall,
        HardRule::RoomUnfit,
        HardRule::RoomOverlap,
    ];
    if !concerns(case, ResourceKind::Room, &rules) {
        return Vec::new();
    }
    let kinds: BTreeSet<&String> = case
        .activities
        .iter()
        .filter_map(|one| one.room_kind.as_ref())
        .collect();
    let crowd = case.crowd();
    let small = case
        .problem
        .rooms
        .iter()
        .filter(|room| kinds.contains(&room.kind) && room.seats < crowd);
    let mut small: Vec<&Room> = small.collect();
    small.sort_by_key(|room| std::cmp::Reverse(room.seats));
    let resize = small.into_iter().take(2).map(|room| {
        let change = Change::Resize {
            resource: ResourceRef::new(ResourceKind::Room, room.key.as_str()),
            seats: crowd,
        };
        Family::new("room seats", vec![vec![change]])
    });
    let add = kinds.iter().map(|kind| Change::AddRoom {
        room: Room {
            key: case.new_key(&format!("room/{kind}")),
            kind: (*kind).clone(),
            seats: crowd.max(20),
            setup_minutes: 0,
            openings: Vec::new(),
            absences: Vec::new(),
        },
    });
    let mut families: Vec<Family> = resize.collect();
    families.push(Family::new("room", vec![add.collect()]));
    families
}

fn vehicles(case: &Case<'_>) -> Vec<Family> {
    let rules = [
        HardRule::VehicleTooSmall,
        HardRule::VehicleOverlap,
        HardRule::ResourceMissing,
    ];
    if !concerns(case, ResourceKind::Vehicle, &rules) {
        return Vec::new();
    }
    // Escort and interpreters travel too.
    let seats = case.crowd().saturating_add(5);
    let larger = case.problem.vehicles.iter().take(2).map(|one| {
        vec![Change::Resize {
            resource: ResourceRef::new(ResourceKind::Vehicle, one.key.as_str()),
            seats: seats.max(one.seats),
        }]
    });
    let vehicle = Vehicle {
        key: case.new_key("vehicle"),
        seats,
        openings: Vec::new(),
        absences: Vec::new(),
    };
    vec![
        Family::new("vehicle seats", larger.collect()),
        Family::new("vehicle", vec![vec![Change::AddVehicle { vehicle }]]),
    ]
}

fn companies(case: &Case<'_>) -> Vec<Family> {
    let rules = [
        HardRule::CompanyFull,
        HardRule::CompanyRepeated,
        HardRule::GroupTooLarge,
        HardRule::VisitorUnfit,
    ];
    if !concerns(case, ResourceKind::Company, &rules) {
        return Vec::new();
    }
    let crowd = case.crowd();
    let all = &case.problem.companies;
    let named: Vec<&Company> = all
        .iter()
        .filter(|one| {
            case.resources(ResourceKind::Company)
                .any(|r| r.key == one.key)
        })
        .collect();
    let small = all.iter().filter(|one| one.max_group < crowd);
    let larger: Vec<Change> = small
        .map(|one| Change::Resize {
            resource: ResourceRef::new(ResourceKind::Company, one.key.as_str()),
            seats: crowd,
        })
        .collect();
    let places: Vec<Change> = named
        .iter()
        .map(|one| Change::SetCompanyPlaces {
            company: one.key.clone(),
            places: one.places.saturating_add(1),
        })
        .collect();
    let near = all.iter().min_by_key(|one| one.travel_minutes);
    let company = Company {
        key: case.new_key("company"),
        sectors: near.map_or(Vec::new(), |one| one.sectors.clone()),
        places: 1,
        max_group: crowd.max(10),
        openings: Vec::new(),
        absences: Vec::new(),
        travel_minutes: near.map_or(15, |one| one.travel_minutes),
        walking: near.is_some_and(|one| one.walking),
        languages: Vec::new(),
        demands: Vec::new(),
    };
    let offer = |key: &str| -> Vec<Change> {
        let choosy = case.activities.iter().filter(|one| {
            !one.companies.is_empty() && !one.companies.iter().any(|listed| listed == key)
        });
        let offers = choosy.map(|one| Change::OfferCompany {
            activity: one.key.clone(),
            company: key.to_owned(),
        });
        offers.collect()
    };
    let known: Vec<Change> = all.iter().flat_map(|one| offer(&one.key)).collect();
    let newcomer = offer(&company.key);
    let mut added = vec![Change::AddCompany { company }];
    added.extend(newcomer);
    vec![
        growing("group", &larger),
        growing("places", &places),
        growing("offer", &known),
        Family::new("company", vec![added]),
    ]
}

/// The first of some changes, the first two, and all of them.
fn growing(sort: &'static str, changes: &[Change]) -> Family {
    let first = |n: usize| changes.iter().take(n).cloned().collect();
    Family::new(sort, vec![first(1), first(2), changes.to_vec()])
}
