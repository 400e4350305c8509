//! Tasks, their sites, hands and order.

use super::index;
use super::people::Parties;
use super::things::Reaches;
use crate::dense::place::Place;
use crate::dense::{Activity, Model, NONE};
use crate::kernel::board::{Base, Board, Link, Part, Reach, Site, Task, Tongue};
use crate::problem::ActivityKind;
use crate::rules::{late_interview, missed_lesson};
use crate::score::SoftRule;
use std::collections::BTreeMap;

/// What the cost of a start depends on, so that activities alike share one table.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Costing {
    party: u32,
    hold: (u32, u32),
    missed: i64,
    late: Option<(i64, i64)>,
}

pub(super) fn compile(model: &Model, board: &mut Board, reaches: &Reaches, parties: &Parties) {
    // The first table costs nothing anywhere.
    board.tables = vec![0; board.slots as usize];
    let mut tables = BTreeMap::new();
    let mut travel_seen = BTreeMap::new();
    for (at, activity) in model.activities.iter().enumerate() {
        let mut task = shell(board, activity, parties.of_activity[at]);
        let from = index(board.sites.len());
        let companies: Vec<u16> = match activity.fixed() {
            Some(place) => vec![place.company],
            None => activity.sites.iter().map(|site| site.company).collect(),
        };
        for company in companies {
            let site = site(model, board, reaches, at, company, &mut travel_seen);
            board.sites.push(site);
            let last = board.sites.len() - 1;
            board.sites[last].table = table(model, board, at, task.party, last, &mut tables);
        }
        task.sites = Part {
            from,
            until: index(board.sites.len()),
        };
        board.tasks.push(task);
    }
    for at in 0..model.activities.len() {
        bases(model, board, at);
    }
    links(model, board);
    let weight = |cohort: usize, rule: SoftRule| model.cohorts[cohort].weights[rule as usize];
    for series in &model.series {
        let teacher = weight(series.cohort, SoftRule::TeacherChange);
        let room = weight(series.cohort, SoftRule::RoomChange);
        board.teacher_change.push(teacher);
        board.room_change.push(room);
    }
}

fn push16(board: &mut Board, items: &[u16]) -> Part {
    let from = index(board.fits.len());
    board.fits.extend_from_slice(items);
    Part {
        from,
        until: index(board.fits.len()),
    }
}

fn shell(board: &mut Board, activity: &Activity, party: u32) -> Task {
    let rooms = push16(board, &activity.rooms);
    let staff = push16(board, &activity.staff);
    let vehicles = push16(board, &activity.vehicles);
    let first = index(board.tongues.len());
    for language in &activity.languages {
        let fit = push16(board, &language.interpreters);
        board.tongues.push(Tongue {
            needed: language.needed,
            fit,
        });
    }
    let tongues = Part {
        from: first,
        until: index(board.tongues.len()),
    };
    let spoken = index(board.spoken.len());
    board.spoken.extend_from_slice(&activity.spoken);
    let from = index(board.indices.len());
    board
        .indices
        .extend(activity.strands.iter().map(|s| index(*s)));
    let strands = Part {
        from,
        until: index(board.indices.len()),
    };
    Task {
        is_free: activity.is_free(),
        is_teaching: activity.kind.is_teaching(),
        needs_room: activity.room_kind.is_some(),
        needs_staff: activity.staff_skill.is_some(),
        party,
        minutes: u32::try_from(activity.minutes).unwrap_or(u32::MAX),
        sites: Part::default(),
        rooms,
        staff,
        vehicles,
        tongues,
        spoken,
        strands,
        before: Part::default(),
        after: Part::default(),
        series: activity.series.map_or(u32::MAX, index),
        mates: Part::default(),
        has_base: activity.base.is_some(),
    }
}

/// Slots before and from a start that so many minutes around a session touch.
fn reach(board: &Board, before: i64, after: i64) -> Reach {
    let up = |minutes: i64| u32::try_from((minutes + board.grid - 1) / board.grid).unwrap_or(0);
    Reach {
        before: up(before),
        after: up(after),
    }
}

