//! Betters a plan by simulated annealing: small changes, worse ones taken while it is warm.

use super::chains::Chains;
use super::construct;
use super::moves;
use super::rng::Rng;
use super::temper::Temper;
use super::windows::Windows;
use super::{Control, Effort, Phase, Progress};
use crate::dense::place::Place;
use crate::dense::state::State;

/// A report is due after so many steps.
const REPORT_EVERY: u64 = 4096;
/// Stages of the temperature.
const STAGES: u64 = 128;

/// A search under way.
pub(crate) struct Run<'r, 'm> {
    pub(crate) state: &'r mut State<'m>,
    pub(crate) rng: Rng,
    pub(crate) step: u64,
    pub(crate) steps: u64,
    pub(crate) stopped: bool,
    progress: &'r mut dyn FnMut(&Progress) -> Control,
    next_report: u64,
    phase: Phase,
    best: Vec<Place>,
    best_rank: (u32, i64),
}

impl<'r, 'm> Run<'r, 'm> {
    pub(crate) fn new(
        state: &'r mut State<'m>,
        effort: &Effort,
        progress: &'r mut dyn FnMut(&Progress) -> Control,
    ) -> Self {
        Self {
            best: state.places.clone(),
            best_rank: (state.unassigned, state.cost),
            state,
            rng: Rng::new(effort.seed),
            step: 0,
            steps: effort.steps,
            stopped: false,
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
    pub(crate) fn checkpoint(&mut self) -> bool {
        if self.step >= self.next_report && !self.stopped {
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
        !self.stopped
    }

    /// Remembers the plan when it is better than any before.
    pub(crate) fn remember(&mut self) {
        let rank = (self.state.unassigned, self.state.cost);
        if rank < self.best_rank {
            self.best_rank = rank;
            self.best.copy_from_slice(&self.state.places);
        }
    }

    /// Goes back to the best plan.
    pub(crate) fn return_to_best(&mut self) {
        *self.state = State::new(self.state.model);
        for (at, place) in self.best.iter().enumerate() {
            if place.is_assigned() && !self.state.places[at].is_assigned() {
                self.state.put(at, *place);
            }
        }
    }
}

/// Spends what is left of the effort.
pub(crate) fn improve(run: &mut Run<'_, '_>, windows: &Windows) {
    let model = run.state.model;
    let free: Vec<usize> = (0..model.activities.len())
        .filter(|at| model.activities[*at].is_free())
        .collect();
    if free.is_empty() || run.step >= run.steps {
        return;
    }
    let chains = Chains::new(model);
    // Weights are the caller's: what a change costs here is found out by trying some.
    let greedy = Temper::new(1, 1, 1);
    for _ in 0..PROBES {
        moves::attempt(run, &free, &chains, &greedy);
        run.remember();
        run.step += 1;
    }
    let mean = greedy.mean_worsening();
    let temper = || Temper::new(mean * HOTTEST.0 / HOTTEST.1, mean / COLDEST, STAGES);
    complete(run, &free, &chains, windows, &temper());
    let mut temper = temper();
    let stage = (run.steps.saturating_sub(run.step) / STAGES).max(1);
    let mut next_stage = run.step + stage;
    while run.step < run.steps && run.checkpoint() {
        moves::attempt(run, &free, &chains, &temper);
        run.remember();
        run.step += 1;
        while run.step >= next_stage {
            next_stage += stage;
            temper.cool();
        }
    }
}

/// Keeps the plan warm until everything has a place; what does not come right is begun anew. Half
/// of the effort is spent on it at most.
fn complete(
    run: &mut Run<'_, '_>,
    free: &[usize],
    chains: &Chains,
    windows: &Windows,
    temper: &Temper,
) {
    let (until, round) = (run.steps / 2, run.steps / 10);
    while run.best_rank.0 > 0 && run.step < until {
        let begun = run.step;
        while run.best_rank.0 > 0 && run.step < begun + round {
            if !run.checkpoint() {
                return;
            }
            moves::attempt(run, free, chains, temper);
            run.remember();
            run.step += 1;
        }
        if run.best_rank.0 > 0 && run.step < until {
            *run.state = State::new(run.state.model);
            construct::construct(run, windows);
        }
    }
    run.return_to_best();
}

/// Changes that are tried to learn what a change costs.
const PROBES: u32 = 1000;
/// The temperature at the start, as a fraction of the mean worsening.
const HOTTEST: (i64, i64) = (1, 2);
/// The temperature at the end: the mean worsening divided by this.
const COLDEST: i64 = 60;
