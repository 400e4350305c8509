//! Accounts, their tokens and their grants.

use chrono::{DateTime, Utc};
use entities::id::AccountId;
use entities::{account, api_token, role_grant};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

/// The account that a token opens, with the token's row.
pub async fn by_token_hash(
    db: &impl ConnectionTrait,
    hash: &[u8],
) -> Result<Option<(api_token::Model, account::Model)>, DbErr> {
    let found = api_token::Entity::find()
        .filter(api_token::Column::Hash.eq(hash.to_vec()))
        .find_also_related(account::Entity)
        .one(db)
        .await?;
    Ok(found.and_then(|(token, account)| Some((token, account?))))
}

pub async fn by_id(
    db: &impl ConnectionTrait,
    id: AccountId,
) -> Result<Option<account::Model>, DbErr> {
    account::Entity::find_by_id(id).one(db).await
}

pub async fn by_key(db: &impl ConnectionTrait, key: &str) -> Result<Option<account::Model>, DbErr> {
    account::Entity::find()
        .filter(account::Column::Key.eq(key))
        .one(db)
        .await
}

/// The grants that cover `now`.
pub async fn grants_at(
    db: &impl ConnectionTrait,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<Vec<role_grant::Model>, DbErr> {
    role_grant::Entity::find()
        .filter(role_grant::Column::AccountId.eq(account))
        .filter(role_grant::Column::FromAt.lte(now))
        .filter(
            Condition::any()
                .add(role_grant::Column::UntilAt.is_null())
                .add(role_grant::Column::UntilAt.gt(now)),
        )
        .all(db)
        .await
}

pub async fn insert(db: &impl ConnectionTrait, row: account::ActiveModel) -> Result<(), DbErr> {
    account::Entity::insert(row)
        .exec_without_returning(db)
        .await
        .map(|_| ())
}

pub async fn insert_token(
    db: &impl ConnectionTrait,
    row: api_token::ActiveModel,
) -> Result<(), DbErr> {
    api_token::Entity::insert(row)
        .exec_without_returning(db)
        .await
        .map(|_| ())
}

pub async fn insert_grant(
    db: &impl ConnectionTrait,
    row: role_grant::ActiveModel,
) -> Result<(), DbErr> {
    role_grant::Entity::insert(row)
        .exec_without_returning(db)
        .await
        .map(|_| ())
}

/// Ends the tokens of an account that carry this label.
pub async fn revoke_tokens(
    db: &impl ConnectionTrait,
    account: AccountId,
    label: &str,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    api_token::Entity::update_many()
        .col_expr(api_token::Column::RevokedAt, Expr::value(Some(at)))
        .filter(api_token::Column::AccountId.eq(account))
        .filter(api_token::Column::Label.eq(label))
        .filter(api_token::Column::RevokedAt.is_null())
        .exec(db)
        .await
        .map(|_| ())
}
