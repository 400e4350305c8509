//! Up, down and up again.

use migration::{Migrator, MigratorTrait};
use rstest::rstest;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

use crate::database::{Kind, empty};

/// What stands in the database, besides the list of steps taken: kind, name, definition.
async fn shape(db: &DatabaseConnection) -> Vec<(String, String, String)> {
    let backend = db.get_database_backend();
    let sql = match backend {
        DbBackend::Sqlite => {
            "SELECT type AS kind, name, coalesce(sql, '') AS definition FROM sqlite_master \
             WHERE name NOT LIKE 'sqlite_%' AND tbl_name <> 'seaql_migrations' ORDER BY 1, 2"
        }
        _ => {
            "SELECT 'column' AS kind, table_name || '.' || column_name AS name, \
             data_type || ' ' || is_nullable AS definition FROM information_schema.columns \
             WHERE table_schema = current_schema() AND table_name <> 'seaql_migrations' \
             UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes \
             WHERE schemaname = current_schema() AND tablename <> 'seaql_migrations' \
             UNION ALL SELECT 'constraint', conrelid::regclass || '.' || conname, \
             pg_get_constraintdef(oid) FROM pg_constraint \
             WHERE connamespace = current_schema()::regnamespace \
             AND conrelid::regclass::text <> 'seaql_migrations' ORDER BY 1, 2"
        }
    };
    let rows = db
        .query_all_raw(Statement::from_string(backend, sql))
        .await
        .unwrap();
    rows.iter()
        .map(|row| {
            let read = |column| row.try_get::<String>("", column).unwrap();
            (read("kind"), read("name"), read("definition"))
        })
        .collect()
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
#[tokio::test]
async fn the_history_runs_both_ways(#[case] kind: Kind) {
    let Some(database) = empty(kind).await else {
        return;
    };
    let db = &database.connection;
    Migrator::up(db, None).await.unwrap();
    let first = shape(db).await;
    assert!(
        first
            .iter()
            .any(|(_, name, _)| name.starts_with("settlement_line"))
    );

    Migrator::down(db, None).await.unwrap();
    assert_eq!(shape(db).await, []);

    Migrator::up(db, None).await.unwrap();
    assert_eq!(shape(db).await, first);
    Migrator::up(db, None).await.unwrap();
    database.close().await;
}

#[rstest]
#[case::sqlite(Kind::Sqlite)]
#[case::postgres(Kind::Postgres)]
#[tokio::test]
async fn every_step_can_be_taken_back_alone(#[case] kind: Kind) {
    let Some(database) = empty(kind).await else {
        return;
    };
    let db = &database.connection;
    for _ in Migrator::migrations() {
        let before = shape(db).await;
        Migrator::up(db, Some(1)).await.unwrap();
        let after = shape(db).await;
        assert_ne!(after, before);
        Migrator::down(db, Some(1)).await.unwrap();
        assert_eq!(shape(db).await, before);
        Migrator::up(db, Some(1)).await.unwrap();
        assert_eq!(shape(db).await, after);
    }
    database.close().await;
}
