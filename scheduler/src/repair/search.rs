//! Finds plans that mend a disrupted timetable, and chooses among them.

use super::disruption::Disrupted;
use super::ground::Ground;
use super::narrow::{Freedom, narrow};
use super::pool::Pool;
use super::rings::rings;
use super::{Mended, RepairKind};
use crate::kernel::Spot;
use crate::problem::{Key, Problem};
use crate::search::groups::Groups;
use crate::search::mend;
use crate::search::run::Run;
use crate::search::{Control, Effort, Progress};
use std::collections::BTreeSet;

/// Steps for each activity that may move; a search takes that many, or all that it may.
const STEPS_EACH: u64 = 1_000;
/// Steps that the smallest search takes.
const LEAST_STEPS: u64 = 4_000;
/// A search over everything is worth its while only with so many steps for each activity.
const STEPS_EACH_ANEW: u64 = 1_000;
/// Rings around the narrowest one that suffices, in which to look for something cheaper.
const RINGS_FOR_MONEY: usize = 2;
/// The same for something better.
const RINGS_FOR_WORTH: usize = 2;

/// What was found in all.
pub(super) struct Found {
    pub(super) alternatives: Vec<Mended>,
    pub(super) steps: u64,
    pub(super) stopped: bool,
}

/// A repair under way.
pub(super) struct Search<'a> {
    disrupted: &'a Disrupted,
    effort: &'a Effort,
    progress: &'a mut (dyn FnMut(&Progress) -> Control + Send),
    ground: Ground<'a>,
    /// The published timetable without what was hit or cannot stand.
    standing: Vec<Spot>,
    rings: Vec<Vec<usize>>,
    /// Whether anything that is still to be held must have another place.
    is_hit: bool,
    pool: Pool<'a>,
    steps: u64,
    stopped: bool,
}

impl<'a> Search<'a> {
    /// `broken` is what breaks a rule where it is published.
    pub(super) fn new(
        before: &'a Problem,
        disrupted: &'a Disrupted,
        broken: &BTreeSet<Key>,
        effort: &'a Effort,
        progress: &'a mut (dyn FnMut(&Progress) -> Control + Send),
    ) -> Self {
        let problem = &disrupted.problem;
        let ground = Ground::new(problem);
        let mut standing = ground.published();
        let mut loose = ground.unholdable();
        loose.extend(broken.iter().cloned());
        loose.extend(disrupted.hit.iter().cloned());
        let tasks = ground.tasks(&loose);
        for task in &tasks {
            standing[*task] = Spot::NOWHERE;
        }
        let around = if tasks.is_empty() {
            // What was hit is gone: those whom that concerns may come to stand better.
            rings(problem, &disrupted.concerned)
        } else {
            rings(problem, &ground.keys(&tasks))
        };
        let rings: Vec<Vec<usize>> = around.iter().map(|ring| ground.tasks(ring)).collect();
        Self {
            disrupted,
            effort,
            progress,
            standing,
            rings,
            is_hit: !tasks.is_empty(),
            pool: Pool::new(before, disrupted),
            ground,
            steps: 0,
            stopped: false,
        }
    }

    pub(super) fn run(mut self) -> Found {
        if self.is_hit {
            self.same_time();
        } else if !self.disrupted.concerned.is_empty() {
            let standing = self.standing.clone();
            self.pool.keep(&self.ground, standing);
        }
        if self.is_hit || !self.disrupted.concerned.is_empty() {
            let widest = self.widen();
            self.cheaper(widest);
            self.better(widest);
            self.anew();
        }
        Found {
            alternatives: self.pool.chosen(&self.ground),
            steps: self.steps,
            stopped: self.stopped,
        }
    }

