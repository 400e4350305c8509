//! Keeps what came in between, and each way to mend it as a solved plan with its bill.

use entities::columns::{self, HitSession, RepairKind, SessionChange};
use entities::id::{PlanId, RepairId};
use entities::{plan, plan_repair, repair};
use scheduler::Mended;
use sea_orm::{ConnectionTrait, Set};
use serde_json::json;

use super::Repaired;
use super::cause::{Cause, Noted, What};
use super::think::Thought;
use crate::error::Result;
use crate::op::Op;
use crate::planning::Difference;
use crate::store;
use crate::usecases::facts::{self, Fact};
use crate::usecases::plans::outcome;
use crate::usecases::timetable::note_absence;

/// Writes it all; without a thought nothing was hit.
pub(super) async fn keep(
    op: &Op,
    tx: &impl ConnectionTrait,
    cause: &Cause,
    thought: Option<&Thought>,
) -> Result<Repaired> {
    let row = noted(op, tx, cause, thought).await?;
    let mut plans = Vec::new();
    if let Some(thought) = thought {
        let number = store::plans::next_number(tx, cause.centre).await?;
        let keeper = Keeper {
            op,
            cause,
            thought,
            repair: row.id,
        };
        for (number, mended) in (number..).zip(&thought.found.alternatives) {
            plans.push(keeper.plan(tx, number, mended).await?);
        }
    }
    let fact = Fact::new("PLAN_REPAIRED", "repair", row.id).with(json!({
        "hit": row.hit.0.len(),
        "plans": plans.iter().map(|plan| plan.id).collect::<Vec<_>>(),
    }));
    facts::append(op, tx, fact).await?;
    Ok(Repaired { row, plans })
}

async fn noted(
    op: &Op,
    tx: &impl ConnectionTrait,
    cause: &Cause,
    thought: Option<&Thought>,
) -> Result<repair::Model> {
    let (absence, session) = match &cause.what {
        What::Session(row) => (None, Some(row.id)),
        What::Absence {
            noted: Noted::Before(id),
            ..
        } => (Some(*id), None),
        What::Absence {
            resource,
            interval,
            noted: Noted::Now(reason),
        } => {
            let (row, _) = note_absence(op, tx, resource.id, *interval, reason).await?;
            (Some(row.id), None)
        }
    };
    let hit = thought.into_iter().flat_map(|thought| {
        let keys = thought.found.hit.iter();
        keys.filter_map(|key| {
            Some(HitSession {
                activity_key: key.clone(),
                session_id: thought.planning.session_of(key)?,
            })
        })
    });
    let row = repair::ActiveModel {
        id: Set(op.new_id()),
        centre_id: Set(cause.centre),
        absence_id: Set(absence),
        session_id: Set(session),
        hit: Set(hit.collect()),
        requested_by: Set(op.account_id()),
        requested_at: Set(op.now),
    };
    Ok(store::repairs::insert(tx, row).await?)
}

struct Keeper<'a> {
    op: &'a Op,
    cause: &'a Cause,
    thought: &'a Thought,
    repair: RepairId,
}

impl Keeper<'_> {
    async fn plan(
        &self,
        tx: &impl ConnectionTrait,
        number: u64,
        mended: &Mended,
    ) -> Result<plan::Model> {
        let Thought {
            planning, found, ..
        } = self.thought;
        let solution = mended.solution(found);
        let id: PlanId = self.op.new_id();
        let mut row = outcome::columns(&planning.problem, &solution);
        row.id = Set(id);
        row.centre_id = Set(self.cause.centre);
        row.key = Set(format!("plan-{number}"));
        row.seed = Set(i64::try_from(self.thought.effort.seed).unwrap_or_default());
        row.effort_steps = Set(i64::try_from(self.thought.effort.steps).unwrap_or(i64::MAX));
        row.state = Set(columns::PlanState::Solved);
        row.input_hash = Set(Some(outcome::input_hash(&planning.problem)?));
        row.plan_millis = Set(Some(self.thought.millis));
        row.requested_by = Set(self.op.account_id());
        row.requested_at = Set(self.op.now);
        row.finished_at = Set(Some(self.op.now));
        let cohorts: std::collections::BTreeSet<_> = planning
            .meetings
            .values()
            .map(|meeting| meeting.cohort_id)
            .collect();
        let cohorts: Vec<_> = cohorts.into_iter().collect();
        let plan = store::plans::insert(tx, row, &cohorts).await?;
        let assignments = outcome::assignments(id, planning, &solution)?;
        store::plans::insert_assignments(tx, assignments).await?;
        let report = outcome::report(id, &planning.problem, &solution)?;
        store::plan_reports::insert(tx, report).await?;
        let difference = planning.difference(planning.sessions(&mended.timetable)?);
        store::repairs::insert_bill(tx, self.bill(id, mended, &difference)).await?;
        Ok(plan)
    }

    /// What publishing would do, counted from the very difference that publishing applies.
    fn bill(
        &self,
        id: PlanId,
        mended: &Mended,
        difference: &Difference,
    ) -> plan_repair::ActiveModel {
        let n = |wanted: &[SessionChange]| {
            let changes = difference.changes.iter();
            count(changes.filter(|one| wanted.contains(&one.change)).count())
        };
        plan_repair::ActiveModel {
            plan_id: Set(id),
            repair_id: Set(self.repair),
            kinds: Set(mended.kinds.iter().copied().map(kind).collect()),
            n_moved: Set(n(&[SessionChange::Moved])),
            n_rearranged: Set(n(&[
                SessionChange::ResourceChanged,
                SessionChange::ParticipantsChanged,
            ])),
            n_dropped: Set(n(&[SessionChange::Cancelled])),
            n_added: Set(n(&[SessionChange::Published])),
            n_persons: Set(count(difference.persons().len())),
            interpreter_fees_ore: Set(mended.bill.interpreter_fees_ore),
            interpreter_cost_change_ore: Set(mended.bill.interpreter_cost_change_ore),
        }
    }
}

fn count(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

const fn kind(kind: scheduler::RepairKind) -> RepairKind {
    match kind {
        scheduler::RepairKind::FewestTouched => RepairKind::FewestTouched,
        scheduler::RepairKind::LowestCost => RepairKind::LowestCost,
        scheduler::RepairKind::BestPlan => RepairKind::BestPlan,
    }
}
