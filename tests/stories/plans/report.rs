//! What is told of a plan besides its answer: session counts, unmet wishes, ways out.

use std::collections::BTreeMap;

use api::usecases::plans::{Solver, take_and_search};
use entities::enrolment;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};

use super::course::Course;

const REPORT: &str = "query($id: ID!, $filter: UnmetWishesFilter) { plan(id: $id) {
    cost score { rule cost } waysOut { state }
    sessionCounts { cohortKey kind nDemanded nPast nPlanned nMissing minutesDemanded minutesPlanned }
    assignments(first: 200) { nodes { activityKey kind } pageInfo { hasNextPage } }
    unmetWishes(first: 200, filter: $filter) { nodes { rule text activities resources at units cost }
        pageInfo { hasNextPage } } } }";
const WAYS: &str = "query($id: ID!) { plan(id: $id) { state verdict
    waysOut { state searchMillis ways { rank price nPersons planCost
        changes { kind text resource activityKey cohortKey from until number } } } } }";

/// Nobody interprets Tigrinya.
pub(super) async fn speechless(n_cohorts: usize) -> Course {
    Course::changed("avnstrup", n_cohorts, |sample| {
        for interpreter in &mut sample.interpreters {
            interpreter.languages.retain(|tag| tag != "ti");
        }
        sample.interpreters.retain(|one| !one.languages.is_empty());
    })
    .await
}

fn number(value: &Value) -> i64 {
    value.as_i64().unwrap()
}

fn sum(rows: &Value, field: &str) -> i64 {
    rows.as_array()
        .unwrap()
        .iter()
        .map(|row| number(&row[field]))
        .sum()
}

#[tokio::test]
async fn a_plan_tells_what_it_has_and_which_wishes_it_does_not_meet() {
    let course = Course::of("avnstrup", 1).await;
    let id = course.requested(&course.cohorts, 1).await;
    let ask = json!({ "id": id });
    let before = course.coordinator.ask(REPORT, ask.clone()).await["plan"].clone();
    assert_eq!(before["sessionCounts"], json!([]));
    assert_eq!(before["unmetWishes"]["nodes"], json!([]));
    course.solved().await;

    let plan = course.coordinator.ask(REPORT, ask).await["plan"].clone();
    let counts = &plan["sessionCounts"];
    let mut planned: BTreeMap<&str, i64> = BTreeMap::new();
    assert_eq!(plan["assignments"]["pageInfo"]["hasNextPage"], false);
    for row in plan["assignments"]["nodes"].as_array().unwrap() {
        *planned.entry(row["kind"].as_str().unwrap()).or_default() += 1;
    }
    for count in counts.as_array().unwrap() {
        assert_eq!(count["nDemanded"], count["nPlanned"], "{count:#}");
        assert_eq!(count["minutesDemanded"], count["minutesPlanned"]);
        let kind = count["kind"].as_str().unwrap();
        assert_eq!(planned.remove(kind), Some(number(&count["nPlanned"])));
    }
    assert_eq!(planned, BTreeMap::new());
    assert_eq!(plan["waysOut"], Value::Null);

    let wishes = &plan["unmetWishes"]["nodes"];
    assert_eq!(plan["unmetWishes"]["pageInfo"]["hasNextPage"], false);
    assert_eq!(sum(wishes, "cost"), number(&plan["cost"]));
    let costs: Vec<i64> = wishes
        .as_array()
        .unwrap()
        .iter()
        .map(|wish| number(&wish["cost"]))
        .collect();
    assert!(costs.is_sorted_by(|a, b| a >= b), "{costs:?}");
    for rule in plan["score"].as_array().unwrap() {
        let of = json!({ "id": id, "filter": { "rule": rule["rule"] } });
        let found = course.coordinator.ask(REPORT, of).await["plan"]["unmetWishes"].clone();
        assert_eq!(sum(&found["nodes"], "cost"), number(&rule["cost"]));
    }
    let dearest = &wishes[0];
    assert_ne!(dearest["activities"], json!([]));
    assert_ne!(dearest["text"], dearest["rule"], "{dearest:#}");
}

