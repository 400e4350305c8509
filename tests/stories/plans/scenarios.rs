//! What if: scenarios beside the live timetable, which they never touch.

use entities::id::CohortId;
use entities::{cohort, session};
use rstest::rstest;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};

use super::course::{Course, PUBLISH, publishing};
use super::report::speechless;

const REQUEST: &str = "mutation($input: RequestScenarioInput!) {
    requestScenario(input: $input) { id key state } }";
const COMPARED: &str = "query($id: ID!) { plan(id: $id) { state verdict planHash failureCode
    waysOut { state } assignments { nodes { activityKey } } sessionCounts { nDemanded nMissing }
    conflicts { reason resources }
    scenario { name price nPersons changes { kind text resource cohortKey activityKey number }
        comparison { cost interpreterCost score { rule units cost } lost gained nSessions
            base { verdict planHash cost interpreterCost unassigned score { rule cost }
                sessionCounts { cohortKey kind nDemanded nPlanned nMissing } }
            changed { verdict planHash cost interpreterCost unassigned
                sessionCounts { cohortKey kind nDemanded nPlanned nMissing } }
            sessions(first: 200) { nodes { activityKey base { startsAtLocal resources }
                changed { startsAtLocal resources } } } } } } }";

fn tigrinya() -> Value {
    json!({ "addInterpreter": { "languages": ["ti"], "mode": "ON_SITE", "hourPrice": "345.00",
        "transportPrice": "290.00", "minimumMinutes": 60 } })
}

fn input(course: &Course, changes: &Value) -> Value {
    let mut order = course.order(&course.cohorts, 1);
    order["input"]["effort"]["steps"] = json!(100_000);
    order["input"]["name"] = json!("What if");
    order["input"]["changes"] = changes.clone();
    order
}

async fn imagined(course: &Course, changes: &Value) -> String {
    let made = course
        .coordinator
        .ask(REQUEST, input(course, changes))
        .await;
    made["requestScenario"]["id"].as_str().unwrap().to_owned()
}

async fn compared(course: &Course, id: &str) -> Value {
    course.coordinator.ask(COMPARED, json!({ "id": id })).await["plan"].clone()
}

fn demanded(answer: &Value) -> i64 {
    let counts = answer["sessionCounts"].as_array().unwrap().iter();
    counts.map(|one| one["nDemanded"].as_i64().unwrap()).sum()
}

#[tokio::test]
async fn one_interpreter_more_makes_possible_what_was_not() {
    let course = speechless(1).await;
    let id = imagined(&course, &json!([tigrinya()])).await;
    let waiting = compared(&course, &id).await;
    assert_eq!(waiting["state"], "QUEUED");
    assert_eq!(waiting["scenario"]["comparison"], Value::Null);
    let change = &waiting["scenario"]["changes"][0];
    assert_eq!(change["resource"], "INTERPRETER/interpreter/extra-1");
    assert_eq!(course.solved().await, Some(id.clone()));

    let plan = compared(&course, &id).await;
    let scenario = &plan["scenario"];
    let comparison = &scenario["comparison"];
    assert_eq!(plan["verdict"], "COMPLETE");
    assert_eq!(comparison["base"]["verdict"], "INFEASIBLE");
    assert_eq!(comparison["changed"]["verdict"], "COMPLETE");
    assert_eq!(comparison["lost"], json!([]));
    assert_eq!(comparison["gained"], comparison["base"]["unassigned"]);
    assert_ne!(comparison["gained"], json!([]));
    assert_eq!(comparison["changed"]["planHash"], plan["planHash"]);
    let ore = |amount: &Value| {
        let text = amount.as_str().unwrap().replace('.', "");
        text.parse::<i64>().unwrap()
    };
    let paid = |side: &str| ore(&comparison[side]["interpreterCost"]);
    assert!(paid("changed") > paid("base"));
    assert_eq!(
        ore(&comparison["interpreterCost"]),
        paid("changed") - paid("base")
    );
    let new = comparison["sessions"]["nodes"].as_array().unwrap();
    assert_eq!(comparison["nSessions"], json!(new.len()));
    let uses = new.iter().any(|one| {
        let resources = one["changed"]["resources"].to_string();
        resources.contains("INTERPRETER/interpreter/extra-1")
    });
    assert!(uses, "{new:#?}");
    assert_eq!(plan["waysOut"], Value::Null);
}

