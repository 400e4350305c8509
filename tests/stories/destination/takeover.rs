//! The takeover date, by the API.

use rstest::rstest;
use serde_json::{Value, json};
use tests::{Client, Role, TestApp};

const TAKEOVER: &str = "query($input: TakeoverDateInput!) {
    takeoverDate(input: $input) { date ruleVersion steps { code on } } }";

async fn somebody() -> (TestApp, Client) {
    let app = TestApp::start().await;
    let somebody = app.with_role(Role::MunicipalityConsultant, "0265").await;
    (app, somebody)
}

#[tokio::test]
async fn every_published_vector_holds() {
    let (_app, somebody) = somebody().await;
    for (decided_on, takeover_on) in [
        ("2015-10-28", "2015-12-01"),
        ("2015-05-15", "2015-07-01"),
        ("2016-11-10", "2017-01-02"),
        ("2016-12-22", "2017-02-01"),
        ("2017-02-03", "2017-04-03"),
        ("2018-02-10", "2018-04-03"),
        ("2026-11-22", "2027-01-04"),
    ] {
        let input = json!({ "input": { "kind": "ORDINARY", "decidedOn": decided_on } });
        let found = somebody.ask(TAKEOVER, input).await["takeoverDate"].clone();
        assert_eq!(found["date"], takeover_on, "{decided_on}");
        assert_eq!(found["ruleVersion"], "INTEGRATIONSLOVEN_4/1");
        let last = found["steps"].as_array().unwrap().last().unwrap();
        assert_eq!(last["on"], takeover_on);
    }
}

#[rstest]
#[case(json!({ "kind": "ORDINARY" }), &["input.decidedOn"])]
#[case(json!({ "kind": "QUOTA", "decidedOn": "2017-02-03" }), &["input.cprRegisteredOn"])]
#[case(json!({ "kind": "EARLY_BY_CONSENT" }), &["input.decidedOn", "input.agreedOn"])]
#[tokio::test]
async fn what_a_kind_needs_and_is_missing_is_told_at_once(
    #[case] input: Value,
    #[case] missing: &[&str],
) {
    let (_app, somebody) = somebody().await;
    let error = somebody.refused(TAKEOVER, json!({ "input": input })).await;
    assert_eq!(error["extensions"]["code"], "VALIDATION");
    let fields = error["extensions"]["fields"].as_array().unwrap().iter();
    let paths: Vec<&str> = fields
        .map(|field| field["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths, missing);
}

#[tokio::test]
async fn quota_refugees_are_taken_over_on_registration() {
    let (_app, somebody) = somebody().await;
    let input = json!({ "input": { "kind": "QUOTA", "cprRegisteredOn": "2017-04-15" } });
    let found = somebody.ask(TAKEOVER, input).await;
    assert_eq!(found["takeoverDate"]["date"], "2017-04-15");
}
