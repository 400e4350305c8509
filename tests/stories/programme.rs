//! Templates, cohorts and who is enrolled.

use api::usecases::cohorts::advance;
use entities::columns::NoticeState;
use entities::notice;
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use tests::{Client, Role, TestApp};

use crate::centres::centre;

pub(crate) const SAVE_TEMPLATE: &str = "mutation($input: SaveTemplateInput!) {
    saveTemplate(input: $input) { id number state version contentHash definition } }";
pub(crate) const PUBLISH_TEMPLATE: &str = "mutation($id: ID!) {
    publishTemplate(input: { templateId: $id }) { id number state publishedAt } }";
pub(crate) const OPEN_COHORT: &str = "mutation($input: OpenCohortInput!) {
    openCohort(input: $input) { id key firstMonday until capacity template { key number } } }";
pub(crate) const ENROL: &str = "mutation($input: EnrolInput!) { enrol(input: $input) {
    isRepeated warnings { code message } cohort { nEnrolled nWaiting }
    rows { participantId enrolment { id state waitingRank } faults { column code detail } } } }";
const WITHDRAW: &str = "mutation($input: WithdrawEnrolmentInput!) {
    withdrawEnrolment(input: $input) {
        enrolment { state endedReason endedOn }
        promoted { state waitingRank participant { details { lastName } } } } }";
const IMPORT: &str = "mutation($input: ImportParticipantsInput!) {
    importParticipants(input: $input) { nCreated nFaulty
        rows { line participantId faults { column code } } } }";
const CSV: &str = include_str!("../../api/sample/acceptance/participants.csv");

pub(crate) fn module(key: &str, choice: &str) -> Value {
    json!({
        "key": key, "titleDa": key, "titleEn": key, "choice": choice, "parts": 2, "minutes": 90,
        "minGapDays": 1, "roomKind": "CLASS", "skill": "teaching", "firstWeek": 1, "lastWeek": 6,
        "interpreter": true
    })
}

pub(crate) fn template(centre: &Value) -> Value {
    json!({ "input": {
        "centreId": centre, "key": "course", "titleDa": "Arbejdsmarked og Samfund",
        "titleEn": "Labour Market and Society",
        "definition": {
            "weeks": 6,
            "days": [{ "weekday": 1, "earliestMinute": 510, "latestMinute": 930 },
                { "weekday": 2, "earliestMinute": 510, "latestMinute": 930 }],
            "caps": { "teachingMinutesADay": 300 },
            "maxInterpreterLanguages": 1,
            "modules": [module("labour-market", "MANDATORY"), module("rights", "MANDATORY")],
            "danish": { "mode": "EXTERNAL" }
        }
    } })
}

/// A centre of its own with its coordinator.
pub(crate) async fn centre_with_coordinator(app: &TestApp) -> (Value, Client) {
    let admin = app.with_role(Role::Admin, "").await;
    let save = "mutation($input: SaveCentreInput!) { saveCentre(input: $input) { id } }";
    let id = admin.ask(save, centre("own")).await["saveCentre"]["id"].clone();
    (id, app.with_role(Role::CentreCoordinator, "own").await)
}

/// A published template `course`.
pub(crate) async fn published_template(coordinator: &Client, input: Value) -> Value {
    let made = coordinator.ask(SAVE_TEMPLATE, input).await;
    let id = made["saveTemplate"]["id"].clone();
    let published = coordinator.ask(PUBLISH_TEMPLATE, json!({ "id": id })).await;
    assert_eq!(published["publishTemplate"]["state"], "PUBLISHED");
    id
}

pub(crate) fn cohort(centre: &Value, key: &str, capacity: i32) -> Value {
    json!({ "input": {
        "centreId": centre, "key": key, "name": "Hold 1", "templateKey": "course",
        "firstMonday": "2017-03-06", "capacity": capacity
    } })
}

pub(crate) async fn open(coordinator: &Client, input: Value) -> Value {
    coordinator.ask(OPEN_COHORT, input).await["openCohort"]["id"].clone()
}

