//! Finds timetables that mend a disrupted one, and chooses among them.

use super::disruption::{Disrupted, is_past, published};
use super::narrow::{Freedom, narrow, unholdable};
use super::pool::Pool;
use super::rings::rings;
use super::{Mended, RepairKind, hands};
use crate::assignment::Timetable;
use crate::check::check;
use crate::explain::Unassigned;
use crate::problem::{Key, Problem, ProblemFault, Standing};
use crate::search::{Control, Effort, Progress, solve};
use std::collections::BTreeSet;

/// Steps for each activity that may move; a search takes that many, or all that it may.
const STEPS_EACH: u64 = 400;
/// Steps that the smallest search takes.
const LEAST_STEPS: u64 = 2_000;
/// A search over everything is worth its while only with so many steps for each activity: it
/// begins with an empty timetable.
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
    before: &'a Problem,
    disrupted: &'a Disrupted,
    effort: &'a Effort,
    progress: &'a mut (dyn FnMut(&Progress) -> Control + Send),
    /// The published timetable without what was hit or cannot stand.
    standing: Timetable,
    rings: Vec<BTreeSet<Key>>,
    pool: Pool,
    steps: u64,
    stopped: bool,
}

impl<'a> Search<'a> {
    pub(super) fn new(
        before: &'a Problem,
        disrupted: &'a Disrupted,
        effort: &'a Effort,
        progress: &'a mut (dyn FnMut(&Progress) -> Control + Send),
    ) -> Result<Self, Vec<ProblemFault>> {
        let problem = &disrupted.problem;
        let mut standing = published(problem);
        let mut loose = unholdable(problem)?;
        let broken = check(problem, &standing)?.violations;
        loose.extend(broken.into_iter().flat_map(|one| one.activities));
        loose.extend(disrupted.hit.iter().cloned());
        let may_move: BTreeSet<Key> = problem
            .activities
            .iter()
            .filter(|one| one.standing == Standing::Free && !is_past(problem, one))
            .map(|one| one.key.clone())
            .collect();
        loose.retain(|key| may_move.contains(key));
        standing.assignments.retain(|key, _| !loose.contains(key));
        Ok(Self {
            before,
            disrupted,
            effort,
            progress,
            standing,
            rings: rings(problem, &loose),
            pool: Pool::default(),
            steps: 0,
            stopped: false,
        })
    }

    pub(super) fn run(mut self) -> Result<Found, Vec<ProblemFault>> {
        let nothing_to_do = self.rings[0].is_empty();
        if nothing_to_do && self.disrupted.concerned.is_empty() {
            return Ok(self.found());
        }
        if nothing_to_do {
            // What was hit is gone, and nothing needs another place.
            let standing = self.standing.clone();
            self.keep(standing, &[])?;
            self.rings = rings(&self.disrupted.problem, &self.disrupted.concerned);
        } else {
            self.same_time()?;
        }
        let widest = self.widen()?;
        self.cheaper(widest)?;
        self.better(widest)?;
        self.anew()?;
        Ok(self.found())
    }

    /// Other hands at the same time, and another time for what finds none.
    fn same_time(&mut self) -> Result<(), Vec<ProblemFault>> {
        let hit = self.rings[0].clone();
        let standing = self.standing.clone();
        let freedom = Freedom {
            free: &hit,
            same_time: true,
            count_changes: false,
        };
        let Some((mut held, reasons)) = self.attempt(&standing, &freedom)? else {
            return Ok(());
        };
        let left = without_place(&hit, &held);
        if left.is_empty() {
            let familiar = hands::familiar(&self.disrupted.problem, &held)?;
            self.keep(held, &[])?;
            return self.keep(familiar, &[]);
        }
        held.assignments.retain(|key, _| !left.contains(key));
        let freedom = Freedom {
            free: &left,
            same_time: false,
            count_changes: false,
        };
        match self.attempt(&held, &freedom)? {
            None => self.keep(held, &reasons),
            Some((moved, reasons)) => {
                let familiar = hands::familiar(&self.disrupted.problem, &moved)?;
                self.keep(moved, &reasons)?;
                self.keep(familiar, &reasons)
            }
        }
    }

