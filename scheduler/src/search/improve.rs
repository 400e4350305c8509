//! Betters a plan by simulated annealing: small changes, worse ones taken while it is warm.
//!
//! Which [`Style`] suits a problem is found out by short trials. A long effort is walked by two
//! streams with their own dice, each its half of the steps: now and then both go on from the better
//! of their plans. The streams are two on any machine; threads only decide whether they run side by
//! side.

use super::construct;
use super::groups::Groups;
use super::moves;
use super::run::Run;
use super::temper::Temper;
use super::windows::Windows;
use std::sync::atomic::{AtomicBool, Ordering};

/// The rate is looked at after so many steps.
const STAGE: u64 = 8192;
/// Changes that are tried to learn what a change costs.
const PROBES: u64 = 2000;
/// Efforts from so many steps on are worth two streams, and trials.
const WORTH_STREAMS: u64 = 1_000_000;
const WORTH_TRIALS: u64 = 3_000_000;
/// A trial is this part of the effort.
const TRIAL: u64 = 16;
/// How often the streams compare their plans.
const MEETINGS: u64 = 16;

/// A way to search.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    /// How often of 256 a start is sought beside what else the people do, or an interpreter does.
    pub(crate) near_people: u16,
    pub(crate) near_interpreter: u16,
    /// How often of 1.024 a handful of tasks is set anew.
    pub(crate) repack: u16,
    /// How often a worse plan is taken at first and at last, of 10.000 steps.
    pub(crate) hot: u64,
    pub(crate) cold: u64,
}

impl Style {
    /// Leaves alone what stands well.
    pub(super) const MENDING: Self = Self {
        near_people: 32,
        near_interpreter: 160,
        repack: 8,
        hot: 5,
        cold: 1,
    };
}

/// What is tried. Where money comes in large pieces (an interpreter's day) a warm search that packs
/// days finds what a cold one cannot; where it comes in small ones the cold one is there sooner.
const STYLES: [Style; 3] = [
    Style {
        near_people: 32,
        near_interpreter: 160,
        repack: 32,
        hot: 180,
        cold: 8,
    },
    Style {
        near_people: 32,
        near_interpreter: 160,
        repack: 32,
        hot: 400,
        cold: 10,
    },
    Style {
        near_people: 32,
        near_interpreter: 160,
        repack: 4,
        hot: 40,
        cold: 4,
    },
];

/// Spends what is left of the effort.
pub(crate) fn improve(run: &mut Run<'_, '_>, windows: &Windows, groups: &Groups, threads: usize) {
    if groups.free.is_empty() || run.step >= run.steps {
        return;
    }
    let effort = run.steps.saturating_sub(run.step);
    let (style, warmth) = warm_up(run, windows, groups);
    if effort < WORTH_STREAMS {
        let mut schedule = Schedule::new(style, warmth, run.steps.saturating_sub(run.step));
        anneal(run, groups, &mut schedule, u64::MAX);
    } else {
        streams(run, groups, style, warmth, threads);
    }
}

/// Completes the plan and finds out what suits the problem: a style, and what changes cost.
pub(crate) fn warm_up(run: &mut Run<'_, '_>, windows: &Windows, groups: &Groups) -> (Style, i64) {
    let warmth = complete(run, groups, windows);
    let effort = run.steps.saturating_sub(run.step);
    let style = if run.is_mending {
        Style::MENDING
    } else if effort < WORTH_TRIALS {
        STYLES[0]
    } else {
        best_style(run, groups, warmth, effort / TRIAL)
    };
    (style, warmth)
}

/// A falling rate at which worse plans are taken, and the temperature that keeps it.
#[derive(Clone)]
pub(crate) struct Schedule {
    style: Style,
    temper: Temper,
    /// In 1/2^40 of the steps.
    rate: u64,
    /// What the rate is multiplied by after each stage, in 1/2^32.
    ratio: u64,
    stage: u64,
    left: u64,
    all: u64,
}

impl Schedule {
    pub(crate) fn new(style: Style, warmth: i64, steps: u64) -> Self {
        let stage = STAGE.min(steps / 64 + 1);
        let of = |per_myriad: u64| per_myriad * (1 << 40) / 10_000;
        Self {
            style,
            temper: Temper::new(warmth),
            rate: of(style.hot),
            ratio: ratio(of(style.hot), of(style.cold), steps / stage),
            stage,
            left: steps,
            all: steps,
        }
    }

    /// Whether little is left, so that the best plan is the one to go on from.
    pub(crate) const fn is_cool(&self) -> bool {
        self.left < self.all / 3
    }
}

