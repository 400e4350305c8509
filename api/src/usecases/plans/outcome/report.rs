//! What an answer comes to, as it is kept beside the plan.

use entities::columns::UnmetWish;
use entities::id::PlanId;
use entities::plan_report::ActiveModel;
use scheduler::problem::Problem;
use scheduler::{Solution, check};
use sea_orm::Set;

use crate::error::{Error, Result};
use crate::planning;

/// Session counts and unmet wishes, by the independent check.
///
/// # Errors
/// Inner ones, when the problem is unsound.
pub(in crate::usecases::plans) fn report(
    plan: PlanId,
    problem: &Problem,
    solution: &Solution,
) -> Result<ActiveModel> {
    let judged = check(problem, &solution.timetable)
        .map_err(|faults| Error::internal(format!("the problem is unsound: {faults:?}")))?;
    let wishes = judged.wishes.into_iter().map(|wish| UnmetWish {
        rule: wish.rule.name(),
        activities: wish.activities,
        resources: wish.resources.iter().map(planning::name).collect(),
        at: wish.at.map(|at| at.to_string()),
        units: wish.units,
        cost: wish.cost,
    });
    let mut wishes: Vec<UnmetWish> = wishes.collect();
    wishes.sort_by(|a, b| {
        let rank = |wish: &UnmetWish| std::cmp::Reverse(wish.cost);
        let name = |wish: &UnmetWish| {
            let at = wish.at.clone();
            (wish.rule.clone(), at, wish.activities.clone())
        };
        rank(a).cmp(&rank(b)).then_with(|| name(a).cmp(&name(b)))
    });
    Ok(ActiveModel {
        plan_id: Set(plan),
        session_counts: Set(planning::session_counts(problem, &solution.timetable).into()),
        unmet_wishes: Set(wishes.into()),
    })
}
