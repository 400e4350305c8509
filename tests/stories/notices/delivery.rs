//! How mails leave: by one worker at a time, again when they did not, and never twice.

use std::collections::BTreeSet;

use api::app::App;
use api::clock::Clock;
use api::config::{Config, MailTransport, SmtpTls};
use api::mail::{Memory, Transport};
use api::store;
use api::store::notices::Claim;
use api::usecases::installation;
use api::usecases::notices::{Post, send_due};
use chrono::TimeDelta;
use entities::columns::{InstallationKind, NoticeState};
use tests::{MailSink, TestApp};

use super::stage::{Stage, morning};

#[tokio::test]
async fn two_workers_at_once_send_each_notice_once() {
    let stage = Stage::new().await;
    let mut sessions = Vec::new();
    for day in 0..8 {
        let key = format!("lesson-{day}");
        sessions.push(stage.lesson(&key, morning() + TimeDelta::days(day)).await);
    }
    stage.publish(&sessions).await;
    let post = |owner: &str| Post {
        owner: owner.to_owned(),
        ..stage.app.app.post().clone()
    };
    let work = async |owner: &str| {
        let post = post(owner);
        while send_due(&stage.app.op(), &post, 2).await.unwrap() > 0 {}
    };
    tokio::join!(work("one"), work("other"));
    let mails = stage.app.mails();
    let ids: BTreeSet<&str> = mails.iter().map(|mail| mail.message_id.as_str()).collect();
    // Two participants and a teacher get a timetable, the interpreter is asked eight times.
    assert_eq!((mails.len(), ids.len()), (11, 11));
    assert_eq!(stage.n_in(NoticeState::Sent).await, 11);
}

#[tokio::test]
async fn the_work_of_a_worker_that_fell_silent_is_taken_over() {
    let stage = Stage::new().await;
    let lesson = stage.lesson("lesson-1", morning()).await;
    stage.publish(&[lesson]).await;
    let op = stage.app.op();
    let real = stage.app.clock.real();
    let claim = Claim {
        owner: "silent",
        now: op.now,
        real,
        until: real + TimeDelta::seconds(60),
        limit: 20,
    };
    let tx = op.begin().await.unwrap();
    let taken = store::notices::claim(&tx, &claim).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(taken.len(), 5);
    stage.app.drain().await;
    assert_eq!(stage.app.mails().len(), 0);
    stage.app.clock.pass(TimeDelta::seconds(61));
    stage.app.drain().await;
    assert_eq!(stage.app.mails().len(), 4);
}

async fn with_mail_server(sink: &MailSink) -> Stage {
    let now = morning() - TimeDelta::days(14);
    let app = TestApp::start_with(now, |config: &mut Config| {
        config.mail.transport = MailTransport::Smtp;
        config.mail.smtp_host = "127.0.0.1".to_owned();
        config.mail.smtp_port = sink.port;
        config.mail.smtp_tls = SmtpTls::None;
    })
    .await;
    Stage::on(app).await
}

#[tokio::test]
async fn a_mail_server_that_is_busy_is_asked_again_and_one_that_refuses_is_not() {
    let sink = MailSink::start().await;
    let stage = with_mail_server(&sink).await;
    sink.refuse_next("451 4.3.0 later");
    sink.refuse_next("550 5.1.1 no such mailbox");
    let lesson = stage.lesson("lesson-1", morning()).await;
    stage.publish(&[lesson]).await;
    stage.app.drain().await;
    assert_eq!(stage.n_in(NoticeState::Sent).await, 2);
    assert_eq!(stage.n_in(NoticeState::Retrying).await, 1);
    let dead = stage.notices().await;
    let dead = dead.iter().find(|row| row.state == NoticeState::Dead);
    assert_eq!(dead.unwrap().failure_code.as_deref(), Some("SMTP_550"));

    stage.app.clock.pass(TimeDelta::seconds(31));
    stage.app.drain().await;
    assert_eq!(stage.n_in(NoticeState::Sent).await, 3);
    assert_eq!(stage.n_in(NoticeState::Dead).await, 1);
    assert_eq!(sink.mails().len(), 3);
}

#[tokio::test]
async fn a_mail_that_never_leaves_is_given_up() {
    let sink = MailSink::start().await;
    let stage = with_mail_server(&sink).await;
    for _ in 0..100 {
        sink.refuse_next("451 4.3.0 later");
    }
    let lesson = stage.lesson("lesson-1", morning()).await;
    stage.publish(&[lesson]).await;
    for _ in 0..8 {
        stage.app.drain().await;
        stage.app.clock.pass(TimeDelta::hours(2));
    }
    assert_eq!(stage.n_in(NoticeState::Dead).await, 4);
    let dead = stage.notices().await;
    assert!(dead.iter().all(|row| row.attempts <= 8));
}

#[tokio::test]
async fn a_worker_of_its_own_follows_the_moved_clock() {
    let stage = Stage::new().await;
    let lesson = stage.lesson("lesson-1", morning()).await;
    stage.publish(&[lesson]).await;
    stage.app.drain().await;
    stage.app.new_mails();
    stage.move_to(lesson, morning() + TimeDelta::hours(2)).await;

    let config = Config {
        database_url: stage.app.database_url().to_owned().into(),
        data_dir: stage.app.folder().to_owned(),
        ..Config::default()
    };
    let mails = Memory::new();
    let clock = Clock::still(stage.app.clock.real());
    let worker = App::build(config, clock, Some(InstallationKind::Demo))
        .await
        .unwrap()
        .with_transport(Transport::Memory(mails.clone()));
    worker.run_worker();
    let later = stage.app.clock.now() + TimeDelta::minutes(16);
    installation::move_clock(stage.app.ground(), later)
        .await
        .unwrap();
    let all_sent = async {
        while mails.sent().len() < 4 {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), all_sent)
        .await
        .unwrap();
    worker.shutdown().await.unwrap();
    assert_eq!(stage.n_in(NoticeState::Queued).await, 0);
}