/// The shipped file of 26 lines, of which 24 are good.
pub(crate) async fn import(coordinator: &Client, centre: &Value) -> Vec<Value> {
    let input = json!({ "input": { "centreId": centre, "csv": CSV } });
    let report = coordinator.ask(IMPORT, input).await["importParticipants"].clone();
    assert_eq!(
        (&report["nCreated"], &report["nFaulty"]),
        (&json!(24), &json!(2))
    );
    let rows = report["rows"].as_array().unwrap();
    let bad: Vec<(&Value, &Value, &Value)> = rows
        .iter()
        .filter(|row| row["participantId"].is_null())
        .map(|row| {
            (
                &row["line"],
                &row["faults"][0]["column"],
                &row["faults"][0]["code"],
            )
        })
        .collect();
    let expected = [
        (&json!(10), &json!("birth_date"), &json!("FUTURE_DATE")),
        (&json!(19), &json!("languages"), &json!("BAD_LANGUAGE_TAG")),
    ];
    assert_eq!(bad, expected);
    let ids = rows.iter().map(|row| row["participantId"].clone());
    ids.filter(|id| !id.is_null()).collect()
}

pub(crate) async fn register(
    coordinator: &Client,
    centre: &Value,
    name: &str,
    born: &str,
    tag: &str,
) -> Value {
    let input = json!({ "input": {
        "centreId": centre, "firstName": "Prøve", "lastName": name, "birthDate": born,
        "languages": [{ "tag": tag, "level": "native" }], "interpreterLanguage": tag
    } });
    let register = "mutation($input: RegisterParticipantInput!) {
        registerParticipant(input: $input) { participant { id } } }";
    coordinator.ask(register, input).await["registerParticipant"]["participant"]["id"].clone()
}

pub(crate) fn enrolling(cohort: &Value, people: &[Value]) -> Value {
    let people: Vec<Value> = people
        .iter()
        .map(|id| json!({ "participantId": id }))
        .collect();
    json!({ "input": { "cohortId": cohort, "participants": people } })
}

#[tokio::test]
async fn a_published_template_never_changes_and_a_new_draft_is_the_next_version() {
    let app = TestApp::start().await;
    let (centre, coordinator) = centre_with_coordinator(&app).await;
    let mut input = template(&centre);
    let draft = coordinator.ask(SAVE_TEMPLATE, input.clone()).await["saveTemplate"].clone();
    assert_eq!(
        (&draft["number"], &draft["state"]),
        (&json!(1), &json!("DRAFT"))
    );
    input["input"]["version"] = json!(1);
    let again = coordinator.ask(SAVE_TEMPLATE, input.clone()).await["saveTemplate"].clone();
    assert_eq!((&again["id"], &again["version"]), (&draft["id"], &json!(2)));
    assert_eq!(again["contentHash"], draft["contentHash"]);
    assert_eq!(
        coordinator.code(SAVE_TEMPLATE, input.clone()).await,
        "CONFLICT"
    );

    let id = json!({ "id": draft["id"] });
    coordinator.ask(PUBLISH_TEMPLATE, id.clone()).await;
    assert_eq!(
        coordinator.code(PUBLISH_TEMPLATE, id.clone()).await,
        "ILLEGAL_TRANSITION"
    );
    input["input"]["version"] = Value::Null;
    input["input"]["definition"]["weeks"] = json!(7);
    let next = coordinator.ask(SAVE_TEMPLATE, input).await["saveTemplate"].clone();
    assert_eq!(
        (&next["number"], &next["state"]),
        (&json!(2), &json!("DRAFT"))
    );
    assert_ne!(next["contentHash"], draft["contentHash"]);
    let query = "query($centre: ID!, $id: ID!) {
        templates(centreId: $centre) { nodes { number state } }
        node(id: $id) { ... on Template { number definition } } }";
    let seen = coordinator
        .ask(query, json!({ "centre": centre, "id": id["id"] }))
        .await;
    assert_eq!(seen["templates"]["nodes"][0]["number"], 2);
    assert_eq!(seen["node"]["definition"]["weeks"], 6);
}

