//! What is told of plans besides their answers: reports, ways out, scenarios.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use entities::columns::WaysOutState;
use entities::id::PlanId;
use entities::{plan_report, plan_scenario, plan_ways_out};
use sea_orm::sea_query::{LockBehavior, LockType};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

pub async fn insert(db: &impl ConnectionTrait, row: plan_report::ActiveModel) -> Result<(), DbErr> {
    let query = plan_report::Entity::insert(row);
    query.exec_without_returning(db).await.map(|_| ())
}

/// The reports of plans that have an answer.
pub async fn of_plans(
    db: &impl ConnectionTrait,
    plans: &[PlanId],
) -> Result<BTreeMap<PlanId, plan_report::Model>, DbErr> {
    let rows = plan_report::Entity::find()
        .filter(plan_report::Column::PlanId.is_in(plans.iter().copied()))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.plan_id, row)).collect())
}

/// Marks a plan as one of a scenario.
pub async fn insert_scenario(
    db: &impl ConnectionTrait,
    row: plan_scenario::ActiveModel,
) -> Result<(), DbErr> {
    let query = plan_scenario::Entity::insert(row);
    query.exec_without_returning(db).await.map(|_| ())
}

pub async fn is_scenario(db: &impl ConnectionTrait, plan: PlanId) -> Result<bool, DbErr> {
    let query = plan_scenario::Entity::find_by_id(plan);
    Ok(query.count(db).await? > 0)
}

pub async fn scenarios_of(
    db: &impl ConnectionTrait,
    plans: &[PlanId],
) -> Result<BTreeMap<PlanId, plan_scenario::Model>, DbErr> {
    let rows = plan_scenario::Entity::find()
        .filter(plan_scenario::Column::PlanId.is_in(plans.iter().copied()))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.plan_id, row)).collect())
}

pub async fn update_scenario(
    db: &impl ConnectionTrait,
    plan: PlanId,
    row: plan_scenario::ActiveModel,
) -> Result<(), DbErr> {
    let query = plan_scenario::Entity::update_many()
        .set(row)
        .filter(plan_scenario::Column::PlanId.eq(plan));
    query.exec(db).await.map(|_| ())
}

/// Puts the search for ways out of a plan's contradictions into the queue.
pub async fn insert_ways_out(
    db: &impl ConnectionTrait,
    row: plan_ways_out::ActiveModel,
) -> Result<(), DbErr> {
    let query = plan_ways_out::Entity::insert(row);
    query.exec_without_returning(db).await.map(|_| ())
}

pub async fn ways_out_of(
    db: &impl ConnectionTrait,
    plans: &[PlanId],
) -> Result<BTreeMap<PlanId, plan_ways_out::Model>, DbErr> {
    let rows = plan_ways_out::Entity::find()
        .filter(plan_ways_out::Column::PlanId.is_in(plans.iter().copied()))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.plan_id, row)).collect())
}

/// The search that has waited longest: queued, or left behind by a worker whose lease has run out.
/// On PostgreSQL rows that another worker is just taking are passed over.
pub async fn next_to_search(
    db: &impl ConnectionTrait,
    real_now: DateTime<Utc>,
) -> Result<Option<plan_ways_out::Model>, DbErr> {
    use plan_ways_out::Column;
    let left_behind = Condition::all()
        .add(Column::State.eq(WaysOutState::Searching))
        .add(Column::LeaseUntilAt.lt(real_now));
    let waiting = Condition::any()
        .add(Column::State.eq(WaysOutState::Queued))
        .add(left_behind);
    plan_ways_out::Entity::find()
        .filter(waiting)
        .order_by_asc(Column::AsOfAt)
        .order_by_asc(Column::PlanId)
        .limit(1)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .one(db)
        .await
}

/// Writes what is set in `row`, if the search is still in this state and these hands; whether it
/// was.
pub async fn update_ways_out(
    db: &impl ConnectionTrait,
    plan: PlanId,
    (state, owner): (WaysOutState, Option<&str>),
    row: plan_ways_out::ActiveModel,
) -> Result<bool, DbErr> {
    use plan_ways_out::Column;
    let mut query = plan_ways_out::Entity::update_many()
        .set(row)
        .filter(Column::PlanId.eq(plan))
        .filter(Column::State.eq(state));
    if let Some(owner) = owner {
        query = query.filter(Column::LeaseOwner.eq(owner));
    }
    Ok(query.exec(db).await?.rows_affected > 0)
}
