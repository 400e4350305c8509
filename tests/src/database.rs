//! A database for one test: a SQLite file, or a PostgreSQL database of its own when
//! `FASTTRACK_TEST_DATABASE_URL` names a server.

use sea_orm::{ConnectionTrait, Database};
use tempfile::TempDir;

/// A database that goes when the test does (PostgreSQL's with its server).
pub struct TestDatabase {
    pub(crate) url: String,
    pub(crate) folder: TempDir,
}

impl TestDatabase {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let url = match server() {
            None => format!("sqlite:{}", folder.path().join("test.db").display()),
            Some(server) => new_database(&server).await,
        };
        Self { url, folder }
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// Where the program may keep its files.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "which database to test on comes from outside"
)]
fn server() -> Option<String> {
    std::env::var("FASTTRACK_TEST_DATABASE_URL")
        .ok()
        .filter(|url| !url.is_empty())
}

async fn new_database(server: &str) -> String {
    let connection = Database::connect(server)
        .await
        .expect("the test server answers");
    #[expect(clippy::disallowed_methods, reason = "a name that no other test has")]
    let name = format!("fasttrack_{}", uuid::Uuid::now_v7().simple());
    connection
        .execute_unprepared(&format!("CREATE DATABASE {name}"))
        .await
        .expect("a database for the test");
    connection.close().await.expect("the connection closes");
    let (base, _) = server.rsplit_once('/').expect("the URL names a database");
    format!("{base}/{name}")
}