    /// Ring by ring until everything that was hit has a place; the number of the last one.
    fn widen(&mut self) -> Result<usize, Vec<ProblemFault>> {
        for at in 0..self.rings.len() {
            if self.stopped || self.is_complete() {
                return Ok(at.saturating_sub(1));
            }
            let free = self.rings[at].clone();
            let freedom = Freedom {
                free: &free,
                same_time: false,
                count_changes: true,
            };
            let standing = self.standing.clone();
            if let Some((found, reasons)) = self.attempt(&standing, &freedom)? {
                let familiar = hands::familiar(&self.disrupted.problem, &found)?;
                self.keep(familiar, &reasons)?;
            }
        }
        Ok(self.rings.len() - 1)
    }

    /// Whether some timetable has everything that was to be held.
    fn is_complete(&self) -> bool {
        let gone = self.disrupted.hit.iter().filter(|key| {
            let mut activities = self.disrupted.problem.activities.iter();
            !activities.any(|one| one.key == **key)
        });
        let dropped = self.pool.fewest_dropped();
        dropped.is_some_and(|dropped| dropped as usize <= gone.count())
    }

    /// A few rings by the template's own weights, in which interpreters' money counts.
    fn cheaper(&mut self, narrowest: usize) -> Result<(), Vec<ProblemFault>> {
        let last = self.rings.len().min(narrowest + 1 + RINGS_FOR_MONEY);
        for at in narrowest..last {
            let free = self.rings[at].clone();
            let standing = self.standing.clone();
            self.weighed(&standing, &free)?;
        }
        Ok(())
    }

    /// Wider rings around the best so far.
    fn better(&mut self, narrowest: usize) -> Result<(), Vec<ProblemFault>> {
        let first = narrowest + 1 + RINGS_FOR_MONEY;
        let last = self.rings.len().saturating_sub(1);
        for at in (first..last).take(RINGS_FOR_WORTH) {
            if let Some(best) = self.pool.best(RepairKind::BestPlan) {
                let best = best.timetable.clone();
                let free = self.rings[at].clone();
                self.weighed(&best, &free)?;
            }
        }
        Ok(())
    }

    /// Everything, where the effort is worth it.
    fn anew(&mut self) -> Result<(), Vec<ProblemFault>> {
        let all = self.rings.last().cloned().unwrap_or_default();
        if self.effort.steps / STEPS_EACH_ANEW >= all.len() as u64 {
            let standing = self.standing.clone();
            self.weighed(&standing, &all)?;
        }
        Ok(())
    }

    fn weighed(
        &mut self,
        around: &Timetable,
        free: &BTreeSet<Key>,
    ) -> Result<(), Vec<ProblemFault>> {
        let freedom = Freedom {
            free,
            same_time: false,
            count_changes: false,
        };
        match self.attempt(around, &freedom)? {
            Some((found, reasons)) => self.keep(found, &reasons),
            None => Ok(()),
        }
    }

    /// One search; `None` once the listener has stopped it all.
    fn attempt(
        &mut self,
        around: &Timetable,
        freedom: &Freedom<'_>,
    ) -> Result<Option<(Timetable, Vec<Unassigned>)>, Vec<ProblemFault>> {
        if self.stopped || freedom.free.is_empty() {
            return Ok(None);
        }
        let problem = narrow(&self.disrupted.problem, around, freedom);
        let wanted = (freedom.free.len() as u64 * STEPS_EACH).max(LEAST_STEPS);
        let effort = Effort {
            seed: self.effort.seed,
            steps: wanted.min(self.effort.steps),
        };
        let taken = self.steps;
        let listener = &mut self.progress;
        let solution = solve(&problem, &effort, &mut |progress| {
            listener(&Progress {
                step: taken + progress.step,
                steps: taken + progress.steps,
                ..*progress
            })
        })?;
        self.steps += solution.steps;
        self.stopped = solution.stopped;
        Ok(Some((solution.timetable, solution.unassigned)))
    }

    fn keep(
        &mut self,
        timetable: Timetable,
        reasons: &[Unassigned],
    ) -> Result<(), Vec<ProblemFault>> {
        self.pool
            .keep(self.before, self.disrupted, timetable, reasons)
    }

    fn found(&self) -> Found {
        Found {
            alternatives: self.pool.chosen(),
            steps: self.steps,
            stopped: self.stopped,
        }
    }
}

/// Those that a timetable does not hold.
fn without_place(keys: &BTreeSet<Key>, timetable: &Timetable) -> BTreeSet<Key> {
    let has_place = |key: &&Key| timetable.assignments.contains_key(*key);
    keys.iter().filter(|key| !has_place(key)).cloned().collect()
}
