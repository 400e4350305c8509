//! Moving, swapping, pinning and cancelling by hand.

use entities::columns::{BookingRole, BookingStatus, SessionChange};
use entities::{booking, session_revision};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::house::{House, at};

pub(super) const MOVE: &str = "mutation($input: MoveSessionInput!) { moveSession(input: $input) {
    id version sequence startsAt startsAtLocal bookings { role status key } } }";
const SWAP: &str = "mutation($input: SwapResourceInput!) { swapResource(input: $input) {
    version sequence startsAt bookings { role status key } } }";
const PIN: &str = "mutation($input: PinSessionInput!) { pinSession(input: $input) {
    isPinned sequence version } }";
const CANCEL: &str = "mutation($input: CancelSessionInput!) { cancelSession(input: $input) {
    state sequence cancelReason bookings { key } } }";
pub(super) const RESPOND: &str = "mutation($input: RespondToBookingInput!) {
    respondToBooking(input: $input) { bookings(roles: [INTERPRETER]) { status } } }";

#[tokio::test]
async fn a_move_keeps_the_id_and_asks_third_parties_again() {
    let house = House::open().await;
    let room = house.room("room", 20).await;
    let interpreter = house.interpreter("hana", "ar").await;
    let amina = house.participant("Amina", Some("ar")).await;
    let session = house
        .lesson(
            "1",
            "2017-03-24T09:00",
            &[
                (BookingRole::Room, room),
                (BookingRole::Interpreter, interpreter),
                (BookingRole::Participant, amina.into()),
            ],
        )
        .await;
    // Over the change to summer time: the same hour on the wall is another one in UTC.
    let input = json!({ "sessionId": session, "startsAt": "2017-03-27T09:00:00", "version": 1 });
    let moved = house.coordinator.ask(MOVE, json!({ "input": input })).await["moveSession"].clone();
    assert_eq!(moved["id"], session.to_string());
    assert_eq!(
        (&moved["sequence"], &moved["version"]),
        (&json!(1), &json!(2))
    );
    assert_eq!(moved["startsAtLocal"], "2017-03-27T09:00:00");
    assert_eq!(moved["startsAt"], "2017-03-27T07:00:00+00:00");
    let statuses: Vec<_> = moved["bookings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            (
                row["role"].as_str().unwrap(),
                row["status"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        statuses,
        [("INTERPRETER", "REQUESTED"), ("ROOM", "CONFIRMED")]
    );
    let db = house.app.ground().database.reader();
    let revisions = session_revision::Entity::find().all(db).await.unwrap();
    assert_eq!(revisions.len(), 1);
    assert_eq!(revisions[0].change, SessionChange::Moved);
    assert_eq!(revisions[0].starts_at, at("2017-03-24T09:00"));
    assert_eq!(revisions[0].bookings.0.len(), 3);
    let ever = booking::Entity::find().all(db).await.unwrap();
    assert_eq!(ever.len(), 6, "bookings end and are never deleted");
    assert_eq!(
        house
            .coordinator
            .code(MOVE, json!({ "input": input }))
            .await,
        "CONFLICT"
    );
}

#[tokio::test]
async fn a_hard_rule_is_named_with_whom_it_concerns() {
    let house = House::open().await;
    let (room, other) = (house.room("room", 20).await, house.room("other", 20).await);
    let amina = house.participant("Amina", None).await;
    let session = house
        .lesson(
            "1",
            "2017-03-06T09:00",
            &[
                (BookingRole::Room, room),
                (BookingRole::Participant, amina.into()),
            ],
        )
        .await;
    let standing = house
        .lesson(
            "2",
            "2017-03-07T09:00",
            &[
                (BookingRole::Room, other),
                (BookingRole::Participant, amina.into()),
            ],
        )
        .await;
    let to = |local: &str| json!({ "input": { "sessionId": session, "startsAt": local } });
    let error = house
        .coordinator
        .refused(MOVE, to("2017-03-07T10:00:00"))
        .await;
    assert_eq!(error["extensions"]["code"], "HARD_CONFLICT");
    let details = &error["extensions"]["details"];
    assert_eq!(details["rule"], "participant_overlap");
    assert_eq!(details["whom"], json!([amina.to_string()]));
    assert_eq!(
        details["conflicts"][0]["sessions"],
        json!([standing.to_string()])
    );
    // The end is not in it: right behind is free.
    house.coordinator.ask(MOVE, to("2017-03-07T10:30:00")).await;
    for (local, rule) in [
        ("2017-03-07T15:00:00", "outside_opening"),
        ("2017-03-11T09:00:00", "outside_opening"),
        ("2017-04-14T09:00:00", "outside_opening"),
    ] {
        let error = house.coordinator.refused(MOVE, to(local)).await;
        assert_eq!(error["extensions"]["details"]["rule"], rule, "{local}");
    }
    let past = house
        .coordinator
        .refused(MOVE, to("2017-02-10T09:00:00"))
        .await;
    assert_eq!(past["extensions"]["fields"][0]["code"], "IN_THE_PAST");
}

#[tokio::test]
async fn who_is_put_in_somebodys_place_can_do_it() {
    let house = House::open().await;
    let room = house.room("room", 20).await;
    let small = house.room("small", 1).await;
    let teacher = house.teacher("kirsten", &["work"]).await;
    let cook = house.teacher("cook", &["cooking"]).await;
    let other = house.teacher("jens", &["work"]).await;
    let tigrinya = house.interpreter("sara", "ti").await;
    let interpreter = house.interpreter("hana", "ar").await;
    let people = [
        house.participant("Amina", Some("ar")).await,
        house.participant("Samir", None).await,
    ];
    let session = house
        .lesson(
            "1",
            "2017-03-06T09:00",
            &[
                (BookingRole::Room, room),
                (BookingRole::Teacher, teacher),
                (BookingRole::Interpreter, interpreter),
                (BookingRole::Participant, people[0].into()),
                (BookingRole::Participant, people[1].into()),
            ],
        )
        .await;
    let swap = |from, to| json!({ "input": { "sessionId": session, "fromId": from, "toId": to } });
    for (from, to, rule) in [
        (room, small, "room_too_small"),
        (teacher, cook, "staff_unskilled"),
        (interpreter, tigrinya, "interpreter_unfit"),
        (teacher, small, "resource_missing"),
    ] {
        let error = house.coordinator.refused(SWAP, swap(from, to)).await;
        assert_eq!(error["extensions"]["details"]["rule"], rule);
    }
    let done = house.coordinator.ask(SWAP, swap(teacher, other)).await["swapResource"].clone();
    assert_eq!(done["sequence"], 1);
    assert_eq!(done["startsAt"], "2017-03-06T08:00:00+00:00");
    let keys: Vec<&str> = done["bookings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["key"].as_str().unwrap())
        .collect();
    assert_eq!(keys, ["hana", "room", "jens"]);
    let error = house.coordinator.refused(SWAP, swap(teacher, cook)).await;
    assert_eq!(error["extensions"]["fields"][0]["code"], "NOT_IN_SESSION");
}

#[tokio::test]
async fn a_session_is_pinned_cancelled_and_then_final() {
    let house = House::open().await;
    let room = house.room("room", 20).await;
    let session = house
        .lesson("1", "2017-03-06T09:00", &[(BookingRole::Room, room)])
        .await;
    let pin = |pinned| json!({ "input": { "sessionId": session, "isPinned": pinned } });
    for pinned in [true, false, true] {
        let done = house.coordinator.ask(PIN, pin(pinned)).await["pinSession"].clone();
        assert_eq!(done["isPinned"], pinned);
        assert_eq!(done["sequence"], 0, "nothing changes for anybody");
    }
    let cancel = json!({ "input": { "sessionId": session, "reason": "Vandskade" } });
    let done = house.coordinator.ask(CANCEL, cancel.clone()).await["cancelSession"].clone();
    assert_eq!(
        (&done["state"], &done["sequence"]),
        (&json!("CANCELLED"), &json!(1))
    );
    assert_eq!(done["bookings"], json!([]));
    let error = house.coordinator.refused(CANCEL, cancel).await;
    assert_eq!(error["extensions"]["code"], "ILLEGAL_TRANSITION");
    // The room is free again.
    let other = house
        .lesson("2", "2017-03-07T09:00", &[(BookingRole::Room, room)])
        .await;
    let input = json!({ "sessionId": other, "startsAt": "2017-03-06T09:00:00" });
    house.coordinator.ask(MOVE, json!({ "input": input })).await;
}

#[tokio::test]
async fn the_past_does_not_change() {
    let house = House::open().await;
    let room = house.room("room", 20).await;
    let session = house
        .lesson("1", "2017-03-06T09:00", &[(BookingRole::Room, room)])
        .await;
    house.app.clock.move_to(at("2017-03-06T09:30"));
    let input = json!({ "sessionId": session, "startsAt": "2017-03-08T09:00:00" });
    let error = house
        .coordinator
        .refused(MOVE, json!({ "input": input }))
        .await;
    assert_eq!(error["extensions"]["fields"][0]["code"], "SESSION_BEGUN");
    house.app.clock.move_to(at("2017-03-06T10:30"));
    let held = api::usecases::timetable::advance(&house.app.op())
        .await
        .unwrap();
    assert_eq!(held, 1);
    let code = house
        .coordinator
        .code(MOVE, json!({ "input": input }))
        .await;
    assert_eq!(code, "ILLEGAL_TRANSITION");
}

#[tokio::test]
async fn a_coordinator_notes_what_an_interpreter_answered() {
    let house = House::open().await;
    let (room, interpreter) = (
        house.room("room", 20).await,
        house.interpreter("hana", "ar").await,
    );
    let bookings = [
        (BookingRole::Room, room),
        (BookingRole::Interpreter, interpreter),
    ];
    let session = house.lesson("1", "2017-03-06T09:00", &bookings).await;
    let answer = |id, status| json!({ "input": { "sessionId": session, "resourceId": id, "status": status } });
    let declined = house
        .coordinator
        .ask(RESPOND, answer(interpreter, "DECLINED"))
        .await;
    assert_eq!(
        declined["respondToBooking"]["bookings"][0]["status"],
        "DECLINED"
    );
    let error = house
        .coordinator
        .refused(RESPOND, answer(room, "CONFIRMED"))
        .await;
    assert_eq!(error["extensions"]["fields"][0]["code"], "NOT_ASKED");
    // Who has declined is free for another session, and cannot agree to both.
    house
        .lesson(
            "2",
            "2017-03-06T09:30",
            &[(BookingRole::Interpreter, interpreter)],
        )
        .await;
    let code = house
        .coordinator
        .code(RESPOND, answer(interpreter, "CONFIRMED"))
        .await;
    assert_eq!(code, "HARD_CONFLICT");
    let db = house.app.ground().database.reader();
    let declined =
        booking::Entity::find().filter(booking::Column::Status.eq(BookingStatus::Declined));
    assert_eq!(declined.all(db).await.unwrap().len(), 1);
}
