//! Room, staff, interpreters and vehicle for a start.

use super::board::{Board, NONE, Part, Site, Spot};
use super::plan::Plan;
use crate::search::rng::Rng;

/// Whether a room can be had, beside the task's own use of it.
#[inline]
fn room_is_free(plan: &Plan<'_>, task: usize, site: &Site, start: u32, room: u16) -> bool {
    let board = plan.board;
    let range = board.reach(board.room_reach(site, room), start);
    let own = own(plan, task, |now, old| {
        (now.room == room).then(|| board.reach(board.room_reach(old, room), now.start))
    });
    let lane = board.lane_rooms + usize::from(room);
    let shut = board.room_shut[usize::from(room)];
    !plan.lanes.any_beside(lane, range, own)
        && (shut == u32::MAX || !board.is_shut(shut, (start, start + site.session)))
}

/// What a task takes of something now.
#[inline]
fn own(
    plan: &Plan<'_>,
    task: usize,
    range: impl Fn(&Spot, &Site) -> Option<(u32, u32)>,
) -> (u32, u32) {
    let now = &plan.spots[task];
    if !now.is_somewhere() {
        return (0, 0);
    }
    range(now, plan.board.site(task, now)).unwrap_or((0, 0))
}

/// Whether a staff member can be had, caps included.
#[inline]
fn staff_is_free(plan: &Plan<'_>, task: usize, site: &Site, start: u32, staff: u16) -> bool {
    let board = plan.board;
    let own = own(plan, task, |now, old| {
        (now.staff == staff).then(|| board.hold(old, now.start))
    });
    let lane = board.lane_staff + usize::from(staff);
    if plan.lanes.any_beside(lane, board.hold(site, start), own) {
        return false;
    }
    !board.has_staff_caps || keeps_caps(plan, task, site, start, staff)
}

fn keeps_caps(plan: &Plan<'_>, task: usize, site: &Site, start: u32, staff: u16) -> bool {
    let board = plan.board;
    let at = usize::from(staff);
    let day = board.day_of(start);
    let week = board.days[day].week as usize;
    let now = &plan.spots[task];
    let (mut in_day, mut in_week) = (
        plan.staff_day[at * board.days.len() + day],
        plan.staff_week[at * board.weeks + week],
    );
    if now.is_somewhere() && now.staff == staff {
        let held = board.site(task, now).held_minutes;
        let old = board.day_of(now.start);
        if old == day {
            in_day -= held;
        }
        if board.days[old].week as usize == week {
            in_week -= held;
        }
    }
    in_day.saturating_add(site.held_minutes) <= board.staff_cap_day[at]
        && in_week.saturating_add(site.held_minutes) <= board.staff_cap_week[at]
}

#[inline]
fn interpreter_is_free(plan: &Plan<'_>, task: usize, site: &Site, start: u32, who: u16) -> bool {
    let board = plan.board;
    let range = board.reach(board.interpreter_reach(site, who), start);
    let n = board.tasks[task].tongues.len();
    let own = own(plan, task, |now, old| {
        now.interpreters[..n]
            .contains(&who)
            .then(|| board.reach(board.interpreter_reach(old, who), now.start))
    });
    let lane = board.lane_interpreters + usize::from(who);
    let shut = board.interpreter_shut[usize::from(who)];
    !plan.lanes.any_beside(lane, range, own)
        && (shut == u32::MAX || !board.is_shut(shut, board.hold(site, start)))
}

#[inline]
fn vehicle_is_free(plan: &Plan<'_>, task: usize, site: &Site, start: u32, vehicle: u16) -> bool {
    let board = plan.board;
    let own = own(plan, task, |now, old| {
        (now.vehicle == vehicle).then(|| board.hold(old, now.start))
    });
    let lane = board.lane_vehicles + usize::from(vehicle);
    !plan.lanes.any_beside(lane, board.hold(site, start), own)
}

/// Whether the hands of a spot fit a task at all.
pub(crate) fn fits(board: &Board, task: usize, spot: &Spot) -> bool {
    let source = &board.tasks[task];
    let fits = |part: Part, one: u16| one == NONE || board.fits[part.range()].contains(&one);
    fits(source.rooms, spot.room)
        && fits(source.staff, spot.staff)
        && fits(source.vehicles, spot.vehicle)
        && (board.tongues[source.tongues.range()].iter())
            .zip(spot.interpreters)
            .all(|(tongue, who)| fits(tongue.fit, who))
}