#[tokio::test]
async fn the_base_is_what_a_plan_of_the_same_seed_and_effort_is() {
    let course = Course::of("avnstrup", 2).await;
    let mut order = course.order(&course.cohorts, 1);
    order["input"]["effort"]["steps"] = json!(100_000);
    let request = "mutation($input: RequestPlanInput!) { requestPlan(input: $input) { id } }";
    let made = course.coordinator.ask(request, order).await;
    let live = made["requestPlan"]["id"].as_str().unwrap();
    course.solved().await;
    let size = json!({ "cohortId": course.cohorts[0], "participants": 20 });
    let id = imagined(&course, &json!([{ "resizeCohort": size }])).await;
    course.solved().await;
    let comparison = compared(&course, &id).await["scenario"]["comparison"].clone();
    let live = course.plan(live).await;
    assert_eq!(comparison["base"]["planHash"], live["planHash"]);
    assert_eq!(comparison["base"]["cost"], live["cost"]);
    // Two interviews for each of the four who join; lessons take more people.
    let more = demanded(&comparison["changed"]) - demanded(&comparison["base"]);
    assert_eq!(more, 8, "{comparison:#}");
}

#[tokio::test]
async fn nothing_live_is_touched() {
    let course = Course::of("avnstrup", 1).await;
    let plan = course.planned(&course.cohorts, 1).await;
    course.published(&plan).await;
    let db = course.app.ground().database.reader();
    let before = session::Entity::find().all(db).await.unwrap();
    let room = course.loaded.resources["class-1"];
    let changes = json!([{ "removeResource": { "resourceId": room } }]);
    let id = imagined(&course, &changes).await;
    course.solved().await;
    let scenario = compared(&course, &id).await;
    assert_eq!(scenario["state"], "SOLVED");
    assert_eq!(scenario["assignments"]["nodes"], json!([]));
    assert!(
        scenario["scenario"]["comparison"]["nSessions"]
            .as_i64()
            .unwrap()
            > 0
    );

    let query = "query($id: ID!) { planDiff(planId: $id) { previewHash } }";
    let refused = course.coordinator.refused(query, json!({ "id": id })).await;
    assert_eq!(refused["extensions"]["code"], "BLOCKED");
    assert_eq!(refused["extensions"]["fields"][0]["code"], "IS_SCENARIO");
    let publish = publishing(&id, &json!("0".repeat(64)), &json!([]));
    let code = course.coordinator.code(PUBLISH, publish).await;
    assert_eq!(code, "BLOCKED");
    assert_eq!(session::Entity::find().all(db).await.unwrap(), before);
    assert_eq!(course.plan(&plan).await["state"], "PUBLISHED");
    let cohorts = cohort::Entity::find().count(db).await.unwrap();
    assert_eq!(cohorts, 1);
}

