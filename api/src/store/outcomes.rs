//! Outcomes: the answers to applications for asylum, the current one and those it corrected.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use entities::id::{OutcomeId, ParticipantId};
use entities::outcome::{ActiveModel, Column, Entity, Model};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

/// The current outcome of each of `participants`; who has none is left out.
pub async fn current_of(
    db: &impl ConnectionTrait,
    participants: &[ParticipantId],
) -> Result<BTreeMap<ParticipantId, Model>, DbErr> {
    let rows = Entity::find()
        .filter(Column::ParticipantId.is_in(participants.iter().copied()))
        .filter(Column::SupersededAt.is_null())
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.participant_id, row))
        .collect())
}

/// Every outcome ever recorded for `participants`, in that order.
pub async fn of_participants(
    db: &impl ConnectionTrait,
    participants: &[ParticipantId],
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ParticipantId.is_in(participants.iter().copied()))
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

pub async fn insert_all(db: &impl ConnectionTrait, rows: Vec<ActiveModel>) -> Result<(), DbErr> {
    Entity::insert_many(rows)
        .exec_without_returning(db)
        .await
        .map(|_| ())
}

/// Marks `ids` as no longer current.
pub async fn supersede(
    db: &impl ConnectionTrait,
    ids: &[OutcomeId],
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::SupersededAt, Expr::value(at))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .exec(db)
        .await
        .map(|_| ())
}