fn site(
    model: &Model,
    board: &mut Board,
    reaches: &Reaches,
    at: usize,
    company: u16,
    seen: &mut BTreeMap<(i64, i64), Part>,
) -> Site {
    let activity = &model.activities[at];
    let place = Place::at(0, company);
    let travel = model.travel(&place);
    let minutes = activity.minutes;
    let hold = reach(board, travel, minutes + travel);
    let of_site = *seen.entry((travel, minutes)).or_insert_with(|| {
        let from = index(board.reaches.len());
        for setup in &reaches.setups {
            let one = reach(board, *setup, minutes);
            board.reaches.push(one);
        }
        for buffer in &reaches.buffers {
            let one = reach(board, travel + buffer, minutes + travel + buffer);
            board.reaches.push(one);
        }
        Part {
            from,
            until: index(board.reaches.len()),
        }
    });
    let from = index(board.starts.len());
    let allowed = index(board.allowed.len());
    board
        .allowed
        .resize(board.allowed.len() + board.blocks.len(), 0);
    if let Some(source) = activity.site(company).filter(|_| activity.is_free()) {
        for real in &source.starts {
            let slot = board.at_or_after[*real as usize];
            board.starts.push(slot);
            let block = board.block_of[slot as usize];
            let bit = slot - board.blocks[block as usize].from;
            board.allowed[(allowed + block) as usize] |= 1 << bit;
        }
    }
    let mismatched = (company != NONE).then(|| activity.mismatched[usize::from(company)]);
    let weights = &model.cohorts[activity.cohort].weights;
    Site {
        company,
        driven: activity.at_company
            && company != NONE
            && !model.companies[usize::from(company)].walking,
        hold,
        session: reach(board, 0, minutes).after,
        held_minutes: u32::try_from(minutes + 2 * travel).unwrap_or(u32::MAX),
        reaches: of_site,
        starts: Part {
            from,
            until: index(board.starts.len()),
        },
        allowed,
        table: 0,
        cost: i64::from(mismatched.unwrap_or(0)) * weights[SoftRule::VisitMismatch as usize],
    }
}

/// The table of what each start costs, whatever the rest of the plan.
fn table(
    model: &Model,
    board: &mut Board,
    at: usize,
    party: u32,
    site: usize,
    tables: &mut BTreeMap<Costing, u32>,
) -> u32 {
    let activity = &model.activities[at];
    let weights = &model.cohorts[activity.cohort].weights;
    let site = &board.sites[site];
    let missed = if activity.may_miss {
        weights[SoftRule::MissedLesson as usize]
    } else {
        0
    };
    let late_weight = weights[SoftRule::LateInterview as usize];
    let late = (activity.kind == ActivityKind::CompetencyInterview && late_weight != 0)
        .then_some((activity.desired_day, late_weight));
    if missed == 0 && late.is_none() {
        return 0;
    }
    let key = Costing {
        party: if missed == 0 { u32::MAX } else { party },
        hold: (site.hold.before, site.hold.after),
        missed,
        late,
    };
    if let Some(table) = tables.get(&key) {
        return *table;
    }
    let company = site.company;
    let table = index(board.tables.len());
    for slot in 0..board.slots {
        let place = Place::at(board.real[slot as usize], company);
        let mut cost = 0;
        if missed != 0 {
            cost += missed_lesson::units(model, at, &place) * missed;
        }
        if let Some((_, weight)) = late {
            cost += late_interview::units(model, at, &place) * weight;
        }
        board.tables.push(i32::try_from(cost).unwrap_or(i32::MAX));
    }
    tables.insert(key, table);
    table
}

/// Where a task is published, and where it stays when it may not move.
fn bases(model: &Model, board: &mut Board, at: usize) {
    let activity = &model.activities[at];
    let weights = &model.cohorts[activity.cohort].weights;
    if let Some(base) = &activity.base {
        let spot = base.place.and_then(|place| board.spot(model, at, &place));
        board.bases.push(Some(Base {
            spot,
            minute: base.minute,
            weight: base.factor * weights[SoftRule::MovedSession as usize],
        }));
    } else {
        board.bases.push(None);
    }
    let fixed = activity.fixed();
    let spot = fixed.and_then(|place| board.spot(model, at, &place));
    board.fixed.push(spot);
}

fn links(model: &Model, board: &mut Board) {
    for at in 0..model.activities.len() {
        let activity = &model.activities[at];
        let order = |link: &crate::dense::Link| Link {
            other: index(link.other),
            min_minutes: u32::try_from(link.min_minutes).unwrap_or(u32::MAX),
            min_days: link.min_days,
            max_days: link.max_days.unwrap_or(u32::MAX),
            through: true,
        };
        let plain = |other: &usize| Link {
            other: index(*other),
            min_minutes: 0,
            min_days: 0,
            max_days: u32::MAX,
            through: false,
        };
        let from = index(board.links.len());
        board.links.extend(activity.before.iter().map(order));
        board.links.extend(activity.interviews.iter().map(plain));
        let middle = index(board.links.len());
        board.links.extend(activity.after.iter().map(order));
        board.links.extend(activity.visits.iter().map(plain));
        let until = index(board.links.len());
        board.tasks[at].before = Part {
            from,
            until: middle,
        };
        board.tasks[at].after = Part {
            from: middle,
            until,
        };
        let mates = activity.group.map_or(&[][..], |group| &model.groups[group]);
        let from = index(board.indices.len());
        let others = mates.iter().filter(|other| **other != at);
        board.indices.extend(others.map(|other| index(*other)));
        board.tasks[at].mates = Part {
            from,
            until: index(board.indices.len()),
        };
    }
}
