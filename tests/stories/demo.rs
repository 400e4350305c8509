//! The demonstration: told whole, told alike, and gone on with.

use api::clock::Clock;
use api::config::Config;
use api::console::demo::{DemoOptions, Facts, tell};
use api::usecases::storyline::{Progress, set_progress};
use chrono::Datelike;
use serde_json::{Value, json};
use tests::TestDatabase;

async fn told(database: &TestDatabase, change: impl FnOnce(&mut DemoOptions)) -> Facts {
    let mut options = DemoOptions::once(database.folder().join("demo"));
    options.database_url = Some(database.url().to_owned());
    change(&mut options);
    let told = tell(Config::default(), &options).await.unwrap();
    told.app.shutdown().await.unwrap();
    told.facts
}

fn n_mails(facts: &Facts) -> usize {
    std::fs::read_dir(&facts.mail_directory).unwrap().count()
}

#[tokio::test]
async fn a_course_is_planned_held_handed_off_and_settled() {
    let database = TestDatabase::new().await;
    let facts = told(&database, |_| {}).await;
    let report = &facts.report;
    assert_eq!(report.unassigned, Vec::<String>::new());
    assert_eq!(json!(report.verdict), "COMPLETE");
    assert_eq!(report.plan_hash.len(), 64);
    assert_eq!(report.score.len(), 11);
    assert!(report.sessions.len() > 200);
    let on_holidays = report.sessions.iter().filter(|session| {
        matches!(
            (session.starts_at.month(), session.starts_at.day()),
            (4, 13 | 14)
        )
    });
    assert_eq!(on_holidays.count(), 0);
    let roskilde = report
        .handoffs
        .iter()
        .find(|line| line.participant == "av-04")
        .unwrap();
    assert_eq!(roskilde.municipality_code, "0265");
    assert_eq!(roskilde.takeover_on.to_string(), "2017-04-03");
    assert_eq!(json!(roskilde.state), "CLOSED");
    let shares: Vec<(&str, i32, Value)> = report
        .settlement
        .iter()
        .map(|line| {
            (
                line.municipality_code.as_str(),
                line.counted,
                json!(line.amount),
            )
        })
        .collect();
    let expected = [
        ("0253", 10, json!("17142.86")),
        ("0265", 16, json!("27428.57")),
        ("0269", 9, json!("15428.57")),
    ];
    assert_eq!(shares, expected);
    assert!(
        facts
            .domain_time
            .to_rfc3339()
            .starts_with("2017-04-24T10:00")
    );
    let roles = facts
        .tokens
        .iter()
        .map(|token| (token.role.as_str(), token.scope.as_str()));
    let roles: Vec<_> = roles.collect();
    for wanted in [
        ("CENTRE_COORDINATOR", "avnstrup"),
        ("MUNICIPALITY_CONSULTANT", "0265"),
        ("CENTRE_FINANCE", "avnstrup"),
        ("ADMIN", ""),
    ] {
        assert!(roles.contains(&wanted), "{roles:?}");
    }
    assert!(n_mails(&facts) > 100);
}

#[tokio::test]
async fn one_seed_gives_one_plan_and_a_second_run_goes_on() {
    let database = TestDatabase::new().await;
    let first = told(&database, |options| options.seed = Some(5)).await;
    let again = told(&database, |_| {}).await;
    assert_eq!(again.report.plan_hash, first.report.plan_hash);
    assert_eq!(json!(again.report), json!(first.report));
    assert_eq!(n_mails(&again), n_mails(&first));
    assert_ne!(again.tokens[0].secret, first.tokens[0].secret);

    let over = told(&database, |options| {
        options.fresh = true;
        options.seed = Some(5);
    });
    let over = over.await;
    assert_eq!(over.report.plan_hash, first.report.plan_hash);
    assert_eq!(n_mails(&over), n_mails(&first));
    // The same on an embedded database, whatever the suite runs on.
    let beside = told(&database, |options| {
        options.seed = Some(5);
        options.database_url = None;
    });
    assert_eq!(beside.await.report.plan_hash, first.report.plan_hash);
}

#[tokio::test]
async fn a_story_stops_on_a_morning_and_goes_on_from_there() {
    let database = TestDatabase::new().await;
    let on = |day: &str| day.parse().ok();
    let early = told(&database, |options| options.until = on("2017-02-20")).await;
    assert_eq!(
        (early.report.plan_hash.len(), early.report.sessions.len()),
        (0, 0)
    );
    let first_day = told(&database, |options| options.until = on("2017-03-06")).await;
    let time = first_day.domain_time.to_rfc3339();
    assert!(time.starts_with("2017-03-06T07:00"), "{time}");
    assert_eq!(first_day.report.plan_hash.len(), 64);
    assert!(first_day.report.settlement.is_empty());
    let states = first_day.report.sessions.iter();
    assert!(
        states
            .map(|one| &one.state)
            .all(|state| state == "PUBLISHED")
    );
    // The clock does not go back.
    let again = told(&database, |options| options.until = on("2017-02-24")).await;
    assert!(again.domain_time >= first_day.domain_time);
    let end = told(&database, |_| {}).await;
    assert_eq!(end.report.plan_hash, first_day.report.plan_hash);
    assert_eq!(end.report.settlement.len(), 3);
}

#[tokio::test]
async fn a_story_that_broke_off_in_the_middle_of_a_step_starts_over() {
    let database = TestDatabase::new().await;
    let first = told(&database, |_| {}).await;
    let config = Config {
        database_url: database.url().to_owned().into(),
        data_dir: database.folder().join("demo"),
        ..Config::default()
    };
    let app = api::app::App::build(config, Clock::system(), None)
        .await
        .unwrap();
    let op = api::op::Op::of_machine(&app.ground, api::i18n::Language::En);
    let (begun, played) = (9, 8);
    set_progress(&op, Progress { begun, played }).await.unwrap();
    drop(op);
    app.shutdown().await.unwrap();
    let over = told(&database, |_| {}).await;
    assert_eq!(
        json!(over.report.settlement),
        json!(first.report.settlement)
    );
}
