//! A demo never touches a database that is not a demo's.

use api::app::App;
use api::clock::Clock;
use api::config::Config;
use api::usecases::installation;
use entities::columns::InstallationKind::{Demo, Live};
use sea_orm::ConnectionTrait;
use tests::TestDatabase;

fn config(database: &TestDatabase) -> Config {
    Config {
        database_url: database.url().to_owned().into(),
        data_dir: database.folder().to_owned(),
        ..Config::default()
    }
}

async fn refusal(database: &TestDatabase) -> String {
    let built = App::build(config(database), Clock::system(), Some(Demo)).await;
    format!("{:?}", built.err().expect("the demo is refused"))
}

#[tokio::test]
async fn a_demo_refuses_a_live_database() {
    let database = TestDatabase::new().await;
    let connection = api::store::Database::connect(database.url(), 1)
        .await
        .unwrap();
    installation::migrate(&connection).await.unwrap();
    connection.close().await.unwrap();
    let app = App::build(config(&database), Clock::system(), Some(Live))
        .await
        .unwrap();
    assert!(
        installation::empty_demo(&app.ground.database)
            .await
            .is_err()
    );
    assert!(
        installation::move_clock(&app.ground, app.ground.clock.now())
            .await
            .is_err()
    );
    app.shutdown().await.unwrap();
    assert!(refusal(&database).await.contains("WrongKind"));
}

#[tokio::test]
async fn a_demo_refuses_another_programs_database() {
    let database = TestDatabase::new().await;
    let connection = api::store::Database::connect(database.url(), 1)
        .await
        .unwrap();
    connection
        .writer()
        .execute_unprepared("CREATE TABLE theirs (id integer)")
        .await
        .unwrap();
    connection.close().await.unwrap();
    assert!(refusal(&database).await.contains("OtherProgram"));
}

#[tokio::test]
async fn a_demo_that_starts_over_begins_with_nothing() {
    let database = TestDatabase::new().await;
    let app = App::build(config(&database), Clock::system(), Some(Demo))
        .await
        .unwrap();
    installation::empty_demo(&app.ground.database)
        .await
        .unwrap();
    app.shutdown().await.unwrap();
    let app = App::build(config(&database), Clock::system(), Some(Demo))
        .await
        .unwrap();
    assert_eq!(app.kind, Demo);
}
