//! The worker's side: takes a plan, lets the engine think, keeps the answer.
//!
//! A worker holds a plan by a lease in real time, which it renews as it reports progress. Whoever
//! loses the lease (the plan was cancelled, or the worker slept too long and another one took over)
//! stops and keeps nothing. A plan whose worker died is taken up again once its lease has run out;
//! a worker that is told to end puts its plan back into the queue, for the next one to take up.

mod follow;

use chrono::TimeDelta;
use entities::columns;
use entities::id::PlanId;
use entities::plan::{self, ActiveModel};
use scheduler::{Effort, ProblemFault, Solution};
use sea_orm::Set;
use serde_json::json;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::{advance, cohorts_of, outcome};
use crate::domain::plan_state::PlanState;
use crate::error::Result;
use crate::op::Op;
use crate::planning::{self, Planning};
use crate::store;
use crate::store::plans::Held;
use crate::usecases::facts::{self, Fact};

/// A plan that takes its workers down with it is not tried for ever.
const MOST_ATTEMPTS: i32 = 5;

/// One who solves plans, among all that work on the database.
#[derive(Clone, Debug)]
pub struct Solver {
    pub owner: String,
    /// How long it may be silent before another one takes over.
    pub lease: TimeDelta,
    /// Tells it to put down what it has in hand.
    pub ended: CancellationToken,
}

impl Solver {
    /// One that nobody tells to end.
    #[must_use]
    pub fn new(owner: &str) -> Self {
        Self {
            owner: owner.to_owned(),
            lease: TimeDelta::seconds(60),
            ended: CancellationToken::new(),
        }
    }
}

/// Takes the plan that has waited longest and solves it; `None` when none waits.
pub async fn take_and_solve(op: &Op, solver: &Solver) -> Result<Option<PlanId>> {
    let Some(plan) = claim(op, solver).await? else {
        return Ok(None);
    };
    let worker = Worker {
        op,
        solver,
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

async fn claim(op: &Op, solver: &Solver) -> Result<Option<plan::Model>> {
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
            lease_owner: Set(Some(solver.owner.clone())),
            lease_until_at: Set(Some(real + solver.lease)),
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
            op.ground.moved.notify_waiters();
            return Ok(row);
        }
    }
}

/// One plan in one worker's hands.
struct Worker<'a> {
    op: &'a Op,
    solver: &'a Solver,
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

    /// Lets the engine think; `None` when the plan is no longer ours, or was put back.
    async fn think(&self, planning: Planning) -> Result<Option<Answer>> {
        let effort = Effort {
            seed: u64::try_from(self.plan.seed).unwrap_or_default(),
            steps: u64::try_from(self.plan.effort_steps).unwrap_or_default(),
        };
        let (reports, news) = watch::channel(None);
        let threads = self.op.ground.engine.threads();
        let thinking = self.op.ground.engine.ask(move |stop| {
            let problem = &planning.problem;
            let answer = scheduler::solve_on(problem, &effort, threads, &mut |progress| {
                reports.send_replace(Some(*progress));
                stop.control()
            });
            (planning, answer)
        });
        self.follow(thinking, news).await
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
        tx.commit().await?;
        self.op.ground.moved.notify_waiters();
        Ok(())
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
        tx.commit().await?;
        self.op.ground.moved.notify_waiters();
        Ok(())
    }

    /// Back into the queue, as if nobody had taken it.
    async fn put_back(&self) -> Result<()> {
        let change = ActiveModel {
            state: Set(advance(self.plan, PlanState::Queued)?),
            attempts: Set(self.plan.attempts - 1),
            lease_owner: Set(None),
            lease_until_at: Set(None),
            ..Default::default()
        };
        let tx = self.op.begin().await?;
        store::plans::update(&tx, self.plan.id, self.held(), change).await?;
        tx.commit().await?;
        self.op.ground.moved.notify_waiters();
        Ok(())
    }

    fn release(&self, change: &mut ActiveModel) {
        change.finished_at = Set(Some(self.op.ground.clock.now()));
        change.lease_owner = Set(None);
        change.lease_until_at = Set(None);
    }

    fn held(&self) -> Held<'_> {
        Held {
            state: columns::PlanState::Solving,
            lease_owner: Some(&self.solver.owner),
        }
    }
}
