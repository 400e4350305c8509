//! Where a session could go instead, and what a move by hand may never break.

use chrono::NaiveDateTime;
use serde_json::{Value, json};
use tests::Role;

use super::changes::MOVE;
use super::house::at;
use crate::plans::course::Course;

pub(super) const ALTERNATIVES: &str = "query($id: ID!, $limit: Int) {
    sessionAlternatives(sessionId: $id, limit: $limit) {
        startsAt startsAtLocal minutesLater cost nPersons nSessions score { rule units cost }
        swaps { role language fromId fromKey toId toKey } } }";
const SWAP: &str = "mutation($input: SwapResourceInput!) { swapResource(input: $input) {
    startsAtLocal bookings { role key resourceId language } } }";
const SESSIONS: &str = "query($of: ID!) {
    timetable(of: $of, from: \"2017-03-06\", until: \"2017-04-17\") {
        id activityKey kind startsAtLocal endsAtLocal nParticipants
        bookings { role key resourceId language } } }";

/// The first cohort of Avnstrup with its timetable.
pub(super) async fn published() -> Course {
    let course = Course::of("avnstrup", 1).await;
    let plan = course.planned(&course.cohorts, 1).await;
    course.published(&plan).await;
    course
}

pub(super) async fn sessions(course: &Course) -> Vec<Value> {
    let of = json!({ "of": course.cohorts[0] });
    let found = course.coordinator.ask(SESSIONS, of).await;
    found["timetable"].as_array().unwrap().clone()
}

/// The session that holds an activity of the first cohort.
async fn session(course: &Course, activity: &str) -> Value {
    let all = sessions(course).await;
    let found = all.into_iter().find(|one| {
        let key = one["activityKey"].as_str().unwrap();
        key.split_once('/').unwrap().1 == activity
    });
    found.unwrap_or_else(|| panic!("no {activity}"))
}

async fn of_kind(course: &Course, kind: &str) -> Vec<Value> {
    let mut found = sessions(course).await;
    found.retain(|one| one["kind"] == kind);
    found
}

async fn alternatives(course: &Course, session: &Value, limit: i32) -> Vec<Value> {
    let asked = json!({ "id": session["id"], "limit": limit });
    let found = course.coordinator.ask(ALTERNATIVES, asked).await;
    found["sessionAlternatives"].as_array().unwrap().clone()
}

/// The move that takes an alternative, whether it was asked for or came with a refusal.
fn taking(session: &Value, alternative: &Value) -> Value {
    let swaps = alternative["swaps"].as_array().unwrap().iter();
    let swaps: Vec<Value> = swaps
        .map(|swap| {
            json!({ "fromId": swap["fromId"], "toId": swap["toId"], "language": swap["language"] })
        })
        .collect();
    json!({ "input": {
        "sessionId": session["id"], "startsAt": alternative["startsAtLocal"], "swaps": swaps
    } })
}

fn moving(session: &Value, to: &str) -> Value {
    json!({ "input": { "sessionId": session["id"], "startsAt": format!("{to}:00") } })
}

/// The rules that a refusal names, and the sessions in the way of each.
fn rules(refused: &Value) -> Vec<(String, Vec<String>)> {
    let details = &refused["extensions"]["details"];
    let conflicts = details["conflicts"].as_array().unwrap().iter();
    let texts = |value: &Value| -> Vec<String> {
        let list = value.as_array().unwrap().iter();
        list.map(|one| one.as_str().unwrap().to_owned()).collect()
    };
    conflicts
        .map(|one| {
            (
                texts(&json!([one["rule"]])).remove(0),
                texts(&one["sessions"]),
            )
        })
        .collect()
}

