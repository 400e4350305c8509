//! Posting and reversing.

use serde_json::json;
use tests::Role;

use super::world::{POST, World, expected, lines};

const REVERSE: &str = "mutation($input: ReverseCostInput!) { reverseCost(input: $input) {
    id amount postedOn reversesId document } }";
const COSTS: &str = "query($id: ID!, $key: String!) { costs(partnershipId: $id, periodKey: $key) {
    total nEntries period { isClosed } nodes { amount document } } }";

#[tokio::test]
async fn a_voucher_is_posted_once_into_an_open_period_by_the_accounting_party() {
    let world = World::of_operator().await;
    world.post("2017-1", "60000.00", "bilag-1").await;
    let again = world.cost("2017-2", "1.00", "bilag-1");
    assert_eq!(world.finance.code(POST, again).await, "DUPLICATE_DOCUMENT");

    let mut once = world.cost("2017-1", "250.50", "bilag-2");
    once["input"]["idempotencyKey"] = json!("once");
    let first = world.finance.ask(POST, once.clone()).await;
    assert_eq!(first, world.finance.ask(POST, once.clone()).await);
    once["input"]["amount"] = json!("250.51");
    assert_eq!(world.finance.code(POST, once).await, "IDEMPOTENCY_MISMATCH");

    let shown = json!({ "id": world.partnership, "key": "2017-1" });
    let municipality = world.app.with_role(Role::MunicipalityFinance, "0269").await;
    let costs = municipality.ask(COSTS, shown.clone()).await["costs"].clone();
    assert_eq!(
        (&costs["total"], &costs["nEntries"]),
        (&json!("60250.50"), &json!(2))
    );
    let input = world.cost("2017-1", "1.00", "bilag-3");
    assert_eq!(municipality.code(POST, input.clone()).await, "FORBIDDEN");
    assert_eq!(
        world.coordinator.code(POST, input.clone()).await,
        "FORBIDDEN"
    );
    let elsewhere = world.app.with_role(Role::MunicipalityFinance, "0630").await;
    assert_eq!(elsewhere.code(POST, input).await, "NOT_FOUND");
    assert_eq!(elsewhere.code(COSTS, shown).await, "NOT_FOUND");
}

#[tokio::test]
async fn everything_wrong_with_a_cost_is_told_at_once() {
    let world = World::of_operator().await;
    let mut wrong = world.cost("2017-1", "0.00", " ");
    wrong["input"]["postedOn"] = json!("2017-07-01");
    let error = world.finance.refused(POST, wrong).await;
    let faults: Vec<(&str, &str)> = error["extensions"]["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["path"].as_str().unwrap(), one["code"].as_str().unwrap()))
        .collect();
    let all = [
        ("input.document", "REQUIRED"),
        ("input.amount", "NOT_ABOVE_ZERO"),
        ("input.postedOn", "OUTSIDE_PERIOD"),
    ];
    assert_eq!(faults, all);
    let negative = world.cost("2017-1", "-5.00", "bilag-1");
    assert_eq!(world.finance.code(POST, negative).await, "VALIDATION");
    let nowhere = world.cost("2019-1", "5.00", "bilag-1");
    assert_eq!(world.finance.code(POST, nowhere).await, "VALIDATION");
}

#[tokio::test]
async fn a_period_never_holds_more_than_can_be_summed() {
    let world = World::of_operator().await;
    world.post("2017-1", "9999999999.99", "bilag-1").await;
    world.post("2017-1", "0.01", "bilag-2").await;
    let error = world
        .finance
        .refused(POST, world.cost("2017-1", "0.01", "bilag-3"))
        .await;
    let field = &error["extensions"]["fields"][0];
    assert_eq!(
        (&field["path"], &field["code"]),
        (&json!("input.amount"), &json!("AMOUNT_TOO_LARGE"))
    );
    world.post("2017-2", "10000000000.00", "bilag-3").await;
    let shown = json!({ "id": world.partnership, "key": "2017-1" });
    let costs = world.finance.ask(COSTS, shown).await["costs"].clone();
    assert_eq!(costs["total"], "10000000000.00");
}

#[tokio::test]
async fn the_key_of_a_call_is_not_a_book() {
    let world = World::of_operator().await;
    let mut input = world.cost("2017-1", "1.00", "bilag-1");
    for length in [201, 70_000] {
        input["input"]["idempotencyKey"] = json!("k".repeat(length));
        let error = world.finance.refused(POST, input.clone()).await;
        let field = &error["extensions"]["fields"][0];
        assert_eq!(
            (&field["path"], &field["code"]),
            (&json!("input.idempotencyKey"), &json!("TOO_LONG"))
        );
    }
    input["input"]["idempotencyKey"] = json!("k".repeat(200));
    world.finance.ask(POST, input).await;
}

#[tokio::test]
async fn reversing_everything_leaves_zero_for_all() {
    let world = World::of_operator().await;
    world.first_settlement().await;
    let second = world.post("2017-1", "0.07", "bilag-2").await;
    let costs = json!({ "id": world.partnership, "key": "2017-1" });
    let all = "query($id: ID!, $key: String!) { costs(partnershipId: $id, periodKey: $key) {
        nodes { id } } }";
    let entries = world.finance.ask(all, costs.clone()).await["costs"]["nodes"].clone();
    for entry in entries.as_array().unwrap() {
        let input = json!({ "input": { "entryId": entry["id"], "reason": "Fejl" } });
        let reversal = world.finance.ask(REVERSE, input.clone()).await["reverseCost"].clone();
        assert_eq!(reversal["reversesId"], entry["id"]);
        assert_eq!(world.finance.code(REVERSE, input).await, "DUPLICATE");
        let back = json!({ "input": { "entryId": reversal["id"], "reason": "Fejl" } });
        assert_eq!(world.finance.code(REVERSE, back).await, "VALIDATION");
    }
    let by_municipality = world.app.with_role(Role::MunicipalityFinance, "0269").await;
    let input = json!({ "input": { "entryId": second, "reason": "Fejl" } });
    assert_eq!(by_municipality.code(REVERSE, input).await, "FORBIDDEN");
    let zero = world.calculated("2017-1").await;
    let none = [
        ("0253", 5, "0.00"),
        ("0265", 11, "0.00"),
        ("0269", 7, "0.00"),
    ];
    assert_eq!(lines(&zero), expected(none));
    let frozen = world.frozen(&zero).await;
    assert_eq!(frozen["state"], "FROZEN");
}

#[tokio::test]
async fn what_a_closed_period_holds_is_reversed_into_the_open_one() {
    let world = World::of_operator().await;
    let settlement = world.first_settlement().await;
    world.frozen(&settlement).await;
    let late = world.cost("2017-1", "5.00", "bilag-9");
    assert_eq!(world.finance.code(POST, late).await, "PERIOD_CLOSED");
    let shown = json!({ "id": world.partnership, "key": "2017-1" });
    let costs = world.finance.ask(COSTS, shown.clone()).await["costs"].clone();
    assert_eq!(costs["period"]["isClosed"], true);
    let all = "query($id: ID!, $key: String!) { costs(partnershipId: $id, periodKey: $key) {
        nodes { id } } }";
    let entry = world.finance.ask(all, shown).await["costs"]["nodes"][0]["id"].clone();
    let input = json!({ "input": { "entryId": entry, "reason": "Fejl" } });
    let reversal = world.finance.ask(REVERSE, input).await["reverseCost"].clone();
    assert_eq!(
        (&reversal["amount"], &reversal["postedOn"]),
        (&json!("-60000.00"), &json!("2017-07-01"))
    );
}
