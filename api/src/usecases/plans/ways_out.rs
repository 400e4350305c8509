//! Ways out of what a plan could not place: looked for by a worker once the plan is solved, and
//! kept with it.
//!
//! The search goes on from what the plan was asked. Has that changed meanwhile, then ways out of it
//! are of no use to anybody, and it is said so.

use entities::columns::{PlanVerdict, WayOut, WaysOut, WaysOutState};
use entities::id::PlanId;
use entities::plan;
use entities::plan_ways_out::{ActiveModel, Model};
use scheduler::problem::{Problem, ProblemFault};
use scheduler::{Effort, Proof, Solution, Verdict};
use sea_orm::Set;

use super::{Solver, cohorts_of, outcome};
use crate::engine::{Stop, Thinking};
use crate::error::{Error, Result};
use crate::op::Op;
use crate::planning::{self, Planning};
use crate::store;
use crate::store::plan_reports;

/// The steps of each of the dozens of plans that a search makes.
const STEPS: u64 = 200_000;
/// Where nothing is proved, a larger effort may be all it takes: so many steps at least and at most.
const LARGER: (u64, u64) = (2_000_000, 8_000_000);
/// A search that takes its workers down with it is not tried for ever.
const MOST_ATTEMPTS: i32 = 3;
/// A lease is renewed so often while it lasts.
const RENEWALS: i32 = 4;

/// The search that an answer calls for: when something has no place, and it can be said what
/// stands in the way.
pub(super) fn wanted(plan: PlanId, solution: &Solution) -> Result<Option<ActiveModel>> {
    let question: Vec<Proof> = match &solution.verdict {
        Verdict::Complete | Verdict::NotFoundInTime => Vec::new(),
        Verdict::Infeasible { proofs } => proofs.clone(),
        Verdict::Partial => scheduler::suspicion(&solution.unassigned)
            .into_iter()
            .collect(),
    };
    if question.is_empty() {
        return Ok(None);
    }
    Ok(Some(ActiveModel {
        plan_id: Set(plan),
        state: Set(WaysOutState::Queued),
        question: Set(serde_json::to_value(question)?),
        ..Default::default()
    }))
}

/// Takes the search that has waited longest and does it; `None` when none waits.
///
/// # Errors
/// Inner ones.
pub async fn take_and_search(op: &Op, solver: &Solver) -> Result<Option<PlanId>> {
    let Some(row) = claim(op, solver).await? else {
        return Ok(None);
    };
    let searcher = Searcher {
        op,
        solver,
        row: &row,
    };
    if let Err(fault) = searcher.search().await {
        tracing::error!(plan = %row.plan_id, ?fault, "a search for ways out failed");
        searcher.end(WaysOutState::Failed, None, 0).await?;
    }
    Ok(Some(row.plan_id))
}

async fn claim(op: &Op, solver: &Solver) -> Result<Option<Model>> {
    let tx = op.begin().await?;
    let real = op.ground.clock.real();
    loop {
        let Some(row) = plan_reports::next_to_search(&tx, real).await? else {
            tx.commit().await?;
            return Ok(None);
        };
        let is_hopeless = row.attempts >= MOST_ATTEMPTS;
        let state = if is_hopeless {
            WaysOutState::Failed
        } else {
            WaysOutState::Searching
        };
        let change = ActiveModel {
            state: Set(state),
            attempts: Set(row.attempts + 1),
            lease_owner: Set(Some(solver.owner.clone())),
            lease_until_at: Set(Some(real + solver.lease)),
            ..Default::default()
        };
        let held = (row.state, row.lease_owner.as_deref());
        let is_ours = plan_reports::update_ways_out(&tx, row.plan_id, held, change).await?;
        if is_ours && !is_hopeless {
            tx.commit().await?;
            return Ok(Some(row));
        }
    }
}

/// One search in one worker's hands.
struct Searcher<'a> {
    op: &'a Op,
    solver: &'a Solver,
    row: &'a Model,
}

/// Ways out in the engine's words, beside what was asked.
type Found = (Planning, Result<Vec<scheduler::WayOut>, Vec<ProblemFault>>);

