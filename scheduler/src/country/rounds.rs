//! Centres plan side by side, round after round.

use super::shared::{Names, Round, Shared, stand};
use super::{Country, offer};
use crate::dense::Model;
use crate::kernel::lanes::Lanes;
use crate::kernel::{Board, Spot};
use crate::problem::Problem;
use crate::search::groups::Groups;
use crate::search::improve::{self, Schedule, Style};
use crate::search::rng::Rng;
use crate::search::run::{Listener, Run};
use crate::search::windows::Windows;
use crate::search::{Control, Effort, Phase, Progress, Solution, conclude, construct, prove};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Rounds of a long effort; a short one has fewer, so that each is worth laying out the boards.
const ROUNDS: u64 = 24;
const LEAST_STEPS: u64 = 50_000;

/// A centre between rounds.
struct Centre {
    board: Board,
    /// The board's own view of who is taken.
    taken: Lanes,
    windows: Windows,
    groups: Groups,
    spots: Vec<Spot>,
    schedule: Option<Schedule>,
    rng: Rng,
    unassigned: u32,
    cost: i64,
    steps: u64,
}

pub(super) fn solve(
    country: &Country,
    problems: &[Problem],
    effort: &Effort,
    threads: usize,
    progress: Listener<'_>,
) -> Vec<Solution> {
    let order = offer::order(country);
    let (mut shared, names) = Shared::new(country, problems, &order);
    let mut seeds = Rng::new(effort.seed);
    let seeds: Vec<u64> = order.iter().map(|_| seeds.next()).collect();
    let mut seed_of = vec![0; problems.len()];
    for (centre, seed) in order.iter().zip(seeds) {
        seed_of[*centre] = seed;
    }
    let mut teller = Teller {
        progress,
        steps: effort.steps,
        stopped: false,
    };
    teller.tell(Phase::Prove, 0, (0, 0));
    let centres: Vec<Mutex<Centre>> = side_by_side(problems.len(), threads, |centre| {
        Mutex::new(Centre::new(&problems[centre], seed_of[centre]))
    });
    // One after the other, each around those before it.
    for centre in &order {
        let mut one = lock(&centres[*centre]);
        one.lay_out(&shared, *centre, &names[*centre], None);
        one.first_plan();
        shared.note(*centre, &names[*centre], &one.board, &one.spots);
        drop(one);
        teller.tell(Phase::Construct, 0, (0, 0));
    }
    let (unassigned, cost) = sum(&centres);
    teller.tell(Phase::Improve, 0, (unassigned, cost));
    let each = effort.steps / u64::try_from(centres.len().max(1)).unwrap_or(1);
    let rounds = (each / LEAST_STEPS).clamp(u64::from(each > 0), ROUNDS);
    for round in 0..rounds {
        if teller.stopped {
            break;
        }
        let whose: Round = usize::try_from(round).ok();
        let first = round == 0;
        side_by_side(centres.len(), threads, |centre| {
            let mut one = lock(&centres[centre]);
            one.lay_out(&shared, centre, &names[centre], whose);
            one.walk(each, rounds, first);
        });
        for centre in &order {
            let one = lock(&centres[*centre]);
            shared.note(*centre, &names[*centre], &one.board, &one.spots);
        }
        let steps = centres.iter().map(|one| lock(one).steps).sum();
        let found = sum(&centres);
        teller.tell(Phase::Improve, steps, found);
    }
    let stopped = teller.stopped;
    side_by_side(centres.len(), threads, |centre| {
        lock(&centres[centre]).answer(&problems[centre], stopped)
    })
}

fn lock(centre: &Mutex<Centre>) -> std::sync::MutexGuard<'_, Centre> {
    centre
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn sum(centres: &[Mutex<Centre>]) -> (u32, i64) {
    centres.iter().fold((0, 0), |(unassigned, cost), one| {
        let one = lock(one);
        (unassigned + one.unassigned, cost + one.cost)
    })
}

/// Does something for each of so many, on so many threads, and keeps the order.
fn side_by_side<T: Send>(n: usize, threads: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let done: Vec<Mutex<Option<T>>> = (0..n).map(|_| Mutex::new(None)).collect();
    let worker = || loop {
        let at = next.fetch_add(1, Ordering::Relaxed);
        if at >= n {
            break;
        }
        let found = work(at);
        *done[at]
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner) = Some(found);
    };
    std::thread::scope(|scope| {
        for _ in 1..threads.min(n) {
            scope.spawn(worker);
        }
        worker();
    });
    done.into_iter()
        .filter_map(|one| {
            one.into_inner()
                .unwrap_or_else(std::sync::PoisonError::into_inner)
        })
        .collect()
}

struct Teller<'p> {
    progress: Listener<'p>,
    steps: u64,
    stopped: bool,
}

impl Teller<'_> {
    fn tell(&mut self, phase: Phase, step: u64, (unassigned, soft): (u32, i64)) {
        let report = Progress {
            phase,
            step,
            steps: self.steps,
            unassigned,
            soft,
        };
        self.stopped |= (self.progress)(&report) == Control::Stop;
    }
}

impl Centre {
    fn new(problem: &Problem, seed: u64) -> Self {
        let mut model = Model::new(problem);
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

    fn lay_out(&mut self, shared: &Shared, centre: usize, names: &Names, round: Round) {
        shared.lay_out(centre, names, &mut self.board, &self.taken, round);
    }

    fn first_plan(&mut self) {
        let effort = Effort {
            seed: self.rng.next(),
            steps: 0,
        };
        let mut quiet = |_: &Progress| Control::Continue;
        let mut run = Run::new(&self.board, &effort, &mut quiet);
        construct::construct(&mut run, &self.windows, &self.groups);
        run.return_to_best();
        self.keep(
            &run.plan.spots.clone(),
            run.plan.unassigned,
            run.plan.cost,
            run.step,
        );
    }

    fn keep(&mut self, spots: &[Spot], unassigned: u32, cost: i64, steps: u64) {
        self.spots = spots.to_vec();
        self.unassigned = unassigned;
        self.cost = cost;
        self.steps += steps;
    }

    /// One round: a piece of the schedule, from where everything stands.
    fn walk(&mut self, each: u64, rounds: u64, first: bool) {
        let effort = Effort {
            seed: self.rng.next(),
            steps: each,
        };
        let mut quiet = |_: &Progress| Control::Continue;
        let mut run = Run::new(&self.board, &effort, &mut quiet);
        run.go_to(stand(&self.board, &self.spots));
        run.remember_anew();
        if first {
            let warmth = improve::probe(&mut run, &self.groups);
            self.schedule = Some(Schedule::new(Style::STEADY, warmth, each));
        }
        if let Some(schedule) = &mut self.schedule {
            improve::anneal(&mut run, &self.groups, schedule, each / rounds + 1);
            if schedule.is_cool() {
                run.return_to_best();
            }
        }
        let (unassigned, cost, steps) = (run.plan.unassigned, run.plan.cost, run.step);
        let spots = run.plan.spots.clone();
        self.keep(&spots, unassigned, cost, steps);
    }

    fn answer(&self, problem: &Problem, stopped: bool) -> Solution {
        let mut model = Model::new(problem);
        prove::close_the_hopeless(&mut model);
        conclude(
            problem,
            &model,
            &self.board,
            &self.spots,
            (self.steps, stopped),
        )
    }
}