#[tokio::test]
async fn what_cannot_be_planned_is_shown_ways_out_each_of_which_was_tried() {
    let course = speechless(1).await;
    let id = course.planned(&course.cohorts, 1).await;
    let ask = json!({ "id": id });
    let plan = course.coordinator.ask(WAYS, ask.clone()).await["plan"].clone();
    assert_eq!(plan["verdict"], "INFEASIBLE");
    assert_eq!(plan["waysOut"]["state"], "QUEUED");
    let counts = course.coordinator.ask(REPORT, ask.clone()).await["plan"]["sessionCounts"].clone();
    assert!(sum(&counts, "nMissing") > 0);

    let solver = Solver::new("searcher");
    let searched = take_and_search(&course.app.op(), &solver).await.unwrap();
    assert_eq!(searched.map(|plan| plan.to_string()), Some(id.clone()));
    let idle = take_and_search(&course.app.op(), &solver).await.unwrap();
    assert_eq!(idle, None);

    let plan = course.coordinator.ask(WAYS, ask.clone()).await["plan"].clone();
    assert_eq!(plan["waysOut"]["state"], "DONE");
    let ways = plan["waysOut"]["ways"].as_array().unwrap();
    assert!((1..=5).contains(&ways.len()), "{ways:#?}");
    let ranks: Vec<i64> = ways.iter().map(|way| number(&way["rank"])).collect();
    assert_eq!(ranks, (1..).take(ways.len()).collect::<Vec<_>>());
    let interpreter = ways
        .iter()
        .flat_map(|way| way["changes"].as_array().unwrap())
        .find(|change| change["kind"] == "ADD_INTERPRETER");
    let text = interpreter.unwrap()["text"].as_str().unwrap();
    assert_eq!(text, "One more interpreter: Tigrinya");
    let danish = course.coordinator.in_danish();
    let told = danish.ask(WAYS, ask).await["plan"]["waysOut"].to_string();
    assert!(told.contains("Én tolk mere: tigrinya"), "{told}");
}

#[tokio::test]
async fn where_nothing_is_proved_a_larger_effort_may_be_the_way_out() {
    let course = Course::of("avnstrup", 3).await;
    let mut order = course.order(&course.cohorts, 1);
    order["input"]["effort"]["steps"] = json!(1);
    let request = "mutation($input: RequestPlanInput!) { requestPlan(input: $input) { id } }";
    let made = course.coordinator.ask(request, order).await;
    course.solved().await;
    take_and_search(&course.app.op(), &Solver::new("searcher"))
        .await
        .unwrap();
    let ask = json!({ "id": made["requestPlan"]["id"] });
    let plan = course.coordinator.ask(WAYS, ask).await["plan"].clone();
    assert_eq!(plan["verdict"], "PARTIAL");
    let ways = &plan["waysOut"]["ways"];
    assert_eq!(plan["waysOut"]["state"], "DONE");
    assert_eq!(ways[0]["changes"], json!([]), "{ways:#}");
    assert_eq!(ways[0]["price"], "0.00");
}

#[tokio::test]
async fn ways_out_of_what_has_changed_since_help_nobody() {
    let course = speechless(1).await;
    let id = course.planned(&course.cohorts, 1).await;
    let gone = course.loaded.participants["av-01"];
    enrolment::Entity::delete_many()
        .filter(enrolment::Column::ParticipantId.eq(gone))
        .exec(course.app.ground().database.writer())
        .await
        .unwrap();
    take_and_search(&course.app.op(), &Solver::new("searcher"))
        .await
        .unwrap();
    let plan = course.coordinator.ask(WAYS, json!({ "id": id })).await["plan"].clone();
    assert_eq!(plan["waysOut"]["state"], "OUTDATED");
    assert_eq!(plan["waysOut"]["ways"], json!([]));
}

#[tokio::test]
async fn a_search_whose_worker_died_is_taken_up_again() {
    let course = speechless(1).await;
    let id = course.planned(&course.cohorts, 1).await;
    let op = course.app.op();
    // A worker that is told to end puts the search back.
    let ended = Solver::new("ended");
    ended.ended.cancel();
    take_and_search(&op, &ended).await.unwrap();
    let state = |course: &Course| {
        let (client, id) = (course.coordinator.clone(), id.clone());
        async move {
            let plan = client.ask(WAYS, json!({ "id": id })).await["plan"].clone();
            plan["waysOut"]["state"].clone()
        }
    };
    assert_eq!(state(&course).await, "QUEUED");
    // One that dies is waited for until its lease has run out.
    let dying = Solver::new("dying");
    let search = take_and_search(&op, &dying);
    tokio::select! {
        biased;
        _ = search => {}
        () = async { while state(&course).await != "SEARCHING" {} } => {}
    }
    let alive = Solver::new("alive");
    assert_eq!(take_and_search(&op, &alive).await.unwrap(), None);
    course.app.clock.pass(chrono::TimeDelta::seconds(61));
    assert!(take_and_search(&op, &alive).await.unwrap().is_some());
    assert_eq!(state(&course).await, "DONE");
}

#[tokio::test]
async fn what_is_told_of_many_plans_takes_no_more_statements_than_of_one() {
    let course = speechless(1).await;
    let query = "query($centre: ID!) { plans(centreId: $centre) { nodes {
        sessionCounts { nDemanded } unmetWishes { nodes { cost } }
        waysOut { state } scenario { name } repair { kinds } } } }";
    let mut sent = Vec::new();
    for seed in 1..=3 {
        course.planned(&course.cohorts, seed).await;
        let before = course.app.ground().database.statements();
        let ask = json!({ "centre": course.centre });
        let found = course.coordinator.ask(query, ask).await;
        let plans = found["plans"]["nodes"].as_array().unwrap();
        assert_eq!(plans.len(), usize::try_from(seed).unwrap());
        sent.push(course.app.ground().database.statements() - before);
    }
    assert_eq!(sent, [sent[0]; 3]);
}
