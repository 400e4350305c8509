//! Consents, and what rests on them.

use serde_json::{Value, json};

use super::{RECORD_PLACEMENT, World, placement};

const RECORD: &str = "mutation($input: RecordConsentInput!) {
    recordConsent(input: $input) { id purpose withdrawnOn } }";
const WITHDRAW: &str = "mutation($input: WithdrawConsentInput!) {
    withdrawConsent(input: $input) { consent { withdrawnOn }
        itemsRetracted { kind state content } warnings { code } } }";

fn consent(participant: &Value, purpose: &str) -> Value {
    json!({ "input": { "participantId": participant, "purpose": purpose,
        "recipientKind": "MUNICIPALITY", "textVersion": "2017-1", "givenOn": "2017-02-01" } })
}

#[tokio::test]
async fn what_lacks_consent_is_left_out_and_what_loses_it_is_retracted() {
    let world = World::new().await;
    world.outcome(&world.family, "GRANTED", "2017-02-01").await;
    let given = consent(&world.family[0], "INTERNSHIP");
    let given = world.coordinator.ask(RECORD, given).await["recordConsent"]["id"].clone();
    let done = world.place(&world.family[..2], "0265", "2017-02-03").await;
    let with = world.send(&done["placed"][0]["handoff"]).await;
    assert_eq!(with["leftOut"], json!([]));
    let without = world.send(&done["placed"][1]["handoff"]).await;
    assert_eq!(without["leftOut"], json!(["INTERNSHIP"]));

    let input = json!({ "input": { "consentId": given } });
    let withdrawn = world.coordinator.ask(WITHDRAW, input.clone()).await;
    let withdrawn = &withdrawn["withdrawConsent"];
    assert_eq!(withdrawn["consent"]["withdrawnOn"], "2017-02-20");
    assert_eq!(withdrawn["itemsRetracted"][0]["kind"], "INTERNSHIP");
    assert_eq!(withdrawn["itemsRetracted"][0]["state"], "RETRACTED");
    assert_eq!(withdrawn["itemsRetracted"][0]["content"], json!({}));
    let code = world.coordinator.code(WITHDRAW, input).await;
    assert_eq!(code, "ILLEGAL_TRANSITION");
}

#[tokio::test]
async fn an_earlier_takeover_rests_on_consent() {
    let world = World::new().await;
    let father = &world.family[..1];
    world.outcome(father, "GRANTED", "2017-02-01").await;
    let mut early = placement(father, "0265", "2017-02-03");
    early["input"]["kind"] = json!("EARLY_BY_CONSENT");
    early["input"]["agreedOn"] = json!("2017-03-15");
    let error = world
        .coordinator
        .refused(RECORD_PLACEMENT, early.clone())
        .await;
    assert_eq!(error["extensions"]["fields"][0]["path"], "input.consentId");
    let given = consent(&father[0], "EARLY_TAKEOVER");
    let given = world.coordinator.ask(RECORD, given).await["recordConsent"]["id"].clone();
    early["input"]["consentId"] = given.clone();
    let done = world.coordinator.ask(RECORD_PLACEMENT, early).await;
    let placed = &done["recordPlacement"]["placed"][0]["placement"];
    assert_eq!(placed["takeoverOn"], "2017-03-15");
    let input = json!({ "input": { "consentId": given } });
    let withdrawn = world.coordinator.ask(WITHDRAW, input).await;
    let warning = &withdrawn["withdrawConsent"]["warnings"][0]["code"];
    assert_eq!(warning, "EARLY_TAKEOVER_WITHOUT_CONSENT");
}