#[tokio::test]
async fn everything_that_is_wrong_with_a_scenario_is_told_at_once() {
    let course = Course::of("avnstrup", 1).await;
    let nobody = "resource_01h455vb4pex5vsknk084sn02q";
    let room = course.loaded.resources["class-1"];
    let changes = json!([
        { "addInterpreter": { "languages": [], "mode": "PHONE", "hourPrice": "1.00" } },
        { "addRoom": { "kind": "CLASS", "seats": 0 } },
        { "removeResource": { "resourceId": nobody } },
        { "addSkill": { "staffId": room, "skill": "danish" } },
        { "addAbsence": { "resourceId": room, "from": "2017-03-07T10:00:00", "until": "2017-03-07T09:00:00" } },
        { "resizeCohort": { "cohortId": CohortId::from(uuid::Uuid::nil()), "participants": 500 } },
    ]);
    let refused = course
        .coordinator
        .refused(REQUEST, input(&course, &changes))
        .await;
    let fields = refused["extensions"]["fields"].as_array().unwrap().iter();
    let told: Vec<String> = fields
        .map(|one| {
            format!(
                "{} {}",
                one["path"].as_str().unwrap(),
                one["code"].as_str().unwrap()
            )
        })
        .collect();
    let wanted = [
        "input.changes.0.addInterpreter.languages NO_LANGUAGE",
        "input.changes.1.addRoom.seats OUT_OF_RANGE",
        "input.changes.2.removeResource.resourceId NOT_AT_CENTRE",
        "input.changes.3.addSkill.staffId WRONG_KIND",
        "input.changes.4.addAbsence.until EMPTY_INTERVAL",
        "input.changes.5.resizeCohort.participants OVER_LIMIT",
        "input.changes.5.resizeCohort.cohortId NOT_IN_PLAN",
    ];
    assert_eq!(told, wanted);

    let changes = json!([
        { "dropActivity": { "activityKey": "no-such" } },
        { "unpin": { "activityKey": "2017-1/danish/w5/1" } },
    ]);
    let refused = course
        .coordinator
        .refused(REQUEST, input(&course, &changes))
        .await;
    let fields = refused["extensions"]["fields"].as_array().unwrap();
    assert_eq!(fields[0]["code"], "NOT_PLANNED", "{refused:#}");
    assert_eq!(fields[1]["code"], "NOTHING_TO_CHANGE", "{refused:#}");

    let mut empty = input(&course, &json!([]));
    empty["input"]["name"] = json!(" ");
    let refused = course.coordinator.refused(REQUEST, empty).await;
    let fields = refused["extensions"]["fields"].as_array().unwrap();
    assert_eq!(fields.len(), 2, "{refused:#}");
}

#[rstest]
#[case::staff("ADD_STAFF_MEMBER", json!({ "addStaffMember": { "skills": ["danish"] } }))]
#[case::room("ADD_ROOM", json!({ "addRoom": { "kind": "WORKSHOP", "seats": 12 } }))]
#[case::vehicle("ADD_VEHICLE", json!({ "addVehicle": { "seats": 9 } }))]
#[case::company("ADD_COMPANY", json!({ "addCompany": { "sectors": ["care"], "groupSizeMax": 8,
    "travelMinutes": 15, "windows": [{ "weekday": 2, "from": "09:00", "until": "15:00" }] } }))]
#[case::opening("ADD_OPENING", json!({ "addOpening": { "resourceId": "{room}",
    "from": "2017-03-07T08:00:00", "until": "2017-03-07T12:00:00" } }))]
#[case::absence("ADD_ABSENCE", json!({ "addAbsence": { "resourceId": "{staff}",
    "from": "2017-03-07T00:00:00", "until": "2017-03-09T00:00:00" } }))]
#[case::resize("RESIZE", json!({ "resize": { "resourceId": "{room}", "seats": 40 } }))]
#[case::places("SET_COMPANY_PLACES", json!({ "setCompanyPlaces": { "companyId": "{company}", "places": 2 } }))]
#[case::skill("ADD_SKILL", json!({ "addSkill": { "staffId": "{staff}", "skill": "danish" } }))]
#[case::open("OPEN_CENTRE", json!({ "openCentre": { "from": "2017-03-11T09:00:00", "until": "2017-03-11T13:00:00" } }))]
#[case::later("EXTEND_DUE", json!({ "extendDue": { "activityKey": "{activity}", "days": 7 } }))]
#[case::earlier("ADVANCE_RELEASE", json!({ "advanceRelease": { "activityKey": "{activity}", "days": 1 } }))]
#[case::cap("SET_DAY_CAP", json!({ "setDayCap": { "cohortId": "{cohort}" } }))]
#[case::hours("SET_COHORT_HOURS", json!({ "setCohortHours": { "cohortId": "{cohort}", "from": "08:00", "until": "17:00" } }))]
#[case::lunch("SET_LUNCH", json!({ "setLunch": { "cohortId": "{cohort}",
    "lunch": { "from": "11:00", "until": "13:00", "minutes": 30 } } }))]
