//! Moves a lesson past its neighbours: lessons of one module come in order, but which of them is held
//! when is a matter of names. The lesson's time is given up, another one is taken further off, and
//! those in between move up: all hands but one stay as they are.

use super::groups::Groups;
use super::improve::Style;
use super::moves::{elsewhere, is_allowed};
use super::run::Run;
use crate::kernel::order::{self, Window};
use crate::kernel::{Plan, Spot, price};

/// At most so many are passed.
const MOST: usize = 6;

/// Tries it with a task.
pub(crate) fn pass(run: &mut Run<'_, '_>, groups: &Groups, task: usize, style: &Style, limit: i64) {
    let after = match (groups.twin(task, true), groups.twin(task, false)) {
        (Some(_), Some(_)) => run.rng.below(2) == 0,
        (after, _) => after.is_some(),
    };
    let mut chain = [task; MOST + 1];
    let mut n = 1;
    for _ in 0..=run.rng.below(MOST) {
        match groups.twin(chain[n - 1], after) {
            Some(next) if run.plan.spots[next].is_somewhere() => {
                chain[n] = next;
                n += 1;
            }
            _ => break,
        }
    }
    if n == 1 {
        return;
    }
    let chain = &chain[..n];
    let window = beyond(&run.plan, chain[n - 1], after);
    let Some(then) = elsewhere(run, task, window, style) else {
        return;
    };
    let mut spots = [then; MOST + 1];
    for (at, next) in chain[1..].iter().enumerate() {
        spots[at] = run.plan.spots[*next];
    }
    let spots = &spots[..n];
    let delta = price::delta(&run.plan, task, &then) + renamed(&run.plan, chain, spots);
    let may_stand = || {
        let mut stands = chain.iter().zip(spots);
        stands.all(|(task, spot)| is_allowed(&run.plan, *task, spot.site, spot.start))
    };
    if delta > limit || !may_stand() {
        return;
    }
    let old = run.plan.spots[task];
    run.relocate(task, then);
    run.rename(chain, spots);
    // What comes before or after one of them may be more than its neighbour.
    let in_order =
        |task: &usize| order::window(&run.plan, *task).holds(run.plan.spots[*task].start);
    if chain.iter().all(in_order) {
        return;
    }
    let mut back = [then; MOST + 1];
    back[1..n].copy_from_slice(&spots[..n - 1]);
    run.rename(chain, &back[..n]);
    run.relocate(task, old);
}

/// The starts past a task, as far as what follows it allows.
fn beyond(plan: &Plan<'_>, last: usize, after: bool) -> Window {
    let window = order::window(plan, last);
    let start = plan.spots[last].start;
    if after {
        Window {
            from: start + plan.session(last),
            ..window
        }
    } else {
        Window {
            until: start.saturating_sub(plan.session(last)),
            ..window
        }
    }
}

/// What the names cost: it may matter which lesson of a module is held when, near a deadline or
/// against what is published.
fn renamed(plan: &Plan<'_>, chain: &[usize], spots: &[Spot]) -> i64 {
    let board = plan.board;
    let one = |task: usize, spot: &Spot| price::of_one(board, task, spot);
    let then = &spots[spots.len() - 1];
    let new = chain.iter().zip(spots).map(|(task, spot)| one(*task, spot));
    let old = chain[1..].iter().map(|task| one(*task, &plan.spots[*task]));
    new.sum::<i64>() - old.sum::<i64>() - one(chain[0], then)
}