#[rstest::rstest]
#[case("LESSON")]
#[case("COMPETENCY_INTERVIEW")]
#[case("COMPANY_VISIT")]
#[tokio::test]
async fn a_place_that_is_offered_can_be_taken(#[case] kind: &str) {
    let course = published().await;
    let mut taken = 0;
    for session in of_kind(&course, kind).await.iter().rev().take(3) {
        let offered = alternatives(&course, session, 50).await;
        let costs: Vec<i64> = offered
            .iter()
            .map(|one| one["cost"].as_i64().unwrap())
            .collect();
        assert!(costs.is_sorted(), "{costs:?}");
        let swaps = |one: &Value| one["swaps"].as_array().unwrap().clone();
        let most = offered.iter().max_by_key(|one| swaps(one).len());
        // Somebody joins, somebody is not needed any more.
        let with = |side: &str| {
            let mut all = offered.iter();
            all.find(|one| swaps(one).iter().any(|swap| swap[side].is_null()))
        };
        let chosen = [
            offered.first(),
            most,
            with("fromId"),
            with("toId"),
            offered.last(),
        ];
        for one in chosen.into_iter().flatten() {
            let by_rule: i64 = one["score"]
                .as_array()
                .unwrap()
                .iter()
                .map(|rule| rule["cost"].as_i64().unwrap())
                .sum();
            assert_eq!(one["cost"], by_rule);
            assert!(one["nPersons"].as_i64() > session["nParticipants"].as_i64());
            let moved = course.coordinator.ask(MOVE, taking(session, one)).await;
            let moved = &moved["moveSession"];
            assert_eq!(moved["startsAtLocal"], one["startsAtLocal"], "{one:#}");
            taken += 1;
            let back = taking_back(session, moved, &course).await;
            course.coordinator.ask(MOVE, back).await;
        }
    }
    assert!(taken > 3, "{taken}");
}

/// The move that puts a session back to where `was` saw it.
async fn taking_back(was: &Value, moved: &Value, course: &Course) -> Value {
    let is = sessions(course).await;
    let is = is.iter().find(|one| one["id"] == moved["id"]).unwrap();
    let bookings = |one: &Value| one["bookings"].as_array().unwrap().clone();
    let mut joining = bookings(was);
    let mut swaps = Vec::new();
    for booking in bookings(is) {
        if let Some(at) = joining.iter().position(|one| *one == booking) {
            joining.remove(at);
            continue;
        }
        let like = joining.iter().position(|one| {
            (&one["role"], &one["language"]) == (&booking["role"], &booking["language"])
        });
        let to = like.map(|at| joining.remove(at)["resourceId"].clone());
        swaps.push(json!({ "fromId": booking["resourceId"], "toId": to, "language": null }));
    }
    swaps.extend(joining.iter().map(
        |one| json!({ "fromId": null, "toId": one["resourceId"], "language": one["language"] }),
    ));
    json!({ "input": {
        "sessionId": was["id"], "startsAt": was["startsAtLocal"], "swaps": swaps
    } })
}

#[tokio::test]
async fn nobody_is_taught_on_maundy_thursday() {
    let course = published().await;
    let session = session(&course, "lesson/democracy/3").await;
    let refused = course
        .coordinator
        .refused(MOVE, moving(&session, "2017-04-13T09:00"))
        .await;
    assert_eq!(refused["extensions"]["code"], "HARD_CONFLICT");
    assert!(
        rules(&refused)
            .iter()
            .any(|(rule, _)| rule == "outside_opening")
    );
    let text = refused["extensions"]["details"]["conflicts"][0]["text"].clone();
    assert!(
        text.as_str().unwrap().starts_with("The centre is closed"),
        "{text}"
    );
    let offered = refused["extensions"]["details"]["alternatives"].clone();
    let n = offered.as_array().unwrap().len();
    assert!((1..=3).contains(&n), "{refused:#}");
    let asked = alternatives(&course, &session, 3).await;
    assert_eq!(asked.len(), n);
    for (one, other) in offered.as_array().unwrap().iter().zip(&asked) {
        assert_eq!(one["startsAtLocal"], other["startsAtLocal"]);
        assert_eq!(one["swaps"], other["swaps"]);
        let moved = course.coordinator.ask(MOVE, taking(&session, one)).await;
        assert_eq!(moved["moveSession"]["startsAtLocal"], one["startsAtLocal"]);
        let back = taking_back(&session, &moved["moveSession"], &course).await;
        course.coordinator.ask(MOVE, back).await;
    }
}

