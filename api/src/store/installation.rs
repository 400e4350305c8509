//! The one row that says what this database is.

use chrono::{DateTime, Utc};
use entities::columns::InstallationKind;
use entities::installation::{ActiveModel, Entity, Model};
use sea_orm::{ActiveModelTrait, ConnectionTrait, DbErr, EntityTrait, Set};

const ONLY: i16 = 1;

pub async fn find(db: &impl ConnectionTrait) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(ONLY).one(db).await
}

pub async fn insert(
    db: &impl ConnectionTrait,
    kind: InstallationKind,
    created_at: DateTime<Utc>,
) -> Result<Model, DbErr> {
    ActiveModel {
        id: Set(ONLY),
        kind: Set(kind),
        clock_offset_micros: Set(0),
        created_at: Set(created_at),
    }
    .insert(db)
    .await
}

pub async fn set_clock_offset(db: &impl ConnectionTrait, micros: i64) -> Result<(), DbErr> {
    let row = ActiveModel {
        id: Set(ONLY),
        clock_offset_micros: Set(micros),
        ..Default::default()
    };
    row.update(db).await.map(|_| ())
}
