//! The search: a first plan, then a better one, within an effort counted in steps.

mod chains;
mod construct;
mod eject;
mod equip;
mod improve;
mod moves;
pub(crate) mod prove;
mod rearrange;
mod recreate;
mod rng;
mod temper;
pub(crate) mod windows;

use crate::assignment::Timetable;
use crate::dense::Model;
use crate::dense::state::State;
use crate::explain::{self, Proof, Unassigned};
use crate::problem::{Problem, ProblemFault};
use crate::score::Score;
use serde::{Deserialize, Serialize};

/// How long to search and along which path. The same effort gives the same plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effort {
    /// Seed of the pseudo-random numbers.
    pub seed: u64,
    /// Places to try; about a million a second on one core. The first plan takes as many as it
    /// needs.
    pub steps: u64,
}

impl Default for Effort {
    /// Seed 1 and 400.000 steps: some tenths of a second for three cohorts.
    fn default() -> Self {
        Self {
            seed: 1,
            steps: 400_000,
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
    progress: &mut dyn FnMut(&Progress) -> Control,
) -> Result<Solution, Vec<ProblemFault>> {
    problem.validate()?;
    let mut model = Model::new(problem);
    prove::close_the_hopeless(&mut model);
    let mut state = State::new(&model);
    let mut run = improve::Run::new(&mut state, effort, progress);
    let windows = windows::Windows::new(&model);
    if !run.stopped {
        run.report(Phase::Construct);
        construct::construct(&mut run, &windows);
    }
    if !run.stopped {
        run.report(Phase::Improve);
        improve::improve(&mut run, &windows);
    }
    run.return_to_best();
    // A complete plan is its own proof.
    run.report(Phase::Prove);
    let (steps, stopped) = (run.step, run.stopped);
    let unassigned = explain::unassigned(&state);
    let missing: Vec<_> = unassigned.iter().map(|one| one.activity.clone()).collect();
    let proofs = prove::proofs(problem, &model, &missing);
    Ok(answer(&state, (proofs, unassigned), steps, stopped))
}

fn answer(
    state: &State<'_>,
    (proofs, unassigned): (Vec<Proof>, Vec<Unassigned>),
    steps: u64,
    stopped: bool,
) -> Solution {
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
