//! What the engine answered, as it is kept with the plan.

mod report;

use std::collections::BTreeMap;

use entities::columns::{
    PlanConflict, PlanConflicts, PlanFault, PlanVerdict, PlannedBookings, RuleCost, Score,
    UnassignedActivities, UnassignedActivity,
};
use entities::id::PlanId;
use entities::plan::ActiveModel;
use entities::plan_assignment;
use scheduler::problem::Problem;
use scheduler::scenario::ChangeFault;
use scheduler::{HardRule, Obstacle, ProblemFault, Proof, Solution, Verdict};
use sea_orm::Set;
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

pub(super) use self::report::report;
use crate::error::{Error, Result};
use crate::planning::{self, Planning};

/// The columns of an answer; states and times are the caller's.
pub(super) fn columns(problem: &Problem, solution: &Solution) -> ActiveModel {
    let cohorts: BTreeMap<&str, &str> = problem
        .activities
        .iter()
        .map(|activity| (activity.key.as_str(), activity.cohort.as_str()))
        .collect();
    let proofs = match &solution.verdict {
        Verdict::Infeasible { proofs } => proofs.iter().map(conflict).collect(),
        Verdict::Complete | Verdict::Partial | Verdict::NotFoundInTime => Vec::new(),
    };
    let missing = solution.unassigned.iter();
    let missing: Vec<UnassignedActivity> = missing
        .map(|one| UnassignedActivity {
            cohort: cohorts
                .get(one.activity.as_str())
                .map_or_else(String::new, |cohort| (*cohort).to_owned()),
            activity_key: one.activity.clone(),
            reasons: one.obstacles.iter().map(fault).collect(),
        })
        .collect();
    ActiveModel {
        verdict: Set(Some(verdict(&solution.verdict))),
        plan_hash: Set(Some(plan_hash(solution))),
        score: Set(Some(score(solution))),
        progress_step: Set(i64::try_from(solution.steps).unwrap_or(i64::MAX)),
        progress_unassigned: Set(Some(i32::try_from(missing.len()).unwrap_or(i32::MAX))),
        progress_score: Set(Some(solution.score.soft)),
        unassigned: Set(Some(UnassignedActivities(missing))),
        conflicts: Set(Some(PlanConflicts(proofs))),
        ..Default::default()
    }
}

/// The hash of an answer.
pub(super) fn plan_hash(solution: &Solution) -> String {
    let lines = solution.timetable.canonical_lines();
    hex::encode(Sha256::digest(lines.as_bytes()))
}

/// The cost of an answer by rule.
pub(super) fn score(solution: &Solution) -> Score {
    let rules = solution.score.rules.iter();
    let rules = rules.map(|(rule, score)| {
        let cost = RuleCost {
            units: score.units,
            cost: score.cost,
        };
        (rule.name(), cost)
    });
    Score(rules.collect())
}

/// The hash of what the engine was asked.
pub(super) fn input_hash(problem: &Problem) -> Result<String> {
    let text = scheduler::format::write_problem(problem).map_err(Error::internal)?;
    Ok(hex::encode(Sha256::digest(text.as_bytes())))
}

/// The plan's answer, one row an activity; the past is no answer.
pub(super) fn assignments(
    plan: PlanId,
    planning: &Planning,
    solution: &Solution,
) -> Result<Vec<plan_assignment::ActiveModel>> {
    let sessions = planning.sessions(&solution.timetable)?;
    let rows = sessions
        .into_iter()
        .map(|session| plan_assignment::ActiveModel {
            plan_id: Set(plan),
            cohort_id: Set(session.cohort_id),
            activity_key: Set(session.activity_key),
            kind: Set(session.kind),
            starts_at: Set(session.starts_at),
            ends_at: Set(session.ends_at),
            bookings: Set(PlannedBookings(session.bookings)),
        });
    Ok(rows.collect())
}

/// Why the engine would not even begin, as conflicts that stand with the plan.
pub(super) fn unsound(faults: &[ProblemFault]) -> PlanConflicts {
    let conflicts = faults.iter().map(|fault| PlanConflict {
        reason: code(&fault.code),
        rules: Vec::new(),
        activities: vec![fault.value.clone()],
        resources: vec![fault.path.clone()],
        ..PlanConflict::default()
    });
    PlanConflicts(conflicts.collect())
}

/// Why a scenario cannot be: what it changes is not there any more.
pub(super) fn unfit(faults: &[ChangeFault]) -> PlanConflicts {
    let conflicts = faults.iter().map(|fault| PlanConflict {
        reason: code(&fault.code),
        resources: vec![format!("changes.{}: {}", fault.change, fault.value)],
        ..PlanConflict::default()
    });
    PlanConflicts(conflicts.collect())
}

pub(super) const fn verdict(verdict: &Verdict) -> PlanVerdict {
    match verdict {
        Verdict::Complete => PlanVerdict::Complete,
        Verdict::Partial => PlanVerdict::Partial,
        Verdict::Infeasible { .. } => PlanVerdict::Infeasible,
        Verdict::NotFoundInTime => PlanVerdict::NotFoundInTime,
    }
}

fn fault(obstacle: &Obstacle) -> PlanFault {
    PlanFault {
        rule: obstacle.rule.name(),
        activities: obstacle.activities.clone(),
        resources: obstacle.resources.iter().map(planning::name).collect(),
        amount: Some(obstacle.starts.into()),
    }
}

fn conflict(proof: &Proof) -> PlanConflict {
    let window = proof.window.as_ref();
    PlanConflict {
        reason: code(&proof.reason),
        rules: proof
            .rules
            .iter()
            .map(|rule| HardRule::name(*rule))
            .collect(),
        activities: proof.activities.clone(),
        resources: proof.resources.iter().map(planning::name).collect(),
        window: window.map(|span| (span.from.to_string(), span.until.to_string())),
        demand_minutes: proof.demand_minutes,
        supply_minutes: proof.supply_minutes,
    }
}

/// The name by which a code of the engine is written.
pub(super) fn code(code: &impl Serialize) -> String {
    match serde_json::to_value(code) {
        Ok(Value::String(code)) => code,
        _ => String::new(),
    }
}
