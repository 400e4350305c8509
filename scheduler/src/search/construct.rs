//! The first plan: the most constrained first, each to the cheapest of some spots.

use super::groups::Groups;
use super::insert;
use super::moves::{in_window, possible};
use super::run::Run;
use super::windows::Windows;
use crate::kernel::order;
use crate::kernel::{Board, Spot, equip, free, price};

/// Possible spots that are compared for one task.
const COMPARED: usize = 8;
/// Attempts to make room for one task that found none.
const ATTEMPTS: usize = 30;
/// Cost of lying a day from where an even spread would put it: keeps room for what comes later.
const PER_DAY_OFF: i64 = 2_000;

/// Builds a plan, as complete as it gets. What is published goes where it is published, when it can.
pub(crate) fn construct(run: &mut Run<'_, '_>, windows: &Windows, groups: &Groups) {
    let board = run.plan.board;
    let sequence = sequence(board, windows);
    let mut at_base = 0;
    for &task in &sequence {
        let base = board.bases[task].and_then(|base| base.spot);
        if let Some(spot) = base
            && stands(run, task, &spot)
        {
            run.put(task, spot);
            at_base += 1;
        }
    }
    run.is_mending = at_base * 2 > sequence.len();
    run.remember();
    for &task in &sequence {
        if !run.checkpoint() {
            return;
        }
        if run.plan.spots[task].is_somewhere() {
            continue;
        }
        if let Some(spot) = cheapest(run, task, windows) {
            run.put(task, spot);
        }
        run.remember();
    }
    for &task in &sequence {
        for _ in 0..ATTEMPTS {
            if run.plan.spots[task].is_somewhere() || !run.checkpoint() {
                break;
            }
            run.step += 1;
            insert::one(run, task, groups, 0);
            run.remember();
        }
    }
}

/// Whether a task that is nowhere may stand at a spot just as it is.
pub(super) fn stands(run: &mut Run<'_, '_>, task: usize, spot: &Spot) -> bool {
    let board = run.plan.board;
    let site = board.site(task, spot);
    let block = board.block_of[spot.start as usize];
    let bit = spot.start - board.blocks[block as usize].from;
    let is_allowed = board.allowed[(site.allowed + block) as usize] >> bit & 1 == 1;
    if !is_allowed || !order::window(&run.plan, task).holds(spot.start) {
        return false;
    }
    let bare = Spot::bare(spot.start, spot.site);
    equip::fits(board, task, spot) && possible(run, task, &bare, spot).as_ref() == Some(spot)
}

/// Visits need the most things at once, lessons the most people, interviews the least of both;
/// within each, what must be done first comes first.
fn sequence(board: &Board, windows: &Windows) -> Vec<usize> {
    let mut rank = vec![0; board.tasks.len()];
    for (position, at) in windows.order.iter().enumerate() {
        rank[*at] = position;
    }
    let mut free: Vec<usize> = (0..board.tasks.len())
        .filter(|at| board.tasks[*at].is_free)
        .collect();
    free.sort_by_key(|at| {
        let task = &board.tasks[*at];
        let at_company = board.sites[task.sites.range()]
            .iter()
            .any(|site| site.company != crate::kernel::NONE);
        let people = board.parties[task.party as usize].people.len();
        let sort = if at_company {
            0
        } else if people > 1 {
            1
        } else {
            2
        };
        (sort, windows.latest[*at], windows.depth[*at], rank[*at])
    });
    free
}

fn cheapest(run: &mut Run<'_, '_>, task: usize, windows: &Windows) -> Option<Spot> {
    let board = run.plan.board;
    let target = target(windows, task)?;
    let window = order::window(&run.plan, task);
    if window.from > window.until {
        return None;
    }
    let real = usize::try_from(target.max(0) / board.grid).unwrap_or(0);
    let at = board.at_or_after[real.min(board.at_or_after.len() - 1)];
    let middle = board.block_of[at.clamp(window.from, window.until) as usize];
    let (low, high) = (
        board.block_of[window.from as usize],
        board.block_of[window.until as usize],
    );
    let mut best: Option<(i64, Spot)> = None;
    let mut compared = 0;
    let sites = board.tasks[task].sites;
    // Outwards from the middle.
    for away in 0..=(middle - low).max(high - middle) {
        let sides = [
            middle.checked_sub(away),
            Some(middle + away).filter(|_| away > 0),
        ];
        for block in sides.into_iter().flatten() {
            if block < low || block > high {
                continue;
            }
            let from = board.blocks[block as usize].from;
            for (site_at, site) in board.sites[sites.range()].iter().enumerate() {
                let mut bits = free::starts(&run.plan, task, site, block as usize, (0, 0))
                    & in_window(from, window);
                while bits != 0 {
                    let bit = bits.trailing_zeros();
                    bits &= bits - 1;
                    run.step += 1;
                    let bare = Spot::bare(from + bit, u16::try_from(site_at).unwrap_or(0));
                    let Some(spot) = possible(run, task, &bare, &Spot::NOWHERE) else {
                        continue;
                    };
                    let minutes = (board.minute(spot.start) - target).abs();
                    let cost = price::delta(&run.plan, task, &spot) + minutes * PER_DAY_OFF / 1440;
                    if best.is_none_or(|(least, _)| cost < least) {
                        best = Some((cost, spot));
                    }
                    compared += 1;
                }
            }
        }
        if compared >= COMPARED {
            break;
        }
    }
    best.map(|(_, spot)| spot)
}

/// Where an even spread of what comes before and after would put the start.
fn target(windows: &Windows, at: usize) -> Option<i64> {
    let (earliest, latest) = (windows.earliest[at]?, windows.latest[at]?);
    let (depth, height) = (windows.depth[at], windows.height[at]);
    let spread = (latest - earliest).max(0) * (2 * depth + 1) / (2 * (depth + height) + 2);
    // A tenth is left free at the end, for what does not find room where it should be.
    Some(earliest + spread * 9 / 10)
}
