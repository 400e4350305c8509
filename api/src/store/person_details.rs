//! The sealed row that says who a participant is, apart from everything else.

use entities::id::{CentreId, ParticipantId};
use entities::person_details::{ActiveModel, Column, Entity, Model};
use entities::{participant, stay};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QuerySelect,
    RelationTrait,
};

pub async fn by_ids(db: &impl ConnectionTrait, ids: &[ParticipantId]) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ParticipantId.is_in(ids.iter().copied()))
        .all(db)
        .await
}

/// The details that stand under any of the blind indexes, of people with an open stay here.
pub async fn at_centre_with_alien_number(
    db: &impl ConnectionTrait,
    centre: CentreId,
    indexes: &[Vec<u8>],
) -> Result<Vec<Model>, DbErr> {
    at_centre(centre)
        .filter(Column::AlienNumberIndex.is_in(indexes.to_vec()))
        .all(db)
        .await
}

pub async fn at_centre_with_name_and_birth(
    db: &impl ConnectionTrait,
    centre: CentreId,
    indexes: &[Vec<u8>],
) -> Result<Vec<Model>, DbErr> {
    at_centre(centre)
        .filter(Column::NameBirthIndex.is_in(indexes.to_vec()))
        .all(db)
        .await
}

fn at_centre(centre: CentreId) -> sea_orm::Select<Entity> {
    Entity::find()
        .inner_join(participant::Entity)
        .join(JoinType::InnerJoin, stay::Relation::Participant.def().rev())
        .filter(stay::Column::CentreId.eq(centre))
        .filter(stay::Column::UntilOn.is_null())
}

pub async fn insert_all(db: &impl ConnectionTrait, rows: Vec<ActiveModel>) -> Result<(), DbErr> {
    Entity::insert_many(rows)
        .exec_without_returning(db)
        .await
        .map(|_| ())
}

pub async fn update(db: &impl ConnectionTrait, row: ActiveModel) -> Result<(), DbErr> {
    Entity::update(row).exec(db).await.map(|_| ())
}
