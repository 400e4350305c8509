//! The search: a first plan, then a better one, within an effort counted in steps.
//!
//! It works on the board of [`crate::kernel`], never breaks a hard rule, and counts two things: how
//! many tasks are nowhere, then what the plan costs.
//!
//! 1. [`windows`] works out between which moments each task can lie at all; [`prove`] looks there for
//!    reasons why not all can.
//! 2. [`construct`] puts what is published where it is published, then the rest, the most
//!    constrained first, each to the cheapest of a few spots near where an even spread would put it.
//! 3. [`insert`] finds room for what is left: where there is room, by setting a chain of lessons
//!    anew, or by pushing out what is in the way and finding new spots for that.
//! 4. [`improve`] betters the plan by simulated annealing. A step ([`moves`]) moves a task to
//!    another start (among those at which its people are free, often right beside what else
//!    they or an interpreter do that day), gives it other hands, lets two tasks change places,
//!    or moves a lesson past others of its module, which then move up ([`pass`]); each is
//!    priced before it is made. Now and then a handful is set anew ([`repack`]): an
//!    interpreter's day, what a teacher has of a series, a day of a cohort. How much worse a
//!    plan may become is thrown by dice ([`temper`]); the temperature is held so that worse
//!    plans are taken at a rate that falls from step to step. Of three styles, short trials
//!    choose. Two streams with dice of their own share a long effort and meet sixteen times.
//!
//! A repair, of which most stands still, has a way of its own through these moves ([`mend`]).
//!
//! All of it is integers and one stream of numbers a stream ([`rng`]), so the answer depends on the
//! problem, the seed and the steps alone. The best plan so far is kept in [`run`] by noting what
//! changed since.

mod cheapest;
pub(crate) mod construct;
pub(crate) mod cooling;
pub(crate) mod groups;
pub(crate) mod improve;
mod insert;
pub(crate) mod mend;
mod moves;
mod pass;
pub(crate) mod prove;
mod repack;
pub(crate) mod rng;
pub(crate) mod run;
mod temper;
pub(crate) mod windows;

use crate::assignment::Timetable;
use crate::dense::Model;
use crate::dense::state::State;
use crate::explain::{self, Proof, Unassigned};
use crate::kernel::{Board, Spot};
use crate::problem::{Problem, ProblemFault};
use crate::score::Score;
use serde::{Deserialize, Serialize};

/// How long to search and along which path. The same effort gives the same plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effort {
    /// Seed of the pseudo-random numbers.
    pub seed: u64,
    /// Moves to try; some millions a second on one core. The first plan takes as many as it needs.
    pub steps: u64,
}

impl Default for Effort {
    /// Seed 1 and two million steps: some tenths of a second for three cohorts.
    fn default() -> Self {
        Self {
            seed: 1,
            steps: 2_000_000,
        }
    }
}

/// What the search is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Phase {
    /// Looks for proofs that what has no place cannot have one; comes last.
    Prove,
    /// Builds the first plan.
    Construct,
    /// Betters it.
    Improve,
}

/// A report from the search; one comes at the start of each phase, then every few thousand steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// What the search is at.
    pub phase: Phase,
    /// Steps taken.
    pub step: u64,
    /// Steps to take.
    pub steps: u64,
    /// Activities without a place in the best plan so far.
    pub unassigned: u32,
    /// Cost of the best plan so far.
    pub soft: i64,
}

/// The listener's answer to a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// Go on.
    Continue,
    /// Stop and keep the best plan so far.
    Stop,
}

/// The answer in one word; never one for another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "verdict")]
pub enum Verdict {
    /// Every activity has its place.
    Complete,
    /// Some have, and what is missing is listed. Nothing is proved: more effort may find more.
    Partial,
    /// Not all activities can ever be placed, for the proofs that are given. The timetable still
    /// holds what could be placed; unless [`Score::hard`] says otherwise it breaks no hard rule.
    Infeasible {
        /// Each proof stands alone.
        proofs: Vec<Proof>,
    },
    /// No plan was found, not even a partial one, before the search was stopped.
    NotFoundInTime,
}

/// What [`solve`] answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Solution {
    /// The answer in one word.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// The plan.
    pub timetable: Timetable,
    /// What it is worth. Hard violations occur only between activities that are pinned.
    pub score: Score,
    /// What has no place, and why; sorted by activity key.
    pub unassigned: Vec<Unassigned>,
    /// Steps taken.
    pub steps: u64,
    /// Whether the listener stopped the search before its effort was spent.
    pub stopped: bool,
}