/// Completes a start and site with everything the task needs, so that no hard rule of the things is
/// broken. What `wish` names, of hands that fit, is taken where it can be had; otherwise what costs
/// least of what is free, chance deciding between equals.
#[inline]
pub(crate) fn equip(
    plan: &Plan<'_>,
    task: usize,
    bare: &Spot,
    wish: &Spot,
    rng: &mut Rng,
) -> Option<Spot> {
    let board = plan.board;
    let source = &board.tasks[task];
    let site = board.site(task, bare);
    let mut spot = *bare;
    if source.needs_room {
        spot.room = pick_room(plan, task, site, bare.start, wish.room, rng)?;
    }
    if !source.needs_staff {
        return finish(plan, task, spot, wish, rng);
    }
    let fit = &board.fits[source.staff.range()];
    let is_free = |staff: u16| staff_is_free(plan, task, site, bare.start, staff);
    if wish.staff != NONE && is_free(wish.staff) {
        spot.staff = wish.staff;
        if let Some(found) = finish(plan, task, spot, wish, rng) {
            return Some(found);
        }
    }
    // Those who teach the series already come first.
    let known = |staff: u16| {
        source.series != u32::MAX
            && plan.teachers[source.series as usize * board.n_staff + usize::from(staff)] > 0
    };
    let offset = rng.below(fit.len());
    for first in [true, false] {
        for staff in turned(fit, offset) {
            if staff == wish.staff || known(staff) != first || !is_free(staff) {
                continue;
            }
            spot.staff = staff;
            if let Some(found) = finish(plan, task, spot, wish, rng) {
                return Some(found);
            }
        }
    }
    None
}

fn turned(fit: &[u16], offset: usize) -> impl Iterator<Item = u16> {
    fit[offset..].iter().chain(&fit[..offset]).copied()
}

#[inline]
fn pick_room(
    plan: &Plan<'_>,
    task: usize,
    site: &Site,
    start: u32,
    wish: u16,
    rng: &mut Rng,
) -> Option<u16> {
    let board = plan.board;
    let source = &board.tasks[task];
    let fit = &board.fits[source.rooms.range()];
    let is_free = |room: u16| room_is_free(plan, task, site, start, room);
    if wish != NONE && is_free(wish) {
        return Some(wish);
    }
    if source.series != u32::MAX && board.room_change[source.series as usize] != 0 {
        let counts = &plan.rooms[source.series as usize * board.n_rooms..];
        let known = fit
            .iter()
            .copied()
            .find(|room| *room != wish && counts[usize::from(*room)] > 0 && is_free(*room));
        if known.is_some() {
            return known;
        }
    }
    turned(fit, rng.below(fit.len())).find(|room| *room != wish && is_free(*room))
}

/// Interpreters and vehicle, once the staff member is known.
#[inline]
fn finish(
    plan: &Plan<'_>,
    task: usize,
    mut spot: Spot,
    wish: &Spot,
    rng: &mut Rng,
) -> Option<Spot> {
    let board = plan.board;
    let source = &board.tasks[task];
    if source.tongues.len() > 0
        && !interpreters(plan, task, &mut spot, wish, false, rng)
        && !interpreters(plan, task, &mut spot, wish, true, rng)
    {
        return None;
    }
    let site = board.site(task, &spot);
    if site.driven {
        let fit = &board.fits[source.vehicles.range()];
        let travellers = travellers(board, task, &spot);
        let does = |vehicle: u16| {
            board.seats[usize::from(vehicle)] >= travellers
                && vehicle_is_free(plan, task, site, spot.start, vehicle)
        };
        spot.vehicle = if wish.vehicle != NONE && does(wish.vehicle) {
            wish.vehicle
        } else {
            turned(fit, rng.below(fit.len())).find(|vehicle| does(*vehicle))?
        };
    }
    Some(spot)
}

/// Participants, the escort, and interpreters in person.
fn travellers(board: &Board, task: usize, spot: &Spot) -> u32 {
    let source = &board.tasks[task];
    let people = board.parties[source.party as usize].people.len();
    let interpreters = spot.interpreters[..source.tongues.len()]
        .iter()
        .filter(|who| **who != NONE && board.on_site[usize::from(**who)])
        .count();
    let escort = usize::from(spot.staff != NONE);
    u32::try_from(people + escort + interpreters).unwrap_or(u32::MAX)
}

