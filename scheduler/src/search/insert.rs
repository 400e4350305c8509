//! Finds room for a task that has none: where there is room, in its chain, or by pushing others out.

use super::cheapest;
use super::groups::Groups;
use super::moves::{in_window, possible};
use super::run::Run;
use crate::kernel::order::{self, Window};
use crate::kernel::{NONE, Plan, Spot, free};

/// At most so many tasks are pushed out for one.
const MOST_PUSHED: usize = 10;
/// How many in a hundred possible spots are passed over when a chain is set anew.
const PASSED_OVER: usize = 15;

/// Tries to find room for one of the tasks that have none.
pub(crate) fn missing(run: &mut Run<'_, '_>, groups: &Groups, limit: i64) {
    let plan = &run.plan;
    let nowhere = |task: &&u32| !plan.spots[**task as usize].is_somewhere();
    let n = groups.free.iter().filter(nowhere).count();
    let chosen = run.rng.below(n);
    let Some(task) = groups.free.iter().filter(nowhere).nth(chosen) else {
        return;
    };
    one(run, *task as usize, groups, limit);
}

/// Tries to find room for a task.
pub(crate) fn one(run: &mut Run<'_, '_>, task: usize, groups: &Groups, limit: i64) {
    let board = run.plan.board;
    let sites = &board.sites[board.tasks[task].sites.range()];
    if sites.iter().all(|site| site.starts.len() == 0) {
        return;
    }
    if let Some(spot) = cheapest::anywhere(run, task, &Spot::NOWHERE) {
        run.put(task, spot);
        return;
    }
    let in_chain = groups.next[task].is_some() || groups.previous[task].is_some();
    if in_chain && run.rng.percent(35) {
        set_anew(run, task, groups, limit);
    } else {
        push_out(run, task, limit);
    }
}

/// A random allowed start and site within a window.
pub(super) fn random_start(run: &mut Run<'_, '_>, task: usize, window: Window) -> Option<Spot> {
    let board = run.plan.board;
    let sites = board.tasks[task].sites;
    let site_at = run.rng.below(sites.len());
    let site = board.sites[sites.range()].get(site_at)?;
    let starts = &board.starts[site.starts.range()];
    let first = starts.partition_point(|start| *start < window.from);
    let last = starts.partition_point(|start| *start <= window.until);
    if first >= last {
        return None;
    }
    let start = starts[first + run.rng.below(last - first)];
    Some(Spot::bare(start, u16::try_from(site_at).unwrap_or(0)))
}

/// Puts a task to a random start, pushes out what is in the way, and finds new spots for that. Kept
/// when no fewer tasks have one than before.
fn push_out(run: &mut Run<'_, '_>, task: usize, limit: i64) {
    let (unassigned, cost) = (run.plan.unassigned, run.plan.cost);
    let anywhere = Window {
        from: 0,
        until: run.plan.board.slots - 1,
    };
    let window = if run.rng.percent(70) {
        order::window(&run.plan, task)
    } else {
        anywhere
    };
    if window.from > window.until {
        return;
    }
    let Some(bare) = random_start(run, task, window) else {
        return;
    };
    let mut pushed = Vec::new();
    let mut placed = Vec::new();
    if let Some(spot) = make_way(run, task, &bare, &mut pushed) {
        run.put(task, spot);
        placed.push(task);
        // Those with the fewest starts choose first.
        let starts = |other: usize| -> usize {
            let board = run.plan.board;
            let sites = &board.sites[board.tasks[other].sites.range()];
            sites.iter().map(|site| site.starts.len()).sum()
        };
        pushed.sort_by_key(|(other, _)| (starts(*other), *other));
        for (other, old) in &pushed {
            if let Some(spot) = cheapest::anywhere(run, *other, old) {
                run.put(*other, spot);
                placed.push(*other);
            }
        }
        let now = run.plan.unassigned;
        let is_even = now == unassigned && (run.plan.cost - cost <= limit || run.rng.percent(30));
        if now < unassigned || is_even {
            return;
        }
    }
    for other in placed {
        run.lift(other);
    }
    for (other, old) in pushed {
        run.put(other, old);
    }
}