#[tokio::test]
async fn what_builds_on_something_stays_behind_it() {
    let course = published().await;
    let first = session(&course, "lesson/labour-market/2").await;
    let second = session(&course, "lesson/labour-market/3").await;
    let time = first["startsAtLocal"].as_str().unwrap();
    let time: NaiveDateTime = time.parse().unwrap();
    let refused = course
        .coordinator
        .refused(
            MOVE,
            moving(&second, &time.format("%Y-%m-%dT%H:%M").to_string()),
        )
        .await;
    let found = rules(&refused);
    let order = found.iter().find(|(rule, _)| rule == "order_broken");
    assert_eq!(
        order.unwrap().1,
        [first["id"].as_str().unwrap()],
        "{found:?}"
    );
    // Everything that stands against it is said at once.
    assert!(
        found.iter().any(|(rule, _)| rule == "participant_overlap"),
        "{found:?}"
    );
    // Over the weekend in which nobody works, and at a minute that the grid does not have.
    for (to, rule) in [
        ("2017-03-11T09:00", "outside_opening"),
        ("2017-03-08T09:07", "off_grid"),
    ] {
        let refused = course.coordinator.refused(MOVE, moving(&second, to)).await;
        let found = rules(&refused);
        assert!(found.iter().any(|(one, _)| one == rule), "{found:?}");
    }
}

#[tokio::test]
async fn an_interpreter_speaks_the_language_of_those_who_need_one() {
    let course = published().await;
    let all = sessions(&course).await;
    let is_interpreter = |row: &&Value| row["role"] == "INTERPRETER";
    let interpreted = all.iter().rev().find_map(|one| {
        let row = one["bookings"]
            .as_array()
            .unwrap()
            .iter()
            .find(is_interpreter)?;
        Some((one, row.clone()))
    });
    let (session, booked) = interpreted.unwrap();
    let of_another = all
        .iter()
        .flat_map(|one| one["bookings"].as_array().unwrap())
        .filter(is_interpreter)
        .find(|row| row["language"] != booked["language"])
        .unwrap();
    let input = json!({ "input": {
        "sessionId": session["id"], "fromId": booked["resourceId"], "toId": of_another["resourceId"]
    } });
    let refused = course.coordinator.refused(SWAP, input).await;
    let details = &refused["extensions"]["details"];
    assert!(
        rules(&refused)
            .iter()
            .any(|(rule, _)| rule == "interpreter_unfit"),
        "{details:#}"
    );
    let key = format!("INTERPRETER/{}", of_another["key"].as_str().unwrap());
    let conflicts = details["conflicts"].as_array().unwrap();
    let unfit = conflicts
        .iter()
        .find(|one| one["rule"] == "interpreter_unfit")
        .unwrap();
    assert_eq!(unfit["whom"], json!([of_another["resourceId"]]));
    assert_eq!(unfit["keys"], json!([key]));
    let offered = details["alternatives"].as_array().unwrap().clone();
    assert!(!offered.is_empty());
    // Nor does one go without.
    let drop = json!([{ "fromId": booked["resourceId"] }]);
    let input = json!({ "input": { "sessionId": session["id"], "swaps": drop } });
    let refused = course.coordinator.refused(MOVE, input).await;
    assert_eq!(
        refused["extensions"]["details"]["rule"],
        "interpreter_missing"
    );
    course
        .coordinator
        .ask(MOVE, taking(session, &offered[0]))
        .await;
}

