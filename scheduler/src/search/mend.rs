//! Mends a plan of which most stands still: what has no place goes to the best one there is, then
//! what may move is bettered, coolly.
//!
//! Other than in a plan from nothing, few tasks are nowhere, so all their starts are looked at. When
//! none is free, others are pushed out; that none can be is not proved here. What has moved then
//! tries times at which something is in the way: two changes may do where three were found first.

use super::Phase;
use super::construct;
use super::groups::Groups;
use super::improve::{self, Schedule, Style};
use super::insert;
use super::moves::{self, in_window, possible};
use super::run::Run;
use super::temper::Temper;
use crate::kernel::order::Window;
use crate::kernel::{Spot, free, order, price};

/// Steps between two attempts to make room for what has none.
const BETWEEN_PUSHES: u64 = 16;
/// What it takes to look who is in the way.
const STEPS_OF_A_PUSH: u64 = 64;
/// How many in a hundred tries keep what comes before and after a task where it is.
const IN_ORDER: usize = 80;
/// At most so many are pushed out where there is another way.
const MOST_PUSHED: usize = 3;

/// Mends the plan of a run, which holds what stands, within its steps.
pub(crate) fn mend(run: &mut Run<'_, '_>, groups: &Groups) {
    run.report(Phase::Construct);
    place(run, groups);
    if run.stopped || run.step >= run.steps {
        return;
    }
    run.report(Phase::Improve);
    let warmth = improve::probe(run, groups);
    make_room(run, groups, &Temper::new(warmth / 8));
    push(run, groups);
    let left = run.steps.saturating_sub(run.step);
    let mut schedule = Schedule::new(Style::MENDING, warmth, left);
    improve::anneal(run, groups, &mut schedule, u64::MAX);
    run.return_to_best();
}

/// The tasks that may move and are nowhere, those with the fewest starts first.
fn nowhere(run: &Run<'_, '_>, groups: &Groups) -> Vec<usize> {
    let board = run.plan.board;
    let starts = |task: usize| -> usize {
        let sites = &board.sites[board.tasks[task].sites.range()];
        sites.iter().map(|site| site.starts.len()).sum()
    };
    let free = groups.free.iter().map(|task| *task as usize);
    let mut nowhere: Vec<usize> = free
        .filter(|task| !run.plan.spots[*task].is_somewhere())
        .collect();
    nowhere.sort_by_key(|task| (starts(*task), *task));
    nowhere
}

/// Puts each task that is nowhere to the best spot that is free.
fn place(run: &mut Run<'_, '_>, groups: &Groups) {
    for task in nowhere(run, groups) {
        if !run.checkpoint() {
            return;
        }
        if let Some(spot) = best(run, task) {
            run.put(task, spot);
            run.remember();
        }
    }
}

/// The cheapest spot that is free, the nearest to where the task is published among equals.
fn best(run: &mut Run<'_, '_>, task: usize) -> Option<Spot> {
    let board = run.plan.board;
    let window = order::window(&run.plan, task);
    if window.from > window.until {
        return None;
    }
    let base = board.bases[task].as_ref();
    let wish = base.and_then(|base| base.spot).unwrap_or(Spot::NOWHERE);
    let away = |start| base.map_or(0, |base| (board.minute(start) - base.minute).abs());
    let blocks = board.block_of[window.from as usize]..=board.block_of[window.until as usize];
    let mut best: Option<((i64, i64), Spot)> = None;
    for (at, site) in (0..).zip(&board.sites[board.tasks[task].sites.range()]) {
        for block in blocks.clone() {
            let from = board.blocks[block as usize].from;
            let mut bits = free::starts(&run.plan, task, site, block as usize, (0, 0))
                & in_window(from, window);
            while bits != 0 {
                let start = from + bits.trailing_zeros();
                bits &= bits - 1;
                run.step += 1;
                if let Some(spot) = possible(run, task, &Spot::bare(start, at), &wish) {
                    let rank = (price::delta(&run.plan, task, &spot), away(start));
                    if best.is_none_or(|(least, _)| rank < least) {
                        best = Some((rank, spot));
                    }
                }
            }
        }
    }
    best.map(|(_, spot)| spot)
}

/// Pushes out what is in the way of what is nowhere, for half of the steps at most.
fn make_room(run: &mut Run<'_, '_>, groups: &Groups, temper: &Temper) {
    let until = run.steps / 2;
    while run.best_rank().0 > 0 && run.step < until && run.checkpoint() {
        for task in nowhere(run, groups) {
            // Room for one may have been room for others.
            if run.plan.spots[task].is_somewhere() {
                continue;
            }
            run.step += 1;
            let limit = temper.limit(&mut run.rng);
            insert::one(run, task, groups, limit);
            run.remember();
        }
        for _ in 0..BETWEEN_PUSHES {
            let limit = temper.limit(&mut run.rng);
            moves::attempt(run, groups, &Style::MENDING, limit);
            run.remember();
            run.step += 1;
        }
    }
    run.return_to_best();
}