/// One interpreter for each language that needs one; from the last language on when `backwards`,
/// because who is taken for one language may be the only one for another.
#[inline]
fn interpreters(
    plan: &Plan<'_>,
    task: usize,
    spot: &mut Spot,
    wish: &Spot,
    backwards: bool,
    rng: &mut Rng,
) -> bool {
    let board = plan.board;
    let source = &board.tasks[task];
    let n = source.tongues.len();
    if backwards && n < 2 {
        return false;
    }
    let spoken = if spot.staff == NONE {
        0
    } else {
        board.spoken[source.spoken as usize + usize::from(spot.staff)]
    };
    spot.interpreters = [NONE; crate::problem::MAX_LANGUAGES];
    for step in 0..n {
        let at = if backwards { n - 1 - step } else { step };
        let tongue = board.tongues[source.tongues.from as usize + at];
        if tongue.needed && spoken >> at & 1 == 0 {
            let wished = wish.interpreters[at];
            match interpreter(plan, task, spot, tongue.fit, wished, rng) {
                Some(who) => spot.interpreters[at] = who,
                None => return false,
            }
        }
    }
    true
}

#[inline]
fn interpreter(
    plan: &Plan<'_>,
    task: usize,
    spot: &Spot,
    fit: Part,
    wished: u16,
    rng: &mut Rng,
) -> Option<u16> {
    let board = plan.board;
    let site = board.site(task, spot);
    let day = board.day_of(spot.start);
    let fit = &board.fits[fit.range()];
    let n = board.tasks[task].tongues.len();
    let does = |who: u16| {
        // Nobody is taken for two languages.
        (n < 2 || !spot.interpreters[..n].contains(&who))
            && interpreter_is_free(plan, task, site, spot.start, who)
    };
    // Who stands as wished on a day on which they come anyway, or whom nothing is saved without.
    let comes = |who: u16| {
        let pay = &board.pay[usize::from(who)];
        !pay.on_site
            || pay.callout == 0
            || plan.pay_masks[usize::from(who) * board.days.len() + day] != 0
    };
    if wished != NONE && comes(wished) && does(wished) {
        return Some(wished);
    }
    let offset = rng.below(fit.len());
    if let Some(who) = turned(fit, offset).find(|who| comes(*who) && does(*who)) {
        return Some(who);
    }
    if wished != NONE && does(wished) {
        return Some(wished);
    }
    turned(fit, offset).find(|who| !comes(*who) && does(*who))
}

/// The same start with another staff member, when they can be had, and whom that needs beside.
#[inline]
pub(crate) fn with_staff(
    plan: &Plan<'_>,
    task: usize,
    now: &Spot,
    staff: u16,
    rng: &mut Rng,
) -> Option<Spot> {
    let board = plan.board;
    let site = board.site(task, now);
    if !staff_is_free(plan, task, site, now.start, staff) {
        return None;
    }
    let then = Spot { staff, ..*now };
    if board.tasks[task].tongues.len() == 0 && !site.driven {
        return Some(then);
    }
    finish(plan, task, then, now, rng)
}

/// The same start in another room, when it can be had.
#[inline]
pub(crate) fn with_room(plan: &Plan<'_>, task: usize, now: &Spot, room: u16) -> Option<Spot> {
    let site = plan.board.site(task, now);
    room_is_free(plan, task, site, now.start, room).then_some(Spot { room, ..*now })
}

/// The same start with another interpreter for a language, when they can be had.
#[inline]
pub(crate) fn with_interpreter(
    plan: &Plan<'_>,
    task: usize,
    now: &Spot,
    language: usize,
    who: u16,
) -> Option<Spot> {
    let board = plan.board;
    let site = board.site(task, now);
    if now.interpreters.contains(&who) || !interpreter_is_free(plan, task, site, now.start, who) {
        return None;
    }
    let mut then = *now;
    then.interpreters[language] = who;
    let fits = now.vehicle == NONE
        || board.seats[usize::from(now.vehicle)] >= travellers(board, task, &then);
    fits.then_some(then)
}
