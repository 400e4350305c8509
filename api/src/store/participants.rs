//! Participants: what planning needs of them, and nothing that identifies them.

use entities::id::{CentreId, ParticipantId};
use entities::participant::{ActiveModel, Column, Entity, Model};
use entities::{participant, resource, stay};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait,
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

pub async fn insert_all(db: &impl ConnectionTrait, rows: Vec<ActiveModel>) -> Result<(), DbErr> {
    Entity::insert_many(rows)
        .exec_without_returning(db)
        .await
        .map(|_| ())
}

pub async fn update(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model, DbErr> {
    Entity::update(row).exec(db).await
}

/// Key and id of everybody who stays at the centre now.
pub async fn keys_of_centre(
    db: &impl ConnectionTrait,
    centre: CentreId,
) -> Result<Vec<(String, ParticipantId)>, DbErr> {
    resource::Entity::find()
        .join(
            JoinType::InnerJoin,
            participant::Relation::Resource.def().rev(),
        )
        .join(JoinType::InnerJoin, stay::Relation::Participant.def().rev())
        .filter(stay::Column::CentreId.eq(centre))
        .filter(stay::Column::UntilOn.is_null())
        .select_only()
        .column(resource::Column::Key)
        .column(Column::Id)
        .order_by_asc(resource::Column::Key)
        .into_tuple()
        .all(db)
        .await
}
