//! Sessions: the live timetable, and what each session was before a change.

use chrono::{DateTime, Utc};
use entities::columns::SessionState;
use entities::id::{CohortId, SessionId};
use entities::session::{ActiveModel, Column, Entity, Model};
use entities::session_revision;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use super::in_chunks;

pub async fn by_id(db: &impl ConnectionTrait, id: SessionId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

pub async fn by_ids(db: &impl ConnectionTrait, ids: &[SessionId]) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(Column::StartsAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// Every session of the cohorts, cancelled ones included, by activity key.
pub async fn of_cohorts(
    db: &impl ConnectionTrait,
    cohorts: &[CohortId],
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::CohortId.is_in(cohorts.iter().copied()))
        .order_by_asc(Column::CohortId)
        .order_by_asc(Column::ActivityKey)
        .all(db)
        .await
}

/// The sessions of the cohorts that touch the span and are not cancelled, by time.
pub async fn of_cohorts_within(
    db: &impl ConnectionTrait,
    cohorts: &[CohortId],
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::CohortId.is_in(cohorts.iter().copied()))
        .filter(Column::State.ne(SessionState::Cancelled))
        .filter(Column::StartsAt.lt(until))
        .filter(Column::EndsAt.gt(from))
        .order_by_asc(Column::StartsAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

pub async fn insert_all(db: &impl ConnectionTrait, rows: Vec<ActiveModel>) -> Result<(), DbErr> {
    in_chunks(rows, |chunk| async move {
        Entity::insert_many(chunk)
            .exec_without_returning(db)
            .await
            .map(|_| ())
    })
    .await
}

/// Writes what is set in `row`. The caller has raised the revisions of the session's resources
/// first and read the session after that, so nobody else changes it meanwhile.
pub async fn update(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model, DbErr> {
    Entity::update(row).exec(db).await
}

/// Keeps what sessions were before a change.
pub async fn insert_revisions(
    db: &impl ConnectionTrait,
    rows: Vec<session_revision::ActiveModel>,
) -> Result<(), DbErr> {
    in_chunks(rows, |chunk| async move {
        session_revision::Entity::insert_many(chunk)
            .exec_without_returning(db)
            .await
            .map(|_| ())
    })
    .await
}

/// The history of one session, oldest first.
pub async fn revisions_of(
    db: &impl ConnectionTrait,
    session: SessionId,
) -> Result<Vec<session_revision::Model>, DbErr> {
    session_revision::Entity::find()
        .filter(session_revision::Column::SessionId.eq(session))
        .order_by_asc(session_revision::Column::ChangedAt)
        .order_by_asc(session_revision::Column::Id)
        .all(db)
        .await
}
