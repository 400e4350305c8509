//! The state of the tables: which migrations stand.

use migration::{Migrator, MigratorTrait};
use sea_orm::{DatabaseConnection, DbErr};

pub async fn pending(db: &DatabaseConnection) -> Result<usize, DbErr> {
    Ok(Migrator::get_pending_migrations(db).await?.len())
}

pub async fn up(db: &DatabaseConnection) -> Result<(), DbErr> {
    Migrator::up(db, None).await
}
