//! What people are told: once, only what is news to them, and in time.

mod delivery;
mod stage;
mod steering;

use std::collections::BTreeSet;

use api::usecases::outbox;
use chrono::TimeDelta;
use entities::columns::{NoticeKind, NoticeState};
use serde_json::{Value, json};
use tests::Mail;

use self::stage::{Stage, morning};

/// Writes what a story sent, for readers in other languages, where the environment names a folder.
fn hand_over(mails: &[Mail], expected: &Value) {
    #[expect(
        clippy::disallowed_methods,
        reason = "where the mails go comes from outside"
    )]
    let Ok(folder) = std::env::var("FASTTRACK_TEST_MAIL_DIR") else {
        return;
    };
    let folder = std::path::Path::new(&folder);
    std::fs::create_dir_all(folder.join("mails")).unwrap();
    for (i, mail) in mails.iter().enumerate() {
        std::fs::write(folder.join(format!("mails/{i:02}.eml")), &mail.raw).unwrap();
    }
    std::fs::write(folder.join("expected.json"), expected.to_string()).unwrap();
}

fn receivers(mails: &[Mail]) -> Vec<&str> {
    let mut receivers: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    receivers.sort_unstable();
    receivers
}

fn to<'a>(mails: &'a [Mail], address: &str) -> &'a Mail {
    mails.iter().find(|mail| mail.to == address).unwrap()
}

#[tokio::test]
async fn a_published_timetable_reaches_each_of_its_people_once() {
    let stage = Stage::new().await;
    let sessions = [
        stage.lesson("lesson-1", morning()).await,
        stage
            .lesson("lesson-2", morning() + TimeDelta::days(1))
            .await,
        stage.visit(morning() + TimeDelta::days(2)).await,
    ];
    stage.publish(&sessions).await;
    stage.publish(&sessions).await;
    stage.app.drain().await;
    stage.app.drain().await;
    let mails = stage.app.mails();
    let expected = [
        "amina@post.example",
        "bo@byg.example",
        "samir@post.example",
        "t1@own.example",
        "t2@own.example",
        "tolk@tolke.example",
        "tolk@tolke.example",
    ];
    assert_eq!(receivers(&mails), expected);
    assert_eq!(stage.n_in(NoticeState::NoChannel).await, 1);
    let amina = to(&mails, "amina@post.example");
    assert_eq!(amina.values("UID").len(), 3);
    assert_eq!(amina.values("METHOD"), ["PUBLISH"]);
    assert_eq!(amina.reply_to, "kursus@avnstrup.example");
    assert!(amina.text.contains("The Danish labour market"));
    assert!(
        to(&mails, "samir@post.example")
            .text
            .contains("arbejdsmarked")
    );
    let company = to(&mails, "bo@byg.example");
    assert_eq!(company.values("METHOD"), ["REQUEST"]);
    for mail in &mails {
        let whole = String::from_utf8_lossy(&mail.raw);
        assert!(!whole.contains("Hemmelig") && !whole.contains("Amina"));
    }
}

#[tokio::test]
async fn a_change_taken_back_in_time_tells_nobody_anything() {
    let stage = Stage::new().await;
    let lesson = stage.lesson("lesson-1", morning()).await;
    stage.publish(&[lesson]).await;
    stage.app.drain().await;
    stage.app.new_mails();
    stage.move_to(lesson, morning() + TimeDelta::hours(2)).await;
    stage.app.drain().await;
    stage.app.clock.pass(TimeDelta::minutes(5));
    stage.move_to(lesson, morning()).await;
    stage.drain_after_hold().await;
    assert_eq!(receivers(&stage.app.mails()), [""; 0]);
    let moved = stage.notices().await;
    let amina = stage.participants[0].uuid();
    let of_amina = moved.iter().filter(|row| row.recipient_id == amina);
    let states: Vec<NoticeState> = of_amina.map(|row| row.state).collect();
    let superseded = NoticeState::Superseded;
    assert_eq!(states, [NoticeState::Sent, superseded, superseded]);
}

#[tokio::test]
async fn a_calendar_follows_a_move_and_a_cancellation() {
    let stage = Stage::new().await;
    let lesson = stage.lesson("lesson-1", morning()).await;
    let other = stage
        .lesson("lesson-2", morning() + TimeDelta::days(1))
        .await;
    stage.publish(&[lesson, other]).await;
    stage.app.drain().await;
    stage.move_to(lesson, morning() + TimeDelta::hours(2)).await;
    stage.drain_after_hold().await;
    stage.cancel(other).await;
    stage.drain_after_hold().await;
    stage.drain_after_hold().await;
    let mails = stage.app.mails();
    let amina: Vec<Mail> = mails
        .into_iter()
        .filter(|mail| mail.to == "amina@post.example")
        .collect();
    let methods: Vec<String> = amina
        .iter()
        .flat_map(|mail| mail.values("METHOD"))
        .collect();
    assert_eq!(methods, ["PUBLISH", "REQUEST", "CANCEL"]);
    let uids = amina[0].values("UID");
    assert_eq!(amina[0].values("SEQUENCE"), ["0", "0"]);
    assert_eq!(amina[1].values("UID"), uids[..1]);
    assert_eq!(amina[1].values("SEQUENCE"), ["1"]);
    assert_eq!(amina[2].values("UID"), uids[1..]);
    assert_eq!(amina[2].values("SEQUENCE"), ["1"]);
    let expected = json!({
        &uids[0]: ["2017-03-06T11:00", "2017-03-06T12:30", 1, "CONFIRMED"],
        &uids[1]: ["2017-03-07T09:00", "2017-03-07T10:30", 1, "CANCELLED"],
    });
    hand_over(&amina, &expected);
}

