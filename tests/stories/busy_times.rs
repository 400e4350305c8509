//! Busy times from files and calendars, and Danish groups.

use entities::busy_time;
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use tests::{Role, TestApp};

use crate::programme::{centre_with_coordinator, import};

const IMPORT: &str = "mutation($input: ImportBusyTimesInput!) { importBusyTimes(input: $input) {
    nTimes nReplaced nFaulty isDryRun isRepeated
    rows { line nTimes nReplaced faults { column code detail help } } } }";
const SAVE_GROUP: &str = "mutation($input: SaveDanishGroupInput!) {
    saveDanishGroup(input: $input) { id key name participants { id } } }";
const CSV: &str = "participant;danish_group;from;until;blocking;source;external_uid\n\
    ft-01;;2017-03-06T10:00:00;2017-03-06T11:30:00;true;appointment;a-1\n\
    ;beginners;2017-03-07T09:00:00;2017-03-07T12:00:00;true;danish;d-1\n\
    nobody;;2017-03-06T10:00:00;2017-03-06T11:30:00;true;job;\n\
    ft-02;;2017-03-06T12:00:00;2017-03-06T11:30:00;false;job;\n\
    ft-01;;2017-03-08T10:00:00;2017-03-08T11:30:00;true;appointment;a-1\n";

async fn stored(app: &TestApp) -> Vec<String> {
    let op = app.op();
    let rows = busy_time::Entity::find().all(op.reader()).await.unwrap();
    let mut spans: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {}", row.from_at.format("%m-%d %H:%M"), row.blocking))
        .collect();
    spans.sort_unstable();
    spans
}

#[tokio::test]
async fn a_file_is_imported_row_by_row_and_again_without_doubling() {
    let app = TestApp::start().await;
    let (centre, coordinator) = centre_with_coordinator(&app).await;
    let people = import(&coordinator, &centre).await;
    let group = json!({ "input": { "centreId": centre, "key": "beginners",
        "name": "Dansk, begyndere", "participantIds": [people[0], people[2]] } });
    let saved = coordinator.ask(SAVE_GROUP, group.clone()).await["saveDanishGroup"].clone();
    let members = json!([{ "id": people[0] }, { "id": people[2] }]);
    assert_eq!(saved["participants"], members);

    let mut input = json!({ "input": { "centreId": centre, "csv": CSV, "dryRun": true } });
    coordinator.ask(IMPORT, input.clone()).await;
    assert_eq!(stored(&app).await, Vec::<String>::new());
    input["input"]["dryRun"] = json!(false);
    let report = coordinator.ask(IMPORT, input.clone()).await["importBusyTimes"].clone();
    assert_eq!(
        (&report["nTimes"], &report["nFaulty"]),
        (&json!(2), &json!(3))
    );
    let fault = |at: usize| {
        let row = &report["rows"][at];
        (
            row["line"].clone(),
            row["faults"][0]["column"].clone(),
            row["faults"][0]["code"].clone(),
        )
    };
    assert_eq!(
        fault(2),
        (json!(4), json!("participant"), json!("UNKNOWN_OWNER"))
    );
    assert_eq!(
        fault(3),
        (json!(5), json!("until"), json!("EMPTY_INTERVAL"))
    );
    assert_eq!(
        fault(4),
        (json!(6), json!("external_uid"), json!("REPEATED"))
    );
    assert_eq!(stored(&app).await, ["03-06 09:00 true", "03-07 08:00 true"]);

    assert_eq!(report["rows"][4]["faults"][0]["detail"], "line 2");

    let moved = CSV.replace(
        "2017-03-06T10:00:00;2017-03-06T11",
        "2017-03-06T09:00:00;2017-03-06T11",
    );
    input["input"]["csv"] = json!(moved);
    input["input"]["idempotencyKey"] = json!("once");
    let again = coordinator.ask(IMPORT, input.clone()).await["importBusyTimes"].clone();
    assert_eq!(
        (&again["nTimes"], &again["nReplaced"]),
        (&json!(2), &json!(2))
    );
    assert_eq!(stored(&app).await, ["03-06 08:00 true", "03-07 08:00 true"]);

    let repeated = coordinator.ask(IMPORT, input.clone()).await["importBusyTimes"].clone();
    let mut same = again.clone();
    same["isRepeated"] = json!(true);
    assert_eq!(repeated, same, "the same key and input, the same answer");
    let danish = coordinator.in_danish().ask(IMPORT, input).await;
    let help = &danish["importBusyTimes"]["rows"][3]["faults"][0]["help"];
    assert_eq!(*help, "Slutningen skal komme efter begyndelsen.");
}