#[case::no_lunch("SET_LUNCH", json!({ "setLunch": { "cohortId": "{cohort}" } }))]
#[case::caps("SET_STAFF_CAPS", json!({ "setStaffCaps": { "staffId": "{staff}", "maxMinutesADay": 300 } }))]
#[case::dropped("DROP_ACTIVITY", json!({ "dropActivity": { "activityKey": "{activity}" } }))]
#[tokio::test]
async fn every_change_can_be_imagined_and_is_told_in_both_languages(
    #[case] kind: &str,
    #[case] change: Value,
) {
    let course = Course::of("avnstrup", 1).await;
    let resources = &course.loaded.resources;
    let filled = change
        .to_string()
        .replace("{room}", &resources["class-1"].to_string())
        .replace("{staff}", &resources["anne-lund"].to_string())
        .replace("{company}", &resources["nordbyg"].to_string())
        .replace("{cohort}", &course.cohorts[0].to_string())
        .replace("{activity}", "2017-1/danish/w5/1");
    let change: Value = serde_json::from_str(&filled).unwrap();
    let id = imagined(&course, &json!([change])).await;
    let query = json!({ "id": id });
    let english = course.coordinator.ask(COMPARED, query.clone()).await;
    let danish = course.coordinator.in_danish().ask(COMPARED, query).await;
    let (english, danish) = (
        &english["plan"]["scenario"]["changes"][0],
        &danish["plan"]["scenario"]["changes"][0],
    );
    assert_eq!(english["kind"], kind);
    for text in [&english["text"], &danish["text"]] {
        let text = text.as_str().unwrap();
        assert!(
            !text.contains(['{', '$']) && !text.contains("change-"),
            "{text}"
        );
    }
    assert_ne!(english["text"], danish["text"]);
}

#[tokio::test]
async fn what_a_scenario_changes_may_be_gone_by_the_time_it_is_planned() {
    let course = Course::of("avnstrup", 1).await;
    let who = course.loaded.participants["av-01"];
    let id = imagined(
        &course,
        &json!([{ "addAbsence": { "resourceId": entities::id::ResourceId::from(who),
            "from": "2017-03-07T00:00:00", "until": "2017-03-08T00:00:00" } }]),
    )
    .await;
    entities::enrolment::Entity::delete_many()
        .exec(course.app.ground().database.writer())
        .await
        .unwrap();
    course.solved().await;
    let plan = compared(&course, &id).await;
    assert_eq!(plan["state"], "FAILED");
    assert_eq!(plan["failureCode"], "CHANGES_DO_NOT_FIT");
    assert_ne!(plan["conflicts"], json!([]));
}

#[tokio::test]
async fn one_question_has_one_answer() {
    let course = Course::of("avnstrup", 1).await;
    let mut asked = input(&course, &json!([tigrinya()]));
    asked["input"]["idempotencyKey"] = json!("once");
    let one = course.coordinator.ask(REQUEST, asked.clone()).await;
    let two = course.coordinator.ask(REQUEST, asked.clone()).await;
    assert_eq!(one["requestScenario"]["id"], two["requestScenario"]["id"]);
    asked["input"]["name"] = json!("Another");
    assert_eq!(
        course.coordinator.code(REQUEST, asked).await,
        "IDEMPOTENCY_MISMATCH"
    );
}
