//! Answers from the authorities as a file: good lines together, bad ones told.

use serde_json::{Value, json};
use tests::Role;

use super::World;

const IMPORT: &str = "mutation($input: ImportOutcomesInput!) { importOutcomes(input: $input) {
    nRecorded nFaulty isDryRun isRepeated
    rows { line participantId outcomeId faults { column code detail help } }
    consequences { enrolmentsEnded { state } placementsEnded { id } sessionsLeft
        warnings { code participantId } } } }";

async fn centre(world: &World) -> Value {
    let centre = "{ centre(key: \"own\") { id } }";
    world.coordinator.ask(centre, json!({})).await["centre"]["id"].clone()
}

/// The keys of the family at the centre, in order of registration.
async fn keys(world: &World) -> Vec<String> {
    use sea_orm::EntityTrait;
    let op = world.app.op();
    let mut keys = Vec::new();
    for id in &world.family {
        let id: entities::id::ParticipantId = super::typed(id);
        let row = entities::resource::Entity::find_by_id(entities::id::ResourceId::from(id))
            .one(op.reader())
            .await
            .unwrap();
        keys.push(row.unwrap().key);
    }
    keys
}

/// Line, column and code of everything wrong.
fn faults(report: &Value) -> Vec<String> {
    let rows = report["rows"].as_array().unwrap().iter();
    let of_row = |row: &Value| -> Vec<String> {
        let faults = row["faults"].as_array().unwrap().iter();
        let text = |fault: &Value| {
            let (column, code) = (&fault["column"], &fault["code"]);
            format!(
                "{} {} {}",
                row["line"],
                column.as_str().unwrap(),
                code.as_str().unwrap()
            )
        };
        faults.map(text).collect()
    };
    rows.flat_map(of_row).collect()
}

#[tokio::test]
async fn good_lines_are_recorded_with_all_that_follows_and_bad_ones_told() {
    let world = World::new().await;
    world.morning_of("2017-03-06").await;
    let session = world.session("2017-03-20T08:00:00Z", &world.family).await;
    let update = "mutation($input: UpdateParticipantInput!) {
        updateParticipant(input: $input) { id } }";
    let number = json!({ "input": { "participantId": world.family[2], "version": 1,
        "alienNumber": "FT 123-456" } });
    world.coordinator.ask(update, number).await;
    let keys = keys(&world).await;
    let csv = format!(
        "participant;alien_number;kind;decided_on;correction\n\
         {};;GRANTED;2017-03-01;\n\
         {};;GRANTED;2017-03-01;\n\
         ;ft-123456;REFUSED;2017-03-02;\n\
         nobody;;GRANTED;2017-03-01;\n\
         {};;PERHAPS;2017-04-01;\n\
         {};;REFUSED;2017-03-01;\n",
        keys[0], keys[1], keys[0], keys[0],
    );
    let centre = centre(&world).await;
    let input = |dry_run: bool| {
        json!({ "input": { "centreId": centre, "csv": csv, "dryRun": dry_run,
            "idempotencyKey": if dry_run { Value::Null } else { json!("march") } } })
    };
    let tried = world.coordinator.ask(IMPORT, input(true)).await["importOutcomes"].clone();
    assert_eq!(
        (&tried["nRecorded"], &tried["nFaulty"]),
        (&json!(0), &json!(3))
    );
    assert_eq!(tried["consequences"]["sessionsLeft"], json!([session]));

    let done = world.coordinator.ask(IMPORT, input(false)).await["importOutcomes"].clone();
    assert_eq!(
        (&done["nRecorded"], &done["nFaulty"]),
        (&json!(3), &json!(3))
    );
    assert_eq!(
        done["consequences"]["enrolmentsEnded"],
        json!([{ "state": "LEFT" }])
    );
    let faults = faults(&done);
    let expected = [
        "5 participant UNKNOWN_PARTICIPANT",
        "6 kind BAD_CODE",
        "6 decided_on FUTURE_DATE",
        "7 participant DUPLICATE",
    ];
    assert_eq!(faults, expected);
    let journey = "query($id: ID!) { participant(id: $id) { journey } }";
    let journeys = async |id: &Value| {
        let seen = world.coordinator.ask(journey, json!({ "id": id })).await;
        seen["participant"]["journey"].clone()
    };
    assert_eq!(journeys(&world.family[0]).await, "GRANTED");
    assert_eq!(journeys(&world.family[2]).await, "REFUSED");

    let again = world.coordinator.ask(IMPORT, input(false)).await["importOutcomes"].clone();
    let mut same = done.clone();
    same["isRepeated"] = json!(true);
    assert_eq!(again, same, "the same key and input, the same answer");
}

#[tokio::test]
async fn what_contradicts_needs_a_correction_line_by_line() {
    let world = World::new().await;
    world
        .outcome(&world.family[..1], "GRANTED", "2017-02-01")
        .await;
    let (centre, keys) = (centre(&world).await, keys(&world).await);
    let import = async |correction: &str| {
        let csv = format!(
            "participant,kind,decided_on,correction\n{},REFUSED,2017-02-10,{correction}\n",
            keys[0]
        );
        let input = json!({ "input": { "centreId": centre, "csv": csv } });
        world.coordinator.ask(IMPORT, input).await["importOutcomes"].clone()
    };
    let refused = import("").await;
    let fault = &refused["rows"][0]["faults"][0];
    assert_eq!(
        (&fault["column"], &fault["code"], &fault["detail"]),
        (
            &json!("correction"),
            &json!("CORRECTION_NEEDED"),
            &json!("GRANTED")
        )
    );
    assert!(fault["help"].as_str().unwrap().contains("say why"));
    assert_eq!(refused["nRecorded"], 0);
    assert_eq!(import("two letters were mixed up").await["nRecorded"], 1);
    let csv = json!({ "input": { "centreId": centre, "csv": "participant;kind\n" } });
    let error = world.coordinator.refused(IMPORT, csv.clone()).await;
    assert_eq!(
        error["extensions"]["fields"][0]["path"],
        "input.csv.1.decided_on"
    );
    let interviewer = world.app.with_role(Role::Interviewer, "own").await;
    assert_eq!(interviewer.code(IMPORT, csv).await, "FORBIDDEN");
}
