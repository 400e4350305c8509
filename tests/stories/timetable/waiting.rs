//! What needs somebody: absences, third parties, sessions that lack something.

use entities::columns::BookingRole;
use serde_json::{Value, json};

use super::changes::RESPOND;
use super::house::House;

const ATTENTION: &str = "query($centre: ID!) { attention(centreId: $centre) {
    nodes { kind subjectId dueOn lack resourceId language } } }";
const ABSENCE: &str = "mutation($input: RecordAbsenceInput!) { recordAbsence(input: $input) {
    id sessions { id } } }";

async fn attention(house: &House) -> Vec<(String, Value, Value)> {
    let found = house
        .coordinator
        .ask(ATTENTION, json!({ "centre": house.centre }))
        .await;
    let nodes = found["attention"]["nodes"].as_array().unwrap().clone();
    nodes
        .iter()
        .map(|node| {
            let kind = node["kind"].as_str().unwrap().to_owned();
            (kind, node["lack"].clone(), node["subjectId"].clone())
        })
        .collect()
}

#[tokio::test]
async fn an_absence_names_the_sessions_that_it_hits() {
    let house = House::open().await;
    let room = house.room("room", 20).await;
    let teacher = house.teacher("kirsten", &["work"]).await;
    let bookings = [(BookingRole::Room, room), (BookingRole::Teacher, teacher)];
    let hit = house.lesson("1", "2017-03-06T09:00", &bookings).await;
    let after = house.lesson("2", "2017-03-08T09:00", &bookings).await;
    assert_eq!(attention(&house).await, []);
    let input = json!({ "input": {
        "resourceId": teacher, "from": "2017-03-06T00:00:00", "until": "2017-03-08T09:00:00",
        "reason": "Kursus"
    } });
    let told = house.coordinator.ask(ABSENCE, input).await["recordAbsence"].clone();
    assert_eq!(told["sessions"], json!([{ "id": hit.to_string() }]));
    let waiting = attention(&house).await;
    let expected = (
        "SESSION_LACKS".to_owned(),
        json!("ABSENT"),
        json!(hit.to_string()),
    );
    assert_eq!(waiting, [expected]);
    // Nothing goes to where somebody is away.
    let input = json!({ "input": { "sessionId": after, "startsAt": "2017-03-07T09:00:00" } });
    let error = house.coordinator.refused(super::changes::MOVE, input).await;
    assert_eq!(error["extensions"]["details"]["rule"], "resource_absent");
    assert_eq!(
        error["extensions"]["details"]["whom"],
        json!([teacher.to_string()])
    );
}

#[tokio::test]
async fn an_absence_within_the_hour_that_the_clock_leaves_out_is_none() {
    let house = House::open().await;
    let teacher = house.teacher("kirsten", &["work"]).await;
    let away = |from: &str, until: &str| {
        json!({ "input": { "resourceId": teacher, "from": from, "until": until,
            "reason": "Kursus" } })
    };
    for (from, until) in [
        ("2017-03-26T02:30:00", "2017-03-26T03:00:00"),
        ("2017-03-26T02:30:00", "2017-03-26T02:30:00"),
    ] {
        let error = house.coordinator.refused(ABSENCE, away(from, until)).await;
        let field = &error["extensions"]["fields"][0];
        assert_eq!(
            (&field["path"], &field["code"]),
            (&json!("input.until"), &json!("EMPTY_INTERVAL"))
        );
    }
    let real = away("2017-03-26T01:30:00", "2017-03-26T03:00:00");
    house.coordinator.ask(ABSENCE, real).await;
}

#[tokio::test]
async fn sessions_that_lack_something_and_unanswered_questions_wait_for_somebody() {
    let house = House::open().await;
    let room = house.room("room", 20).await;
    let teacher = house.teacher("kirsten", &["work"]).await;
    let interpreter = house.interpreter("hana", "ar").await;
    let amina = house.participant("Amina", Some("ar")).await;
    let base = [
        (BookingRole::Room, room),
        (BookingRole::Teacher, teacher),
        (BookingRole::Participant, amina.into()),
    ];
    let unheard = house.lesson("1", "2017-03-06T09:00", &base).await;
    let mut with_interpreter = base.to_vec();
    with_interpreter.push((BookingRole::Interpreter, interpreter));
    let heard = house
        .lesson("2", "2017-03-07T09:00", &with_interpreter)
        .await;
    let lost = house
        .lesson("3", "2017-03-08T09:00", &[(BookingRole::Teacher, teacher)])
        .await;
    let expected = [
        (
            "SESSION_LACKS".to_owned(),
            json!("INTERPRETER"),
            json!(unheard.to_string()),
        ),
        (
            "SESSION_LACKS".to_owned(),
            json!("ROOM"),
            json!(lost.to_string()),
        ),
    ];
    assert_eq!(attention(&house).await, expected);
    let input = json!({ "input": { "sessionId": heard, "startsAt": "2017-03-07T10:00:00" } });
    house.coordinator.ask(super::changes::MOVE, input).await;
    let waiting = attention(&house).await;
    assert_eq!(waiting[1].0, "BOOKING_UNCONFIRMED");
    let input = json!({ "input": {
        "sessionId": heard, "resourceId": interpreter, "status": "DECLINED"
    } });
    house.coordinator.ask(RESPOND, input).await;
    assert_eq!(attention(&house).await[1].1, "DECLINED");
}
