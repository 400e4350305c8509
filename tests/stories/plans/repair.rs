//! Something comes in between: ways to mend the timetable, their bills, and one of them published.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use entities::absence;
use rstest::rstest;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};

use super::course::{Course, PUBLISH, publishing};

const REPAIR: &str = "mutation($input: RepairPlanInput!) { repairPlan(input: $input) {
    absenceId hit { sessionId activityKey }
    alternatives { id key state verdict unassigned { activityKey } repair { kinds bill {
        nMoved nRearranged nDropped nAdded nPersons interpreterFees interpreterCostChange } } } } }";
const SESSIONS: &str = "query($of: ID!) {
    timetable(of: $of, from: \"2017-03-06\", until: \"2017-04-17\") {
        id activityKey kind startsAt startsAtLocal bookings { role key resourceId } } }";

/// The first cohort of Avnstrup on the Monday of its second week, early in the morning.
async fn course() -> Course {
    let course = Course::of("avnstrup", 1).await;
    let plan = course.planned(&course.cohorts, 1).await;
    course.published(&plan).await;
    let now: DateTime<Utc> = "2017-03-13T05:30:00Z".parse().unwrap();
    course.app.clock.move_to(now);
    course
}

async fn sessions(course: &Course) -> Vec<Value> {
    let of = json!({ "of": course.cohorts[0] });
    let found = course.coordinator.ask(SESSIONS, of).await;
    found["timetable"].as_array().unwrap().clone()
}

/// Who or what has most sessions in a role on one of the days to come: who, when, how many.
fn busiest(sessions: &[Value], role: &str) -> (Value, NaiveDate, usize) {
    let mut counts: BTreeMap<(NaiveDate, &str), usize> = BTreeMap::new();
    for session in sessions {
        let starts = session["startsAtLocal"].as_str().unwrap();
        let day: NaiveDate = starts[..10].parse().unwrap();
        for booking in session["bookings"].as_array().unwrap() {
            if booking["role"] == role && starts > "2017-03-14" {
                let id = booking["resourceId"].as_str().unwrap();
                *counts.entry((day, id)).or_default() += 1;
            }
        }
    }
    let ((day, id), n) = counts.into_iter().max_by_key(|(_, n)| *n).unwrap();
    (json!(id), day, n)
}

