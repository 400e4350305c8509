//! A participant's way as the centre sees it.

use serde_json::{Value, json};
use tests::{Client, Role};

use super::{RECORD_OUTCOME, World};

const WAY: &str = "query($id: ID!) { participant(id: $id) { journey
    outcomes { kind } placements { state municipality { code } } handoffs { state }
    stays { until centre { key } } consents { purpose } } }";

async fn way(client: &Client, person: &Value) -> Value {
    client.ask(WAY, json!({ "id": person })).await["participant"].clone()
}

#[tokio::test]
async fn the_journey_follows_what_is_recorded() {
    let world = World::new().await;
    let father = &world.family[..1];
    let at = async || way(&world.coordinator, &father[0]).await["journey"].clone();
    assert_eq!(at().await, "ENROLLED");
    world.morning_of("2017-03-06").await;
    assert_eq!(at().await, "IN_COURSE");
    world.outcome(father, "GRANTED", "2017-02-01").await;
    assert_eq!(at().await, "GRANTED");
    let placed = world.place(father, "0265", "2017-02-03").await;
    assert_eq!(at().await, "PLACED");
    world.send(&placed["placed"][0]["handoff"]).await;
    assert_eq!(at().await, "HANDOFF_SENT");
    let correction = json!({ "input": {
        "participantIds": father, "kind": "REFUSED", "decidedOn": "2017-03-06",
        "correction": { "reason": "Two letters were mixed up" } } });
    world.coordinator.ask(RECORD_OUTCOME, correction).await;
    let expected = json!({
        "journey": "REFUSED",
        "outcomes": [{ "kind": "GRANTED" }, { "kind": "REFUSED" }],
        "placements": [{ "state": "REVOKED", "municipality": { "code": "0265" } }],
        "handoffs": [{ "state": "RETRACTED" }],
        "stays": [{ "until": null, "centre": { "key": "own" } }],
        "consents": []
    });
    assert_eq!(way(&world.coordinator, &father[0]).await, expected);
    let case_worker = world.app.with_role(Role::CaseWorker, "own").await;
    assert_eq!(way(&case_worker, &father[0]).await, expected);
}

#[tokio::test]
async fn an_interviewer_sees_the_person_and_no_decision() {
    let world = World::new().await;
    let interviewer = world.app.with_role(Role::Interviewer, "own").await;
    let expected = json!({
        "journey": null, "outcomes": null, "placements": null, "handoffs": null,
        "stays": null, "consents": null
    });
    assert_eq!(way(&interviewer, &world.family[0]).await, expected);
    let father = &world.family[..1];
    world.outcome(father, "REFUSED", "2017-02-10").await;
    let ended = "query($id: ID!) { participant(id: $id) {
        enrolments { state endedReason endedOn } } }";
    let of = async |client: &Client| {
        let seen = client.ask(ended, json!({ "id": father[0] })).await;
        seen["participant"]["enrolments"][0].clone()
    };
    assert_eq!(
        of(&interviewer).await,
        json!({ "state": "WITHDRAWN", "endedReason": null, "endedOn": null })
    );
    assert_eq!(of(&world.coordinator).await["endedReason"], "REFUSED");
}

#[tokio::test]
async fn the_ways_of_many_cost_no_more_statements_than_that_of_one() {
    let world = World::new().await;
    let centre = "{ centre(key: \"own\") { id } }";
    let centre = world.coordinator.ask(centre, json!({})).await["centre"]["id"].clone();
    let list = "query($centre: ID!, $most: Int!) {
        participants(filter: { centreId: $centre }, first: $most) { nodes {
            journey outcomes { kind } placements { state } handoffs { state } stays { id }
            details { firstName } enrolments { cohort { partnership { key } } } } } }";
    let cost = async |most: i32| {
        let database = &world.app.ground().database;
        let before = database.statements();
        let input = json!({ "centre": centre, "most": most });
        world.coordinator.ask(list, input).await;
        database.statements() - before
    };
    assert_eq!(cost(1).await, cost(3).await);
}
