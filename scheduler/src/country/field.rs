//! A cluster of centres between rounds: its board, and where everything stands.

use super::cluster;
use super::shared::{Names, Round, Shared, stand};
use crate::assignment::Timetable;
use crate::kernel::lanes::Lanes;
use crate::kernel::{Board, Spot};
use crate::problem::Problem;
use crate::search::groups::Groups;
use crate::search::improve::{self, Schedule};
use crate::search::rng::Rng;
use crate::search::run::{Listener, Run};
use crate::search::windows::Windows;
use crate::search::{self, Control, Effort, Phase, Progress, construct, prove};

/// A cluster between rounds.
pub(super) struct Field {
    board: Board,
    /// The board's own view of who is taken.
    taken: Lanes,
    windows: Windows,
    groups: Groups,
    spots: Vec<Spot>,
    schedule: Option<Schedule>,
    rng: Rng,
    pub(super) unassigned: u32,
    pub(super) cost: i64,
    pub(super) steps: u64,
}

impl Field {
    pub(super) fn new(whole: &Problem, seed: u64) -> Self {
        let mut model = cluster::model(whole);
        prove::close_the_hopeless(&mut model);
        let board = Board::new(&model);
        let taken = board.taken.clone().unwrap_or_else(|| Lanes::new(0, 0));
        Self {
            taken,
            windows: Windows::new(&model),
            groups: Groups::new(&board),
            spots: Vec::new(),
            board,
            schedule: None,
            rng: Rng::new(seed),
            unassigned: 0,
            cost: 0,
            steps: 0,
        }
    }

    pub(super) fn lay_out(&mut self, shared: &Shared, cluster: usize, names: &Names, round: Round) {
        shared.lay_out(cluster, names, &mut self.board, &self.taken, round);
    }

    /// Notes what it uses of what is shared.
    pub(super) fn note(&self, shared: &mut Shared, cluster: usize, names: &Names) {
        shared.note(cluster, names, &self.board, &self.spots);
    }

    pub(super) fn first_plan(&mut self) {
        let effort = Effort {
            seed: self.rng.next(),
            steps: 0,
        };
        let mut quiet = |_: &Progress| Control::Continue;
        let mut run = Run::new(&self.board, &effort, &mut quiet);
        construct::construct(&mut run, &self.windows, &self.groups);
        run.return_to_best();
        let found = Found::of(&run);
        self.keep(found);
    }

    /// Goes on until everything has a place, for so many steps at most.
    pub(super) fn complete(&mut self, steps: u64) {
        let effort = Effort {
            seed: self.rng.next(),
            steps,
        };
        let mut quiet = |_: &Progress| Control::Continue;
        let mut run = Run::new(&self.board, &effort, &mut quiet);
        run.go_to(stand(&self.board, &self.spots));
        run.remember_anew();
        improve::complete(&mut run, &self.groups, &self.windows);
        let found = Found::of(&run);
        self.keep(found);
    }

    /// The whole search at once, for one that shares with nobody.
    pub(super) fn search(&mut self, steps: u64, threads: usize, progress: Listener<'_>) -> bool {
        let effort = Effort {
            seed: self.rng.next(),
            steps,
        };
        let mut run = Run::new(&self.board, &effort, progress);
        run.report(Phase::Construct);
        construct::construct(&mut run, &self.windows, &self.groups);
        if !run.stopped {
            run.report(Phase::Improve);
            improve::improve(&mut run, &self.windows, &self.groups, threads);
        }
        run.return_to_best();
        let (found, stopped) = (Found::of(&run), run.stopped);
        self.keep(found);
        stopped
    }

    /// One round from where everything stands: the first finds out how to go about it, each
    /// other one is a piece of the schedule.
    pub(super) fn walk(&mut self, steps: u64, rounds: u64) {
        let effort = Effort {
            seed: self.rng.next(),
            steps,
        };
        let mut quiet = |_: &Progress| Control::Continue;
        let mut run = Run::new(&self.board, &effort, &mut quiet);
        run.go_to(stand(&self.board, &self.spots));
        run.remember_anew();
        if let Some(schedule) = &mut self.schedule {
            improve::anneal(&mut run, &self.groups, schedule, steps / rounds + 1);
            if schedule.is_cool() {
                run.return_to_best();
            }
        } else {
            let (style, warmth) = improve::warm_up(&mut run, &self.windows, &self.groups);
            let left = steps.saturating_sub(run.step);
            self.schedule = Some(Schedule::new(style, warmth, left));
        }
        let found = Found::of(&run);
        self.keep(found);
    }

    fn keep(&mut self, found: Found) {
        self.spots = found.spots;
        self.unassigned = found.unassigned;
        self.cost = found.cost;
        self.steps += found.steps;
    }

    /// What stands now, in the words of the cluster's problem.
    pub(super) fn timetable(&self, whole: &Problem) -> Timetable {
        search::timetable(&cluster::model(whole), &self.board, &self.spots)
    }
}

/// What a run came to.
struct Found {
    spots: Vec<Spot>,
    unassigned: u32,
    cost: i64,
    steps: u64,
}

impl Found {
    fn of(run: &Run<'_, '_>) -> Self {
        Self {
            spots: run.plan.spots.clone(),
            unassigned: run.plan.unassigned,
            cost: run.plan.cost,
            steps: run.step,
        }
    }
}