/// Plans a problem.
///
/// The answer depends on the problem, the seed and the steps alone: not on the order of the
/// problem's lists, the machine or the time. `progress` may stop the search; a search that is
/// stopped at the same report gives the same plan again.
///
/// # Errors
/// Every fault of the problem, when it is not sound, see [`Problem::validate`].
pub fn solve(
    problem: &Problem,
    effort: &Effort,
    progress: &mut (dyn FnMut(&Progress) -> Control + Send),
) -> Result<Solution, Vec<ProblemFault>> {
    solve_on(problem, effort, 1, progress)
}

/// [`solve`] on so many threads at most: the same answer, sooner.
///
/// # Errors
/// Every fault of the problem, when it is not sound, see [`Problem::validate`].
pub fn solve_on(
    problem: &Problem,
    effort: &Effort,
    threads: usize,
    progress: &mut (dyn FnMut(&Progress) -> Control + Send),
) -> Result<Solution, Vec<ProblemFault>> {
    problem.validate()?;
    let mut model = Model::new(problem);
    prove::close_the_hopeless(&mut model);
    let board = Board::new(&model);
    let mut run = run::Run::new(&board, effort, progress);
    let windows = windows::Windows::new(&model);
    let groups = groups::Groups::new(&board);
    if !run.stopped {
        run.report(Phase::Construct);
        construct::construct(&mut run, &windows, &groups);
    }
    if !run.stopped {
        run.report(Phase::Improve);
        improve::improve(&mut run, &windows, &groups, threads);
    }
    run.return_to_best();
    // A complete plan is its own proof.
    run.report(Phase::Prove);
    let spent = (run.step, run.stopped);
    let state = state(&model, &board, &run.plan.spots);
    debug_assert!(
        run.plan.cost == state.cost || !prove::pinned_faults(&model).is_empty(),
        "the kernel counts {} and the rules {}",
        run.plan.cost,
        state.cost
    );
    Ok(answer(problem, &state, spent))
}

/// The plan in terms of the model.
fn state<'m>(model: &'m Model, board: &Board, spots: &[Spot]) -> State<'m> {
    let mut state = State::new(model);
    for (at, spot) in spots.iter().enumerate() {
        if spot.is_somewhere() && !state.places[at].is_assigned() {
            state.put(at, board.place(at, spot));
        }
    }
    state
}

/// The answer for a timetable that breaks no rule of a problem.
pub(crate) fn conclude(problem: &Problem, timetable: &Timetable, spent: (u64, bool)) -> Solution {
    let mut model = Model::new(problem);
    prove::close_the_hopeless(&mut model);
    let mut state = State::new(&model);
    for at in 0..model.activities.len() {
        let assignment = timetable.assignments.get(&model.activities[at].key);
        let place = assignment.and_then(|assignment| model.place(at, assignment));
        if let Some(place) = place.filter(|_| !state.places[at].is_assigned()) {
            state.put(at, place);
        }
    }
    answer(problem, &state, spent)
}

/// What a plan says, in the words of the problem.
pub(crate) fn timetable(model: &Model, board: &Board, spots: &[Spot]) -> Timetable {
    let mut timetable = Timetable::default();
    for (at, spot) in spots.iter().enumerate() {
        if spot.is_somewhere() {
            let key = model.activities[at].key.clone();
            let assignment = model.assignment(at, &board.place(at, spot));
            timetable.assignments.insert(key, assignment);
        }
    }
    timetable
}

fn answer(problem: &Problem, state: &State<'_>, (steps, stopped): (u64, bool)) -> Solution {
    let unassigned = explain::unassigned(state);
    let missing: Vec<_> = unassigned.iter().map(|one| one.activity.clone()).collect();
    let proofs = prove::proofs(problem, state.model, &missing);
    let model = state.model;
    let mut timetable = Timetable::default();
    for (at, place) in state.places.iter().enumerate() {
        if place.is_assigned() {
            let key = model.activities[at].key.clone();
            timetable
                .assignments
                .insert(key, model.assignment(at, place));
        }
    }
    let n_free = model
        .activities
        .iter()
        .filter(|activity| activity.is_free())
        .count();
    let verdict = if !proofs.is_empty() {
        Verdict::Infeasible { proofs }
    } else if state.unassigned == 0 {
        Verdict::Complete
    } else if state.unassigned as usize == n_free {
        Verdict::NotFoundInTime
    } else {
        Verdict::Partial
    };
    let mut score = state.score();
    score.hard = prove::pinned_faults(model)
        .len()
        .try_into()
        .unwrap_or(u32::MAX);
    Solution {
        verdict,
        timetable,
        score,
        unassigned,
        steps,
        stopped,
    }
}
