//! The exported document: it verifies, it is bound to the one before, and it outlives persons.

use api::domain::settlement_verify::{verify, verify_after};
use entities::columns::CountingBasis;
use sea_orm::EntityTrait;
use serde_json::{Value, json};

use super::world::{EXPORT, FROM_ROSKILDE, World};

fn bytes(export: &Value) -> Vec<u8> {
    export["document"].as_str().unwrap().as_bytes().to_vec()
}

#[tokio::test]
async fn a_frozen_settlement_verifies_and_a_changed_byte_does_not() {
    let world = World::of_operator().await;
    let settlement = world.first_settlement().await;
    let id = json!({ "id": settlement["id"] });
    assert_eq!(world.finance.code(EXPORT, id).await, "ILLEGAL_TRANSITION");
    let frozen = world.frozen(&settlement).await;
    let export = world.exported(&settlement).await;
    assert_eq!(export["hash"], frozen["hash"]);
    assert_eq!(export["fileName"], "settlement-fast-track-1.json");
    let document = bytes(&export);
    let verified = verify(&document).unwrap();
    assert_eq!(json!(verified.document().hash), frozen["hash"]);
    for place in [10, document.len() / 2, document.len() - 10] {
        let mut changed = document.clone();
        changed[place] ^= 1;
        assert!(verify(&changed).is_err(), "byte {place}");
    }
    let text = export["document"].as_str().unwrap();
    for person in &world.people {
        assert!(!text.contains(person.as_str().unwrap()));
    }
}

#[tokio::test]
async fn the_second_settlement_is_bound_to_the_first_and_names_nobody_alike() {
    let world = World::of_operator().await;
    let first = world.first_settlement().await;
    let first = world.frozen(&first).await;
    world.day_comes(7, 3).await;
    world
        .counts(FROM_ROSKILDE, CountingBasis::Decided, Some("0269"))
        .await;
    world.enrolled("2017-2", "2017-08-07").await;
    world.day_comes(8, 7).await;
    world.post("2017-2", "60000.00", "bilag-2").await;
    let second = world.calculated("2017-2").await;
    let second = world.frozen(&second).await;
    assert_eq!(second["number"], 2);
    assert_eq!(second["previousHash"], first["hash"]);

    let delta = "query($from: ID!, $to: ID!) { settlementDelta(fromId: $from, toId: $to) {
        amount municipality { code } } }";
    let between = json!({ "from": first["id"], "to": second["id"] });
    let deltas = world.finance.ask(delta, between).await["settlementDelta"].clone();
    let expected = json!([
        { "amount": "0.00", "municipality": { "code": "0253" } },
        { "amount": "-2608.69", "municipality": { "code": "0265" } },
        { "amount": "2608.69", "municipality": { "code": "0269" } }
    ]);
    assert_eq!(deltas, expected);

    let (before, after) = (world.exported(&first).await, world.exported(&second).await);
    let verified = verify_after(&bytes(&after), &bytes(&before)).unwrap();
    let text = before["document"].as_str().unwrap();
    for person in &verified.document().content.persons {
        assert!(!text.contains(person.person.as_str()));
    }
    let all = "query($id: ID!) { settlements(partnershipId: $id) { nodes { number } } }";
    let listed = world
        .finance
        .ask(all, json!({ "id": world.partnership }))
        .await;
    assert_eq!(
        listed["settlements"]["nodes"],
        json!([{ "number": 2 }, { "number": 1 }])
    );
}

#[tokio::test]
async fn the_chain_holds_after_persons_are_erased() {
    let world = World::of_operator().await;
    let settlement = world.first_settlement().await;
    world.frozen(&settlement).await;
    let before = world.exported(&settlement).await;
    entities::person_details::Entity::delete_many()
        .exec(world.app.op().reader())
        .await
        .unwrap();
    let after = world.exported(&settlement).await;
    assert_eq!(before, after);
    assert!(verify(&bytes(&after)).is_ok());
}
