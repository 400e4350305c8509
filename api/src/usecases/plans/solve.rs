//! The worker's side: takes a plan, lets the engine think, keeps the answer.
//!
//! A worker holds a plan by a lease in real time, which it renews as it reports progress. Whoever
//! loses the lease (the plan was cancelled, or the worker slept too long and another one took over)
//! stops and keeps nothing. A plan whose worker died is taken up again once its lease has run out.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::TimeDelta;
use entities::columns;
use entities::id::PlanId;
use entities::plan::{self, ActiveModel};
use scheduler::{Control, Effort, ProblemFault, Progress, Solution};
use sea_orm::Set;
use serde_json::json;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::{advance, cohorts_of, outcome};
use crate::domain::plan_state::PlanState;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::planning::{self, Planning};
use crate::store;
use crate::store::plans::Held;
use crate::usecases::facts::{self, Fact};

/// How long a worker may be silent before another one takes over.
const LEASE: TimeDelta = TimeDelta::seconds(30);
/// Progress is written at most this often.
const REPORT_EVERY: Duration = Duration::from_millis(250);
/// A lease is renewed after so many reports in which nothing happened.
const SILENT_REPORTS: u32 = 20;
/// A plan that takes its workers down with it is not tried for ever.
const MOST_ATTEMPTS: i32 = 5;

/// Takes the plan that has waited longest and solves it; `None` when none waits. `lease_owner`
/// names this worker among all that work on the database.
pub async fn take_and_solve(op: &Op, lease_owner: &str) -> Result<Option<PlanId>> {
    let Some(plan) = claim(op, lease_owner).await? else {
        return Ok(None);
    };
    let worker = Worker {
        op,
        lease_owner,
        plan: &plan,
    };
    match worker.solve().await {
        Ok(()) => {}
        Err(fault) => {
            tracing::error!(plan = %plan.id, ?fault, "a plan failed");
            worker.fail("INTERNAL", &[]).await?;
        }
    }
    Ok(Some(plan.id))
}

async fn claim(op: &Op, lease_owner: &str) -> Result<Option<plan::Model>> {
    let tx = op.begin().await?;
    let real = op.ground.clock.real();
    loop {
        let Some(mut row) = store::plans::next_to_solve(&tx, real).await? else {
            tx.commit().await?;
            return Ok(None);
        };
        let held = Held {
            state: row.state,
            lease_owner: None,
        };
        if row.state == columns::PlanState::Solving {
            // Its lease has run out.
            row.state = advance(&row, PlanState::Queued)?;
        }
        let mut change = ActiveModel {
            state: Set(advance(&row, PlanState::Solving)?),
            attempts: Set(row.attempts + 1),
            lease_owner: Set(Some(lease_owner.to_owned())),
            lease_until_at: Set(Some(real + LEASE)),
            ..Default::default()
        };
        let is_hopeless = row.attempts >= MOST_ATTEMPTS;
        if is_hopeless {
            change.state = Set(columns::PlanState::Failed);
            change.failure_code = Set(Some("GAVE_UP".to_owned()));
            change.finished_at = Set(Some(op.now));
        }
        let is_ours = store::plans::update(&tx, row.id, held, change).await?;
        if is_ours && !is_hopeless {
            let row = store::plans::by_id(&tx, row.id).await?;
            tx.commit().await?;
            return Ok(row);
        }
    }
}

/// One plan in one worker's hands.
struct Worker<'a> {
    op: &'a Op,
    lease_owner: &'a str,
    plan: &'a plan::Model,
}

type Answer = (Planning, Result<Solution, Vec<ProblemFault>>);

