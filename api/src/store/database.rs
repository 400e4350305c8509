//! Connections: one pool on PostgreSQL; on SQLite one writer beside a pool of readers.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sea_orm::{
    ConnectOptions, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

/// Where everything is kept.
#[derive(Clone, Debug)]
pub struct Database {
    writer: DatabaseConnection,
    reader: DatabaseConnection,
    statements: Arc<AtomicU64>,
}

impl Database {
    /// Connects. A SQLite file and its directory are made when they are not there.
    ///
    /// # Errors
    /// When the database cannot be reached or the file cannot be made.
    pub async fn connect(url: &str, connections: u32) -> Result<Self, DbErr> {
        match url.strip_prefix("sqlite:") {
            Some(path) => Self::connect_sqlite(path, connections).await,
            None => Self::connect_postgres(url, connections).await,
        }
    }

    async fn connect_postgres(url: &str, connections: u32) -> Result<Self, DbErr> {
        let mut options = options(url.to_owned(), connections);
        options.min_connections(1);
        let statements = Arc::default();
        let pool = counted(sea_orm::Database::connect(options).await?, &statements);
        Ok(Self {
            writer: pool.clone(),
            reader: pool,
            statements,
        })
    }

    async fn connect_sqlite(path: &str, connections: u32) -> Result<Self, DbErr> {
        let path = path.trim_start_matches("//");
        if let Some(folder) = std::path::Path::new(path).parent() {
            crate::folder::create(folder)
                .map_err(|fault| DbErr::Custom(format!("{}: {fault}", folder.display())))?;
        }
        let url = format!("sqlite:{path}?mode=rwc");
        let writer = sea_orm::Database::connect(sqlite_options(url.clone(), 1)).await?;
        let reader = sea_orm::Database::connect(sqlite_options(url, connections)).await?;
        let statements = Arc::default();
        Ok(Self {
            writer: counted(writer, &statements),
            reader: counted(reader, &statements),
            statements,
        })
    }

    /// For statements outside a transaction that only read.
    #[must_use]
    pub fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// For migrations, which bring their own transactions.
    #[must_use]
    pub fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// Begins a writing transaction; on SQLite IMMEDIATE, since a deferred one that reads and
    /// then writes fails at once when another has written in between.
    pub async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        let mode = self.is_sqlite().then_some(SqliteTransactionMode::Immediate);
        let options = TransactionOptions {
            sqlite_transaction_mode: mode,
            ..Default::default()
        };
        self.writer.begin_with_options(options).await
    }

    /// Begins a transaction that reads one consistent state.
    pub async fn begin_read(&self) -> Result<DatabaseTransaction, DbErr> {
        let level = (!self.is_sqlite()).then_some(sea_orm::IsolationLevel::RepeatableRead);
        let options = TransactionOptions {
            isolation_level: level,
            ..Default::default()
        };
        self.reader.begin_with_options(options).await
    }

    #[must_use]
    pub fn is_sqlite(&self) -> bool {
        self.writer.get_database_backend() == DbBackend::Sqlite
    }

    /// How many statements were sent since the start: what a request costs, seen from outside.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), DbErr> {
        self.reader.ping().await
    }

    /// Closes every connection.
    pub async fn close(self) -> Result<(), DbErr> {
        self.writer.close().await?;
        // On PostgreSQL both are one pool, which closing twice does not harm.
        self.reader.close().await
    }
}

/// The connection, counting what it sends.
fn counted(mut connection: DatabaseConnection, statements: &Arc<AtomicU64>) -> DatabaseConnection {
    let statements = Arc::clone(statements);
    connection.set_metric_callback(move |_| {
        statements.fetch_add(1, Ordering::Relaxed);
    });
    connection
}

fn options(url: String, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .sqlx_logging(false)
        .acquire_timeout(Duration::from_secs(20))
        .test_before_acquire_if_idle_for(Duration::from_secs(30));
    options
}

fn sqlite_options(url: String, connections: u32) -> ConnectOptions {
    let mut options = options(url, connections);
    // A closed and reopened connection buys nothing on a local file.
    options.idle_timeout(None).map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .busy_timeout(Duration::from_secs(20))
            .foreign_keys(true)
            .journal_mode(sea_orm::sqlx::sqlite::SqliteJournalMode::Wal)
            .synchronous(sea_orm::sqlx::sqlite::SqliteSynchronous::Normal)
            .pragma("secure_delete", "ON")
    });
    options
}
