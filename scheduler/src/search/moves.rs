//! The changes that the search tries, each priced before it is made.

use super::groups::Groups;
use super::improve::Style;
use super::insert;
use super::pass;
use super::repack;
use super::run::Run;
use crate::kernel::board::Part;
use crate::kernel::order::{self, Window};
use crate::kernel::{NONE, Plan, Spot, equip, free, price};

/// Tries one change; costs up to `limit` more are taken.
#[inline]
pub(crate) fn attempt(run: &mut Run<'_, '_>, groups: &Groups, style: &Style, limit: i64) {
    if run.plan.unassigned > 0 && run.rng.below(256) < 4 {
        insert::missing(run, groups, limit);
        return;
    }
    let task = groups.free[run.rng.below(groups.free.len())] as usize;
    if !run.plan.spots[task].is_somewhere() {
        return;
    }
    if run.rng.below(1024) < usize::from(style.repack) {
        repack::repack(run, groups, task, limit);
        return;
    }
    match run.rng.below(16) {
        0..4 if groups.has_twins(task) => pass::pass(run, groups, task, style, limit),
        0..9 => relocate(run, task, style, limit),
        9..13 => change_hands(run, task, limit),
        _ => swap(run, groups, task, limit),
    }
}

/// One of the set bits, by chance.
#[inline]
pub(crate) fn one_of(bits: u32, chance: usize) -> u32 {
    let turn = u32::try_from(chance & 31).unwrap_or(0);
    (bits.rotate_right(turn).trailing_zeros() + turn) & 31
}

/// The starts of a block that lie in a window.
#[inline]
pub(crate) fn in_window(first: u32, window: Window) -> u32 {
    let bits = crate::kernel::lanes::within(first, window.from, window.until + 1);
    u32::try_from(bits & u64::from(u32::MAX)).unwrap_or(0)
}

/// Puts a task to another start, perhaps to another company.
#[inline]
fn relocate(run: &mut Run<'_, '_>, task: usize, style: &Style, limit: i64) {
    let window = order::window(&run.plan, task);
    if let Some(then) = elsewhere(run, task, window, style)
        && price::delta(&run.plan, task, &then) <= limit
    {
        run.relocate(task, then);
    }
}

/// Another spot for a task within a window, by chance.
#[inline]
pub(crate) fn elsewhere(
    run: &mut Run<'_, '_>,
    task: usize,
    window: Window,
    style: &Style,
) -> Option<Spot> {
    if window.from > window.until {
        return None;
    }
    let board = run.plan.board;
    let now = run.plan.spots[task];
    let source = &board.tasks[task];
    let n_sites = source.sites.len();
    let site_at = if n_sites > 1 && run.rng.below(2) == 0 {
        u16::try_from(run.rng.below(n_sites)).unwrap_or(0)
    } else {
        now.site
    };
    let site = &board.sites[source.sites.from as usize + usize::from(site_at)];
    if site.starts.len() == 0 {
        return None;
    }
    let first = board.starts[site.starts.from as usize].max(window.from);
    let last = board.starts[site.starts.until as usize - 1].min(window.until);
    if first > last {
        return None;
    }
    let (low, high) = (
        board.block_of[first as usize],
        board.block_of[last as usize],
    );
    let mut wish = now;
    let mut block = low as usize + run.rng.below((high - low + 1) as usize);
    let mut near = Near::Anything;
    let chance = run.rng.below(256);
    if chance < usize::from(style.near_people) {
        near = Near::People;
    } else if chance < usize::from(style.near_people + style.near_interpreter)
        && source.tongues.len() > 0
    {
        let tongue = run.rng.below(source.tongues.len());
        let fit = board.tongues[source.tongues.from as usize + tongue].fit;
        let fit = &board.fits[fit.range()];
        if fit.is_empty() {
            return None;
        }
        let who = fit[run.rng.below(fit.len())];
        // A day on which they come anyway, if the first choice is none.
        let day = board.day_of(board.blocks[block].from);
        if run.plan.pay_masks[usize::from(who) * board.days.len() + day] == 0 {
            block = low as usize + run.rng.below((high - low + 1) as usize);
        }
        wish.interpreters[tongue] = who;
        near = Near::Interpreter(who);
    }
    let own = run.plan.own(task);
    let from = board.blocks[block].from;
    let mut bits = free::starts(&run.plan, task, site, block, own) & in_window(from, window);
    if site_at == now.site && now.start >= from && now.start - from < 32 {
        bits &= !(1 << (now.start - from));
    }
    if bits == 0 {
        return None;
    }
    let next = beside(&run.plan, task, site, from, near, own);
    if bits & next != 0 {
        bits &= next;
    }
    let start = from + one_of(bits, run.rng.below(32));
    let bare = Spot::bare(start, site_at);
    if !free::day_allows(&run.plan, task, &bare, own) {
        return None;
    }
    equip::equip(&run.plan, task, &bare, &wish, &mut run.rng)
}

/// What a start shall lie beside.
#[derive(Clone, Copy)]
pub(crate) enum Near {
    Anything,
    /// What else the task's people do.
    People,
    /// What else an interpreter does.
    Interpreter(u16),
}

