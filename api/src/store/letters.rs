//! What letters need to know, for a whole batch of notices at a time.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use entities::columns::EnrolmentState;
use entities::id::{
    CohortId, HandoffId, ParticipantId, PlanId, ResourceId, SessionId, SettlementId,
};
use entities::{
    booking, cohort, enrolment, handoff, handoff_item, plan_cohort, session, settlement,
    settlement_line, template,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QuerySelect,
    RelationTrait,
};

/// The sessions that are not over, and for which one of `recipients` is or was booked.
pub async fn sessions_of(
    db: &impl ConnectionTrait,
    recipients: &[ResourceId],
    now: DateTime<Utc>,
) -> Result<Vec<SessionId>, DbErr> {
    booking::Entity::find()
        .select_only()
        .column(booking::Column::SessionId)
        .distinct()
        .join(JoinType::InnerJoin, booking::Relation::Session.def())
        .filter(booking::Column::ResourceId.is_in(recipients.iter().copied()))
        .filter(session::Column::EndsAt.gt(now))
        .into_tuple()
        .all(db)
        .await
}

pub async fn cohorts_of_plans(
    db: &impl ConnectionTrait,
    plans: &[PlanId],
) -> Result<Vec<plan_cohort::Model>, DbErr> {
    plan_cohort::Entity::find()
        .filter(plan_cohort::Column::PlanId.is_in(plans.iter().copied()))
        .all(db)
        .await
}

/// Cohorts, each with its programme.
pub async fn cohorts(
    db: &impl ConnectionTrait,
    ids: &[CohortId],
) -> Result<Vec<(cohort::Model, template::Model)>, DbErr> {
    let rows = cohort::Entity::find()
        .find_also_related(template::Entity)
        .filter(cohort::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(cohort, template)| Some((cohort, template?)))
        .collect())
}

/// Who of `participants` has a place in which of `cohorts`.
pub async fn seats(
    db: &impl ConnectionTrait,
    cohorts: &[CohortId],
    participants: &[ParticipantId],
) -> Result<Vec<(CohortId, ParticipantId)>, DbErr> {
    let seated = [EnrolmentState::Enrolled, EnrolmentState::InCourse];
    enrolment::Entity::find()
        .select_only()
        .columns([
            enrolment::Column::CohortId,
            enrolment::Column::ParticipantId,
        ])
        .filter(enrolment::Column::CohortId.is_in(cohorts.iter().copied()))
        .filter(enrolment::Column::ParticipantId.is_in(participants.iter().copied()))
        .filter(enrolment::Column::State.is_in(seated))
        .into_tuple()
        .all(db)
        .await
}

pub async fn handoffs(
    db: &impl ConnectionTrait,
    ids: &[HandoffId],
) -> Result<Vec<handoff::Model>, DbErr> {
    handoff::Entity::find()
        .filter(handoff::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await
}

/// How many items each of `handoffs` holds.
pub async fn n_items(
    db: &impl ConnectionTrait,
    handoffs: &[HandoffId],
) -> Result<BTreeMap<HandoffId, i64>, DbErr> {
    let rows: Vec<(HandoffId, i64)> = handoff_item::Entity::find()
        .select_only()
        .column(handoff_item::Column::HandoffId)
        .column_as(handoff_item::Column::Id.count(), "n")
        .filter(handoff_item::Column::HandoffId.is_in(handoffs.iter().copied()))
        .group_by(handoff_item::Column::HandoffId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

pub async fn settlements(
    db: &impl ConnectionTrait,
    ids: &[SettlementId],
) -> Result<Vec<settlement::Model>, DbErr> {
    settlement::Entity::find()
        .filter(settlement::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await
}

pub async fn settlement_lines(
    db: &impl ConnectionTrait,
    settlements: &[SettlementId],
) -> Result<Vec<settlement_line::Model>, DbErr> {
    settlement_line::Entity::find()
        .filter(settlement_line::Column::SettlementId.is_in(settlements.iter().copied()))
        .all(db)
        .await
}
