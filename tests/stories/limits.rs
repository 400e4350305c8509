//! What no input may hold, in whichever field it stands.

use rstest::rstest;
use serde_json::{Value, json};
use tests::{Client, TestApp};

const ABSENCE: &str =
    "mutation($input: RecordAbsenceInput!) { recordAbsence(input: $input) { id } }";
const WITHDRAW: &str = "mutation($input: WithdrawEnrolmentInput!) {
    withdrawEnrolment(input: $input) { enrolment { id } } }";
const TAKEOVER: &str = "query($input: TakeoverDateInput!) { takeoverDate(input: $input) { date } }";
const POST: &str = "mutation($input: PostCostInput!) { postCost(input: $input) { id } }";
const PARTNERSHIP: &str = "mutation($input: SavePartnershipInput!) {
    savePartnership(input: $input) { id } }";

const NOBODY: &str = "00000000-0000-7000-8000-000000000000";

async fn coordinator() -> (TestApp, Client) {
    let app = TestApp::start().await;
    let (_, coordinator) = crate::programme::centre_with_coordinator(&app).await;
    (app, coordinator)
}

fn faults(error: &Value) -> Vec<(&str, &str)> {
    assert_eq!(error["extensions"]["code"], "VALIDATION", "{error:#}");
    let fields = error["extensions"]["fields"].as_array().unwrap().iter();
    fields
        .map(|one| (one["path"].as_str().unwrap(), one["code"].as_str().unwrap()))
        .collect()
}

fn absence(from: &str, until: &str) -> Value {
    json!({ "resourceId": NOBODY, "from": from, "until": until, "reason": "Ferie" })
}

fn cost(amount: &str, text: &str) -> Value {
    json!({ "partnershipId": NOBODY, "periodKey": "2017-1", "category": "TEACHING",
        "amount": amount, "document": text, "text": text, "vatTreatment": "EXEMPT",
        "account": text, "postedOn": "2017-02-01", "idempotencyKey": text })
}

#[rstest]
#[case(ABSENCE, absence("-262143-01-01T00:00:00", "+262142-12-31T00:00:00"),
    &["input.from", "input.until"])]
#[case(ABSENCE, absence("1899-12-31T23:59:59", "2200-12-31T23:59:59"), &["input.from"])]
#[case(WITHDRAW, json!({ "enrolmentId": NOBODY, "reason": "Syg", "on": "-262143-01-01" }),
    &["input.on"])]
#[case(TAKEOVER, json!({ "kind": "ORDINARY", "decidedOn": "+262142-01-01" }),
    &["input.decidedOn"])]
#[case(PARTNERSHIP, json!({ "centreId": NOBODY, "key": "a", "name": "A",
    "municipalityCodes": [], "validFrom": "2201-01-01", "budget": "1.00",
    "periods": [{ "key": "a", "from": "2017-01-01", "until": "9999-12-31" }] }),
    &["input.validFrom", "input.periods.0.until"])]
#[tokio::test]
async fn a_day_lies_in_the_time_of_people(
    #[case] document: &str,
    #[case] input: Value,
    #[case] paths: &[&str],
) {
    let (_app, coordinator) = coordinator().await;
    let error = coordinator
        .refused(document, json!({ "input": input }))
        .await;
    let mut found = faults(&error);
    found.sort_unstable();
    let mut expected: Vec<(&str, &str)> =
        paths.iter().map(|path| (*path, "OUT_OF_RANGE")).collect();
    expected.sort_unstable();
    assert_eq!(found, expected);
    let help = error["extensions"]["fields"][0]["help"].as_str().unwrap();
    assert!(
        help.contains("1900-01-01") && help.contains("2200-12-31"),
        "{help}"
    );
}

/// However a value gets into a field: written into the document, inside a variable, as what a
/// variable holds when nothing is sent, in a fragment.
#[rstest]
#[case("{ takeoverDate(input: { kind: ORDINARY, decidedOn: \"0001-01-01\" }) { date } }")]
#[case(
    "query($day: NaiveDate! = \"0001-01-01\") {
    takeoverDate(input: { kind: ORDINARY, decidedOn: $day }) { date } }"
)]
#[case(
    "{ ... on Query { ...asked } } fragment asked on Query {
    takeoverDate(input: { kind: ORDINARY, decidedOn: \"0001-01-01\" }) { date } }"
)]
#[tokio::test]
async fn no_way_leads_round_the_limits(#[case] document: &str) {
    let (_app, coordinator) = coordinator().await;
    let error = coordinator.refused(document, json!({})).await;
    assert_eq!(faults(&error), [("input.decidedOn", "OUT_OF_RANGE")]);
}

#[rstest]
#[case("92233720368547758.07")]
#[case("10000000000.01")]
#[case("-92233720368547758.08")]
#[case("99999999999999999999.00")]
#[tokio::test]
async fn an_amount_is_one_that_somebody_can_mean(#[case] amount: &str) {
    let (_app, coordinator) = coordinator().await;
    let input = json!({ "input": cost(amount, "bilag") });
    let error = coordinator.refused(POST, input).await;
    assert_eq!(faults(&error), [("input.amount", "AMOUNT_TOO_LARGE")]);
}

#[rstest]
#[case("a\u{0}")]
#[case("a\u{1b}[2J")]
#[case("bilag\u{202e}fdp.exe")]
#[case("\u{2066}a\u{2069}")]
#[tokio::test]
async fn a_text_shows_all_it_holds(#[case] text: &str) {
    let (_app, coordinator) = coordinator().await;
    let input = json!({ "input": cost("1.00", text) });
    let error = coordinator.refused(POST, input).await;
    let mut found = faults(&error);
    found.sort_unstable();
    let paths = ["account", "document", "idempotencyKey", "text"];
    let expected = paths.map(|path| (format!("input.{path}"), "BAD_TEXT"));
    let expected = expected
        .each_ref()
        .map(|(path, code)| (path.as_str(), *code));
    assert_eq!(found, expected);
}