impl Worker<'_> {
    async fn solve(&self) -> Result<()> {
        let tx = self.op.begin_read().await?;
        let cohorts = cohorts_of(&tx, self.plan).await?;
        let planning = planning::load(&tx, &cohorts, self.op.now, &[]).await?;
        tx.commit().await?;
        let input_hash = outcome::input_hash(&planning)?;
        let begun = self.op.ground.clock.real();
        let Some((planning, answer)) = self.think(planning).await? else {
            return Ok(());
        };
        let millis = (self.op.ground.clock.real() - begun).num_milliseconds();
        match answer {
            Ok(solution) => {
                let mut change = outcome::columns(&planning, &solution);
                change.input_hash = Set(Some(input_hash));
                change.plan_millis = Set(Some(millis));
                self.keep(change, &planning, &solution).await
            }
            Err(faults) => self.fail("PROBLEM_UNSOUND", &faults).await,
        }
    }

    /// Lets the engine think on a thread of its own; `None` when the plan was lost meanwhile.
    async fn think(&self, planning: Planning) -> Result<Option<Answer>> {
        let effort = Effort {
            seed: u64::try_from(self.plan.seed).unwrap_or_default(),
            steps: u64::try_from(self.plan.effort_steps).unwrap_or_default(),
        };
        let stop = StopOnDrop::new();
        let (reports, news) = watch::channel(None);
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let told_to_stop = stop.told();
        let thinking = tokio::task::spawn_blocking(move || {
            let problem = &planning.problem;
            let answer = scheduler::solve_on(problem, &effort, threads, &mut |progress| {
                reports.send_replace(Some(*progress));
                if told_to_stop.load(Ordering::Relaxed) {
                    Control::Stop
                } else {
                    Control::Continue
                }
            });
            (planning, answer)
        });
        let answer = self.accompany(thinking, news, &stop).await?;
        Ok((!stop.is_told()).then_some(answer))
    }

    async fn accompany(
        &self,
        mut thinking: JoinHandle<Answer>,
        mut news: watch::Receiver<Option<Progress>>,
        stop: &StopOnDrop,
    ) -> Result<Answer> {
        let mut ticks = tokio::time::interval(REPORT_EVERY);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut silent = 0;
        loop {
            tokio::select! {
                answer = &mut thinking => return answer.map_err(Error::internal),
                _ = ticks.tick() => {}
            }
            let has_news = news.has_changed().unwrap_or(false);
            silent = if has_news { 0 } else { silent + 1 };
            if has_news || silent % SILENT_REPORTS == 0 {
                let progress = *news.borrow_and_update();
                if !self.report(progress).await? {
                    stop.tell();
                }
            }
        }
    }

    /// Writes progress and renews the lease; false when the plan is no longer ours.
    async fn report(&self, progress: Option<Progress>) -> Result<bool> {
        let lease = self.op.ground.clock.real() + LEASE;
        let mut change = ActiveModel {
            lease_until_at: Set(Some(lease)),
            ..Default::default()
        };
        if let Some(progress) = progress {
            change.phase = Set(Some(outcome::code(&progress.phase)));
            change.progress_step = Set(i64::try_from(progress.step).unwrap_or(i64::MAX));
            let unassigned = i32::try_from(progress.unassigned).unwrap_or(i32::MAX);
            change.progress_unassigned = Set(Some(unassigned));
            change.progress_score = Set(Some(progress.soft));
        }
        let tx = self.op.begin().await?;
        let is_ours = store::plans::update(&tx, self.plan.id, self.held(), change).await?;
        tx.commit().await?;
        Ok(is_ours)
    }

    async fn keep(
        &self,
        mut change: ActiveModel,
        planning: &Planning,
        solution: &Solution,
    ) -> Result<()> {
        change.state = Set(advance(self.plan, PlanState::Solved)?);
        self.release(&mut change);
        let rows = outcome::assignments(self.plan.id, planning, solution)?;
        let fact = Fact::new("PLAN_SOLVED", "plan", self.plan.id).with(json!({
            "verdict": outcome::verdict(&solution.verdict),
            "unassigned": solution.unassigned.len(),
            "cost": solution.score.soft,
        }));
        let tx = self.op.begin().await?;
        if store::plans::update(&tx, self.plan.id, self.held(), change).await? {
            store::plans::insert_assignments(&tx, rows).await?;
            facts::append(self.op, &tx, fact).await?;
        }
        Ok(tx.commit().await?)
    }

    async fn fail(&self, code: &str, faults: &[ProblemFault]) -> Result<()> {
        let mut change = ActiveModel {
            state: Set(advance(self.plan, PlanState::Failed)?),
            failure_code: Set(Some(code.to_owned())),
            conflicts: Set(Some(outcome::unsound(faults))),
            ..Default::default()
        };
        self.release(&mut change);
        let fact = Fact::new("PLAN_FAILED", "plan", self.plan.id).with(json!({ "code": code }));
        let tx = self.op.begin().await?;
        if store::plans::update(&tx, self.plan.id, self.held(), change).await? {
            facts::append(self.op, &tx, fact).await?;
        }
        Ok(tx.commit().await?)
    }

    fn release(&self, change: &mut ActiveModel) {
        change.finished_at = Set(Some(self.op.ground.clock.now()));
        change.lease_owner = Set(None);
        change.lease_until_at = Set(None);
    }

    const fn held(&self) -> Held<'_> {
        Held {
            state: columns::PlanState::Solving,
            lease_owner: Some(self.lease_owner),
        }
    }
}

/// Tells the engine to stop, at the latest when nobody waits for it any more.
pub(super) struct StopOnDrop(Arc<AtomicBool>);

impl StopOnDrop {
    pub(super) fn new() -> Self {
        Self(Arc::new(AtomicBool::new(false)))
    }

    /// What the engine looks at.
    pub(super) fn told(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.0)
    }

    fn tell(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn is_told(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.tell();
    }
}
