//! A search under way: the plan it works on, the best plan so far, its budget and its listener.

use super::rng::Rng;
use super::{Control, Effort, Phase, Progress};
use crate::kernel::{Board, Plan, Spot};

/// A report is due after so many steps.
const REPORT_EVERY: u64 = 8192;

/// Who hears of the progress and may stop the search.
pub(crate) type Listener<'r> = &'r mut (dyn FnMut(&Progress) -> Control + Send);

/// A search under way.
pub(crate) struct Run<'r, 'b> {
    pub(crate) plan: Plan<'b>,
    pub(crate) rng: Rng,
    pub(crate) step: u64,
    pub(crate) steps: u64,
    pub(crate) stopped: bool,
    /// Whether most of the plan stands where it is published: what is mended should stay cool.
    pub(crate) is_mending: bool,
    progress: Listener<'r>,
    next_report: u64,
    phase: Phase,
    best: Vec<Spot>,
    best_rank: (u32, i64),
    /// Tasks that stand elsewhere than in the best plan, perhaps.
    changed: Vec<u32>,
    is_changed: Vec<bool>,
}

impl<'r, 'b> Run<'r, 'b> {
    pub(crate) fn new(board: &'b Board, effort: &Effort, progress: Listener<'r>) -> Self {
        let plan = Plan::new(board);
        Self {
            best: plan.spots.clone(),
            best_rank: (plan.unassigned, plan.cost),
            changed: Vec::with_capacity(plan.spots.len()),
            is_changed: vec![false; plan.spots.len()],
            plan,
            rng: Rng::new(effort.seed),
            step: 0,
            steps: effort.steps,
            stopped: false,
            is_mending: false,
            progress,
            next_report: 0,
            phase: Phase::Prove,
        }
    }

    /// Reports the beginning of a phase.
    pub(crate) fn report(&mut self, phase: Phase) {
        self.phase = phase;
        self.next_report = 0;
        self.checkpoint();
    }

    /// Reports when a report is due; false once the search shall stop.
    #[inline]
    pub(crate) fn checkpoint(&mut self) -> bool {
        if self.step >= self.next_report && !self.stopped {
            self.tell();
        }
        !self.stopped
    }

    #[cold]
    fn tell(&mut self) {
        self.next_report = self.step + REPORT_EVERY;
        let report = Progress {
            phase: self.phase,
            step: self.step,
            steps: self.steps,
            unassigned: self.best_rank.0,
            soft: self.best_rank.1,
        };
        self.stopped = (self.progress)(&report) == Control::Stop;
    }

    /// Unassigned tasks and cost of the best plan so far.
    pub(crate) const fn best_rank(&self) -> (u32, i64) {
        self.best_rank
    }

    pub(crate) fn put(&mut self, task: usize, spot: Spot) {
        self.touch(task);
        self.plan.put(task, spot);
    }

    pub(crate) fn lift(&mut self, task: usize) -> Spot {
        self.touch(task);
        self.plan.lift(task)
    }

    #[inline]
    pub(crate) fn relocate(&mut self, task: usize, spot: Spot) {
        self.touch(task);
        self.plan.relocate(task, spot);
    }

    /// Puts tasks of one kind to each other's spots.
    #[inline]
    pub(crate) fn rename(&mut self, tasks: &[usize], spots: &[Spot]) {
        for task in tasks {
            self.touch(*task);
        }
        self.plan.rename(tasks, spots);
    }

    #[inline]
    fn touch(&mut self, task: usize) {
        if !self.is_changed[task] {
            self.is_changed[task] = true;
            self.changed.push(u32::try_from(task).unwrap_or(u32::MAX));
        }
    }

    /// Remembers the plan when it is better than any before.
    #[inline]
    pub(crate) fn remember(&mut self) {
        let rank = (self.plan.unassigned, self.plan.cost);
        if rank < self.best_rank {
            self.best_rank = rank;
            for task in self.changed.drain(..) {
                let task = task as usize;
                self.best[task] = self.plan.spots[task];
                self.is_changed[task] = false;
            }
        }
    }

    /// Goes back to the best plan.
    pub(crate) fn return_to_best(&mut self) {
        for task in &self.changed {
            let task = *task as usize;
            if self.plan.spots[task].is_somewhere() && self.plan.spots[task] != self.best[task] {
                self.plan.lift(task);
            }
        }
        for task in self.changed.drain(..) {
            let task = task as usize;
            self.is_changed[task] = false;
            if self.best[task].is_somewhere() && !self.plan.spots[task].is_somewhere() {
                self.plan.put(task, self.best[task]);
            }
        }
    }

    /// Takes everything away that may move.
    pub(crate) fn clear(&mut self) {
        for task in 0..self.plan.spots.len() {
            if self.plan.board.tasks[task].is_free && self.plan.spots[task].is_somewhere() {
                self.lift(task);
            }
        }
    }

    /// Goes on from another plan.
    pub(crate) fn go_to(&mut self, plan: Plan<'b>) {
        self.plan = plan;
        for task in 0..self.plan.spots.len() {
            self.touch(task);
        }
    }

    /// A search that goes on from the same plan with dice of its own.
    pub(crate) fn twin<'o>(&mut self, progress: Listener<'o>) -> Run<'o, 'b> {
        Run {
            plan: self.plan.clone(),
            rng: Rng::new(self.rng.next()),
            step: 0,
            steps: self.steps,
            stopped: false,
            is_mending: self.is_mending,
            progress,
            next_report: 0,
            phase: self.phase,
            best: self.best.clone(),
            best_rank: self.best_rank,
            changed: self.changed.clone(),
            is_changed: self.is_changed.clone(),
        }
    }

    /// Takes over what a twin found and did since the two last met; both go on from the better plan.
    pub(crate) fn meet(&mut self, twin: &mut Run<'_, 'b>) {
        self.step += std::mem::take(&mut twin.step);
        twin.next_report = 0;
        if twin.best_rank < self.best_rank {
            self.best_rank = twin.best_rank;
            self.best.clone_from(&twin.best);
            for task in 0..self.plan.spots.len() {
                self.touch(task);
            }
        } else if self.best_rank < twin.best_rank {
            twin.best_rank = self.best_rank;
            twin.best.clone_from(&self.best);
            for task in 0..twin.plan.spots.len() {
                twin.touch(task);
            }
        }
        let rank = |plan: &Plan<'_>| (plan.unassigned, plan.cost);
        if rank(&twin.plan) < rank(&self.plan) {
            self.go_to(twin.plan.clone());
        } else {
            twin.go_to(self.plan.clone());
        }
    }

    /// Takes the plan as it stands for the best so far.
    pub(crate) fn remember_anew(&mut self) {
        self.best_rank = (u32::MAX, i64::MAX);
        self.remember();
    }
}
