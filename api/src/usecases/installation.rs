//! The installation itself: its tables, its kind, its clock, and whether it can work.

use chrono::{DateTime, TimeDelta, Utc};
use entities::columns::InstallationKind;
use serde::Serialize;

use super::municipalities;
use crate::error::{Error, Result};
use crate::op::Ground;
use crate::store::{Database, installation, schema};

/// What `/health/ready` tells.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Readiness {
    pub is_ready: bool,
    pub database: &'static str,
    /// Migrations that this program knows and the database does not have.
    pub pending_migrations: usize,
    pub kind: Option<InstallationKind>,
    /// Domain time; ahead of or behind the real one only in a demo.
    pub domain_time: DateTime<Utc>,
    pub clock_offset_seconds: i64,
}

/// Brings the tables up to date.
pub async fn migrate(database: &Database) -> Result<usize> {
    let pending = schema::pending(database.writer()).await?;
    schema::up(database.writer()).await?;
    Ok(pending)
}

/// How many migrations the database lacks.
pub async fn pending_migrations(database: &Database) -> Result<usize> {
    Ok(schema::pending(database.writer()).await?)
}

/// Takes a migrated database into use: notes its kind at the first start, and follows its clock.
///
/// # Errors
/// An inner one when the database is of another kind than wanted: the demo never touches a
/// database that is not a demo's, and a moved clock is refused for any other.
pub async fn open(ground: &Ground, wanted: Option<InstallationKind>) -> Result<InstallationKind> {
    let tx = ground.database.begin().await?;
    let row = if let Some(row) = installation::find(&tx).await? {
        row
    } else {
        let kind = wanted.unwrap_or(InstallationKind::Live);
        municipalities::seed(ground, &tx).await?;
        installation::insert(&tx, kind, ground.clock.real()).await?
    };
    if wanted.is_some_and(|wanted| wanted != row.kind) {
        return Err(Error::internal(NotOurs::WrongKind(row.kind)));
    }
    tx.commit().await?;
    ground
        .clock
        .set_offset(TimeDelta::microseconds(row.clock_offset_micros));
    Ok(row.kind)
}

/// Why a database was not taken into use.
#[derive(Debug, thiserror::Error)]
pub enum NotOurs {
    #[error("this database belongs to a {0} installation, and the other kind was asked for")]
    WrongKind(InstallationKind),
    #[error("this database holds tables of another program")]
    OtherProgram,
}

/// Looks before anything is changed: an empty database may become any kind, one in use only stays
/// what it is.
///
/// # Errors
/// [`NotOurs`] as an inner error.
pub async fn refuse_others(database: &Database, wanted: InstallationKind) -> Result<()> {
    let tables = schema::tables(database.writer()).await?;
    if tables.is_empty() {
        return Ok(());
    }
    if !tables.iter().any(|table| table == "installation") {
        return Err(Error::internal(NotOurs::OtherProgram));
    }
    match installation::find(database.writer()).await? {
        Some(row) if row.kind != wanted => Err(Error::internal(NotOurs::WrongKind(row.kind))),
        _ => Ok(()),
    }
}

/// Takes everything out of a demo's database, so that it can start over.
///
/// # Errors
/// [`NotOurs`] as an inner error, and then nothing is touched.
pub async fn empty_demo(database: &Database) -> Result<()> {
    refuse_others(database, InstallationKind::Demo).await?;
    if !schema::tables(database.writer()).await?.is_empty() {
        schema::down(database.writer()).await?;
    }
    Ok(())
}

/// Follows the domain clock that the database keeps, so that a separate worker agrees with the
/// server.
pub async fn follow_clock(ground: &Ground) -> Result<()> {
    if let Some(row) = installation::find(ground.database.reader()).await? {
        ground
            .clock
            .set_offset(TimeDelta::microseconds(row.clock_offset_micros));
    }
    Ok(())
}

/// Moves the domain clock of a demo to `at`, for everybody on this database.
pub async fn move_clock(ground: &Ground, at: DateTime<Utc>) -> Result<()> {
    let offset = at - ground.clock.real();
    let micros = offset.num_microseconds().unwrap_or_default();
    let tx = ground.database.begin().await?;
    let row = installation::find(&tx)
        .await?
        .ok_or_else(|| Error::internal("no installation"))?;
    if row.kind != InstallationKind::Demo {
        return Err(Error::internal(NotOurs::WrongKind(row.kind)));
    }
    installation::set_clock_offset(&tx, micros).await?;
    tx.commit().await?;
    ground.clock.set_offset(TimeDelta::microseconds(micros));
    Ok(())
}

/// Whether this server can work, and by which clock.
pub async fn readiness(ground: &Ground) -> Result<Readiness> {
    ground.database.ping().await?;
    let pending_migrations = schema::pending(ground.database.reader()).await?;
    let row = match pending_migrations {
        0 => installation::find(ground.database.reader()).await?,
        _ => None,
    };
    Ok(Readiness {
        is_ready: row.is_some(),
        database: if ground.database.is_sqlite() {
            "sqlite"
        } else {
            "postgresql"
        },
        pending_migrations,
        kind: row.map(|row| row.kind),
        domain_time: ground.clock.now(),
        clock_offset_seconds: ground.clock.offset().num_seconds(),
    })
}
