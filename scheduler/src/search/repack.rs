//! Takes a handful of tasks that belong together away and sets them anew: an interpreter's day, what
//! a teacher has of a series, a day of some people.

use super::cheapest;
use super::groups::Groups;
use super::run::Run;
use crate::kernel::{NONE, Plan, Spot};

/// At most so many tasks are set anew at once.
const MOST: usize = 6;

/// How often of sixteen a place is sought beside what an interpreter does, before any place is.
const BESIDE: usize = 15;

/// Tries it around a task.
pub(crate) fn repack(run: &mut Run<'_, '_>, groups: &Groups, task: usize, limit: i64) {
    let mut chosen = [0; MOST];
    let n = match run.rng.below(4) {
        0 | 1 => of_interpreter(run, task, &mut chosen),
        2 => of_teacher(&run.plan, groups, task, &mut chosen),
        _ => of_day(&run.plan, groups, task, &mut chosen),
    };
    let Some(n) = n.filter(|n| *n > 0) else {
        return;
    };
    let (unassigned, cost) = (run.plan.unassigned, run.plan.cost);
    let mut old = [Spot::NOWHERE; MOST];
    for (task, old) in chosen[..n].iter().zip(&mut old) {
        *old = run.lift(*task);
    }
    let first = run.rng.below(n);
    let mut complete = true;
    for turn in 0..n {
        let at = (first + turn) % n;
        let beside = if run.rng.below(16) < BESIDE {
            cheapest::beside_interpreters(run, chosen[at], &old[at])
        } else {
            None
        };
        let Some(spot) = beside.or_else(|| cheapest::anywhere(run, chosen[at], &old[at])) else {
            complete = false;
            break;
        };
        run.put(chosen[at], spot);
    }
    if complete && run.plan.unassigned <= unassigned && run.plan.cost - cost <= limit {
        return;
    }
    for task in &chosen[..n] {
        if run.plan.spots[*task].is_somewhere() {
            run.lift(*task);
        }
    }
    for (task, old) in chosen[..n].iter().zip(old) {
        run.put(*task, old);
    }
}

/// What an interpreter of the task does on its day.
fn of_interpreter(run: &mut Run<'_, '_>, task: usize, chosen: &mut [usize; MOST]) -> Option<usize> {
    let board = run.plan.board;
    let n = board.tasks[task].tongues.len();
    if n == 0 {
        return None;
    }
    let spot = run.plan.spots[task];
    let who = spot.interpreters[run.rng.below(n)];
    if who == NONE {
        return None;
    }
    let day = board.day_of(spot.start);
    let plan = &run.plan;
    let tasks = board.pay[usize::from(who)].tasks.iter();
    let of_day = tasks.map(|at| *at as usize).filter(|at| {
        let spot = &plan.spots[*at];
        spot.is_somewhere() && board.day_of(spot.start) == day && spot.interpreters.contains(&who)
    });
    collect(chosen, of_day, plan)
}

/// What the task's teacher has of its series.
fn of_teacher(
    plan: &Plan<'_>,
    groups: &Groups,
    task: usize,
    chosen: &mut [usize; MOST],
) -> Option<usize> {
    let board = plan.board;
    let series = board.tasks[task].series;
    if series == u32::MAX || plan.n_teachers[series as usize] < 2 {
        return None;
    }
    let staff = plan.spots[task].staff;
    let of_teacher = groups.alike(task).filter(|at| {
        let spot = &plan.spots[*at];
        board.tasks[*at].series == series && spot.staff == staff && spot.is_somewhere()
    });
    collect(chosen, of_teacher, plan)
}

/// What the task's people do together on its day.
fn of_day(
    plan: &Plan<'_>,
    groups: &Groups,
    task: usize,
    chosen: &mut [usize; MOST],
) -> Option<usize> {
    let board = plan.board;
    let day = board.day_of(plan.spots[task].start);
    let of_day = groups.alike(task).filter(|at| {
        let spot = &plan.spots[*at];
        spot.is_somewhere() && board.day_of(spot.start) == day
    });
    collect(chosen, of_day, plan)
}

/// The tasks, when all may move and they are few.
fn collect(
    chosen: &mut [usize; MOST],
    tasks: impl Iterator<Item = usize>,
    plan: &Plan<'_>,
) -> Option<usize> {
    let mut n = 0;
    for task in tasks {
        if n == MOST || !plan.board.tasks[task].is_free {
            return None;
        }
        chosen[n] = task;
        n += 1;
    }
    Some(n)
}
