//! Between which slots a task may start, given what stands before and after it.

use super::board::{Board, Link, NOWHERE};
use super::plan::Plan;

/// Starts from `from` to `until`, both included; none when `from` lies past `until`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) from: u32,
    pub(crate) until: u32,
}

impl Window {
    #[inline]
    pub(crate) const fn holds(self, start: u32) -> bool {
        self.from <= start && start <= self.until
    }
}

/// The starts of a task that keep the order with everything that stands.
#[inline]
pub(crate) fn window(plan: &Plan<'_>, task: usize) -> Window {
    let board = plan.board;
    let source = &board.tasks[task];
    if board.slots == 0 {
        return NEVER;
    }
    let mut window = Window {
        from: 0,
        until: board.slots.saturating_sub(1),
    };
    let mut holes = (false, false);
    for link in &board.links[source.before.range()] {
        let (start, end) = plan.sessions[link.other as usize];
        if start == NOWHERE {
            holes.0 |= link.through;
            continue;
        }
        window.from = window.from.max(end);
        if link.min_minutes > 0 || link.min_days > 0 || link.max_days != u32::MAX {
            after_gap(board, link, start, &mut window);
        }
    }
    let own = board.sites[source.sites.from as usize..]
        .first()
        .map_or(0, |site| site.session);
    for link in &board.links[source.after.range()] {
        let (start, _) = plan.sessions[link.other as usize];
        if start == NOWHERE {
            holes.1 |= link.through;
            continue;
        }
        // Ends no later than the other starts.
        if start < own {
            return NEVER;
        }
        window.until = window.until.min(start - own);
        if link.min_minutes > 0 || link.min_days > 0 || link.max_days != u32::MAX {
            before_gap(board, task, link, start, &mut window);
        }
    }
    if holes.0 || holes.1 {
        beyond_holes(plan, task, holes, own, &mut window);
    }
    window
}

const NEVER: Window = Window { from: 1, until: 0 };

#[cold]
fn after_gap(board: &Board, link: &Link, start: u32, window: &mut Window) {
    let date = board.days[board.day_of(start)].date;
    if link.min_minutes > 0 {
        let end = board.minute(start)
            + i64::from(board.tasks[link.other as usize].minutes)
            + i64::from(link.min_minutes);
        let real = usize::try_from((end + board.grid - 1) / board.grid).unwrap_or(usize::MAX);
        let at = real.min(board.at_or_after.len() - 1);
        window.from = window.from.max(board.at_or_after[at]);
    }
    if link.min_days > 0 {
        window.from = window.from.max(first_on(board, date, link.min_days));
    }
    if link.max_days != u32::MAX {
        let past = first_on(board, date, link.max_days.saturating_add(1));
        end_before(window, past);
    }
}

#[cold]
fn before_gap(board: &Board, task: usize, link: &Link, start: u32, window: &mut Window) {
    let date = board.days[board.day_of(start)].date;
    if link.min_minutes > 0 {
        let latest = board.minute(start)
            - i64::from(link.min_minutes)
            - i64::from(board.tasks[task].minutes);
        if latest < 0 {
            *window = NEVER;
            return;
        }
        // The first slot past the last one that will do.
        let real = usize::try_from(latest / board.grid + 1).unwrap_or(usize::MAX);
        end_before(
            window,
            board.at_or_after[real.min(board.at_or_after.len() - 1)],
        );
    }
    if link.min_days > 0 {
        if date < link.min_days {
            *window = NEVER;
            return;
        }
        end_before(window, board.from_date[(date - link.min_days + 1) as usize]);
    }
    if link.max_days != u32::MAX {
        let first = date.saturating_sub(link.max_days);
        window.from = window.from.max(board.from_date[first as usize]);
    }
}

/// The first slot so many dates after a date.
fn first_on(board: &Board, date: u32, days: u32) -> u32 {
    let at = (date.saturating_add(days) as usize).min(board.from_date.len() - 1);
    board.from_date[at]
}

fn end_before(window: &mut Window, past: u32) {
    if past == 0 {
        *window = NEVER;
    } else {
        window.until = window.until.min(past - 1);
    }
}

/// What must come before a task that is nowhere must come before what comes after it.
#[cold]
fn beyond_holes(
    plan: &Plan<'_>,
    task: usize,
    (before, after): (bool, bool),
    own: u32,
    window: &mut Window,
) {
    let board = plan.board;
    let reached = |backwards: bool| {
        let mut seen = vec![false; plan.spots.len()];
        let mut holes = vec![task];
        let mut reached = Vec::new();
        while let Some(hole) = holes.pop() {
            let source = &board.tasks[hole];
            let part = if backwards {
                source.before
            } else {
                source.after
            };
            for link in board.links[part.range()].iter().filter(|link| link.through) {
                let other = link.other as usize;
                if std::mem::replace(&mut seen[other], true) {
                    continue;
                }
                if !plan.spots[other].is_somewhere() {
                    holes.push(other);
                } else if hole != task {
                    reached.push(other);
                }
            }
        }
        reached
    };
    if before {
        for other in reached(true) {
            window.from = window.from.max(plan.sessions[other].1);
        }
    }
    if after {
        for other in reached(false) {
            let start = plan.spots[other].start;
            if start < own {
                *window = NEVER;
                return;
            }
            window.until = window.until.min(start - own);
        }
    }
}
