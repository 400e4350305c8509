//! What a move would cost, without making it.

use super::board::{Board, NONE, Spot};
use super::days;
use super::plan::{Plan, session_idle};
use crate::rules::moved_session;

/// What a task costs at a spot, whatever the rest of the plan.
#[inline]
pub(crate) fn of_one(board: &Board, task: usize, spot: &Spot) -> i64 {
    let site = board.site(task, spot);
    let mut cost = site.cost + i64::from(board.tables[(site.table + spot.start) as usize]);
    if board.tasks[task].has_base {
        cost += of_change(board, task, spot);
    }
    cost
}

/// What it costs to stand elsewhere than published.
pub(crate) fn of_change(board: &Board, task: usize, spot: &Spot) -> i64 {
    let Some(base) = &board.bases[task] else {
        return 0;
    };
    if base.weight == 0 || base.spot.as_ref() == Some(spot) {
        return 0;
    }
    let nearer = base.minute.min(board.minute(spot.start));
    moved_session::points(board.now, nearer) * base.weight
}

/// What the plan would cost more if a task stood at a spot instead of where it stands, which may be
/// nowhere.
#[inline]
pub(crate) fn delta(plan: &Plan<'_>, task: usize, then: &Spot) -> i64 {
    let board = plan.board;
    let source = &board.tasks[task];
    let now = &plan.spots[task];
    let mut delta = of_one(board, task, then);
    if now.is_somewhere() {
        delta -= of_one(board, task, now);
    }
    if source.strands.len() > 0 && now.start != then.start {
        delta += lessons(plan, task, then);
    }
    if source.tongues.len() > 0 {
        delta += interpreters(plan, task, then);
    }
    if source.series != u32::MAX {
        delta += series(plan, source.series as usize, now, then);
    }
    delta
}

#[inline]
fn lessons(plan: &Plan<'_>, task: usize, then: &Spot) -> i64 {
    let board = plan.board;
    let source = &board.tasks[task];
    let now = &plan.spots[task];
    let day = board.day_of(then.start);
    let session = board.site(task, then).session;
    let old_day = if now.is_somewhere() {
        board.day_of(now.start)
    } else {
        usize::MAX
    };
    let mut delta = 0;
    for strand in &board.indices[source.strands.range()] {
        let first = *strand as usize * board.days.len();
        let strand = &board.strands[*strand as usize];
        if !strand.is_even {
            delta += lessons_by_row(plan, task, then, (first, old_day));
            continue;
        }
        let add = days::bits(&board.days[day], then.start, then.start + session);
        let mut mask = plan.strand_masks[first + day];
        if old_day == usize::MAX {
            delta += days::strand_cost(board, strand, day, mask | add);
        } else {
            let span = board.site(task, now).session;
            let remove = days::bits(&board.days[old_day], now.start, now.start + span);
            if old_day == day {
                mask &= !remove;
            } else {
                let left = plan.strand_masks[first + old_day] & !remove;
                delta += days::strand_cost(board, strand, old_day, left)
                    - plan.strand_costs[first + old_day];
            }
            delta += days::strand_cost(board, strand, day, mask | add);
        }
        delta -= plan.strand_costs[first + day];
    }
    delta
}

#[cold]
fn lessons_by_row(
    plan: &Plan<'_>,
    task: usize,
    then: &Spot,
    (first, old_day): (usize, usize),
) -> i64 {
    let board = plan.board;
    let strand = &board.strands[first / board.days.len()];
    let day = board.day_of(then.start);
    let midnight = |day: usize| i64::from(board.days[day].date) * 24 * 60;
    let mut delta = 0;
    if old_day != usize::MAX && old_day != day {
        let row = days::strand_row(plan, strand, old_day, task);
        delta += days::strand_cost_by_row(strand, old_day, midnight(old_day), &row)
            - plan.strand_costs[first + old_day];
    }
    let mut row = days::strand_row(plan, strand, day, task);
    let start = board.minute(then.start);
    row.push((start, start + i64::from(board.tasks[task].minutes)));
    row.sort_unstable();
    delta + days::strand_cost_by_row(strand, day, midnight(day), &row)
        - plan.strand_costs[first + day]
}

