//! A decision that was wrong, and everything that rested on it.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use entities::columns::{CountingBasis, NotCountedReason};
use entities::counting_fact;
use entities::id::ParticipantId;

use super::{RECORD_OUTCOME, World, typed};

#[tokio::test]
async fn corrected_to_refused_everything_changes_together() {
    let world = World::new().await;
    let father = &world.family[..1];
    world.morning_of("2017-03-06").await;
    let held = world.session("2017-03-06T06:00:00Z", father).await;
    let alone = world.session("2017-03-20T08:00:00Z", father).await;
    let shared = world.session("2017-03-21T08:00:00Z", &world.family).await;
    world.outcome(father, "GRANTED", "2017-02-01").await;
    let done = world.place(father, "0265", "2017-02-03").await;
    let sent = world.send(&done["placed"][0]["handoff"]).await;
    assert_eq!(sent["handoff"]["state"], "SENT");
    let roskilde = world.consultant("0265").await;
    let incoming = "query($id: ID!) { incomingParticipant(id: $id) { id handoff { state } } }";
    let seen = roskilde.ask(incoming, json!({ "id": father[0] })).await;
    assert_eq!(seen["incomingParticipant"]["handoff"]["state"], "SENT");

    let correction = json!({ "input": {
        "participantIds": father, "kind": "REFUSED", "decidedOn": "2017-03-06",
        "correction": { "reason": "Two letters were mixed up" } } });
    let done = world.coordinator.ask(RECORD_OUTCOME, correction).await["recordOutcome"].clone();
    let all = &done["consequences"];
    assert_eq!(all["enrolmentsEnded"][0]["state"], "LEFT");
    assert_eq!(all["enrolmentsEnded"][0]["endedReason"], "REFUSED");
    assert_eq!(all["enrolmentsEnded"][0]["endedOn"], "2017-03-06");
    assert_eq!(all["placementsEnded"][0]["state"], "REVOKED");
    assert_eq!(all["handoffsRetracted"][0]["state"], "RETRACTED");
    assert_eq!(all["sessionsCancelled"], json!([alone]));
    assert_eq!(all["sessionsLeft"], json!([shared]));
    assert_ne!(all["sessionsLeft"][0], held);

    let gone = roskilde.ask(incoming, json!({ "id": father[0] })).await;
    assert!(gone["incomingParticipant"].is_null());
    let handoff = "query($id: ID!) { handoff(id: $id) { id } }";
    let gone = roskilde
        .ask(handoff, json!({ "id": sent["handoff"]["id"] }))
        .await;
    assert!(gone["handoff"].is_null());
    let op = world.app.op();
    let facts = counting_fact::Entity::find()
        .filter(counting_fact::Column::ParticipantId.eq(typed::<ParticipantId>(&father[0])))
        .order_by_asc(counting_fact::Column::Id)
        .all(op.reader())
        .await
        .unwrap();
    let bases: Vec<CountingBasis> = facts.iter().map(|fact| fact.basis).collect();
    let expected = [
        CountingBasis::Planned,
        CountingBasis::Decided,
        CountingBasis::None,
    ];
    assert_eq!(bases, expected);
    assert_eq!(facts[2].reason, Some(NotCountedReason::Refused));
    let notices = entities::notice::Entity::find()
        .filter(entities::notice::Column::HandoffId.is_not_null())
        .all(op.reader())
        .await
        .unwrap();
    assert_eq!(notices.len(), 1);
    assert_eq!(notices[0].state, entities::columns::NoticeState::Withdrawn);
}

#[tokio::test]
async fn an_accepted_hand_off_is_taken_back_by_correction() {
    let world = World::new().await;
    let father = &world.family[..1];
    world.outcome(father, "GRANTED", "2017-02-01").await;
    let done = world.place(father, "0265", "2017-02-03").await;
    let sent = world.send(&done["placed"][0]["handoff"]).await["handoff"].clone();
    let roskilde = world.consultant("0265").await;
    let input = json!({ "input": { "handoffId": sent["id"], "version": sent["version"] } });
    let accept = "mutation($input: HandoffVersionInput!) { acceptHandoff(input: $input) {
        state openedAt } }";
    assert_eq!(
        world.coordinator.code(accept, input.clone()).await,
        "FORBIDDEN"
    );
    let solroed = world.consultant("0269").await;
    assert_eq!(solroed.code(accept, input.clone()).await, "NOT_FOUND");
    let accepted = roskilde.ask(accept, input).await["acceptHandoff"].clone();
    assert_eq!(accepted["state"], "ACCEPTED");
    let correction = json!({ "input": {
        "participantIds": father, "kind": "PENDING", "decidedOn": "2017-02-20",
        "correction": { "reason": "Nothing was decided yet" } } });
    let done = world.coordinator.ask(RECORD_OUTCOME, correction).await["recordOutcome"].clone();
    assert_eq!(
        done["consequences"]["handoffsRetracted"][0]["state"],
        "RETRACTED"
    );
}

#[tokio::test]
async fn who_moves_leaves_the_course_and_keeps_the_placement() {
    let world = World::new().await;
    world.outcome(&world.family, "GRANTED", "2017-02-01").await;
    world.place(&world.family, "0265", "2017-02-03").await;
    let stay = "mutation($input: RecordStayInput!) { recordStay(input: $input) {
        stays { until } consequences { enrolmentsEnded { state endedReason }
            placementsEnded { id } warnings { code } } } }";
    let input = json!({ "input": { "participantIds": world.family, "centreKey": null,
        "from": "2017-02-20", "reason": "The centre closes" } });
    let code = world.coordinator.code(stay, input.clone()).await;
    assert_eq!(code, "VALIDATION", "the stay has not begun the day before");
    world.morning_of("2017-02-25").await;
    let mut input = input;
    input["input"]["from"] = json!("2017-02-24");
    let done = world.coordinator.ask(stay, input).await["recordStay"].clone();
    let all = &done["consequences"];
    assert_eq!(all["enrolmentsEnded"].as_array().unwrap().len(), 3);
    assert_eq!(all["enrolmentsEnded"][0]["endedReason"], "MOVED");
    assert_eq!(all["placementsEnded"], json!([]));
    assert_eq!(super::codes(&all["warnings"]), ["HANDOFF_FLAGGED"; 3]);
}

#[tokio::test]
async fn nothing_is_left_of_what_was_handed_over() {
    let world = World::new().await;
    let father = &world.family[..1];
    world.outcome(father, "GRANTED", "2017-02-01").await;
    let done = world.place(father, "0265", "2017-02-03").await;
    let sent = world.send(&done["placed"][0]["handoff"]).await;
    let correction = json!({ "input": {
        "participantIds": father, "kind": "REFUSED", "decidedOn": "2017-02-10",
        "correction": { "reason": "Two letters were mixed up" } } });
    world.coordinator.ask(RECORD_OUTCOME, correction).await;
    let items = "query($id: ID!) { node(id: $id) { ... on Handoff { items { state content } } } }";
    let id = json!({ "id": sent["handoff"]["id"] });
    let items = world.coordinator.ask(items, id).await["node"]["items"].clone();
    for item in items.as_array().unwrap() {
        assert_eq!(*item, json!({ "state": "RETRACTED", "content": {} }));
    }
}