fn away(course: &Course, resource: &Value, day: NaiveDate) -> Value {
    let after = day.succ_opt().unwrap();
    json!({ "input": { "centreId": course.centre, "absence": {
        "resourceId": resource, "reason": "away",
        "from": format!("{day}T00:00:00"), "until": format!("{after}T00:00:00"),
    } } })
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn number(value: &Value) -> i64 {
    value.as_i64().unwrap()
}

/// Every way is complete and breaks nothing, and its bill is what publishing would do.
async fn assert_billed(course: &Course, ways: &Value) {
    let mut kinds = Vec::new();
    for way in ways.as_array().unwrap() {
        assert_eq!(way["state"], "SOLVED");
        assert_eq!(way["verdict"], "COMPLETE", "{way:#}");
        let diff = course.diff(way["id"].as_str().unwrap()).await;
        assert_eq!(diff["violations"], json!([]), "{diff:#}");
        let bill = &way["repair"]["bill"];
        let changed = number(&bill["nMoved"]) + number(&bill["nRearranged"]);
        assert_eq!(changed, number(&diff["nChanged"]));
        assert_eq!(bill["nDropped"], diff["nCancelled"]);
        assert_eq!(bill["nAdded"], diff["nCreated"]);
        let nodes = diff["changes"]["nodes"].as_array().unwrap();
        let moved = nodes.iter().filter(|one| one["change"] == "MOVED");
        assert_eq!(bill["nMoved"], json!(moved.count()));
        kinds.extend(way["repair"]["kinds"].as_array().unwrap().clone());
    }
    kinds.sort_by_key(ToString::to_string);
    assert_eq!(kinds, ["BEST_PLAN", "FEWEST_TOUCHED", "LOWEST_COST"]);
}

/// Publishes the first way; the others are wanted no more.
async fn published(course: &Course, ways: &Value) {
    let ways = ways.as_array().unwrap();
    let id = ways[0]["id"].as_str().unwrap();
    let hash = course.diff(id).await["previewHash"].clone();
    let told = course
        .coordinator
        .ask(PUBLISH, publishing(id, &hash, &json!([])));
    let told = told.await;
    assert_eq!(told["publishPlan"]["plan"]["state"], "PUBLISHED");
    let bill = &ways[0]["repair"]["bill"];
    let changed = number(&bill["nMoved"]) + number(&bill["nRearranged"]);
    assert_eq!(number(&told["publishPlan"]["nChanged"]), changed);
    for other in &ways[1..] {
        let plan = course.plan(other["id"].as_str().unwrap()).await;
        assert_eq!(plan["state"], "DISCARDED");
    }
}

#[rstest]
#[case::an_interpreter_is_ill("INTERPRETER")]
#[case::a_teacher_is_ill("TEACHER")]
#[case::a_room_is_closed("ROOM")]
#[tokio::test]
async fn sessions_go_on_without_who_is_away(#[case] role: &str) {
    let course = course().await;
    let before = sessions(&course).await;
    let (resource, day, n) = busiest(&before, role);
    let input = away(&course, &resource, day);
    let found = course.coordinator.ask(REPAIR, input).await["repairPlan"].clone();
    assert_eq!(found["hit"].as_array().unwrap().len(), n, "{found:#}");
    assert!(found["absenceId"].is_string());
    let ways = &found["alternatives"];
    assert_billed(&course, ways).await;
    published(&course, ways).await;

    let after = sessions(&course).await;
    assert_eq!(after.len(), before.len());
    for session in &after {
        let is_then = session["startsAtLocal"]
            .as_str()
            .unwrap()
            .starts_with(&day.to_string());
        let mut bookings = session["bookings"].as_array().unwrap().iter();
        let is_booked = bookings.any(|one| one["resourceId"] == resource);
        assert!(!(is_then && is_booked), "{session:#}");
    }
    let is_past = |one: &&Value| one["startsAt"].as_str().unwrap() < "2017-03-13T05:30:00";
    let (was, is): (Vec<_>, Vec<_>) = (
        before.iter().filter(is_past).collect(),
        after.iter().filter(is_past).collect(),
    );
    assert!(!was.is_empty());
    assert_eq!(was, is);
}

#[tokio::test]
async fn a_company_calls_a_visit_off() {
    let course = course().await;
    let before = sessions(&course).await;
    let visit = before.iter().find(|one| {
        one["kind"] == "COMPANY_VISIT" && one["startsAt"].as_str().unwrap() > "2017-03-13T06"
    });
    let visit = visit.unwrap();
    let input = json!({ "input": { "centreId": course.centre, "sessionId": visit["id"] } });
    let found = course.coordinator.ask(REPAIR, input).await["repairPlan"].clone();
    assert_eq!(found["absenceId"], json!(null));
    assert_eq!(found["hit"][0]["sessionId"], visit["id"]);
    let ways = &found["alternatives"];
    assert_billed(&course, ways).await;
    published(&course, ways).await;
    let after = sessions(&course).await;
    let now = after.iter().find(|one| one["id"] == visit["id"]).unwrap();
    let company = |session: &Value| {
        let mut bookings = session["bookings"].as_array().unwrap().iter();
        bookings.find(|one| one["role"] == "COMPANY").unwrap()["resourceId"].clone()
    };
    assert!(now["startsAt"] != visit["startsAt"] || company(now) != company(visit));
}

#[tokio::test]
async fn an_absence_that_is_noted_is_mended_and_one_question_has_one_answer() {
    let course = course().await;
    let (resource, day, n) = busiest(&sessions(&course).await, "TEACHER");
    let record = "mutation($input: RecordAbsenceInput!) { recordAbsence(input: $input) { id } }";
    let absence = away(&course, &resource, day)["input"]["absence"].clone();
    let noted = course
        .coordinator
        .ask(record, json!({ "input": absence }))
        .await;
    let id = &noted["recordAbsence"]["id"];
    let mut input = json!({ "input": {
        "centreId": course.centre, "absenceId": id, "idempotencyKey": "once"
    } });
    let found = course.coordinator.ask(REPAIR, input.clone()).await;
    assert_eq!(found["repairPlan"]["absenceId"], *id);
    assert_eq!(found["repairPlan"]["hit"].as_array().unwrap().len(), n);
    assert_billed(&course, &found["repairPlan"]["alternatives"]).await;
    assert_eq!(found, course.coordinator.ask(REPAIR, input.clone()).await);
    input["input"]["seed"] = json!(2);
    let code = course.coordinator.code(REPAIR, input).await;
    assert_eq!(code, "IDEMPOTENCY_MISMATCH");

    let mut input = away(&course, &resource, day.succ_opt().unwrap());
    input["input"]["idempotencyKey"] = json!("again");
    let db = course.app.ground().database.reader();
    let before = absence::Entity::find().count(db).await.unwrap();
    let first = course.coordinator.ask(REPAIR, input.clone()).await;
    assert_eq!(first, course.coordinator.ask(REPAIR, input).await);
    let after = absence::Entity::find().count(db).await.unwrap();
    assert_eq!(after, before + 1);
}

#[tokio::test]
async fn what_is_not_hit_needs_no_mending() {
    let course = course().await;
    let (resource, ..) = busiest(&sessions(&course).await, "ROOM");
    let sunday = away(&course, &resource, date("2017-03-19"));
    let found = course.coordinator.ask(REPAIR, sunday).await["repairPlan"].clone();
    assert_eq!(
        (&found["hit"], &found["alternatives"]),
        (&json!([]), &json!([]))
    );
    let after_all = away(&course, &resource, date("2018-03-19"));
    let found = course.coordinator.ask(REPAIR, after_all).await["repairPlan"].clone();
    assert_eq!(
        (&found["hit"], &found["alternatives"]),
        (&json!([]), &json!([]))
    );
}

#[tokio::test]
async fn the_past_is_not_mended() {
    let course = course().await;
    let all = sessions(&course).await;
    let (resource, ..) = busiest(&all, "ROOM");
    let fault = |refused: &Value| {
        let extensions = &refused["extensions"];
        assert_eq!(extensions["code"], "VALIDATION");
        let field = &extensions["fields"][0];
        (field["path"].clone(), field["code"].clone())
    };
    let gone = away(&course, &resource, date("2017-03-09"));
    let refused = course.coordinator.refused(REPAIR, gone).await;
    let expected = (json!("input.absence.until"), json!("IN_THE_PAST"));
    assert_eq!(fault(&refused), expected);
    let held = json!({ "input": { "centreId": course.centre, "sessionId": all[0]["id"] } });
    let refused = course.coordinator.refused(REPAIR, held).await;
    let expected = (json!("input.sessionId"), json!("IN_THE_PAST"));
    assert_eq!(fault(&refused), expected);
    let nothing = json!({ "input": { "centreId": course.centre } });
    let refused = course.coordinator.refused(REPAIR, nothing).await;
    assert_eq!(fault(&refused), (json!("input"), json!("ONE_DISRUPTION")));
}