/// One interpreter on one day: what goes and what comes.
#[derive(Clone, Copy, Default)]
struct Change {
    who: u16,
    day: u16,
    /// Slots of sessions that go and come.
    remove: u64,
    add: u64,
    /// Idle minutes of sessions paid alone that come, less those that go.
    idle: i64,
}

#[inline]
fn interpreters(plan: &Plan<'_>, task: usize, then: &Spot) -> i64 {
    let board = plan.board;
    let n = board.tasks[task].tongues.len();
    let now = &plan.spots[task];
    if now.start == then.start
        && now.interpreters[..n] == then.interpreters[..n]
        && now.site == then.site
    {
        return 0;
    }
    let mut changes = [Change::default(); 2 * crate::problem::MAX_LANGUAGES];
    let mut len = 0;
    if now.is_somewhere() {
        collect(board, task, now, false, &mut changes, &mut len);
    }
    collect(board, task, then, true, &mut changes, &mut len);
    let mut delta = 0;
    for change in &changes[..len] {
        let who = usize::from(change.who);
        let pay = &board.pay[who];
        let at = who * board.days.len() + usize::from(change.day);
        let cost = if !pay.on_site {
            (plan.pay_idle[at] + change.idle) * pay.per_hour / 60 * pay.idle
        } else if pay.is_even {
            let mask = (plan.pay_masks[at] & !change.remove) | change.add;
            days::pay_cost(board, pay, mask)
        } else {
            let mut row = days::pay_row(plan, who, usize::from(change.day), task);
            let comes = then.interpreters[..n].contains(&change.who);
            if comes && board.day_of(then.start) == usize::from(change.day) {
                row.push(board.hold_minutes(task, then));
                row.sort_unstable();
            }
            days::pay_cost_by_row(pay, &row)
        };
        delta += cost - plan.pay_costs[at];
    }
    delta
}

#[inline]
fn collect(
    board: &Board,
    task: usize,
    spot: &Spot,
    comes: bool,
    changes: &mut [Change],
    len: &mut usize,
) {
    let site = board.site(task, spot);
    let day = board.day_of[spot.start as usize];
    let (from, until) = board.hold(site, spot.start);
    for who in &spot.interpreters[..board.tasks[task].tongues.len()] {
        if *who == NONE {
            continue;
        }
        let known = changes[..*len]
            .iter()
            .position(|change| change.who == *who && change.day == day);
        let at = known.unwrap_or_else(|| {
            changes[*len] = Change {
                who: *who,
                day,
                ..Change::default()
            };
            *len += 1;
            *len - 1
        });
        let change = &mut changes[at];
        let pay = &board.pay[usize::from(*who)];
        if !pay.on_site {
            let idle = session_idle(pay.minimum, i64::from(site.held_minutes));
            change.idle += if comes { idle } else { -idle };
        } else if pay.is_even {
            let bits = days::bits(&board.days[usize::from(day)], from, until);
            if comes {
                change.add |= bits;
            } else {
                change.remove |= bits;
            }
        }
    }
}

#[inline]
fn series(plan: &Plan<'_>, series: usize, now: &Spot, then: &Spot) -> i64 {
    let board = plan.board;
    let mut delta = 0;
    if now.staff != then.staff {
        let counts = &plan.teachers[series * board.n_staff..(series + 1) * board.n_staff];
        delta += kinds(counts, plan.n_teachers[series], now.staff, then.staff)
            * board.teacher_change[series];
    }
    if now.room != then.room && board.room_change[series] != 0 {
        let counts = &plan.rooms[series * board.n_rooms..(series + 1) * board.n_rooms];
        delta +=
            kinds(counts, plan.n_rooms[series], now.room, then.room) * board.room_change[series];
    }
    delta
}

/// What a change from one to another does to the number of kinds beyond the first.
#[inline]
fn kinds(counts: &[u16], n: u16, now: u16, then: u16) -> i64 {
    let gone = now != NONE && counts[usize::from(now)] == 1;
    let new = then != NONE && counts[usize::from(then)] == 0;
    let after = i64::from(n) - i64::from(gone) + i64::from(new);
    (after - 1).max(0) - (i64::from(n) - 1).max(0)
}
