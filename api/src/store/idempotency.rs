//! Which answer an idempotency key got.

use entities::id::AccountId;
use entities::idempotency::{ActiveModel, Entity, Model};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

pub async fn find(
    db: &impl ConnectionTrait,
    account: AccountId,
    operation: &str,
    key: &str,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id((account, operation.to_owned(), key.to_owned()))
        .one(db)
        .await
}

pub async fn insert(db: &impl ConnectionTrait, row: ActiveModel) -> Result<(), DbErr> {
    Entity::insert(row)
        .exec_without_returning(db)
        .await
        .map(|_| ())
}
