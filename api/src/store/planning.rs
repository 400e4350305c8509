//! What plans are made from: one statement a kind of row, however many rows there are.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use entities::columns::{BookingStatus, EnrolmentState, NoticeState, ResourceKind, SessionState};
use entities::id::{CentreId, CohortId, ParticipantId, PlanId, ResourceId, SessionId, TemplateId};
use entities::{
    booking, busy_time, cohort, danish_group_member, enrolment, notice, resource, session, template,
};
use sea_orm::sea_query::Query;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

/// A half-open span of time.
#[derive(Clone, Copy, Debug)]
pub struct Between {
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
}

/// The cohorts, by key.
pub async fn cohorts(
    db: &impl ConnectionTrait,
    ids: &[CohortId],
) -> Result<Vec<cohort::Model>, DbErr> {
    cohort::Entity::find()
        .filter(cohort::Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(cohort::Column::Key)
        .all(db)
        .await
}

/// The centre's cohorts that are held on some day from `first_on` up to `until_on`.
pub async fn cohorts_between(
    db: &impl ConnectionTrait,
    centre: CentreId,
    first_on: NaiveDate,
    until_on: NaiveDate,
) -> Result<Vec<CohortId>, DbErr> {
    cohort::Entity::find()
        .select_only()
        .column(cohort::Column::Id)
        .filter(cohort::Column::CentreId.eq(centre))
        .filter(cohort::Column::CancelledAt.is_null())
        .filter(cohort::Column::FirstOn.lt(until_on))
        .filter(cohort::Column::UntilOn.gt(first_on))
        .order_by_asc(cohort::Column::Key)
        .into_tuple()
        .all(db)
        .await
}

/// Those of the cohorts that have published sessions from `now` on, by key.
pub async fn cohorts_with_sessions(
    db: &impl ConnectionTrait,
    cohorts: &[CohortId],
    now: DateTime<Utc>,
) -> Result<Vec<cohort::Model>, DbErr> {
    let mut to_come = Query::select();
    to_come
        .column(session::Column::CohortId)
        .from(session::Entity)
        .and_where(session::Column::State.eq(SessionState::Published))
        .and_where(session::Column::StartsAt.gte(now));
    cohort::Entity::find()
        .filter(cohort::Column::Id.is_in(cohorts.iter().copied()))
        .filter(cohort::Column::Id.in_subquery(to_come.take()))
        .order_by_asc(cohort::Column::Key)
        .all(db)
        .await
}

pub async fn templates(
    db: &impl ConnectionTrait,
    ids: &[TemplateId],
) -> Result<Vec<template::Model>, DbErr> {
    template::Entity::find()
        .filter(template::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await
}

/// Everybody who has a seat in the cohorts now.
pub async fn seats(
    db: &impl ConnectionTrait,
    cohorts: &[CohortId],
) -> Result<Vec<enrolment::Model>, DbErr> {
    let seated = [EnrolmentState::Enrolled, EnrolmentState::InCourse];
    enrolment::Entity::find()
        .filter(enrolment::Column::CohortId.is_in(cohorts.iter().copied()))
        .filter(enrolment::Column::State.is_in(seated))
        .order_by_asc(enrolment::Column::Id)
        .all(db)
        .await
}

/// The centre's rooms, staff, interpreters, vehicles and companies, and these participants.
pub async fn resources(
    db: &impl ConnectionTrait,
    centre: CentreId,
    participants: &[ParticipantId],
) -> Result<Vec<resource::Model>, DbErr> {
    let participants = participants.iter().map(|id| ResourceId::from(*id));
    let things = Condition::all()
        .add(resource::Column::CentreId.eq(centre))
        .add(resource::Column::Kind.ne(ResourceKind::Participant));
    resource::Entity::find()
        .filter(
            Condition::any()
                .add(things)
                .add(resource::Column::Id.is_in(participants)),
        )
        .order_by_asc(resource::Column::Kind)
        .order_by_asc(resource::Column::Key)
        .all(db)
        .await
}

/// The Danish groups that the participants belong to.
pub async fn danish_members(
    db: &impl ConnectionTrait,
    participants: &[ParticipantId],
) -> Result<Vec<danish_group_member::Model>, DbErr> {
    danish_group_member::Entity::find()
        .filter(danish_group_member::Column::ParticipantId.is_in(participants.iter().copied()))
        .order_by_asc(danish_group_member::Column::ParticipantId)
        .all(db)
        .await
}

/// The busy times within the span of the participants and of their Danish groups.
pub async fn busy_times(
    db: &impl ConnectionTrait,
    participants: &[ParticipantId],
    span: Between,
) -> Result<Vec<busy_time::Model>, DbErr> {
    let own = participants.iter().map(|id| ResourceId::from(*id));
    let groups = Query::select()
        .column(danish_group_member::Column::DanishGroupId)
        .from(danish_group_member::Entity)
        .and_where(danish_group_member::Column::ParticipantId.is_in(participants.iter().copied()))
        .take();
    let owner = Condition::any()
        .add(busy_time::Column::ResourceId.is_in(own))
        .add(busy_time::Column::DanishGroupId.in_subquery(groups));
    busy_time::Entity::find()
        .filter(owner)
        .filter(busy_time::Column::FromAt.lt(span.until))
        .filter(busy_time::Column::UntilAt.gt(span.from))
        .order_by_asc(busy_time::Column::FromAt)
        .order_by_asc(busy_time::Column::Id)
        .all(db)
        .await
}

/// Every booking that holds of these resources within the span.
pub async fn bookings(
    db: &impl ConnectionTrait,
    resources: &[ResourceId],
    span: Between,
) -> Result<Vec<booking::Model>, DbErr> {
    booking::Entity::find()
        .filter(booking::Column::ResourceId.is_in(resources.iter().copied()))
        .filter(booking::Column::EndedAt.is_null())
        .filter(booking::Column::Status.ne(BookingStatus::Declined))
        .filter(booking::Column::BusyFromAt.lt(span.until))
        .filter(booking::Column::BusyUntilAt.gt(span.from))
        .order_by_asc(booking::Column::BusyFromAt)
        .order_by_asc(booking::Column::Id)
        .all(db)
        .await
}

/// The plans and sessions of which people have been told.
pub async fn told(
    db: &impl ConnectionTrait,
    centre: CentreId,
) -> Result<(BTreeSet<PlanId>, BTreeSet<SessionId>), DbErr> {
    let rows: Vec<(Option<PlanId>, Option<SessionId>)> = notice::Entity::find()
        .select_only()
        .column(notice::Column::PlanId)
        .column(notice::Column::SessionId)
        .filter(notice::Column::CentreId.eq(centre))
        .filter(notice::Column::State.eq(NoticeState::Sent))
        .distinct()
        .into_tuple()
        .all(db)
        .await?;
    let plans = rows.iter().filter_map(|row| row.0).collect();
    Ok((plans, rows.iter().filter_map(|row| row.1).collect()))
}
