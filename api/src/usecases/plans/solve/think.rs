//! What the engine thinks about a plan, and all that is worked out from its answer: nothing of it
//! on the threads that serve requests.

use entities::columns::{PlanConflicts, PlanVerdict};
use entities::plan::{self, ActiveModel};
use entities::{plan_assignment, plan_report, plan_scenario, plan_ways_out};
use scheduler::problem::Problem;
use scheduler::scenario::Change;
use scheduler::{Effort, Progress, Solution, scenario};
use sea_orm::Set;
use tokio::sync::watch;

use crate::engine::Stop;
use crate::error::Result;
use crate::planning::Planning;
use crate::usecases::plans::scenario::comparison;
use crate::usecases::plans::{outcome, ways_out};

/// How far the engine is, as it is told.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) phase: String,
    pub(super) step: u64,
    pub(super) unassigned: u32,
    pub(super) soft: i64,
}

/// What the engine is asked.
pub(super) struct Question {
    pub(super) plan: plan::Model,
    pub(super) planning: Planning,
    /// Of a scenario: what is changed.
    pub(super) changes: Option<Vec<Change>>,
    pub(super) threads: usize,
}

/// What it comes to, in rows.
pub(super) struct Answer {
    pub(super) plan: ActiveModel,
    pub(super) verdict: PlanVerdict,
    pub(super) assignments: Vec<plan_assignment::ActiveModel>,
    pub(super) report: plan_report::ActiveModel,
    pub(super) scenario: Option<plan_scenario::ActiveModel>,
    pub(super) ways_out: Option<plan_ways_out::ActiveModel>,
}

/// Why there is no answer: a code, and what is wrong.
pub(super) type NoAnswer = (&'static str, PlanConflicts);

impl Question {
    /// Thinks, and reports how far it is.
    ///
    /// # Errors
    /// Inner ones.
    pub(super) fn think(
        self,
        stop: &Stop,
        reports: &watch::Sender<Option<Told>>,
    ) -> Result<Result<Answer, NoAnswer>> {
        match &self.changes {
            None => self.answer(stop, reports),
            Some(changes) => self.imagine(changes, stop, reports),
        }
    }

    fn answer(
        &self,
        stop: &Stop,
        reports: &watch::Sender<Option<Told>>,
    ) -> Result<Result<Answer, NoAnswer>> {
        let problem = &self.planning.problem;
        let solution = match self.solve(problem, stop, &mut |progress| tell(reports, progress)) {
            Ok(solution) => solution,
            Err(unsound) => return Ok(Err(unsound)),
        };
        let mut answer = self.outcome(problem, &solution)?;
        answer.assignments = outcome::assignments(self.plan.id, &self.planning, &solution)?;
        answer.ways_out = ways_out::wanted(self.plan.id, &solution)?;
        Ok(Ok(answer))
    }

    /// Solves with and without the changes, on the very same material.
    fn imagine(
        &self,
        changes: &[Change],
        stop: &Stop,
        reports: &watch::Sender<Option<Told>>,
    ) -> Result<Result<Answer, NoAnswer>> {
        let problem = &self.planning.problem;
        let changed = match scenario::apply(problem, changes) {
            Ok(changed) => changed,
            Err(faults) => return Ok(Err(("CHANGES_DO_NOT_FIT", outcome::unfit(&faults)))),
        };
        // The progress that is told is that of the scenario.
        let mut silent = |progress: &Progress| {
            let progress = Progress {
                step: 0,
                ..*progress
            };
            reports.send_replace(Some(Told {
                phase: "COMPARE".to_owned(),
                ..Told::from(&progress)
            }));
        };
        let solved = self
            .solve(problem, stop, &mut silent)
            .and_then(|base| Ok((base, self.solve(&changed, stop, &mut |p| tell(reports, p))?)));
        let (base, other) = match solved {
            Ok(solved) => solved,
            Err(unsound) => return Ok(Err(unsound)),
        };
        let mut answer = self.outcome(&changed, &other)?;
        answer.scenario = Some(plan_scenario::ActiveModel {
            comparison: Set(Some(comparison((problem, &base), (&changed, &other)))),
            ..Default::default()
        });
        Ok(Ok(answer))
    }

    fn solve(
        &self,
        problem: &Problem,
        stop: &Stop,
        report: &mut (dyn FnMut(&Progress) + Send),
    ) -> Result<Solution, NoAnswer> {
        let effort = Effort {
            seed: u64::try_from(self.plan.seed).unwrap_or_default(),
            steps: u64::try_from(self.plan.effort_steps).unwrap_or_default(),
        };
        let answer = scheduler::solve_on(problem, &effort, self.threads, &mut |progress| {
            report(progress);
            stop.control()
        });
        answer.map_err(|faults| ("PROBLEM_UNSOUND", outcome::unsound(&faults)))
    }

    fn outcome(&self, problem: &Problem, solution: &Solution) -> Result<Answer> {
        let mut plan = outcome::columns(problem, solution);
        plan.input_hash = Set(Some(outcome::input_hash(problem)?));
        Ok(Answer {
            plan,
            verdict: outcome::verdict(&solution.verdict),
            assignments: Vec::new(),
            report: outcome::report(self.plan.id, problem, solution)?,
            scenario: None,
            ways_out: None,
        })
    }
}

fn tell(reports: &watch::Sender<Option<Told>>, progress: &Progress) {
    reports.send_replace(Some(Told::from(progress)));
}

impl From<&Progress> for Told {
    fn from(progress: &Progress) -> Self {
        Self {
            phase: outcome::code(&progress.phase),
            step: progress.step,
            unassigned: progress.unassigned,
            soft: progress.soft,
        }
    }
}
