//! Servers come and go: what waits or is being solved is taken up by the next one, by one alone, and
//! nobody thinks about what nobody wants to know any more.

use std::time::Duration;

use api::usecases::plans::{Solver, take_and_solve};
use entities::{change_event, plan};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};

use super::FOLLOW;
use super::course::Course;
use super::follow::Follower;

const REQUEST: &str = "mutation($input: RequestPlanInput!) { requestPlan(input: $input) { id } }";

/// Long enough to be met on the way, short enough to wait for.
const A_WHILE: i64 = 12_000_000;
const FOR_EVER: i64 = 1_000_000_000;

async fn requested(course: &Course, steps: i64) -> String {
    let mut order = course.order(&course.cohorts, 1);
    order["input"]["effort"]["steps"] = json!(steps);
    let made = course.coordinator.ask(REQUEST, order).await;
    made["requestPlan"]["id"].as_str().unwrap().to_owned()
}

/// Follows a plan until a worker is well on its way with it.
async fn until_on_its_way(course: &Course, id: &str) {
    let mut follower = Follower::start(&course.app, &course.coordinator, FOLLOW, id).await;
    while let Some(next) = follower.next().await {
        let progress = &next["data"]["planProgress"];
        if progress["state"] == "SOLVING" && progress["phase"] == "IMPROVE" {
            return;
        }
    }
    panic!("the plan was over before it was met");
}

async fn until_over(course: &Course, id: &str) -> Value {
    let mut follower = Follower::start(&course.app, &course.coordinator, FOLLOW, id).await;
    let mut last = Value::Null;
    while let Some(next) = follower.next().await {
        last = next["data"]["planProgress"]["state"].clone();
    }
    last
}

async fn row(course: &Course, id: &str) -> plan::Model {
    let id: entities::id::PlanId = id.parse().unwrap();
    let db = course.app.ground().database.reader();
    let row = plan::Entity::find_by_id(id).one(db).await.unwrap();
    row.unwrap()
}

/// A server that dies in the middle of what it does, as if its power went.
struct Mortal(Option<tokio::runtime::Runtime>);

impl Mortal {
    fn start(course: &Course) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let (config, clock) = (course.app.app.config.clone(), course.app.clock.clone());
        runtime.spawn(async move {
            let kind = entities::columns::InstallationKind::Demo;
            let app = api::app::App::build(config, clock, Some(kind)).await;
            app.expect("the server starts").run_worker();
            std::future::pending::<()>().await;
        });
        Self(Some(runtime))
    }
}

impl Drop for Mortal {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

#[tokio::test]
async fn a_plan_that_waits_is_solved_by_the_next_server() {
    let course = Course::of("avnstrup", 1).await;
    let id = course.requested(&course.cohorts, 1).await;
    let next = course.app.another_server().await;
    next.run_worker();
    assert_eq!(until_over(&course, &id).await, "SOLVED");
    next.shutdown().await.unwrap();
}

#[tokio::test]
async fn a_plan_whose_server_died_is_solved_by_the_next_one() {
    let course = Course::of("avnstrup", 3).await;
    let id = requested(&course, A_WHILE).await;
    let mortal = Mortal::start(&course);
    until_on_its_way(&course, &id).await;
    drop(mortal);
    // Nobody knows yet that it is dead.
    let op = course.app.op();
    let alive = Solver::new("alive");
    assert_eq!(take_and_solve(&op, &alive).await.unwrap(), None);
    course.app.clock.pass(chrono::TimeDelta::seconds(61));
    let next = course.app.another_server().await;
    next.run_worker();
    assert_eq!(until_over(&course, &id).await, "SOLVED");
    next.shutdown().await.unwrap();
    let solved = row(&course, &id).await;
    assert_eq!(solved.attempts, 2);
    assert_eq!(course.plan(&id).await["verdict"], "COMPLETE");
}

#[tokio::test]
async fn a_server_that_ends_puts_its_plan_back_and_the_plan_is_the_same_in_the_end() {
    let course = Course::of("avnstrup", 3).await;
    let id = requested(&course, A_WHILE).await;
    let first = course.app.another_server().await;
    first.run_worker();
    until_on_its_way(&course, &id).await;
    first.shutdown().await.unwrap();
    let put_back = row(&course, &id).await;
    assert_eq!(put_back.state, entities::columns::PlanState::Queued);
    assert_eq!((put_back.attempts, put_back.lease_owner), (0, None));

    let next = course.app.another_server().await;
    next.run_worker();
    assert_eq!(until_over(&course, &id).await, "SOLVED");
    next.shutdown().await.unwrap();
    let other = requested(&course, A_WHILE).await;
    assert_eq!(course.solved().await, Some(other.clone()));
    let (one, two) = (row(&course, &id).await, row(&course, &other).await);
    assert_eq!(one.plan_hash, two.plan_hash);
}

#[tokio::test]
async fn a_server_that_ends_does_not_wait_for_a_long_plan() {
    let course = Course::of("avnstrup", 1).await;
    let id = requested(&course, FOR_EVER).await;
    let server = course.app.another_server().await;
    server.run_worker();
    until_on_its_way(&course, &id).await;
    server.shutdown().await.unwrap();
    assert_eq!(course.plan(&id).await["state"], "QUEUED");
}

#[tokio::test]
async fn two_servers_share_the_work_and_never_do_it_twice() {
    let course = Course::of("avnstrup", 1).await;
    let mut ids = Vec::new();
    for seed in 1..=8 {
        ids.push(course.requested(&course.cohorts, seed).await);
    }
    let (one, two) = (
        course.app.another_server().await,
        course.app.another_server().await,
    );
    one.run_worker();
    two.run_worker();
    for id in &ids {
        assert_eq!(until_over(&course, id).await, "SOLVED");
        assert_eq!(row(&course, id).await.attempts, 1);
    }
    one.shutdown().await.unwrap();
    two.shutdown().await.unwrap();
    let db = course.app.ground().database.reader();
    let solved = change_event::Entity::find()
        .filter(change_event::Column::Kind.eq("PLAN_SOLVED"))
        .count(db)
        .await
        .unwrap();
    assert_eq!(solved, ids.len() as u64);
}

#[tokio::test]
async fn a_repair_that_nobody_waits_for_any_more_is_not_thought_to_its_end() {
    let course = Course::of("avnstrup", 3).await;
    let plan = course.planned(&course.cohorts, 1).await;
    course.published(&plan).await;
    let teacher = course.loaded.resources["anne-lund"];
    let repair = "mutation($input: RepairPlanInput!) { repairPlan(input: $input) { absenceId } }";
    let input = json!({ "input": { "centreId": course.centre, "effort": { "steps": 1_000_000 },
        "absence": { "resourceId": teacher, "reason": "away",
            "from": "2017-03-06T00:00:00", "until": "2017-04-15T00:00:00" } } });
    let engine = &course.app.ground().engine;
    tokio::select! {
        answer = course.coordinator.send(repair, input) => panic!("too quick: {:?}", answer.body),
        () = async { while engine.under_way() == 0 { tokio::task::yield_now().await; } } => {}
    }
    let idle = async {
        while engine.under_way() > 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), idle)
        .await
        .expect("the engine stops");
    let db = course.app.ground().database.reader();
    let kept = entities::repair::Entity::find().count(db).await.unwrap();
    assert_eq!(kept, 0);
}