/// Lifts what keeps a task from a start; the spot that is then free, if there is one.
pub(super) fn make_way(
    run: &mut Run<'_, '_>,
    task: usize,
    bare: &Spot,
    pushed: &mut Vec<(usize, Spot)>,
) -> Option<Spot> {
    push_all(run, pushed, |plan, other| {
        meets(plan, task, bare, other) || is_out_of_order(plan, task, bare, other)
    })?;
    push_until(run, pushed, (task, bare))?;
    if !order::window(&run.plan, task).holds(bare.start) {
        return None;
    }
    if let Some(spot) = possible(run, task, bare, &Spot::NOWHERE) {
        return Some(spot);
    }
    let wish = any_hands(run, task, bare);
    push_all(run, pushed, |plan, other| {
        shares_things(plan, task, &wish, other)
    })?;
    possible(run, task, bare, &wish)
}

/// Lifts every task that a test names; `None` when one of them must stay or they are too many.
fn push_all(
    run: &mut Run<'_, '_>,
    pushed: &mut Vec<(usize, Spot)>,
    test: impl Fn(&Plan<'_>, usize) -> bool,
) -> Option<()> {
    let plan = &run.plan;
    let named: Vec<usize> = (0..plan.spots.len())
        .filter(|other| plan.spots[*other].is_somewhere() && test(plan, *other))
        .collect();
    let may_go = named.iter().all(|other| plan.board.tasks[*other].is_free);
    if !may_go || pushed.len() + named.len() > MOST_PUSHED {
        return None;
    }
    for other in named {
        let old = run.lift(other);
        pushed.push((other, old));
    }
    Some(())
}

/// Lifts what else these people do that day, or what else is at that company, in random order, until
/// caps, lunch and the company's places allow the start.
fn push_until(
    run: &mut Run<'_, '_>,
    pushed: &mut Vec<(usize, Spot)>,
    (task, bare): (usize, &Spot),
) -> Option<()> {
    if free::day_allows(&run.plan, task, bare, (0, 0)) {
        return Some(());
    }
    let board = run.plan.board;
    let day = board.day_of(bare.start);
    let company = board.site(task, bare).company;
    let plan = &run.plan;
    let mut named: Vec<usize> = (0..plan.spots.len())
        .filter(|other| plan.spots[*other].is_somewhere() && board.tasks[*other].is_free)
        .filter(|other| {
            let spot = &plan.spots[*other];
            board.day_of(spot.start) == day && shares_people(plan, task, *other)
                || company != NONE && board.site(*other, spot).company == company
        })
        .collect();
    while !free::day_allows(&run.plan, task, bare, (0, 0)) {
        if named.is_empty() || pushed.len() >= MOST_PUSHED {
            return None;
        }
        let other = named.swap_remove(run.rng.below(named.len()));
        let old = run.lift(other);
        pushed.push((other, old));
    }
    Some(())
}

/// Whether the two share a participant at the same time.
fn meets(plan: &Plan<'_>, task: usize, bare: &Spot, other: usize) -> bool {
    let board = plan.board;
    let mine = board.hold(board.site(task, bare), bare.start);
    overlap(mine, plan.own(other)) && shares_people(plan, task, other)
}

const fn overlap(one: (u32, u32), other: (u32, u32)) -> bool {
    one.0 < other.1 && other.0 < one.1
}

fn shares_people(plan: &Plan<'_>, task: usize, other: usize) -> bool {
    let board = plan.board;
    let people = |task: usize| {
        let party = &board.parties[board.tasks[task].party as usize];
        &board.indices[party.people.range()]
    };
    if board.tasks[task].party == board.tasks[other].party {
        return true;
    }
    let (one, other) = (people(task), people(other));
    let (mut i, mut j) = (0, 0);
    while i < one.len() && j < other.len() {
        match one[i].cmp(&other[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => return true,
        }
    }
    false
}

/// Whether the other stands on the wrong side in time.
fn is_out_of_order(plan: &Plan<'_>, task: usize, bare: &Spot, other: usize) -> bool {
    let board = plan.board;
    let source = &board.tasks[task];
    let spot = &plan.spots[other];
    let is_other = |link: &&crate::kernel::board::Link| link.other as usize == other;
    let ends_late = spot.start + plan.session(other) > bare.start;
    let starts_early = spot.start < bare.start + board.site(task, bare).session;
    ends_late
        && board.links[source.before.range()]
            .iter()
            .any(|link| is_other(&link))
        || starts_early
            && board.links[source.after.range()]
                .iter()
                .any(|link| is_other(&link))
}

/// Random hands for a start, taken or not.
fn any_hands(run: &mut Run<'_, '_>, task: usize, bare: &Spot) -> Spot {
    let board = run.plan.board;
    let source = &board.tasks[task];
    let mut spot = *bare;
    let mut one_of = |fit: crate::kernel::board::Part| {
        let fit = &board.fits[fit.range()];
        fit.get(run.rng.below(fit.len())).copied().unwrap_or(NONE)
    };
    if source.needs_room {
        spot.room = one_of(source.rooms);
    }
    if source.needs_staff {
        spot.staff = one_of(source.staff);
    }
    for (at, tongue) in board.tongues[source.tongues.range()].iter().enumerate() {
        if tongue.needed {
            spot.interpreters[at] = one_of(tongue.fit);
        }
    }
    if board.site(task, bare).driven {
        spot.vehicle = one_of(source.vehicles);
    }
    spot
}

/// Whether the two use the same room, person or vehicle at the same time, buffers included.
fn shares_things(plan: &Plan<'_>, task: usize, spot: &Spot, other: usize) -> bool {
    let board = plan.board;
    let theirs = &plan.spots[other];
    let (site, their_site) = (board.site(task, spot), board.site(other, theirs));
    let same = |one: u16, other: u16| one != NONE && one == other;
    let holds = overlap(board.hold(site, spot.start), plan.own(other));
    if holds && (same(spot.staff, theirs.staff) || same(spot.vehicle, theirs.vehicle)) {
        return true;
    }
    if same(spot.room, theirs.room) {
        let mine = board.reach(board.room_reach(site, spot.room), spot.start);
        let theirs = board.reach(board.room_reach(their_site, spot.room), theirs.start);
        if overlap(mine, theirs) {
            return true;
        }
    }
    spot.interpreters.iter().any(|who| {
        *who != NONE && theirs.interpreters.contains(who) && {
            let mine = board.reach(board.interpreter_reach(site, *who), spot.start);
            let theirs = board.reach(board.interpreter_reach(their_site, *who), theirs.start);
            overlap(mine, theirs)
        }
    })
}

/// Takes a piece of a chain away and sets it anew, each task as early as can be, some possible spots
/// passed over. Kept when no fewer tasks have a spot than before.
fn set_anew(run: &mut Run<'_, '_>, task: usize, groups: &Groups, limit: i64) {
    let (unassigned, cost) = (run.plan.unassigned, run.plan.cost);
    let (back, ahead) = (run.rng.below(24), run.rng.below(12));
    let links = groups.around(task, back, ahead);
    let old: Vec<Spot> = links.iter().map(|link| run.plan.spots[*link]).collect();
    for link in &links {
        if run.plan.spots[*link].is_somewhere() {
            run.lift(*link);
        }
    }
    for (link, old) in links.iter().zip(&old) {
        if let Some(spot) = earliest(run, *link, old) {
            run.put(*link, spot);
        }
    }
    let now = run.plan.unassigned;
    let is_even = now == unassigned && (run.plan.cost - cost <= limit || run.rng.percent(20));
    if now < unassigned || is_even {
        return;
    }
    for link in &links {
        if run.plan.spots[*link].is_somewhere() {
            run.lift(*link);
        }
    }
    for (link, old) in links.iter().zip(old) {
        if old.is_somewhere() {
            run.put(*link, old);
        }
    }
}

/// The earliest possible spot, some possible ones passed over.
fn earliest(run: &mut Run<'_, '_>, task: usize, wish: &Spot) -> Option<Spot> {
    let board = run.plan.board;
    let window = order::window(&run.plan, task);
    if window.from > window.until {
        return None;
    }
    let sites = board.tasks[task].sites;
    let mut found = None;
    for (site_at, site) in board.sites[sites.range()].iter().enumerate() {
        let blocks = board.block_of[window.from as usize]..=board.block_of[window.until as usize];
        'blocks: for block in blocks {
            let from = board.blocks[block as usize].from;
            let mut bits = free::starts(&run.plan, task, site, block as usize, (0, 0))
                & in_window(from, window);
            run.step += 1;
            while bits != 0 {
                let bit = bits.trailing_zeros();
                bits &= bits - 1;
                let bare = Spot::bare(from + bit, u16::try_from(site_at).unwrap_or(0));
                if let Some(spot) = possible(run, task, &bare, wish)
                    && !run.rng.percent(PASSED_OVER)
                {
                    found = Some(spot);
                    break 'blocks;
                }
            }
        }
    }
    found
}