/// The largest ratio by which a rate falls to another in so many stages.
fn ratio(hot: u64, cold: u64, stages: u64) -> u64 {
    let (mut low, mut high) = (0, 1_u64 << 32);
    while low + 1 < high {
        let middle = u64::midpoint(low, high);
        if power(hot, middle, stages) <= cold {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

/// A rate after so many stages, by repeated squaring.
fn power(rate: u64, ratio: u64, stages: u64) -> u64 {
    let scaled = |one: u64, other: u64| {
        u64::try_from((u128::from(one) * u128::from(other)) >> 32).unwrap_or(u64::MAX)
    };
    let (mut rate, mut ratio, mut left) = (rate, ratio, stages);
    while left > 0 {
        if left & 1 == 1 {
            rate = scaled(rate, ratio);
        }
        ratio = scaled(ratio, ratio);
        left >>= 1;
    }
    rate
}

/// Walks on along a schedule for so many steps at most.
pub(crate) fn anneal(run: &mut Run<'_, '_>, groups: &Groups, schedule: &mut Schedule, steps: u64) {
    let mut left = schedule.left.min(steps);
    while left > 0 && run.checkpoint() {
        let length = schedule.stage.min(left);
        let (from, until) = (run.step, run.step + length);
        let mut worse = 0;
        while run.step < until {
            let limit = schedule.temper.limit(&mut run.rng);
            let cost = run.plan.cost;
            moves::attempt(run, groups, &schedule.style, limit);
            worse += u64::from(run.plan.cost > cost);
            run.remember();
            run.step += 1;
        }
        // A long move may take more steps than one.
        let taken = run.step - from;
        schedule
            .temper
            .hold(worse, ((schedule.rate >> 10) * taken) >> 14);
        schedule.rate = power(schedule.rate, schedule.ratio, 1);
        left = left.saturating_sub(taken);
        schedule.left = schedule.left.saturating_sub(taken);
    }
}

/// The style whose trial ends best.
fn best_style(run: &mut Run<'_, '_>, groups: &Groups, warmth: i64, steps: u64) -> Style {
    let start = run.plan.clone();
    let mut best = (u32::MAX, i64::MAX, STYLES[0]);
    let mut plan = run.plan.clone();
    for style in STYLES {
        run.go_to(start.clone());
        anneal(
            run,
            groups,
            &mut Schedule::new(style, warmth, steps),
            u64::MAX,
        );
        let rank = (run.plan.unassigned, run.plan.cost);
        if rank < (best.0, best.1) {
            best = (rank.0, rank.1, style);
            plan.clone_from(&run.plan);
        }
    }
    run.go_to(plan);
    best.2
}

/// Two streams that meet now and then.
fn streams(run: &mut Run<'_, '_>, groups: &Groups, style: Style, warmth: i64, threads: usize) {
    let each = run.steps.saturating_sub(run.step) / 2;
    let mut schedule = Schedule::new(style, warmth, each);
    let mut other_schedule = schedule.clone();
    let stop = AtomicBool::new(false);
    let mut listener = |_: &super::Progress| {
        if stop.load(Ordering::Relaxed) {
            super::Control::Stop
        } else {
            super::Control::Continue
        }
    };
    let mut other = run.twin(&mut listener);
    let segment = each / MEETINGS + 1;
    while schedule.left > 0 && !run.stopped {
        if threads > 1 {
            std::thread::scope(|scope| {
                scope.spawn(|| anneal(&mut other, groups, &mut other_schedule, segment));
                anneal(run, groups, &mut schedule, segment);
                if run.stopped {
                    stop.store(true, Ordering::Relaxed);
                }
            });
        } else {
            anneal(run, groups, &mut schedule, segment);
            if !run.stopped {
                anneal(&mut other, groups, &mut other_schedule, segment);
            }
        }
        // What the other found while this one was stopped depends on the machine.
        if !run.stopped {
            run.meet(&mut other);
        }
    }
}

/// What the temperature is at first, in cost: a part of the mean cost of a change for the worse.
/// Weights are the caller's, so it is found out by trying some.
pub(super) fn probe(run: &mut Run<'_, '_>, groups: &Groups) -> i64 {
    let (mut sum, mut n) = (0, 0);
    for turn in 0..PROBES.min(run.steps / 8) {
        let cost = run.plan.cost;
        let unassigned = run.plan.unassigned;
        moves::attempt(run, groups, &STYLES[0], i64::MAX);
        let worse = run.plan.cost - cost;
        if worse > 0 && unassigned == run.plan.unassigned {
            sum += worse;
            n += 1;
        }
        run.remember();
        run.step += 1;
        if turn % 20 == 19 {
            run.return_to_best();
        }
    }
    run.return_to_best();
    (sum / n.max(1) / 6).max(1)
}

/// Keeps the plan warm until everything has a place; what does not come right is begun anew. Half
/// of the effort is spent on it at most. Says how warm a search may begin.
pub(crate) fn complete(run: &mut Run<'_, '_>, groups: &Groups, windows: &Windows) -> i64 {
    let warmth = probe(run, groups);
    let warm = if run.is_mending { warmth / 8 } else { warmth };
    let temper = Temper::new(warm);
    let (until, round) = (run.steps / 2, run.steps / 10);
    while run.best_rank().0 > 0 && run.step < until {
        let begun = run.step;
        while run.best_rank().0 > 0 && run.step < begun + round {
            if !run.checkpoint() {
                return warmth;
            }
            let limit = temper.limit(&mut run.rng);
            moves::attempt(run, groups, &STYLES[0], limit);
            run.remember();
            run.step += 1;
        }
        if run.best_rank().0 > 0 && run.step < until {
            run.clear();
            construct::construct(run, windows, groups);
        }
    }
    run.return_to_best();
    warmth
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schedule_ends_at_its_cold_rate() {
        let schedule = Schedule::new(STYLES[1], 100, 4_000_000);
        let stages = schedule.left / schedule.stage;
        let last = power(schedule.rate, schedule.ratio, stages);
        let wanted = STYLES[1].cold * (1 << 40) / 10_000;
        assert!(
            (wanted * 99 / 100..=wanted).contains(&last),
            "{last} {wanted}"
        );
    }
}
