//! Participants: what planning needs of them, and nothing that identifies them.

use chrono::NaiveDate;
use entities::columns::{OutcomeKind, PlacementState};
use entities::id::{CentreId, FamilyId, MunicipalityId, ParticipantId};
use entities::participant::{ActiveModel, Column, Entity, Model};
use entities::{outcome, participant, placement, resource, stay};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, RelationTrait,
};

pub async fn by_id(db: &impl ConnectionTrait, id: ParticipantId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

pub async fn by_ids(db: &impl ConnectionTrait, ids: &[ParticipantId]) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await
}

/// Everybody who stays at the centre now, in the order of their registration.
pub async fn of_centre(db: &impl ConnectionTrait, centre: CentreId) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .join(JoinType::InnerJoin, stay::Relation::Participant.def().rev())
        .filter(stay::Column::CentreId.eq(centre))
        .filter(stay::Column::UntilOn.is_null())
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// Everybody who belongs to one of the families.
pub async fn of_families(
    db: &impl ConnectionTrait,
    families: &[FamilyId],
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::FamilyId.is_in(families.iter().copied()))
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// The month in which each is expected to leave, of those who would rather move to a municipality
/// and of whom nothing has been decided. They stay at a centre that works with it.
pub async fn expected(
    db: &impl ConnectionTrait,
    municipality: MunicipalityId,
    centres: &[CentreId],
) -> Result<Vec<NaiveDate>, DbErr> {
    let placed = placement::Entity::find()
        .select_only()
        .column(placement::Column::ParticipantId)
        .filter(placement::Column::State.eq(PlacementState::Active))
        .into_query();
    let gone = outcome::Entity::find()
        .select_only()
        .column(outcome::Column::ParticipantId)
        .filter(outcome::Column::SupersededAt.is_null())
        .filter(outcome::Column::Kind.is_in([OutcomeKind::Refused, OutcomeKind::Withdrawn]))
        .into_query();
    Entity::find()
        .select_only()
        .column(Column::ExpectedLeavingOn)
        .join(JoinType::InnerJoin, stay::Relation::Participant.def().rev())
        .filter(stay::Column::CentreId.is_in(centres.iter().copied()))
        .filter(stay::Column::UntilOn.is_null())
        .filter(Column::PreferredMunicipalityId.eq(municipality))
        .filter(Column::ExpectedLeavingOn.is_not_null())
        .filter(Column::Id.not_in_subquery(placed))
        .filter(Column::Id.not_in_subquery(gone))
        .into_tuple()
        .all(db)
        .await
}

pub async fn insert_all(db: &impl ConnectionTrait, rows: Vec<ActiveModel>) -> Result<(), DbErr> {
    Entity::insert_many(rows)
        .exec_without_returning(db)
        .await
        .map(|_| ())
}

pub async fn update(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model, DbErr> {
    Entity::update(row).exec(db).await
}

/// Key and id of everybody whom the centre has registered.
pub async fn keys_of_centre(
    db: &impl ConnectionTrait,
    centre: CentreId,
) -> Result<Vec<(String, ParticipantId)>, DbErr> {
    resource::Entity::find()
        .join(
            JoinType::InnerJoin,
            participant::Relation::Resource.def().rev(),
        )
        .filter(resource::Column::CentreId.eq(centre))
        .select_only()
        .column(resource::Column::Key)
        .column(Column::Id)
        .order_by_asc(resource::Column::Key)
        .into_tuple()
        .all(db)
        .await
}
