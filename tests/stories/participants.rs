//! Registering and importing participants.

use sea_orm::EntityTrait;
use serde_json::{Value, json};
use tests::{Client, Role, TestApp};

use crate::centres::centre;

pub(crate) async fn centre_with_case_worker(app: &TestApp) -> (Value, Client) {
    let admin = app.with_role(Role::Admin, "").await;
    let save = "mutation($input: SaveCentreInput!) { saveCentre(input: $input) { id } }";
    let id = admin.ask(save, centre("own")).await["saveCentre"]["id"].clone();
    (id, app.with_role(Role::CaseWorker, "own").await)
}

const REGISTER: &str = "mutation($input: RegisterParticipantInput!) {
    registerParticipant(input: $input) { possibleDuplicates participant {
        id version details { firstName alienNumber } preferredMunicipality { code } } } }";

fn amina(centre: &Value) -> Value {
    json!({ "input": {
        "centreId": centre, "firstName": "Amina", "lastName": "Prøve", "birthDate": "1990-05-01",
        "alienNumber": "12-345", "languages": [{ "tag": "ar", "level": "native" }],
        "interpreterLanguage": "ar", "preferredMunicipalityCode": "0265"
    } })
}

#[tokio::test]
async fn a_familys_name_stands_nowhere_in_clear() {
    use sea_orm::EntityTrait;
    let world = crate::destination::World::new().await;
    let op = world.app.op();
    let rows = entities::family::Entity::find()
        .all(op.reader())
        .await
        .unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].key.len(), 64);
}

#[tokio::test]
async fn a_case_worker_registers_a_participant_once() {
    let app = TestApp::start().await;
    let (centre, worker) = centre_with_case_worker(&app).await;
    let made = worker.ask(REGISTER, amina(&centre)).await["registerParticipant"].clone();
    assert_eq!(made["participant"]["details"]["firstName"], "Amina");
    assert_eq!(made["participant"]["preferredMunicipality"]["code"], "0265");

    let mut again = amina(&centre);
    again["input"]["alienNumber"] = json!("12345");
    assert_eq!(worker.code(REGISTER, again.clone()).await, "DUPLICATE");
    again["input"]["alienNumber"] = json!("67890");
    let twin = worker.ask(REGISTER, again).await["registerParticipant"].clone();
    assert_eq!(
        twin["possibleDuplicates"],
        json!([made["participant"]["id"]])
    );
}

#[tokio::test]
async fn an_idempotency_key_registers_nobody_twice() {
    let app = TestApp::start().await;
    let (centre, worker) = centre_with_case_worker(&app).await;
    let mut input = amina(&centre);
    input["input"]["idempotencyKey"] = json!("once");
    let first = worker.ask(REGISTER, input.clone()).await;
    let second = worker.ask(REGISTER, input.clone()).await;
    let id = |answer: &Value| answer["registerParticipant"]["participant"]["id"].clone();
    assert_eq!(id(&first), id(&second));
    input["input"]["firstName"] = json!("Another");
    assert_eq!(worker.code(REGISTER, input).await, "IDEMPOTENCY_MISMATCH");
}

#[tokio::test]
async fn the_good_rows_of_a_file_are_imported_and_the_bad_ones_told() {
    let app = TestApp::start().await;
    let (centre, worker) = centre_with_case_worker(&app).await;
    let csv = "alien_number;first_name;last_name;birth_date;languages;interpreter_language;\
        education;sectors;wishes;preferred_municipality;expected_leaving;family;notice_language\n\
        A1;Samir;Prøve;1988-02-29;ar:native;ar;;construction;;0265;2017-05;f1;en\n\
        A2;Lea;Prøve;2088-01-01;;;;;;0265;;;en\n\
        A1;Omar;Prøve;1991-01-01;ar:native;;;;;0269;;f1;da\n";
    let import = "mutation($input: ImportParticipantsInput!) { importParticipants(input: $input) {
        nCreated nFaulty isDryRun isRepeated
        rows { line participantId possibleDuplicates faults { column code detail help } } } }";
    let mut input = json!({ "input": { "centreId": centre, "csv": csv, "dryRun": true } });
    let dry = worker.ask(import, input.clone()).await["importParticipants"].clone();
    assert_eq!((&dry["nCreated"], &dry["nFaulty"]), (&json!(0), &json!(2)));
    input["input"]["dryRun"] = json!(false);
    input["input"]["idempotencyKey"] = json!("once");
    let report = worker.ask(import, input.clone()).await["importParticipants"].clone();
    let again = worker.ask(import, input).await["importParticipants"].clone();
    let mut same = report.clone();
    same["isRepeated"] = json!(true);
    assert_eq!(again, same, "the same key and input, the same answer");
    assert!(report["rows"][0]["participantId"].is_string());
    assert_eq!(
        (&report["nCreated"], &report["nFaulty"]),
        (&json!(1), &json!(2))
    );
    assert_eq!(report["rows"][1]["line"], 3);
    let codes: Vec<&str> = report["rows"][1]["faults"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| fault["code"].as_str().unwrap())
        .collect();
    assert!(
        codes.contains(&"FUTURE_DATE") && codes.contains(&"MISSING"),
        "{codes:?}"
    );
    let faults = report["rows"][1]["faults"].as_array().unwrap();
    let future = faults.iter().find(|fault| fault["code"] == "FUTURE_DATE");
    assert_eq!(future.unwrap()["detail"], "2017-02-20");
    for fault in faults {
        assert!(!fault["help"].as_str().unwrap().is_empty(), "{fault}");
    }
}

#[tokio::test]
async fn names_lie_sealed_in_the_database() {
    let app = TestApp::start().await;
    let (centre, worker) = centre_with_case_worker(&app).await;
    worker.ask(REGISTER, amina(&centre)).await;
    let op = app.op();
    let rows = entities::person_details::Entity::find()
        .all(op.reader())
        .await
        .unwrap();
    assert_eq!(rows.len(), 1);
    let shown = format!("{:?}", rows[0]);
    assert!(!shown.contains("Amina"));
    assert!(!String::from_utf8_lossy(&rows[0].sealed).contains("Amina"));
}

#[tokio::test]
async fn an_administrator_sees_no_participants() {
    let app = TestApp::start().await;
    let (centre, worker) = centre_with_case_worker(&app).await;
    worker.ask(REGISTER, amina(&centre)).await;
    let list = "query($centre: ID!) { participants(filter: { centreId: $centre }) {
        nodes { id details { firstName } } pageInfo { hasNextPage } } }";
    let seen = worker.ask(list, json!({ "centre": centre })).await;
    assert_eq!(
        seen["participants"]["nodes"][0]["details"]["firstName"],
        "Amina"
    );
    let admin = app.with_role(Role::Admin, "").await;
    assert_eq!(
        admin.code(list, json!({ "centre": centre })).await,
        "FORBIDDEN"
    );
    let elsewhere = app.with_role(Role::MunicipalityConsultant, "0265").await;
    assert_eq!(
        elsewhere.code(list, json!({ "centre": centre })).await,
        "NOT_FOUND"
    );
}
