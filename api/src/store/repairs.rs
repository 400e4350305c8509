//! What came in between, and the plans that mend the timetable.

use std::collections::BTreeMap;

use entities::columns::PlanState;
use entities::id::{PlanId, RepairId};
use entities::repair::{ActiveModel, Entity, Model};
use entities::{plan, plan_repair};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

pub async fn by_id(db: &impl ConnectionTrait, id: RepairId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

pub async fn insert(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model, DbErr> {
    Entity::insert(row).exec_with_returning(db).await
}

/// Marks a plan as one that mends.
pub async fn insert_bill(
    db: &impl ConnectionTrait,
    row: plan_repair::ActiveModel,
) -> Result<(), DbErr> {
    plan_repair::Entity::insert(row)
        .exec_without_returning(db)
        .await
        .map(|_| ())
}

/// The bills of those plans that mend.
pub async fn bills_of(
    db: &impl ConnectionTrait,
    plans: &[PlanId],
) -> Result<BTreeMap<PlanId, plan_repair::Model>, DbErr> {
    let rows = plan_repair::Entity::find()
        .filter(plan_repair::Column::PlanId.is_in(plans.iter().copied()))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.plan_id, row)).collect())
}

/// The plans of one repair, in the order in which they are shown.
pub async fn plans_of(
    db: &impl ConnectionTrait,
    repair: RepairId,
) -> Result<Vec<plan::Model>, DbErr> {
    let mut members = Query::select();
    members
        .column(plan_repair::Column::PlanId)
        .from(plan_repair::Entity)
        .and_where(plan_repair::Column::RepairId.eq(repair));
    plan::Entity::find()
        .filter(plan::Column::Id.in_subquery(members.take()))
        .order_by_asc(plan::Column::Id)
        .all(db)
        .await
}

/// The solved plans that mend the same as a plan does.
pub async fn rivals(
    db: &impl ConnectionTrait,
    plan: &plan_repair::Model,
) -> Result<Vec<plan::Model>, DbErr> {
    let mut found = plans_of(db, plan.repair_id).await?;
    found.retain(|row| row.id != plan.plan_id && row.state == PlanState::Solved);
    Ok(found)
}