/// The starts of a block at which the task begins as something ends, or ends as something begins.
#[inline]
pub(crate) fn beside(
    plan: &Plan<'_>,
    task: usize,
    site: &crate::kernel::board::Site,
    from: u32,
    near: Near,
    own: (u32, u32),
) -> u32 {
    let board = plan.board;
    let (before, after) = (site.hold.before, site.hold.after);
    // The slot before the hold, and the slot after it, for each start of the block.
    let shift = before + 1;
    if from < shift || from + after >= board.slots {
        return u32::MAX;
    }
    let bits = |at: u32| match near {
        Near::Anything => u64::MAX,
        Near::People => {
            let party = &board.parties[board.tasks[task].party as usize];
            free::busy(plan, party, at, own)
        }
        Near::Interpreter(who) => {
            let lane = board.lane_interpreters + usize::from(who);
            plan.lanes.window(lane, at)
        }
    };
    let next = bits(from - shift) | bits(from + after);
    u32::try_from(next & u64::from(u32::MAX)).unwrap_or(0)
}

/// Leaves the start and lets somebody or something else take part.
#[inline]
fn change_hands(run: &mut Run<'_, '_>, task: usize, limit: i64) {
    let board = run.plan.board;
    let source = &board.tasks[task];
    let now = run.plan.spots[task];
    let n = source.tongues.len();
    let has_room = source.needs_room && source.series != u32::MAX && source.rooms.len() > 1;
    let roles = usize::from(source.needs_staff) + usize::from(has_room) + n;
    if roles == 0 {
        return;
    }
    let mut role = run.rng.below(roles);
    if source.needs_staff {
        if role == 0 {
            let Some(staff) = other_of(run, source.staff, now.staff) else {
                return;
            };
            if let Some(then) = equip::with_staff(&run.plan, task, &now, staff, &mut run.rng) {
                take(run, task, then, limit);
            }
            return;
        }
        role -= 1;
    }
    if has_room {
        if role == 0 {
            if let Some(room) = other_of(run, source.rooms, now.room)
                && let Some(then) = equip::with_room(&run.plan, task, &now, room)
            {
                take(run, task, then, limit);
            }
            return;
        }
        role -= 1;
    }
    let fit = board.tongues[source.tongues.from as usize + role].fit;
    let old = now.interpreters[role];
    if old != NONE
        && let Some(who) = other_of(run, fit, old)
        && let Some(then) = equip::with_interpreter(&run.plan, task, &now, role, who)
    {
        take(run, task, then, limit);
    }
}

#[inline]
fn take(run: &mut Run<'_, '_>, task: usize, then: Spot, limit: i64) {
    if price::delta(&run.plan, task, &then) <= limit {
        run.relocate(task, then);
    }
}

/// One of those who fit, other than the one.
#[inline]
fn other_of(run: &mut Run<'_, '_>, fit: Part, one: u16) -> Option<u16> {
    let fit = &run.plan.board.fits[fit.range()];
    let chosen = *fit.get(run.rng.below(fit.len()))?;
    (chosen != one).then_some(chosen)
}

/// Whether a task's site allows a start, whatever the plan.
#[inline]
pub(crate) fn is_allowed(plan: &Plan<'_>, task: usize, site: u16, start: u32) -> bool {
    let board = plan.board;
    let site = &board.sites[board.tasks[task].sites.from as usize + usize::from(site)];
    let block = board.block_of[start as usize];
    let bit = start - board.blocks[block as usize].from;
    board.allowed[(site.allowed + block) as usize] >> bit & 1 == 1
}

/// Lets two tasks change places.
#[inline]
fn swap(run: &mut Run<'_, '_>, groups: &Groups, one: usize, limit: i64) {
    let Some(other) = groups.partner(one, &mut run.rng) else {
        return;
    };
    let (mine, yours) = (run.plan.spots[one], run.plan.spots[other]);
    if !yours.is_somewhere()
        || mine.start == yours.start
        || !is_allowed(&run.plan, one, mine.site, yours.start)
        || !is_allowed(&run.plan, other, yours.site, mine.start)
        || !order::window(&run.plan, one).holds(yours.start)
        || !order::window(&run.plan, other).holds(mine.start)
    {
        return;
    }
    let cost = run.plan.cost;
    run.lift(one);
    run.lift(other);
    if change(run, one, &mine, yours.start)
        && change(run, other, &yours, mine.start)
        && order::window(&run.plan, one).holds(yours.start)
        && run.plan.cost - cost <= limit
    {
        return;
    }
    for task in [one, other] {
        if run.plan.spots[task].is_somewhere() {
            run.lift(task);
        }
    }
    run.put(one, mine);
    run.put(other, yours);
}

/// Puts a lifted task to a start with the hands it had, where they can be had.
#[inline]
fn change(run: &mut Run<'_, '_>, task: usize, old: &Spot, start: u32) -> bool {
    let bare = Spot::bare(start, old.site);
    let Some(then) = possible(run, task, &bare, old) else {
        return false;
    };
    run.put(task, then);
    true
}

/// A full spot at a start for a task that is nowhere, when the rules allow one; the order is the
/// caller's affair.
#[inline]
pub(crate) fn possible(
    run: &mut Run<'_, '_>,
    task: usize,
    bare: &Spot,
    wish: &Spot,
) -> Option<Spot> {
    let board = run.plan.board;
    let site = board.site(task, bare);
    let party = &board.parties[board.tasks[task].party as usize];
    let hold = board.hold(site, bare.start);
    if !free::people_are_free(&run.plan, party, hold, (0, 0))
        || !free::day_allows(&run.plan, task, bare, (0, 0))
    {
        return None;
    }
    equip::equip(&run.plan, task, bare, wish, &mut run.rng)
}
