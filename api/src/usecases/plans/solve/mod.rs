//! The worker's side: takes a plan, lets the engine think, keeps the answer.
//!
//! A worker holds a plan by a lease in real time, which it renews as it reports progress. Whoever
//! loses the lease (the plan was cancelled, or the worker slept too long and another one took over)
//! stops and keeps nothing. A plan whose worker died is taken up again once its lease has run out;
//! a worker that is told to end puts its plan back into the queue, for the next one to take up.

mod follow;
mod think;

use chrono::TimeDelta;
use entities::columns::{self, PlanConflicts};
use entities::id::PlanId;
use entities::plan::{self, ActiveModel};
use sea_orm::Set;
use serde_json::json;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use self::think::{Answer, Question};
use super::{advance, cohorts_of};
use crate::domain::plan_state::PlanState;
use crate::error::Result;
use crate::op::Op;
use crate::planning;
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
            worker.fail("INTERNAL", PlanConflicts::default()).await?;
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

impl Worker<'_> {
    async fn solve(&self) -> Result<()> {
        let question = self.question().await?;
        let begun = self.op.ground.clock.real();
        let (reports, news) = watch::channel(None);
        let engine = &self.op.ground.engine;
        let thinking = engine.ask(move |stop| question.think(stop, &reports));
        let Some(answer) = self.follow(thinking, news).await? else {
            return Ok(());
        };
        let millis = (self.op.ground.clock.real() - begun).num_milliseconds();
        match answer? {
            Ok(mut answer) => {
                answer.plan.plan_millis = Set(Some(millis));
                self.keep(answer).await
            }
            Err((code, conflicts)) => self.fail(code, conflicts).await,
        }
    }

    async fn question(&self) -> Result<Question> {
        let tx = self.op.begin_read().await?;
        let cohorts = cohorts_of(&tx, self.plan).await?;
        let mut scenarios = store::plan_reports::scenarios_of(&tx, &[self.plan.id]).await?;
        let planning = planning::load(&tx, &cohorts, self.op.now, &[]).await?;
        tx.commit().await?;
        let scenario = scenarios.remove(&self.plan.id);
        let changes = scenario.map(|row| planning::scenario_changes(&row.changes.0));
        Ok(Question {
            plan: self.plan.clone(),
            planning,
            changes: changes.transpose()?,
            threads: self.op.ground.engine.threads(),
        })
    }

    async fn keep(&self, answer: Answer) -> Result<()> {
        let mut change = answer.plan;
        change.state = Set(advance(self.plan, PlanState::Solved)?);
        self.release(&mut change);
        let fact = Fact::new("PLAN_SOLVED", "plan", self.plan.id).with(json!({
            "verdict": answer.verdict,
            "unassigned": change.progress_unassigned.as_ref(),
            "cost": change.progress_score.as_ref(),
        }));
        let tx = self.op.begin().await?;
        if store::plans::update(&tx, self.plan.id, self.held(), change).await? {
            store::plans::insert_assignments(&tx, answer.assignments).await?;
            store::plan_reports::insert(&tx, answer.report).await?;
            if let Some(row) = answer.scenario {
                store::plan_reports::update_scenario(&tx, self.plan.id, row).await?;
            }
            if let Some(mut row) = answer.ways_out {
                row.as_of_at = Set(self.op.now);
                store::plan_reports::insert_ways_out(&tx, row).await?;
            }
            facts::append(self.op, &tx, fact).await?;
        }
        tx.commit().await?;
        self.op.ground.moved.notify_waiters();
        Ok(())
    }

    async fn fail(&self, code: &str, conflicts: PlanConflicts) -> Result<()> {
        let mut change = ActiveModel {
            state: Set(advance(self.plan, PlanState::Failed)?),
            failure_code: Set(Some(code.to_owned())),
            conflicts: Set(Some(conflicts)),
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
