//! A coordinator sees what is sent, holds it back and sends it again.

use chrono::TimeDelta;
use entities::columns::NoticeState;
use serde_json::{Value, json};
use tests::Role;

use super::stage::{Stage, morning};

const NOTICES: &str = "query($filter: NoticesFilter!, $first: Int, $after: String) {
    notices(filter: $filter, first: $first, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { id kind recipientKind recipientId state sendAfter attempts failureCode sentAt } } }";
const HOLD: &str = "mutation($input: HoldNoticeInput!) { holdNotice(input: $input) { state } }";
const RESEND: &str =
    "mutation($input: ResendNoticeInput!) { resendNotice(input: $input) { state attempts } }";

async fn list(stage: &Stage, state: &str) -> Vec<Value> {
    let filter = json!({ "filter": { "centreId": stage.centre.to_string(), "state": state } });
    let seen = stage.coordinator.ask(NOTICES, filter).await;
    seen["notices"]["nodes"].as_array().unwrap().clone()
}

#[tokio::test]
async fn what_will_be_sent_can_be_held_back_and_let_go() {
    let stage = Stage::new().await;
    let lesson = stage.lesson("lesson-1", morning()).await;
    stage.publish(&[lesson]).await;
    stage.app.drain().await;
    stage.app.new_mails();
    stage.move_to(lesson, morning() + TimeDelta::hours(2)).await;
    let queued = list(&stage, "QUEUED").await;
    assert_eq!(queued.len(), 5);
    for notice in &queued {
        let hold = json!({ "input": { "noticeId": notice["id"], "hold": true } });
        let held = stage.coordinator.ask(HOLD, hold).await;
        assert_eq!(held["holdNotice"]["state"], "HELD");
    }
    stage.drain_after_hold().await;
    assert_eq!(stage.app.mails().len(), 0);
    for notice in &queued {
        let release = json!({ "input": { "noticeId": notice["id"], "hold": false } });
        stage.coordinator.ask(HOLD, release).await;
    }
    stage.app.drain().await;
    assert_eq!(stage.app.mails().len(), 4);
    let again = json!({ "input": { "noticeId": queued[0]["id"], "hold": true } });
    let refused = stage.coordinator.code(HOLD, again).await;
    assert_eq!(refused, "ILLEGAL_TRANSITION");
}

#[tokio::test]
async fn who_had_no_address_is_told_once_there_is_one() {
    let stage = Stage::new().await;
    let lesson = stage.lesson("lesson-1", morning()).await;
    stage.publish(&[lesson]).await;
    stage.app.drain().await;
    stage.app.new_mails();
    let without = list(&stage, "NO_CHANNEL").await;
    assert_eq!(without.len(), 1);
    let lea = stage.participants[2].to_string();
    assert_eq!(without[0]["recipientId"], lea);
    let update = "mutation($input: UpdateParticipantInput!) {
        updateParticipant(input: $input) { id } }";
    let input =
        json!({ "input": { "participantId": lea, "version": 1, "email": "lea@post.example" } });
    stage.coordinator.ask(update, input).await;
    let resend = json!({ "input": { "noticeId": without[0]["id"] } });
    let queued = stage.coordinator.ask(RESEND, resend.clone()).await;
    assert_eq!(queued["resendNotice"]["state"], "QUEUED");
    stage.app.drain().await;
    let mails = stage.app.mails();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, "lea@post.example");
    assert_eq!(stage.n_in(NoticeState::NoChannel).await, 0);
    let refused = stage.coordinator.code(RESEND, resend).await;
    assert_eq!(refused, "ILLEGAL_TRANSITION");
}

#[tokio::test]
async fn notices_are_paged_and_shown_to_their_centre_alone() {
    let stage = Stage::new().await;
    let lesson = stage.lesson("lesson-1", morning()).await;
    stage.publish(&[lesson]).await;
    let filter = json!({ "centreId": stage.centre.to_string(), "sessionId": null });
    let mut after = Value::Null;
    let mut seen = Vec::new();
    loop {
        let page = json!({ "filter": filter, "first": 2, "after": after });
        let page = stage.coordinator.ask(NOTICES, page).await["notices"].clone();
        seen.extend(page["nodes"].as_array().unwrap().clone());
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
    }
    assert_eq!(seen.len(), 5);

    let hold = json!({ "input": { "noticeId": seen[0]["id"], "hold": true } });
    let list = json!({ "filter": filter });
    let teacher = stage.app.with_role(Role::Teacher, "own").await;
    assert_eq!(teacher.code(NOTICES, list.clone()).await, "FORBIDDEN");
    assert_eq!(teacher.code(HOLD, hold.clone()).await, "NOT_FOUND");
    let stranger = stage.app.with_role(Role::MunicipalityFinance, "0265").await;
    assert_eq!(stranger.code(NOTICES, list).await, "NOT_FOUND");
    assert_eq!(stranger.code(HOLD, hold).await, "NOT_FOUND");
}
