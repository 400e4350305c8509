//! Enrolments: who has, waits for or had a place in which cohort.

use chrono::NaiveDate;
use entities::columns::EnrolmentState;
use entities::enrolment::{ActiveModel, Column, Entity, Model};
use entities::id::{CohortId, EnrolmentId, ParticipantId};
use entities::{cohort, participant};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};

/// Waits for a place or has one: at most one such row for a participant in a cohort.
pub const ALIVE: [EnrolmentState; 3] = [
    EnrolmentState::Waitlisted,
    EnrolmentState::Enrolled,
    EnrolmentState::InCourse,
];

/// Has a place that nobody else can have.
pub const SEATED: [EnrolmentState; 3] = [
    EnrolmentState::Enrolled,
    EnrolmentState::InCourse,
    EnrolmentState::Completed,
];

pub async fn by_id(db: &impl ConnectionTrait, id: EnrolmentId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

pub async fn by_ids(db: &impl ConnectionTrait, ids: &[EnrolmentId]) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await
}

/// Every enrolment of the cohorts, those with a place first in the order in which they came.
pub async fn of_cohorts(db: &impl ConnectionTrait, ids: &[CohortId]) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::CohortId.is_in(ids.iter().copied()))
        .order_by_asc(Column::CohortId)
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// Every enrolment of the participants, the oldest first.
pub async fn of_participants(
    db: &impl ConnectionTrait,
    ids: &[ParticipantId],
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ParticipantId.is_in(ids.iter().copied()))
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// Enrolments that are alive, in cohorts that meet on a day from `first_on` until `until_on`.
pub async fn alive_between(
    db: &impl ConnectionTrait,
    participants: &[ParticipantId],
    first_on: NaiveDate,
    until_on: NaiveDate,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .inner_join(cohort::Entity)
        .filter(Column::ParticipantId.is_in(participants.iter().copied()))
        .filter(Column::State.is_in(ALIVE))
        .filter(cohort::Column::FirstOn.lt(until_on))
        .filter(cohort::Column::UntilOn.gt(first_on))
        .filter(cohort::Column::CancelledAt.is_null())
        .all(db)
        .await
}

/// How many enrolments of each cohort are in each state.
pub async fn counts(
    db: &impl ConnectionTrait,
    ids: &[CohortId],
) -> Result<Vec<(CohortId, EnrolmentState, i64)>, DbErr> {
    Entity::find()
        .select_only()
        .column(Column::CohortId)
        .column(Column::State)
        .column_as(Column::Id.count(), "n")
        .filter(Column::CohortId.is_in(ids.iter().copied()))
        .group_by(Column::CohortId)
        .group_by(Column::State)
        .into_tuple()
        .all(db)
        .await
}

/// How many of those with a place in each cohort need an interpreter in which language, by language.
pub async fn interpreter_languages(
    db: &impl ConnectionTrait,
    ids: &[CohortId],
) -> Result<Vec<(CohortId, String, i64)>, DbErr> {
    Entity::find()
        .select_only()
        .column(Column::CohortId)
        .column(participant::Column::InterpreterLanguage)
        .column_as(Column::Id.count(), "n")
        .join(
            JoinType::InnerJoin,
            entities::enrolment::Relation::Participant.def(),
        )
        .filter(Column::CohortId.is_in(ids.iter().copied()))
        .filter(Column::State.is_in(SEATED))
        .filter(participant::Column::InterpreterLanguage.is_not_null())
        .group_by(Column::CohortId)
        .group_by(participant::Column::InterpreterLanguage)
        .order_by_asc(participant::Column::InterpreterLanguage)
        .into_tuple()
        .all(db)
        .await
}

/// The first on the cohort's waiting list.
pub async fn first_waiting(
    db: &impl ConnectionTrait,
    cohort: CohortId,
) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::CohortId.eq(cohort))
        .filter(Column::State.eq(EnrolmentState::Waitlisted))
        .order_by_asc(Column::WaitingRank)
        .order_by_asc(Column::Id)
        .one(db)
        .await
}

/// Moves everybody behind `rank` up by one.
pub async fn move_up(db: &impl ConnectionTrait, cohort: CohortId, rank: i32) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::WaitingRank, Expr::col(Column::WaitingRank).sub(1))
        .filter(Column::CohortId.eq(cohort))
        .filter(Column::State.eq(EnrolmentState::Waitlisted))
        .filter(Column::WaitingRank.gt(rank))
        .exec(db)
        .await
        .map(|_| ())
}

/// Whether anybody has been in course in the cohort.
pub async fn has_begun(db: &impl ConnectionTrait, cohort: CohortId) -> Result<bool, DbErr> {
    let n = Entity::find()
        .filter(Column::CohortId.eq(cohort))
        .filter(Column::StartedOn.is_not_null())
        .count(db)
        .await?;
    Ok(n > 0)
}

/// Writes what `row` sets to every enrolment of the cohort that is in `state`.
pub async fn update_in_state(
    db: &impl ConnectionTrait,
    cohort: CohortId,
    state: EnrolmentState,
    row: ActiveModel,
) -> Result<u64, DbErr> {
    let done = Entity::update_many()
        .set(row)
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::CohortId.eq(cohort))
        .filter(Column::State.eq(state))
        .exec(db)
        .await?;
    Ok(done.rows_affected)
}

pub async fn insert_all(db: &impl ConnectionTrait, rows: Vec<ActiveModel>) -> Result<(), DbErr> {
    if rows.is_empty() {
        return Ok(());
    }
    Entity::insert_many(rows)
        .exec_without_returning(db)
        .await
        .map(|_| ())
}

pub async fn update(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model, DbErr> {
    Entity::update(row).exec(db).await
}