impl Searcher<'_> {
    async fn search(&self) -> Result<()> {
        let (plan, planning) = self.question().await?;
        if plan.input_hash != Some(outcome::input_hash(&planning.problem)?) {
            return self.end(WaysOutState::Outdated, None, 0).await;
        }
        let proofs: Vec<Proof> = serde_json::from_value(self.row.question.clone())?;
        let seed = u64::try_from(plan.seed).unwrap_or_default();
        let steps = u64::try_from(plan.effort_steps).unwrap_or_default();
        let larger = (plan.verdict == Some(PlanVerdict::Partial)).then(|| Effort {
            seed,
            steps: steps.saturating_mul(4).clamp(LARGER.0, LARGER.1),
        });
        let begun = self.op.ground.clock.real();
        let thinking = self.op.ground.engine.ask_at_leisure(move |stop| {
            let problem = &planning.problem;
            let none = larger.and_then(|effort| without_changes(problem, &effort, stop));
            let found = none.map_or_else(
                || {
                    let effort = Effort { seed, steps: STEPS };
                    scheduler::ways_out_while(problem, &proofs, &effort, &|| stop.control())
                },
                |way| Ok(vec![way]),
            );
            (planning, found)
        });
        let Some((planning, found)) = self.accompany(thinking).await? else {
            return Ok(());
        };
        let found = found.map_err(|faults| Error::internal(format!("unsound: {faults:?}")))?;
        let millis = (self.op.ground.clock.real() - begun).num_milliseconds();
        let ways = kept(&planning, &found)?;
        self.end(WaysOutState::Done, Some(ways), millis).await
    }

    /// What the plan was asked, as of when it was solved.
    async fn question(&self) -> Result<(plan::Model, Planning)> {
        let tx = self.op.begin_read().await?;
        let plan = store::plans::by_id(&tx, self.row.plan_id).await?;
        let plan = plan.ok_or_else(Error::not_found)?;
        let cohorts = cohorts_of(&tx, &plan).await?;
        let planning = planning::load(&tx, &cohorts, self.row.as_of_at, &[]).await?;
        tx.commit().await?;
        Ok((plan, planning))
    }

    /// Keeps the lease while the engine thinks; `None` when the search is ours no more, or was put
    /// back.
    async fn accompany(&self, mut thinking: Thinking<Found>) -> Result<Option<Found>> {
        let often = self.solver.lease / RENEWALS;
        let mut ticks = tokio::time::interval(often.to_std().unwrap_or_default().max(A_MOMENT));
        loop {
            tokio::select! {
                found = &mut thinking => {
                    let found = found?;
                    return Ok((!thinking.is_stopped()).then_some(found));
                }
                () = self.solver.ended.cancelled(), if !thinking.is_stopped() => {
                    thinking.stop();
                    self.put_back().await?;
                }
                _ = ticks.tick(), if !thinking.is_stopped() => {
                    let lease = self.op.ground.clock.real() + self.solver.lease;
                    let change = ActiveModel {
                        lease_until_at: Set(Some(lease)),
                        ..Default::default()
                    };
                    if !self.write(change).await? {
                        thinking.stop();
                    }
                }
            }
        }
    }

    async fn put_back(&self) -> Result<()> {
        let change = ActiveModel {
            state: Set(WaysOutState::Queued),
            attempts: Set(self.row.attempts),
            lease_owner: Set(None),
            lease_until_at: Set(None),
            ..Default::default()
        };
        self.write(change).await.map(|_| ())
    }

    async fn end(&self, state: WaysOutState, ways: Option<WaysOut>, millis: i64) -> Result<()> {
        let change = ActiveModel {
            state: Set(state),
            ways: Set(ways),
            search_millis: Set(Some(millis)),
            lease_owner: Set(None),
            lease_until_at: Set(None),
            ..Default::default()
        };
        self.write(change).await.map(|_| ())
    }

    /// Whether the search was still ours.
    async fn write(&self, change: ActiveModel) -> Result<bool> {
        let held = (WaysOutState::Searching, Some(self.solver.owner.as_str()));
        let tx = self.op.begin().await?;
        let is_ours = plan_reports::update_ways_out(&tx, self.row.plan_id, held, change).await?;
        tx.commit().await?;
        Ok(is_ours)
    }
}

/// The way out that is none: with a larger effort everything has a place.
fn without_changes(problem: &Problem, effort: &Effort, stop: &Stop) -> Option<scheduler::WayOut> {
    let found = scheduler::solve(problem, effort, &mut |_| stop.control()).ok()?;
    (found.verdict == Verdict::Complete).then(|| scheduler::WayOut {
        changes: Vec::new(),
        price: 0,
        people: 0,
        score: found.score,
        timetable: found.timetable,
    })
}

/// The least time between two renewals.
const A_MOMENT: std::time::Duration = std::time::Duration::from_millis(50);

fn kept(planning: &Planning, found: &[scheduler::WayOut]) -> Result<WaysOut> {
    let ways = found.iter().map(|way| {
        Ok(WayOut {
            changes: planning::kept_changes(planning, &way.changes)?,
            price_ore: way.price,
            n_persons: i32::try_from(way.people).unwrap_or(i32::MAX),
            cost: way.score.soft,
        })
    });
    ways.collect()
}
