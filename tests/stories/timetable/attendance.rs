//! Recording who came.

use entities::columns::BookingRole;
use serde_json::json;

use super::house::{House, at};

const RECORD: &str = "mutation($input: RecordAttendanceInput!) { recordAttendance(input: $input) {
    rows { participantId fault attendance { mark minutes isCorrection } } } }";

#[tokio::test]
async fn attendance_is_recorded_once_a_session_has_begun_and_corrected_later() {
    let house = House::open().await;
    let amina = house.participant("Amina", None).await;
    let samir = house.participant("Samir", None).await;
    let lea = house.participant("Lea", None).await;
    let bookings = [
        (BookingRole::Participant, amina.into()),
        (BookingRole::Participant, samir.into()),
    ];
    let session = house.lesson("1", "2017-03-06T09:00", &bookings).await;
    house.lesson("2", "2017-03-07T09:00", &bookings[..1]).await;
    let input = json!({ "input": { "sessionId": session, "rows": [
        { "participantId": amina, "mark": "PRESENT" },
        { "participantId": samir, "mark": "LATE", "minutes": 60 },
        { "participantId": lea, "mark": "ABSENT" },
        { "participantId": samir, "mark": "ABSENT" }
    ] } });
    let code = house.coordinator.code(RECORD, input.clone()).await;
    assert_eq!(code, "SESSION_NOT_STARTED");
    house.app.clock.move_to(at("2017-03-06T09:10"));
    let done = house.coordinator.ask(RECORD, input).await["recordAttendance"]["rows"].clone();
    assert_eq!(done[0]["attendance"]["minutes"], 90);
    assert_eq!(done[1]["attendance"]["minutes"], 60);
    assert_eq!(done[2]["fault"], "NOT_IN_SESSION");
    assert_eq!(done[3]["fault"], "REPEATED");
    let correction = json!({ "input": { "sessionId": session, "rows": [
        { "participantId": samir, "mark": "EXCUSED" },
        { "participantId": amina, "mark": "PRESENT" }
    ] } });
    house.app.clock.move_to(at("2017-03-08T09:10"));
    let done = house.coordinator.ask(RECORD, correction).await["recordAttendance"]["rows"].clone();
    assert_eq!(done[0]["attendance"]["isCorrection"], true);
    assert_eq!(done[1]["attendance"]["isCorrection"], false);
    let sums = "query($a: ID!, $b: ID!, $s: ID!) {
        a: participant(id: $a) { attendance { ...f } }
        b: participant(id: $b) { attendance { ...f } }
        session(id: $s) { attendance { participantId mark } } }
        fragment f on AttendanceSummary {
            nSessions minutesOffered minutesAttended minutesExcused nUnrecorded }";
    let seen = house
        .coordinator
        .ask(sums, json!({ "a": amina, "b": samir, "s": session }))
        .await;
    let sum = |n: [i32; 5]| {
        json!({ "nSessions": n[0], "minutesOffered": n[1], "minutesAttended": n[2],
            "minutesExcused": n[3], "nUnrecorded": n[4] })
    };
    assert_eq!(seen["a"]["attendance"], sum([2, 180, 90, 0, 1]));
    assert_eq!(seen["b"]["attendance"], sum([1, 90, 0, 90, 0]));
    assert_eq!(seen["session"]["attendance"].as_array().unwrap().len(), 2);
}
