//! An empty database for one test: a SQLite file or a schema on a PostgreSQL server.

use std::sync::atomic::{AtomicU32, Ordering};

use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};
use tempfile::TempDir;

use crate::round_trip::fill;

static COUNT: AtomicU32 = AtomicU32::new(0);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Sqlite,
    Postgres,
}

pub(crate) struct TestDatabase {
    pub(crate) connection: DatabaseConnection,
    /// What to drop, on which server.
    schema: Option<(String, String)>,
    /// Holds the file of SQLite.
    _directory: Option<TempDir>,
}

/// Nothing, when there is no server for this kind.
pub(crate) async fn empty(kind: Kind) -> Option<TestDatabase> {
    match kind {
        Kind::Sqlite => Some(sqlite().await),
        Kind::Postgres => Some(postgres(server()?).await),
    }
}

pub(crate) async fn migrated(kind: Kind) -> Option<TestDatabase> {
    let database = empty(kind).await?;
    Migrator::up(&database.connection, None).await.unwrap();
    Some(database)
}

#[expect(
    clippy::disallowed_methods,
    reason = "whoever runs the tests names the server here"
)]
fn server() -> Option<String> {
    std::env::var("FASTTRACK_TEST_DATABASE_URL")
        .ok()
        .filter(|url| url.starts_with("postgres"))
}

/// With the sample's row in every table.
pub(crate) async fn filled(kind: Kind) -> Option<TestDatabase> {
    let database = migrated(kind).await?;
    fill(&database.connection).await;
    Some(database)
}

async fn sqlite() -> TestDatabase {
    let directory = TempDir::new().unwrap();
    let url = format!(
        "sqlite://{}?mode=rwc",
        directory.path().join("test.db").display()
    );
    let connection = Database::connect(quiet(url)).await.unwrap();
    TestDatabase {
        connection,
        schema: None,
        _directory: Some(directory),
    }
}

async fn postgres(url: String) -> TestDatabase {
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let schema = format!("tables_{}_{count}", std::process::id());
    let server = Database::connect(quiet(url.clone())).await.unwrap();
    let fresh = format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}");
    server.execute_unprepared(&fresh).await.unwrap();
    server.close().await.unwrap();
    let mut options = quiet(url.clone());
    options.set_schema_search_path(&schema).max_connections(2);
    let connection = Database::connect(options).await.unwrap();
    TestDatabase {
        connection,
        schema: Some((url, schema)),
        _directory: None,
    }
}

fn quiet(url: String) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.sqlx_logging(false);
    options
}

impl TestDatabase {
    /// Leaves nothing on the server.
    pub(crate) async fn close(self) {
        self.connection.close().await.unwrap();
        if let Some((url, schema)) = self.schema {
            let server = Database::connect(quiet(url)).await.unwrap();
            server
                .execute_unprepared(&format!("DROP SCHEMA {schema} CASCADE"))
                .await
                .unwrap();
            server.close().await.unwrap();
        }
    }
}
