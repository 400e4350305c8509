//! Hand-offs and their items.

use entities::columns::{HandoffItemState, HandoffState};
use entities::handoff::{ActiveModel, Column, Entity, Model};
use entities::id::{CentreId, ConsentId, HandoffId, MunicipalityId, ParticipantId, PlacementId};
use entities::{handoff_item, placement};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait, Set,
};

pub async fn by_id(db: &impl ConnectionTrait, id: HandoffId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

pub async fn by_ids(db: &impl ConnectionTrait, ids: &[HandoffId]) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await
}

pub async fn of_placements(
    db: &impl ConnectionTrait,
    ids: &[PlacementId],
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::PlacementId.is_in(ids.iter().copied()))
        .all(db)
        .await
}

/// Every hand-off of `participants`, retracted ones too, the oldest first.
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

/// The hand-offs of `participants` that rest on an active placement.
pub async fn active_of(
    db: &impl ConnectionTrait,
    participants: &[ParticipantId],
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .join(
            JoinType::InnerJoin,
            entities::handoff::Relation::Placement.def(),
        )
        .filter(Column::ParticipantId.is_in(participants.iter().copied()))
        .filter(placement::Column::State.eq(entities::columns::PlacementState::Active))
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// Whose hand-offs are listed.
#[derive(Clone, Copy, Debug)]
pub enum Owner {
    Centre(CentreId),
    /// Only what a municipality sees: sent, and resting on an active placement.
    Municipality(MunicipalityId),
}

/// Hand-offs in the order in which they were made, from after `after` on.
pub async fn list(
    db: &impl ConnectionTrait,
    owner: Owner,
    state: Option<HandoffState>,
    after: Option<HandoffId>,
    most: u64,
) -> Result<Vec<Model>, DbErr> {
    let mut query = Entity::find();
    query = match owner {
        Owner::Centre(id) => query.filter(Column::CentreId.eq(id)),
        Owner::Municipality(id) => query
            .join(
                JoinType::InnerJoin,
                entities::handoff::Relation::Placement.def(),
            )
            .filter(Column::MunicipalityId.eq(id))
            .filter(Column::State.is_in(SHOWN))
            .filter(placement::Column::State.eq(entities::columns::PlacementState::Active)),
    };
    if let Some(state) = state {
        query = query.filter(Column::State.eq(state));
    }
    if let Some(after) = after {
        query = query.filter(Column::Id.gt(after));
    }
    query.order_by_asc(Column::Id).limit(most).all(db).await
}

/// States in which a municipality sees a hand-off.
pub const SHOWN: [HandoffState; 3] = [
    HandoffState::Sent,
    HandoffState::Accepted,
    HandoffState::Closed,
];

pub async fn insert(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model, DbErr> {
    Entity::insert(row).exec_with_returning(db).await
}

pub async fn update(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model, DbErr> {
    Entity::update(row).exec(db).await
}

/// Writes what `row` sets to every one of `ids`, and raises their versions.
pub async fn update_all(
    db: &impl ConnectionTrait,
    ids: &[HandoffId],
    row: ActiveModel,
) -> Result<(), DbErr> {
    Entity::update_many()
        .set(row)
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .exec(db)
        .await
        .map(|_| ())
}

/// The items of `ids`, in the order of their kinds' codes.
pub async fn items(
    db: &impl ConnectionTrait,
    ids: &[HandoffId],
) -> Result<Vec<handoff_item::Model>, DbErr> {
    handoff_item::Entity::find()
        .filter(handoff_item::Column::HandoffId.is_in(ids.iter().copied()))
        .order_by_asc(handoff_item::Column::HandoffId)
        .order_by_asc(handoff_item::Column::Kind)
        .all(db)
        .await
}

/// Items that rest on a consent and have not been retracted.
pub async fn items_resting_on(
    db: &impl ConnectionTrait,
    consent: ConsentId,
) -> Result<Vec<handoff_item::Model>, DbErr> {
    handoff_item::Entity::find()
        .filter(handoff_item::Column::ConsentId.eq(consent))
        .filter(handoff_item::Column::State.ne(HandoffItemState::Retracted))
        .order_by_asc(handoff_item::Column::Id)
        .all(db)
        .await
}

/// Replaces the items of a hand-off that has not been sent.
pub async fn replace_items(
    db: &impl ConnectionTrait,
    id: HandoffId,
    rows: Vec<handoff_item::ActiveModel>,
) -> Result<(), DbErr> {
    handoff_item::Entity::delete_many()
        .filter(handoff_item::Column::HandoffId.eq(id))
        .exec(db)
        .await?;
    handoff_item::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await
        .map(|_| ())
}

/// Empties the items of `ids`: what was handed over is no longer there.
pub async fn retract_items(db: &impl ConnectionTrait, ids: &[HandoffId]) -> Result<(), DbErr> {
    let emptied = handoff_item::ActiveModel {
        state: Set(HandoffItemState::Retracted),
        content: Set(serde_json::json!({})),
        ..Default::default()
    };
    handoff_item::Entity::update_many()
        .set(emptied)
        .filter(handoff_item::Column::HandoffId.is_in(ids.iter().copied()))
        .exec(db)
        .await
        .map(|_| ())
}

pub async fn update_item(
    db: &impl ConnectionTrait,
    row: handoff_item::ActiveModel,
) -> Result<handoff_item::Model, DbErr> {
    handoff_item::Entity::update(row).exec(db).await
}