#[tokio::test]
async fn only_those_are_told_for_whom_something_changed() {
    let stage = Stage::new().await;
    let lesson = stage.lesson("lesson-1", morning()).await;
    stage.publish(&[lesson]).await;
    stage.app.drain().await;
    stage.app.new_mails();
    let before = stage.notices().await.len();
    stage
        .change(lesson, |row| row.pinned = sea_orm::Set(true))
        .await;
    assert_eq!(stage.notices().await.len(), before);

    stage.swap(lesson, stage.teacher, stage.other_teacher).await;
    stage.drain_after_hold().await;
    let mails = stage.app.new_mails();
    assert_eq!(receivers(&mails), ["t1@own.example", "t2@own.example"]);
    assert_eq!(to(&mails, "t1@own.example").values("METHOD"), ["CANCEL"]);
    assert_eq!(to(&mails, "t2@own.example").values("METHOD"), ["PUBLISH"]);

    stage.swap(lesson, stage.room, stage.other_room).await;
    stage.drain_after_hold().await;
    let mails = stage.app.new_mails();
    assert_eq!(mails.len(), 4, "{:?}", receivers(&mails));
    assert_eq!(to(&mails, "amina@post.example").values("SEQUENCE"), ["1"]);
    assert!(to(&mails, "amina@post.example").text.contains("Lokale 2"));
    let keys: BTreeSet<String> = stage
        .notices()
        .await
        .into_iter()
        .map(|row| row.dedupe_key)
        .collect();
    assert_eq!(keys.len(), stage.notices().await.len());
}

#[tokio::test]
async fn what_was_never_told_is_not_taken_back() {
    let stage = Stage::new().await;
    let lesson = stage.lesson("lesson-1", morning()).await;
    stage.publish(&[lesson]).await;
    stage.cancel(lesson).await;
    stage.drain_after_hold().await;
    assert_eq!(receivers(&stage.app.mails()), [""; 0]);
    assert_eq!(stage.n_in(NoticeState::Queued).await, 0);
}

#[tokio::test]
async fn who_has_left_is_told_nothing_more() {
    let stage = Stage::new().await;
    let lesson = stage.lesson("lesson-1", morning()).await;
    stage.publish(&[lesson]).await;
    stage.app.drain().await;
    stage.app.new_mails();
    stage.move_to(lesson, morning() + TimeDelta::hours(2)).await;
    let op = stage.app.op();
    let tx = op.begin().await.unwrap();
    outbox::withdraw_for_participants(&op, &tx, &stage.participants[..1])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    stage.drain_after_hold().await;
    let mails = stage.app.mails();
    let expected = ["samir@post.example", "t1@own.example", "tolk@tolke.example"];
    assert_eq!(receivers(&mails), expected);
    let withdrawn = stage.notices().await;
    let mut withdrawn = withdrawn
        .iter()
        .filter(|row| row.state == NoticeState::Withdrawn);
    assert_eq!(withdrawn.next().unwrap().kind, NoticeKind::SessionChanged);
    assert!(withdrawn.next().is_none());
}

#[tokio::test]
async fn who_was_refused_hears_nothing_of_what_changes_later() {
    let stage = Stage::new().await;
    let lesson = stage.lesson("lesson-1", morning()).await;
    stage.publish(&[lesson]).await;
    stage.app.drain().await;
    stage.app.new_mails();
    let refuse = "mutation($input: RecordOutcomeInput!) { recordOutcome(input: $input) {
        consequences { sessionsLeft } } }";
    let input = json!({ "input": { "participantIds": [stage.participants[0]],
        "kind": "REFUSED", "decidedOn": "2017-02-20" } });
    let done = stage.coordinator.ask(refuse, input).await;
    let left = &done["recordOutcome"]["consequences"]["sessionsLeft"];
    assert_eq!(*left, json!([lesson]));
    stage.move_to(lesson, morning() + TimeDelta::hours(2)).await;
    stage.drain_after_hold().await;
    let expected = ["samir@post.example", "t1@own.example", "tolk@tolke.example"];
    assert_eq!(receivers(&stage.app.mails()), expected);
}