/// Lets what stands elsewhere than published try times that something else keeps it from, which then
/// goes to the best spot there is.
fn push(run: &mut Run<'_, '_>, groups: &Groups) {
    let until = run.step + run.steps.saturating_sub(run.step) / 4;
    let board = run.plan.board;
    let anywhere = Window {
        from: 0,
        until: board.slots.saturating_sub(1),
    };
    let mut is_over = false;
    while !is_over {
        is_over = true;
        for &task in &groups.free {
            let task = task as usize;
            let now = run.plan.spots[task];
            let base = board.bases[task].as_ref().and_then(|base| base.spot);
            if base == Some(now) || !now.is_somewhere() {
                continue;
            }
            if run.step >= until || !run.checkpoint() {
                return;
            }
            is_over = false;
            run.step += STEPS_OF_A_PUSH;
            let in_order = order::window(&run.plan, task);
            let window = if run.rng.percent(IN_ORDER) {
                in_order
            } else {
                anywhere
            };
            if let Some(bare) = insert::random_start(run, task, window) {
                push_for(run, groups, task, &bare);
            }
        }
    }
}

/// Lets a task take a start, those it kept from where they are published go back there, and those that
/// are in the way now to the best spot there is. Kept when that makes the plan better.
fn push_for(run: &mut Run<'_, '_>, groups: &Groups, task: usize, bare: &Spot) {
    let cost = run.plan.cost;
    let mut moved = vec![(task, run.lift(task))];
    let mut pushed = Vec::new();
    let spot = insert::make_way(run, task, bare, &mut pushed);
    let pushed: Vec<usize> = pushed
        .into_iter()
        .map(|(other, old)| {
            moved.push((other, old));
            other
        })
        .collect();
    if let Some(spot) = spot.filter(|_| pushed.len() <= MOST_PUSHED) {
        run.put(task, spot);
        go_back(run, groups, task, &mut moved);
        for other in &pushed {
            let spot = best(run, *other).filter(|_| run.plan.cost < cost);
            let Some(spot) = spot else { break };
            run.put(*other, spot);
        }
        let all = pushed
            .iter()
            .all(|other| run.plan.spots[*other].is_somewhere());
        if all && run.plan.cost < cost {
            run.remember();
            return;
        }
    }
    for (other, _) in &moved {
        if run.plan.spots[*other].is_somewhere() {
            run.lift(*other);
        }
    }
    for (other, old) in moved {
        run.put(other, old);
    }
}

/// Puts what may stand where it is published back there, one task aside; notes where it stood.
fn go_back(run: &mut Run<'_, '_>, groups: &Groups, aside: usize, moved: &mut Vec<(usize, Spot)>) {
    let board = run.plan.board;
    for task in &groups.free {
        let task = *task as usize;
        let base = board.bases[task].as_ref().and_then(|base| base.spot);
        let now = run.plan.spots[task];
        let Some(base) = base.filter(|base| *base != now && now.is_somewhere() && task != aside)
        else {
            continue;
        };
        run.lift(task);
        if construct::stands(run, task, &base) {
            run.put(task, base);
            moved.push((task, now));
        } else {
            run.put(task, now);
        }
    }
}

/// Gives tasks back the room and the people that they are published with, where nothing speaks
/// against it: the search takes any hands, for people the familiar ones are better.
pub(crate) fn give_back(run: &mut Run<'_, '_>, groups: &Groups) {
    let board = run.plan.board;
    let is_elsewhere = |task: &usize| {
        let base = board.bases[*task].as_ref().and_then(|base| base.spot);
        let now = &run.plan.spots[*task];
        base.is_some_and(|base| now.is_somewhere() && base != *now && base.site == now.site)
    };
    let free = groups.free.iter().map(|task| *task as usize);
    let tasks: Vec<usize> = free.filter(is_elsewhere).collect();
    let before: Vec<Spot> = tasks.iter().map(|task| run.lift(*task)).collect();
    for (task, old) in tasks.iter().zip(&before) {
        let base = board.bases[*task].as_ref().and_then(|base| base.spot);
        let bare = Spot::bare(old.start, old.site);
        match possible(run, *task, &bare, &base.unwrap_or(*old)) {
            Some(spot) => run.put(*task, spot),
            None => break,
        }
    }
    if tasks
        .iter()
        .all(|task| run.plan.spots[*task].is_somewhere())
    {
        return;
    }
    for task in &tasks {
        if run.plan.spots[*task].is_somewhere() {
            run.lift(*task);
        }
    }
    for (task, old) in tasks.iter().zip(before) {
        run.put(*task, old);
    }
}