fn calendar(centre: &Value, events: &str) -> Value {
    let ics = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n");
    json!({ "input": { "centreId": centre, "ics": ics, "participantKey": "ft-01",
        "source": "job" } })
}

#[tokio::test]
async fn a_calendar_is_followed_and_what_is_called_off_goes() {
    let app = TestApp::start().await;
    let (centre, coordinator) = centre_with_coordinator(&app).await;
    import(&coordinator, &centre).await;
    let series = "BEGIN:VEVENT\r\nUID:job-1\r\nDTSTART;TZID=Europe/Copenhagen:20170320T090000\r\n\
        DURATION:PT2H\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\nTRANSP:TRANSPARENT\r\nSUMMARY:secret\r\n\
        END:VEVENT\r\n";
    let monthly = "BEGIN:VEVENT\r\nUID:job-2\r\nDTSTART:20170320T090000Z\r\nDURATION:PT2H\r\n\
        RRULE:FREQ=MONTHLY\r\nEND:VEVENT\r\n";
    let input = calendar(&centre, &format!("{series}{monthly}"));
    let report = coordinator.ask(IMPORT, input.clone()).await["importBusyTimes"].clone();
    assert_eq!(
        (&report["nTimes"], &report["nFaulty"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(report["rows"][1]["line"], 11);
    assert_eq!(
        report["rows"][1]["faults"][0]["code"],
        "RECURRENCE_UNSUPPORTED"
    );
    assert_eq!(
        stored(&app).await,
        ["03-20 08:00 false", "03-27 07:00 false"]
    );

    let off = "BEGIN:VEVENT\r\nUID:job-1\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\n";
    let report = coordinator.ask(IMPORT, calendar(&centre, off)).await["importBusyTimes"].clone();
    assert_eq!(report["rows"][0]["nReplaced"], 2);
    assert_eq!(stored(&app).await, Vec::<String>::new());

    // Whose calendar it is does not depend on what is wrong in it.
    let bad = |line: &str| {
        format!("BEGIN:VEVENT\r\nDTSTART:20170320T090000Z\r\n{line}\r\nEND:VEVENT\r\n")
    };
    let faulty = [
        bad("DURATION:PT1H\r\nRRULE:FREQ=SECONDLY"),
        bad("DTEND;TZID=Mars/X:20170320T100000"),
        bad("DTEND:20170320T080000Z"),
    ];
    let report = coordinator
        .ask(IMPORT, calendar(&centre, &faulty.concat()))
        .await;
    let code = |at: usize| &report["importBusyTimes"]["rows"][at]["faults"][0]["code"];
    assert_eq!(
        [code(0), code(1), code(2)],
        ["RECURRENCE_UNSUPPORTED", "BAD_ZONE", "EMPTY_INTERVAL"]
    );

    let mut unknown = input.clone();
    unknown["input"]["participantKey"] = json!("ft-99");
    let error = coordinator.refused(IMPORT, unknown).await;
    assert_eq!(error["extensions"]["fields"][0]["code"], "UNKNOWN_OWNER");
    let mut both = input;
    both["input"]["csv"] = json!(CSV);
    let error = coordinator.refused(IMPORT, both).await;
    assert_eq!(error["extensions"]["fields"][0]["code"], "CSV_OR_ICS");
    let teacher = app.with_role(Role::Teacher, "own").await;
    assert_eq!(
        teacher.code(IMPORT, calendar(&centre, off)).await,
        "FORBIDDEN"
    );
}