#[tokio::test]
async fn a_template_that_cannot_be_held_is_refused_with_every_reason() {
    let app = TestApp::start().await;
    let (centre, coordinator) = centre_with_coordinator(&app).await;
    let mut input = template(&centre);
    input["input"]["definition"]["electives"] = json!(2);
    input["input"]["definition"]["modules"][0]["after"] = json!(["rights"]);
    input["input"]["definition"]["modules"][1]["after"] = json!(["labour-market"]);
    let draft = coordinator.ask(SAVE_TEMPLATE, input.clone()).await;
    let id = json!({ "id": draft["saveTemplate"]["id"] });
    let error = coordinator.in_danish().refused(PUBLISH_TEMPLATE, id).await;
    assert_eq!(error["extensions"]["code"], "TEMPLATE_INVALID");
    let fields = error["extensions"]["fields"].as_array().unwrap();
    let codes: Vec<&str> = fields
        .iter()
        .map(|field| field["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["ELECTIVES_OVER_OFFER", "ORDER_CYCLE"]);
    assert!(fields[0]["help"].as_str().unwrap().contains("2 valgfri"));

    input["input"]["definition"]["wekks"] = json!(6);
    let error = coordinator.refused(SAVE_TEMPLATE, input).await;
    assert_eq!(error["extensions"]["fields"][0]["code"], "BAD_DEFINITION");
}

#[tokio::test]
async fn a_cohort_starts_on_a_monday_that_is_no_holiday() {
    let app = TestApp::start().await;
    let (centre, coordinator) = centre_with_coordinator(&app).await;
    let input = cohort(&centre, "2017-1", 24);
    let error = coordinator.refused(OPEN_COHORT, input.clone()).await;
    assert_eq!(
        error["extensions"]["fields"][0]["code"],
        "NO_PUBLISHED_TEMPLATE"
    );
    published_template(&coordinator, template(&centre)).await;
    for (day, code) in [
        ("2017-03-07", "START_NOT_MONDAY"),
        ("2017-04-17", "START_ON_HOLIDAY"),
        ("2017-06-05", "START_ON_HOLIDAY"),
    ] {
        let mut input = input.clone();
        input["input"]["firstMonday"] = json!(day);
        assert_eq!(coordinator.code(OPEN_COHORT, input).await, code, "{day}");
    }
    let mut once = input.clone();
    once["input"]["idempotencyKey"] = json!("once");
    let made = coordinator.ask(OPEN_COHORT, once.clone()).await["openCohort"].clone();
    assert_eq!(made["until"], "2017-04-17");
    assert_eq!(made["template"], json!({ "key": "course", "number": 1 }));
    let again = coordinator.ask(OPEN_COHORT, once).await["openCohort"].clone();
    assert_eq!(again["id"], made["id"]);
    assert_eq!(coordinator.code(OPEN_COHORT, input).await, "DUPLICATE");
}

#[tokio::test]
async fn who_comes_too_late_waits_and_gets_the_place_that_frees_up() {
    let app = TestApp::start().await;
    let (centre, coordinator) = centre_with_coordinator(&app).await;
    published_template(&coordinator, template(&centre)).await;
    let mut people = import(&coordinator, &centre).await;
    let cohort = open(&coordinator, cohort(&centre, "2017-1", 24)).await;
    let late = register(&coordinator, &centre, "Sen", "1990-01-01", "so").await;
    people.push(late.clone());
    let done = coordinator.ask(ENROL, enrolling(&cohort, &people)).await["enrol"].clone();
    assert_eq!(done["cohort"], json!({ "nEnrolled": 24, "nWaiting": 1 }));
    assert_eq!(done["rows"][23]["enrolment"]["state"], "ENROLLED");
    assert_eq!(done["rows"][24]["enrolment"]["state"], "WAITLISTED");
    assert_eq!(done["rows"][24]["enrolment"]["waitingRank"], 1);
    assert_eq!(done["warnings"][0]["code"], "LANGUAGES_OVER_LIMIT");
    let message = done["warnings"][0]["message"].as_str().unwrap();
    assert!(message.contains("ar, ti"), "{message}");

    let first = done["rows"][0]["enrolment"]["id"].clone();
    let leave = json!({ "input": { "enrolmentId": first, "reason": "moved away" } });
    let left = coordinator.ask(WITHDRAW, leave.clone()).await["withdrawEnrolment"].clone();
    assert_eq!(left["enrolment"]["state"], "WITHDRAWN");
    assert_eq!(left["enrolment"]["endedOn"], "2017-02-20");
    assert_eq!(left["promoted"]["state"], "ENROLLED");
    assert_eq!(
        left["promoted"]["participant"]["details"]["lastName"],
        "Sen"
    );
    let op = app.op();
    let invited = notice::Entity::find().all(op.reader()).await.unwrap();
    let n_in = |state| invited.iter().filter(|one| one.state == state).count();
    assert_eq!(n_in(NoticeState::Queued), 24);
    assert_eq!(n_in(NoticeState::Withdrawn), 1);
    let error = coordinator.refused(WITHDRAW, leave).await;
    assert_eq!(error["extensions"]["code"], "ILLEGAL_TRANSITION");

    let query = "query($id: ID!) { cohort(id: $id) { nEnrolled nWaiting
        interpreterLanguages { language nParticipants }
        enrolments(states: [ENROLLED]) { participant { id enrolments { state } } } } }";
    let seen = coordinator.ask(query, json!({ "id": cohort })).await["cohort"].clone();
    assert_eq!(
        (&seen["nEnrolled"], &seen["nWaiting"]),
        (&json!(24), &json!(0))
    );
    assert_eq!(seen["enrolments"].as_array().unwrap().len(), 24);
    let tags: Vec<&str> = seen["interpreterLanguages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|need| need["language"].as_str().unwrap())
        .collect();
    assert_eq!(tags, ["ar", "so", "ti"]);
}

#[tokio::test]
async fn what_keeps_somebody_out_is_told_row_by_row() {
    let app = TestApp::start().await;
    let (centre, coordinator) = centre_with_coordinator(&app).await;
    let mut input = template(&centre);
    input["input"]["definition"]["electives"] = json!(1);
    input["input"]["definition"]["modules"]
        .as_array_mut()
        .unwrap()
        .extend([module("music", "ELECTIVE"), module("sport", "ELECTIVE")]);
    published_template(&coordinator, input).await;
    let first = open(&coordinator, cohort(&centre, "2017-1", 5)).await;
    let other = open(&coordinator, cohort(&centre, "2017-2", 5)).await;
    let grown = register(&coordinator, &centre, "Voksen", "1990-01-01", "ar").await;
    let young = register(&coordinator, &centre, "Ung", "1999-03-07", "ar").await;
    let just = register(&coordinator, &centre, "Netop", "1999-03-06", "ar").await;
    let row = |id: &Value, electives: Value| json!({ "participantId": id, "electives": electives });
    let made_up = json!("participant_01h455vb4pex5vsknk084sn02q");
    let people = json!([
        row(&grown, json!(["music"])),
        row(&young, json!(["music"])),
        row(&just, json!(["music", "sport"])),
        row(&made_up, json!([])),
        row(&grown, json!(["sport"]))
    ]);
    let input = json!({ "input": { "cohortId": first, "participants": people } });
    let done = coordinator.ask(ENROL, input).await["enrol"].clone();
    let codes: Vec<&Value> = (0..5)
        .map(|i| &done["rows"][i]["faults"][0]["code"])
        .collect();
    let expected = [
        &Value::Null,
        &json!("TARGET_RULE"),
        &json!("VALIDATION"),
        &json!("NOT_FOUND"),
        &json!("ALREADY_ENROLLED"),
    ];
    assert_eq!(codes, expected);
    assert_eq!(done["rows"][2]["faults"][0]["detail"], "1: music|sport");

    let people = json!([row(&grown, json!(["music"])), row(&just, json!(["music"]))]);
    let mut input = json!({ "input": {
        "cohortId": other, "participants": people, "idempotencyKey": "once"
    } });
    let done = coordinator.ask(ENROL, input.clone()).await["enrol"].clone();
    assert_eq!(done["rows"][0]["faults"][0]["code"], "ALREADY_ENROLLED");
    assert_eq!(done["rows"][1]["enrolment"]["state"], "ENROLLED");
    let again = coordinator.ask(ENROL, input.clone()).await["enrol"].clone();
    let mut same = done.clone();
    same["isRepeated"] = json!(true);
    assert_eq!(again, same, "the same key and input, the same answer");
    input["input"]["participants"] = json!([row(&young, json!(["music"]))]);
    assert_eq!(coordinator.code(ENROL, input).await, "IDEMPOTENCY_MISMATCH");
}

#[tokio::test]
async fn writers_at_once_never_overfill_a_cohort() {
    let app = TestApp::start().await;
    let (centre, coordinator) = centre_with_coordinator(&app).await;
    published_template(&coordinator, template(&centre)).await;
    let people = import(&coordinator, &centre).await;
    let cohort = open(&coordinator, cohort(&centre, "2017-1", 5)).await;
    let calls = people.iter().map(|one| {
        let (coordinator, input) = (
            coordinator.clone(),
            enrolling(&cohort, std::slice::from_ref(one)),
        );
        async move { coordinator.ask(ENROL, input).await["enrol"]["rows"][0]["enrolment"].clone() }
    });
    let rows = futures_util::future::join_all(calls).await;
    let n_in = |state: &str| rows.iter().filter(|row| row["state"] == state).count();
    assert_eq!((n_in("ENROLLED"), n_in("WAITLISTED")), (5, 19));
    let mut ranks: Vec<i64> = rows
        .iter()
        .filter_map(|row| row["waitingRank"].as_i64())
        .collect();
    ranks.sort_unstable();
    assert_eq!(ranks, (1..=19).collect::<Vec<i64>>());
}

#[tokio::test]
async fn the_course_begins_and_ends_by_the_calendar() {
    let app = TestApp::start().await;
    let (centre, coordinator) = centre_with_coordinator(&app).await;
    published_template(&coordinator, template(&centre)).await;
    let one = register(&coordinator, &centre, "En", "1990-01-01", "ar").await;
    let two = register(&coordinator, &centre, "To", "1990-01-01", "ar").await;
    let cohort = open(&coordinator, cohort(&centre, "2017-1", 5)).await;
    let done = coordinator
        .ask(ENROL, enrolling(&cohort, &[one, two]))
        .await["enrol"]
        .clone();
    let moved = |app: &TestApp, day: &str| {
        app.clock
            .move_to(format!("{day}T22:30:00Z").parse().unwrap());
        app.op()
    };
    let none = advance(&moved(&app, "2017-03-04")).await.unwrap();
    assert_eq!(none.n_begun, 0);
    // 23:30 in Copenhagen: still Sunday; an hour later the first day has come.
    assert_eq!(
        advance(&moved(&app, "2017-03-05")).await.unwrap().n_begun,
        0
    );
    app.clock.move_to("2017-03-05T23:30:00Z".parse().unwrap());
    assert_eq!(advance(&app.op()).await.unwrap().n_begun, 2);
    assert_eq!(advance(&app.op()).await.unwrap().n_begun, 0);

    let leave = json!({ "input": { "enrolmentId": done["rows"][0]["enrolment"]["id"],
        "reason": "refused", "on": "2017-03-10" } });
    let left = coordinator.ask(WITHDRAW, leave).await["withdrawEnrolment"]["enrolment"].clone();
    assert_eq!(
        (&left["state"], &left["endedOn"]),
        (&json!("LEFT"), &json!("2017-03-10"))
    );
    let over = advance(&moved(&app, "2017-04-17")).await.unwrap();
    assert_eq!((over.n_begun, over.n_completed), (0, 1));
    let query = "query($id: ID!) { cohort(id: $id) { enrolments { state startedOn endedOn } } }";
    let seen = coordinator.ask(query, json!({ "id": cohort })).await;
    let expected = json!([
        { "state": "LEFT", "startedOn": "2017-03-06", "endedOn": "2017-03-10" },
        { "state": "COMPLETED", "startedOn": "2017-03-06", "endedOn": "2017-04-17" }
    ]);
    assert_eq!(seen["cohort"]["enrolments"], expected);
}

#[tokio::test]
async fn others_see_no_more_of_a_cohort_than_is_theirs() {
    let app = TestApp::start().await;
    let (centre, coordinator) = centre_with_coordinator(&app).await;
    published_template(&coordinator, template(&centre)).await;
    let id = open(&coordinator, cohort(&centre, "2017-1", 5)).await;
    let query = "query($id: ID!) { cohort(id: $id) { key nEnrolled enrolments { id } }
        node(id: $id) { id } }";
    let asked = json!({ "id": id });
    let teacher = app.with_role(Role::Teacher, "own").await;
    let seen = teacher.ask(query, asked.clone()).await["cohort"].clone();
    assert_eq!(
        (&seen["key"], &seen["enrolments"]),
        (&json!("2017-1"), &Value::Null)
    );
    let input = cohort(&centre, "2017-2", 5);
    assert_eq!(teacher.code(OPEN_COHORT, input).await, "FORBIDDEN");
    assert_eq!(teacher.code(ENROL, enrolling(&id, &[])).await, "FORBIDDEN");
    let consultant = app.with_role(Role::MunicipalityConsultant, "0265").await;
    let hidden = consultant.ask(query, asked).await;
    assert_eq!(hidden, json!({ "cohort": null, "node": null }));
    assert_eq!(
        consultant.code(ENROL, enrolling(&id, &[])).await,
        "NOT_FOUND"
    );
}