    /// Other hands at the same time, and another time for what finds none.
    fn same_time(&mut self) {
        let hit = self.rings[0].clone();
        let standing = self.standing.clone();
        let freedom = Freedom {
            free: &hit,
            same_time: true,
            count_changes: false,
        };
        let Some(held) = self.attempt(&standing, &freedom) else {
            return;
        };
        let left: Vec<usize> = hit
            .iter()
            .copied()
            .filter(|task| !held[*task].is_somewhere())
            .collect();
        let freedom = Freedom {
            free: &left,
            same_time: false,
            count_changes: false,
        };
        let found = self.attempt(&held, &freedom).unwrap_or(held);
        self.pool.keep(&self.ground, found);
    }

    /// Ring by ring until everything that was hit has a place; the number of the last one.
    fn widen(&mut self) -> usize {
        let gone = self.disrupted.hit.iter().filter(|key| {
            let mut activities = self.disrupted.problem.activities.iter();
            !activities.any(|one| one.key == **key)
        });
        let gone = gone.count();
        for at in 0..self.rings.len() {
            if self.stopped || self.pool.has(gone) {
                return at.saturating_sub(1);
            }
            let free = self.rings[at].clone();
            let freedom = Freedom {
                free: &free,
                same_time: false,
                count_changes: true,
            };
            let standing = self.standing.clone();
            if let Some(found) = self.attempt(&standing, &freedom) {
                self.pool.keep(&self.ground, found);
            }
        }
        self.rings.len() - 1
    }

    /// A few rings by the template's own weights, in which interpreters' money counts.
    fn cheaper(&mut self, narrowest: usize) {
        let last = self.rings.len().min(narrowest + 1 + RINGS_FOR_MONEY);
        for at in narrowest..last {
            let standing = self.standing.clone();
            self.weighed(&standing, at);
        }
    }

    /// Wider rings around the best so far.
    fn better(&mut self, narrowest: usize) {
        let first = narrowest + 1 + RINGS_FOR_MONEY;
        let last = self.rings.len().saturating_sub(1);
        for at in (first..last).take(RINGS_FOR_WORTH) {
            if let Some(best) = self.pool.best(RepairKind::BestPlan) {
                self.weighed(&best, at);
            }
        }
    }

    /// Everything, where the effort is worth it.
    fn anew(&mut self) {
        let all = self.rings.len() - 1;
        if self.effort.steps / STEPS_EACH_ANEW >= self.rings[all].len() as u64
            && let Some(best) = self.pool.best(RepairKind::BestPlan)
        {
            self.weighed(&best, all);
        }
    }

    fn weighed(&mut self, around: &[Spot], ring: usize) {
        let free = self.rings[ring].clone();
        let freedom = Freedom {
            free: &free,
            same_time: false,
            count_changes: false,
        };
        if let Some(found) = self.attempt(around, &freedom) {
            self.pool.keep(&self.ground, found);
        }
    }

    /// One search; `None` where nothing may move, or the listener has stopped it all.
    fn attempt(&mut self, around: &[Spot], freedom: &Freedom<'_>) -> Option<Vec<Spot>> {
        if self.stopped || freedom.free.is_empty() {
            return None;
        }
        let wanted = (freedom.free.len() as u64 * STEPS_EACH).max(LEAST_STEPS);
        let effort = Effort {
            seed: self.effort.seed,
            steps: wanted.min(self.effort.steps),
        };
        let taken = self.steps;
        let listener = &mut self.progress;
        let mut progress = |progress: &Progress| {
            listener(&Progress {
                step: taken + progress.step,
                steps: taken + progress.steps,
                ..*progress
            })
        };
        let board = narrow(&self.ground.board, around, freedom);
        let groups = Groups::new(&board);
        let mut run = Run::new(&board, &effort, &mut progress);
        for task in freedom.free {
            if around[*task].is_somewhere() {
                run.put(*task, around[*task]);
            }
        }
        run.remember();
        mend::mend(&mut run, &groups);
        if freedom.count_changes || freedom.same_time {
            mend::give_back(&mut run, &groups);
        }
        let (step, stopped) = (run.step, run.stopped);
        let spots = run.plan.spots.clone();
        self.steps += step;
        self.stopped = stopped;
        Some(spots)
    }
}
