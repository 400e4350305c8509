//! What waits for somebody at a centre, beside its timetable.

use chrono::NaiveDate;
use entities::columns::{HandoffState, NoticeState, OutcomeKind, PlacementState};
use entities::id::{CentreId, CohortId, ParticipantId};
use entities::{cohort, handoff, notice, outcome, placement, stay, template};
use sea_orm::sea_query::Query;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

/// Those who stay at the centre, are granted asylum by what is known, and have no active
/// placement; with the day of the decision, earliest first.
pub async fn granted_without_placement(
    db: &impl ConnectionTrait,
    centre: CentreId,
    most: u64,
) -> Result<Vec<(ParticipantId, NaiveDate)>, DbErr> {
    let placed = Query::select()
        .column(placement::Column::ParticipantId)
        .from(placement::Entity)
        .and_where(placement::Column::State.eq(PlacementState::Active))
        .take();
    let staying = Query::select()
        .column(stay::Column::ParticipantId)
        .from(stay::Entity)
        .and_where(stay::Column::CentreId.eq(centre))
        .and_where(stay::Column::UntilOn.is_null())
        .take();
    outcome::Entity::find()
        .select_only()
        .column(outcome::Column::ParticipantId)
        .column(outcome::Column::DecidedOn)
        .filter(outcome::Column::Kind.eq(OutcomeKind::Granted))
        .filter(outcome::Column::SupersededAt.is_null())
        .filter(outcome::Column::ParticipantId.in_subquery(staying))
        .filter(outcome::Column::ParticipantId.not_in_subquery(placed))
        .order_by_asc(outcome::Column::DecidedOn)
        .order_by_asc(outcome::Column::Id)
        .limit(most)
        .into_tuple()
        .all(db)
        .await
}

/// The centre's hand-offs that are not sent and are due before `before`, earliest first.
pub async fn handoffs_due(
    db: &impl ConnectionTrait,
    centre: CentreId,
    before: NaiveDate,
    most: u64,
) -> Result<Vec<handoff::Model>, DbErr> {
    handoff::Entity::find()
        .filter(handoff::Column::CentreId.eq(centre))
        .filter(handoff::Column::State.eq(HandoffState::Draft))
        .filter(handoff::Column::DueOn.lt(before))
        .order_by_asc(handoff::Column::DueOn)
        .order_by_asc(handoff::Column::Id)
        .limit(most)
        .all(db)
        .await
}

/// The centre's notices that reached nobody, oldest first.
pub async fn undeliverable_notices(
    db: &impl ConnectionTrait,
    centre: CentreId,
    most: u64,
) -> Result<Vec<notice::Model>, DbErr> {
    notice::Entity::find()
        .filter(notice::Column::CentreId.eq(centre))
        .filter(notice::Column::State.is_in([NoticeState::Dead, NoticeState::NoChannel]))
        .order_by_asc(notice::Column::CreatedAt)
        .order_by_asc(notice::Column::Id)
        .limit(most)
        .all(db)
        .await
}

/// The template that each of `cohorts` goes by.
pub async fn templates_of(
    db: &impl ConnectionTrait,
    cohorts: &[CohortId],
) -> Result<Vec<(cohort::Model, Option<template::Model>)>, DbErr> {
    cohort::Entity::find()
        .find_also_related(template::Entity)
        .filter(cohort::Column::Id.is_in(cohorts.iter().copied()))
        .order_by_asc(cohort::Column::Id)
        .all(db)
        .await
}
