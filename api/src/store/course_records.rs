//! What has come of the course for one participant: sessions and attendance.

use std::collections::BTreeMap;

use entities::columns::{BookingRole, SessionState};
use entities::id::{CohortId, ParticipantId, ResourceId};
use entities::{attendance, booking, cohort, enrolment, session};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait,
};

/// The sessions that a participant is booked for and that were not cancelled, by time.
pub async fn sessions_of(
    db: &impl ConnectionTrait,
    participant: ParticipantId,
) -> Result<Vec<session::Model>, DbErr> {
    session::Entity::find()
        .join(JoinType::InnerJoin, booking::Relation::Session.def().rev())
        .filter(booking::Column::ResourceId.eq(ResourceId::from(participant)))
        .filter(booking::Column::Role.eq(BookingRole::Participant))
        .filter(booking::Column::EndedAt.is_null())
        .filter(session::Column::State.ne(SessionState::Cancelled))
        .order_by_asc(session::Column::StartsAt)
        .order_by_asc(session::Column::Id)
        .all(db)
        .await
}

/// The attendance of a participant as it stands, corrections taken in.
pub async fn attendance_of(
    db: &impl ConnectionTrait,
    participant: ParticipantId,
) -> Result<Vec<attendance::Model>, DbErr> {
    attendance::Entity::find()
        .filter(attendance::Column::ParticipantId.eq(participant))
        .filter(attendance::Column::SupersededAt.is_null())
        .order_by_asc(attendance::Column::Id)
        .all(db)
        .await
}

pub async fn cohorts(
    db: &impl ConnectionTrait,
    ids: &[CohortId],
) -> Result<Vec<cohort::Model>, DbErr> {
    cohort::Entity::find()
        .filter(cohort::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await
}

/// The cohort that each of `participants` was enrolled in last; who never was is left out.
pub async fn latest_cohort_of(
    db: &impl ConnectionTrait,
    participants: &[ParticipantId],
) -> Result<BTreeMap<ParticipantId, cohort::Model>, DbErr> {
    let rows = enrolment::Entity::find()
        .find_also_related(cohort::Entity)
        .filter(enrolment::Column::ParticipantId.is_in(participants.iter().copied()))
        .order_by_asc(enrolment::Column::Id)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(enrolment, cohort)| Some((enrolment.participant_id, cohort?)))
        .collect())
}
