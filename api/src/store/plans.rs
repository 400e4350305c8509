//! Plans: runs of the engine, their progress and their answers.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use entities::columns::PlanState;
use entities::id::{CentreId, CohortId, PlanId};
use entities::plan::{ActiveModel, Column, Entity, Model};
use entities::{centre, plan_assignment, plan_cohort};
use sea_orm::sea_query::{Expr, LockBehavior, LockType};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Set,
};

use super::in_chunks;

pub async fn by_id(db: &impl ConnectionTrait, id: PlanId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// The plans of a centre, newest first, from the one after `after` on.
pub async fn of_centre(
    db: &impl ConnectionTrait,
    centre: CentreId,
    after: Option<PlanId>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let mut query = Entity::find().filter(Column::CentreId.eq(centre));
    if let Some(after) = after {
        query = query.filter(Column::Id.lt(after));
    }
    query.order_by_desc(Column::Id).limit(limit).all(db).await
}

/// The number of the centre's next plan. The centre's row stays locked until the transaction ends,
/// so that no two plans get one number.
pub async fn next_number(db: &impl ConnectionTrait, centre: CentreId) -> Result<u64, DbErr> {
    centre::Entity::find_by_id(centre)
        .lock_exclusive()
        .one(db)
        .await?;
    let n = Entity::find()
        .filter(Column::CentreId.eq(centre))
        .count(db)
        .await?;
    Ok(n + 1)
}

pub async fn insert(
    db: &impl ConnectionTrait,
    row: ActiveModel,
    cohorts: &[CohortId],
) -> Result<Model, DbErr> {
    let plan = Entity::insert(row).exec_with_returning(db).await?;
    let rows = cohorts.iter().map(|cohort| plan_cohort::ActiveModel {
        plan_id: Set(plan.id),
        cohort_id: Set(*cohort),
    });
    plan_cohort::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await?;
    Ok(plan)
}

/// The cohorts that each plan covers.
pub async fn cohorts_of(
    db: &impl ConnectionTrait,
    plans: &[PlanId],
) -> Result<BTreeMap<PlanId, Vec<CohortId>>, DbErr> {
    let rows = plan_cohort::Entity::find()
        .filter(plan_cohort::Column::PlanId.is_in(plans.iter().copied()))
        .order_by_asc(plan_cohort::Column::CohortId)
        .all(db)
        .await?;
    let mut found: BTreeMap<PlanId, Vec<CohortId>> = BTreeMap::new();
    for row in rows {
        found.entry(row.plan_id).or_default().push(row.cohort_id);
    }
    Ok(found)
}

/// The published plans of a centre.
pub async fn published(db: &impl ConnectionTrait, centre: CentreId) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::CentreId.eq(centre))
        .filter(Column::State.eq(PlanState::Published))
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// The plan that has waited longest: queued, or left behind by a worker whose lease has run out.
/// On PostgreSQL rows that another worker is just taking are passed over.
pub async fn next_to_solve(
    db: &impl ConnectionTrait,
    real_now: DateTime<Utc>,
) -> Result<Option<Model>, DbErr> {
    let left_behind = Condition::all()
        .add(Column::State.eq(PlanState::Solving))
        .add(Column::LeaseUntilAt.lt(real_now));
    Entity::find()
        .filter(
            Condition::any()
                .add(Column::State.eq(PlanState::Queued))
                .add(left_behind),
        )
        .order_by_asc(Column::RequestedAt)
        .order_by_asc(Column::Id)
        .limit(1)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .one(db)
        .await
}

/// Who must hold a plan for a change of it to count.
#[derive(Clone, Copy, Debug)]
pub struct Held<'a> {
    pub state: PlanState,
    pub lease_owner: Option<&'a str>,
}

/// Writes what is set in `row`, if the plan is still held so; whether it was.
pub async fn update(
    db: &impl ConnectionTrait,
    id: PlanId,
    held: Held<'_>,
    row: ActiveModel,
) -> Result<bool, DbErr> {
    let mut query = Entity::update_many()
        .set(row)
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(held.state));
    if let Some(owner) = held.lease_owner {
        query = query.filter(Column::LeaseOwner.eq(owner));
    }
    Ok(query.exec(db).await?.rows_affected > 0)
}

pub async fn insert_assignments(
    db: &impl ConnectionTrait,
    rows: Vec<plan_assignment::ActiveModel>,
) -> Result<(), DbErr> {
    in_chunks(rows, |chunk| async move {
        plan_assignment::Entity::insert_many(chunk)
            .exec_without_returning(db)
            .await
            .map(|_| ())
    })
    .await
}

/// A plan's answer, by activity key.
pub async fn assignments(
    db: &impl ConnectionTrait,
    plan: PlanId,
) -> Result<Vec<plan_assignment::Model>, DbErr> {
    assignments_of(db, &[plan]).await
}

/// The assignments of `plans`, by activity.
pub async fn assignments_of(
    db: &impl ConnectionTrait,
    plans: &[PlanId],
) -> Result<Vec<plan_assignment::Model>, DbErr> {
    plan_assignment::Entity::find()
        .filter(plan_assignment::Column::PlanId.is_in(plans.iter().copied()))
        .order_by_asc(plan_assignment::Column::ActivityKey)
        .all(db)
        .await
}
