//! Setting up a centre, its partnership and its resources.

use serde_json::{Value, json};
use tests::{Role, TestApp};

const SAVE_CENTRE: &str = "mutation($input: SaveCentreInput!) {
    saveCentre(input: $input) { id key zone version hostMunicipality { code } } }";

pub(crate) fn centre(key: &str) -> Value {
    json!({ "input": {
        "key": key, "name": "Testcentret", "operator": "Røde Kors",
        "hostMunicipalityCode": "0350",
        "openings": [{ "weekday": 1, "from": "08:00", "until": "16:00" }],
        "closingDays": ["2017-06-05"]
    } })
}

#[tokio::test]
async fn an_administrator_sets_up_a_centre_and_its_coordinator_changes_it() {
    let app = TestApp::start().await;
    let admin = app.with_role(Role::Admin, "").await;
    let made = admin.ask(SAVE_CENTRE, centre("testcentret")).await;
    assert_eq!(made["saveCentre"]["hostMunicipality"]["code"], "0350");
    assert_eq!(made["saveCentre"]["zone"], "Europe/Copenhagen");

    let coordinator = app.with_role(Role::CentreCoordinator, "testcentret").await;
    let mut change = centre("testcentret");
    change["input"]["version"] = json!(1);
    let changed = coordinator.ask(SAVE_CENTRE, change.clone()).await;
    assert_eq!(changed["saveCentre"]["version"], 2);
    assert_eq!(coordinator.code(SAVE_CENTRE, change).await, "CONFLICT");
    assert_eq!(
        coordinator.code(SAVE_CENTRE, centre("another")).await,
        "FORBIDDEN"
    );
}

#[tokio::test]
async fn every_wrong_field_is_told_at_once() {
    let app = TestApp::start().await;
    let admin = app.with_role(Role::Admin, "").await;
    let wrong = json!({ "input": {
        "key": "Not A Key", "name": " ", "operator": "Røde Kors", "zone": "Europe/Nowhere",
        "hostMunicipalityCode": "9999", "contactEmail": "nobody",
        "openings": [{ "weekday": 8, "from": "16:00", "until": "08:00" }]
    } });
    let error = admin.refused(SAVE_CENTRE, wrong).await;
    assert_eq!(error["extensions"]["code"], "VALIDATION");
    let mut paths: Vec<&str> = error["extensions"]["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| field["path"].as_str().unwrap())
        .collect();
    paths.sort_unstable();
    let expected = [
        "input.contactEmail",
        "input.hostMunicipalityCode",
        "input.key",
        "input.name",
        "input.openings.0.until",
        "input.openings.0.weekday",
        "input.zone",
    ];
    assert_eq!(paths, expected);
}

#[tokio::test]
async fn another_centre_answers_like_none() {
    let app = TestApp::start().await;
    let admin = app.with_role(Role::Admin, "").await;
    let own = admin.ask(SAVE_CENTRE, centre("own")).await["saveCentre"]["id"].clone();
    let other = admin.ask(SAVE_CENTRE, centre("other")).await["saveCentre"]["id"].clone();
    let coordinator = app.with_role(Role::CentreCoordinator, "own").await;
    let query = "query($id: ID!) { node(id: $id) { id } centre(id: $id) { key } }";
    let seen = coordinator.ask(query, json!({ "id": own })).await;
    assert_eq!(seen["centre"]["key"], "own");
    let hidden = coordinator.ask(query, json!({ "id": other })).await;
    let absent = "centre_01h455vb4pex5vsknk084sn02q";
    assert_eq!(
        hidden,
        coordinator.ask(query, json!({ "id": absent })).await
    );
    assert_eq!(
        hidden,
        coordinator
            .ask(query, json!({ "id": "no id at all" }))
            .await
    );
}

#[tokio::test]
async fn a_partnership_names_its_municipalities_and_periods() {
    let app = TestApp::start().await;
    let admin = app.with_role(Role::Admin, "").await;
    let id = admin.ask(SAVE_CENTRE, centre("own")).await["saveCentre"]["id"].clone();
    let save = "mutation($input: SavePartnershipInput!) { savePartnership(input: $input) {
        key budget isAccountedByOperator municipalities { code } periods { key from until } } }";
    let mut input = json!({ "input": {
        "centreId": id, "key": "fast-track", "name": "Fast Track til job",
        "municipalityCodes": ["0269", "0265", "0253"], "validFrom": "2017-01-01",
        "budget": "60000.00",
        "periods": [{ "key": "2017-1", "from": "2017-01-01", "until": "2017-07-01" }]
    } });
    let made = admin.ask(save, input.clone()).await["savePartnership"].clone();
    assert_eq!(made["budget"], "60000.00");
    let codes = json!([{ "code": "0253" }, { "code": "0265" }, { "code": "0269" }]);
    assert_eq!(made["municipalities"], codes);
    input["input"]["periods"] = json!([
        { "key": "2017-2", "from": "2017-06-01", "until": "2018-01-01" }
    ]);
    let refused = admin.refused(save, input).await;
    assert_eq!(
        refused["extensions"]["fields"][0]["code"],
        "PERIODS_OVERLAP"
    );
}

#[tokio::test]
async fn resources_are_saved_by_key() {
    let app = TestApp::start().await;
    let admin = app.with_role(Role::Admin, "").await;
    let id = admin.ask(SAVE_CENTRE, centre("own")).await["saveCentre"]["id"].clone();
    let coordinator = app.with_role(Role::CentreCoordinator, "own").await;
    let save = "mutation($input: SaveRoomInput!) {
        saveRoom(input: $input) { __typename id key version ... on Room { seats } } }";
    let room = json!({ "input": {
        "centreId": id, "key": "class-1", "name": "Lokale 1", "kind": "CLASS", "seats": 20
    } });
    let made = coordinator.ask(save, room.clone()).await["saveRoom"].clone();
    assert_eq!(made["seats"], 20);
    let again = coordinator.ask(save, room.clone()).await["saveRoom"].clone();
    assert_eq!(again["id"], made["id"]);
    assert_eq!(again["version"], 2);
    assert_eq!(admin.code(save, room).await, "FORBIDDEN");
}

#[tokio::test]
async fn many_centres_cost_no_more_statements_than_one() {
    let app = TestApp::start().await;
    let admin = app.with_role(Role::Admin, "").await;
    let auditor = app.with_role(Role::Auditor, "").await;
    let query = "{ centres { hostMunicipality { name } partnerships { key periods { key } } } }";
    let cost = async || {
        let before = app.ground().database.statements();
        auditor.ask(query, json!({})).await;
        app.ground().database.statements() - before
    };
    admin.ask(SAVE_CENTRE, centre("one")).await;
    let one = cost().await;
    admin.ask(SAVE_CENTRE, centre("two")).await;
    admin.ask(SAVE_CENTRE, centre("three")).await;
    assert_eq!(cost().await, one);
}
