//! What a day costs: a strand's lessons, an interpreter's sessions.

use super::board::{Board, Day, Pay, Strand};
use super::plan::Plan;
use crate::rules::{idle_gap, interpreter_idle};

/// The bits of a day that lie in `[from, until)`.
#[inline]
pub(crate) fn bits(day: &Day, from: u32, until: u32) -> u64 {
    super::lanes::low(until - from) << (from - day.from)
}

/// Cost of a strand's day, from the slots of its lessons.
#[inline]
pub(crate) fn strand_cost(board: &Board, strand: &Strand, day: usize, mask: u64) -> i64 {
    if mask == 0 {
        return if strand.days[day] { strand.empty } else { 0 };
    }
    let taught = i64::from(mask.count_ones()) * board.grid;
    let mut cost = 0;
    if strand.over != 0 && taught > strand.target {
        cost += (taught - strand.target) * strand.over;
    }
    if strand.gap != 0 {
        let holes = idle_gap::holes(mask);
        if holes != 0 {
            let lunch = strand.lunch_slots.map(|lunch| {
                let day = &board.days[day];
                (lunch, day_offset(board, day))
            });
            cost += idle_gap::slots_waiting(holes, lunch) * board.grid * strand.gap;
        }
    }
    cost
}

/// Slots from midnight to the first slot of a day.
#[inline]
fn day_offset(board: &Board, day: &Day) -> u32 {
    board.real[day.from as usize] - day.date * board.slots_per_date
}

/// Cost of a strand's day, from its lessons.
pub(crate) fn strand_cost_by_row(
    strand: &Strand,
    day: usize,
    midnight: i64,
    row: &[(i64, i64)],
) -> i64 {
    if row.is_empty() {
        return if strand.days[day] { strand.empty } else { 0 };
    }
    let taught: i64 = row.iter().map(|(from, until)| until - from).sum();
    (taught - strand.target).max(0) * strand.over
        + idle_gap::minutes_waiting(row, strand.lunch, midnight) * strand.gap
}

/// Cost of a day of an interpreter who comes in person, from the slots of the sessions.
#[inline]
pub(crate) fn pay_cost(board: &Board, pay: &Pay, mask: u64) -> i64 {
    if mask == 0 {
        return 0;
    }
    if pay.per_hour == 0 || pay.idle == 0 {
        return pay.callout;
    }
    let slots = 64 - mask.leading_zeros() - mask.trailing_zeros();
    let minutes = i64::from(slots) * board.grid;
    let worked = i64::from(mask.count_ones()) * board.grid;
    let idle = (interpreter_idle::paid_minutes(pay.minimum, minutes) - worked).max(0);
    pay.callout + idle * pay.per_hour / 60 * pay.idle
}

/// Cost of a day of any interpreter, from the sessions.
pub(crate) fn pay_cost_by_row(pay: &Pay, row: &[(i64, i64)]) -> i64 {
    if row.is_empty() {
        return 0;
    }
    let worked: i64 = row.iter().map(|(from, until)| until - from).sum();
    let paid: i64 = if pay.on_site {
        let first = row.iter().map(|one| one.0).min().unwrap_or(0);
        let last = row.iter().map(|one| one.1).max().unwrap_or(0);
        interpreter_idle::paid_minutes(pay.minimum, last - first)
    } else {
        row.iter()
            .map(|(from, until)| interpreter_idle::paid_minutes(pay.minimum, until - from))
            .sum()
    };
    let callout = if pay.on_site { pay.callout } else { 0 };
    callout + (paid - worked).max(0) * pay.per_hour / 60 * pay.idle
}

/// The lessons of a strand on a day, by minute, without one task.
pub(crate) fn strand_row(
    plan: &Plan<'_>,
    strand: &Strand,
    day: usize,
    without: usize,
) -> Vec<(i64, i64)> {
    let board = plan.board;
    let mut row: Vec<(i64, i64)> = strand
        .tasks
        .iter()
        .map(|task| *task as usize)
        .filter(|task| *task != without)
        .filter(|task| stands_on(plan, *task, day))
        .map(|task| {
            let start = board.minute(plan.spots[task].start);
            (start, start + i64::from(board.tasks[task].minutes))
        })
        .collect();
    row.sort_unstable();
    row
}

/// The sessions of an interpreter on a day, by minute, without one task.
pub(crate) fn pay_row(plan: &Plan<'_>, who: usize, day: usize, without: usize) -> Vec<(i64, i64)> {
    let board = plan.board;
    let mut row: Vec<(i64, i64)> = board.pay[who]
        .tasks
        .iter()
        .map(|task| *task as usize)
        .filter(|task| *task != without && stands_on(plan, *task, day))
        .filter(|task| {
            plan.spots[*task]
                .interpreters
                .iter()
                .any(|one| usize::from(*one) == who)
        })
        .map(|task| board.hold_minutes(task, &plan.spots[task]))
        .collect();
    row.sort_unstable();
    row
}

fn stands_on(plan: &Plan<'_>, task: usize, day: usize) -> bool {
    let spot = &plan.spots[task];
    spot.is_somewhere() && plan.board.day_of(spot.start) == day
}
