//! Placements: which municipality receives whom, and from which day.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use entities::columns::PlacementState;
use entities::handoff;
use entities::id::{ConsentId, MunicipalityId, ParticipantId, PlacementId};
use entities::placement::{ActiveModel, Column, Entity, Model};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

pub async fn by_id(db: &impl ConnectionTrait, id: PlacementId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

pub async fn by_ids(db: &impl ConnectionTrait, ids: &[PlacementId]) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await
}

/// Every placement of `participants`, ended ones too, the oldest first.
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

/// The active placement of each of `participants`; who has none is left out.
pub async fn active_of(
    db: &impl ConnectionTrait,
    participants: &[ParticipantId],
) -> Result<BTreeMap<ParticipantId, Model>, DbErr> {
    let rows = Entity::find()
        .filter(Column::ParticipantId.is_in(participants.iter().copied()))
        .filter(Column::State.eq(PlacementState::Active))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.participant_id, row))
        .collect())
}

/// Active placements that rest on a consent.
pub async fn resting_on(
    db: &impl ConnectionTrait,
    consent: ConsentId,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ConsentId.eq(consent))
        .filter(Column::State.eq(PlacementState::Active))
        .all(db)
        .await
}

/// Active placements whose takeover day has come by `day`, in order of that day.
pub async fn taken_over_by(db: &impl ConnectionTrait, day: NaiveDate) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::State.eq(PlacementState::Active))
        .filter(Column::TakeoverOn.lte(day))
        .order_by_asc(Column::TakeoverOn)
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// Whom a municipality receives, and when.
#[derive(Clone, Debug)]
pub struct Incoming {
    pub municipality: MunicipalityId,
    pub takeover_from: NaiveDate,
    pub takeover_until: NaiveDate,
    /// Only those after this place in the list.
    pub after: Option<(NaiveDate, ParticipantId)>,
    pub most: u64,
}

/// Active placements with their hand-offs, by takeover day and participant.
pub async fn incoming(
    db: &impl ConnectionTrait,
    wanted: &Incoming,
) -> Result<Vec<(Model, handoff::Model)>, DbErr> {
    let mut query = handoff::Entity::find()
        .find_also_related(Entity)
        .filter(Column::MunicipalityId.eq(wanted.municipality))
        .filter(Column::State.eq(PlacementState::Active))
        .filter(Column::TakeoverOn.gte(wanted.takeover_from))
        .filter(Column::TakeoverOn.lt(wanted.takeover_until));
    if let Some((on, participant)) = wanted.after {
        let same_day = Condition::all()
            .add(Column::TakeoverOn.eq(on))
            .add(Column::ParticipantId.gt(participant));
        let later = Condition::any()
            .add(Column::TakeoverOn.gt(on))
            .add(same_day);
        query = query.filter(later);
    }
    let rows = query
        .order_by_asc(Column::TakeoverOn)
        .order_by_asc(Column::ParticipantId)
        .limit(wanted.most)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(handoff, placement)| Some((placement?, handoff)))
        .collect())
}

pub async fn insert(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model, DbErr> {
    Entity::insert(row).exec_with_returning(db).await
}

pub async fn update(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model, DbErr> {
    Entity::update(row).exec(db).await
}

/// Ends `ids` in `state`.
pub async fn end(
    db: &impl ConnectionTrait,
    ids: &[PlacementId],
    state: PlacementState,
    at: DateTime<Utc>,
    reason: &str,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(state))
        .col_expr(Column::EndedAt, Expr::value(at))
        .col_expr(Column::EndedReason, Expr::value(reason))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .exec(db)
        .await
        .map(|_| ())
}