#[tokio::test]
async fn what_was_wrong_before_blocks_nobody() {
    let course = published().await;
    let session = session(&course, "lesson/democracy/3").await;
    let rows = session["bookings"].as_array().unwrap();
    let booked = |role: &str| rows.iter().find(|row| row["role"] == role).unwrap();
    // The teacher falls ill for the day, and so does the room.
    let record = "mutation($input: RecordAbsenceInput!) { recordAbsence(input: $input) {
        sessions { id } } }";
    let day = &session["startsAtLocal"].as_str().unwrap()[..10];
    for role in ["TEACHER", "ROOM"] {
        let absence = json!({ "input": {
            "resourceId": booked(role)["resourceId"], "reason": "Syg",
            "from": format!("{day}T00:00:00"), "until": format!("{day}T23:59:00")
        } });
        course.coordinator.ask(record, absence).await;
    }
    // One is mended after the other: the second absence stands while the first is mended.
    for one in alternatives(&course, &session, 50).await {
        let same_day = one["startsAtLocal"].as_str().unwrap().starts_with(day);
        let swaps = one["swaps"].as_array().unwrap();
        assert!(!same_day || swaps.len() >= 2, "{one:#}");
    }
    let resources = "query($id: ID!) { centre(id: $id) {
        resources { ... on Room { id kind } } } }";
    let centre = json!({ "id": course.centre });
    let centre = course.coordinator.ask(resources, centre).await["centre"].clone();
    let rooms = centre["resources"].as_array().unwrap();
    let mut refusals = Vec::new();
    for room in rooms.iter().filter(|room| room["kind"] == "CLASS") {
        if room["id"] == booked("ROOM")["resourceId"] {
            continue;
        }
        let input = json!({ "input": { "sessionId": session["id"],
            "fromId": booked("ROOM")["resourceId"], "toId": room["id"] } });
        let body = course.coordinator.send(SWAP, input).await.body;
        if body["errors"].is_null() {
            return;
        }
        refusals.push(rules(&body["errors"][0]));
    }
    panic!("no room would do: {refusals:?}");
}

#[tokio::test]
async fn who_may_move_a_session_may_ask_where_it_could_go() {
    let course = published().await;
    let session = session(&course, "lesson/democracy/3").await;
    let asked = |limit: i32| json!({ "id": session["id"], "limit": limit });
    let teacher = course.app.with_role(Role::Teacher, "avnstrup").await;
    assert_eq!(teacher.code(ALTERNATIVES, asked(3)).await, "NOT_FOUND");
    let case_worker = course.app.with_role(Role::CaseWorker, "avnstrup").await;
    assert_eq!(case_worker.code(ALTERNATIVES, asked(3)).await, "FORBIDDEN");
    let coordinator = &course.coordinator;
    for limit in [0, 51] {
        assert_eq!(
            coordinator.code(ALTERNATIVES, asked(limit)).await,
            "VALIDATION"
        );
    }
    let mut free = sessions(&course).await.into_iter();
    let free = loop {
        let one = free.next().expect("no session can go to eleven places");
        if alternatives(&course, &one, 11).await.len() == 11 {
            break one;
        }
    };
    let by_default = json!({ "id": free["id"] });
    let found = coordinator.ask(ALTERNATIVES, by_default).await;
    assert_eq!(found["sessionAlternatives"].as_array().unwrap().len(), 10);
    let begins = session["startsAtLocal"].as_str().unwrap();
    course.app.clock.move_to(at(&begins[..16]));
    assert_eq!(
        coordinator.code(ALTERNATIVES, asked(3)).await,
        "ILLEGAL_TRANSITION"
    );
}

#[tokio::test]
async fn asking_costs_the_same_however_much_is_published() {
    let course = Course::of("avnstrup", 2).await;
    let first = course.planned(&course.cohorts[..1], 1).await;
    course.published(&first).await;
    let session = session(&course, "lesson/democracy/3").await;
    let cost = async || {
        let database = &course.app.ground().database;
        let before = database.statements();
        alternatives(&course, &session, 50).await;
        database.statements() - before
    };
    let few = cost().await;
    let second = course.planned(&course.cohorts[1..], 1).await;
    course.published(&second).await;
    let many = cost().await;
    assert_eq!(few, many);
    assert!(many <= 40, "{many} statements");
}
