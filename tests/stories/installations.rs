//! A demo never touches a database that is not a demo's.

use api::app::App;
use api::clock::Clock;
use api::config::Config;
use api::console::token::{TokenOptions, Tongue, token};
use api::usecases::{installation, sign_in};
use api::vocabulary::RoleName;
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
    assert!(
        refusal(&database)
            .await
            .contains("the other kind was asked for")
    );
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
    assert!(
        refusal(&database)
            .await
            .contains("tables of another program")
    );
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

#[tokio::test]
async fn the_first_account_is_let_in_from_the_machine_itself() {
    let database = TestDatabase::new().await;
    let connection = api::store::Database::connect(database.url(), 1)
        .await
        .unwrap();
    installation::migrate(&connection).await.unwrap();
    connection.close().await.unwrap();
    let options = |role: Option<RoleName>, centre: Option<&str>| TokenOptions {
        account: "kirsten".to_owned(),
        role,
        centre: centre.map(str::to_owned),
        municipality: None,
        name: Some("Kirsten Holm".to_owned()),
        staff: None,
        language: Tongue::Da,
        days: 30,
    };
    let first = token(config(&database), options(Some(RoleName::Admin), None)).await;
    let again = token(config(&database), options(Some(RoleName::Admin), None)).await;
    let misfit = token(config(&database), options(Some(RoleName::Teacher), None)).await;
    assert_eq!(misfit.unwrap_err().code(), api::error::Code::Validation);
    let app = App::build(config(&database), Clock::system(), None)
        .await
        .unwrap();
    for token in [first.unwrap(), again.unwrap()] {
        let actor = sign_in::by_token(&app.ground, &token).await.unwrap().actor;
        assert_eq!(actor.display_name, "Kirsten Holm");
        assert_eq!(actor.grants.len(), 1, "the same role is given once");
    }
    app.shutdown().await.unwrap();
}
