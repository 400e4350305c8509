//! Plans: asked for, followed, looked at, published, and the timetable that comes of it.

pub(crate) mod course;
mod follow;
mod repair;
mod report;
mod resume;
mod scenarios;

use std::collections::BTreeSet;

use api::usecases::plans::{Solver, take_and_solve};
use chrono::{DateTime, Utc};
use entities::booking;
use entities::columns::{BookingRole, BookingStatus, PlanState, SessionState};
use entities::id::PlanId;
use entities::{plan, session, session_revision};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use tests::Role;

use self::course::{Course, PUBLISH, publishing};
use self::follow::Follower;

const FOLLOW: &str = "subscription($id: ID!) { planProgress(planId: $id) {
    state phase step steps unassigned cost verdict } }";
const CANCEL: &str = "mutation($input: CancelPlanInput!) { cancelPlan(input: $input) { state } }";

#[tokio::test]
async fn a_plan_is_asked_for_followed_previewed_and_published() {
    let course = Course::of("avnstrup", 1).await;
    let id = course.requested(&course.cohorts, 1).await;
    let mut follower = Follower::start(&course.app, &course.coordinator, FOLLOW, &id).await;
    let first = follower.next().await.unwrap();
    assert_eq!(first["data"]["planProgress"]["state"], "QUEUED");
    take_and_solve(&course.app.op(), &Solver::new("worker"))
        .await
        .unwrap();
    let mut last = first;
    while let Some(next) = follower.next().await {
        last = next;
    }
    assert_eq!(last["data"]["planProgress"]["state"], "SOLVED");
    assert_eq!(last["data"]["planProgress"]["unassigned"], 0);

    let plan = course.plan(&id).await;
    assert_eq!(plan["verdict"], "COMPLETE", "{plan:#}");
    assert_eq!(plan["planHash"].as_str().unwrap().len(), 64);
    assert_eq!(plan["score"].as_array().unwrap().len(), 11);
    let diff = course.diff(&id).await;
    assert_eq!(diff["violations"], json!([]));
    assert_eq!(diff["unassigned"], json!([]));
    let published = course.published(&id).await;
    assert_eq!(published["nCreated"], diff["nCreated"]);
    assert_eq!(published["plan"]["state"], "PUBLISHED");

    let db = course.app.ground().database.reader();
    let sessions = session::Entity::find().all(db).await.unwrap();
    assert_eq!(json!(sessions.len()), diff["nCreated"]);
    let revisions = session_revision::Entity::find().all(db).await.unwrap();
    assert_eq!(revisions.len(), sessions.len());
    let bookings = booking::Entity::find().all(db).await.unwrap();
    for booking in &bookings {
        let is_asked = matches!(
            booking.role,
            BookingRole::Interpreter | BookingRole::Company
        );
        let is_requested = booking.status == BookingStatus::Requested;
        assert_eq!(is_requested, is_asked, "{booking:?}");
    }
    let again = publishing(&id, &diff["previewHash"], &json!([]));
    let code = course.coordinator.code(PUBLISH, again).await;
    assert_eq!(code, "ILLEGAL_TRANSITION");
    let diff = course.diff(&id).await;
    assert_eq!(diff["nCreated"], 0, "{diff:#}");
    assert_eq!(diff["nChanged"], 0, "{diff:#}");
}

#[rstest::rstest]
#[case("avnstrup")]
#[case("jelling")]
#[case("ny_i_danmark")]
#[tokio::test]
async fn every_sample_course_is_planned_whole(#[case] name: &str) {
    let course = Course::of(name, 9).await;
    let id = course.planned(&course.cohorts, 1).await;
    let plan = course.plan(&id).await;
    assert_eq!(plan["verdict"], "COMPLETE", "{plan:#}");
    let diff = course.diff(&id).await;
    assert_eq!(diff["violations"], json!([]), "{diff:#}");
    course.published(&id).await;
    let db = course.app.ground().database.reader();
    let sessions = session::Entity::find().all(db).await.unwrap();
    for session in sessions {
        let day = session.starts_at.date_naive().to_string();
        assert!(
            !["2017-04-13", "2017-04-14"].contains(&day.as_str()),
            "{day}"
        );
    }
}

#[tokio::test]
async fn the_same_seed_gives_the_same_plan_and_a_stale_preview_is_refused() {
    let course = Course::of("avnstrup", 1).await;
    let one = course.planned(&course.cohorts, 7).await;
    let two = course.planned(&course.cohorts, 7).await;
    let (first, second) = (course.plan(&one).await, course.plan(&two).await);
    assert_eq!(first["planHash"], second["planHash"]);
    assert_eq!(first["inputHash"], second["inputHash"]);
    assert_ne!(first["key"], second["key"]);

    let stale = course.diff(&two).await["previewHash"].clone();
    course.published(&one).await;
    let refused = course
        .coordinator
        .refused(PUBLISH, publishing(&two, &stale, &json!([])))
        .await;
    assert_eq!(refused["extensions"]["code"], "PREVIEW_STALE");
    let fresh = &refused["extensions"]["details"]["previewHash"];
    assert_eq!(*fresh, course.diff(&two).await["previewHash"]);
    let published = course.published(&two).await;
    assert_eq!(published["nCreated"], 0);
    assert_eq!(published["nChanged"], 0);
    assert_eq!(course.plan(&one).await["state"], "SUPERSEDED");
}

#[tokio::test]
async fn a_plan_goes_around_what_another_cohort_has() {
    let course = Course::of("avnstrup", 2).await;
    let first = course.planned(&course.cohorts[..1], 1).await;
    course.published(&first).await;
    let second = course.planned(&course.cohorts[1..], 1).await;
    assert_eq!(course.plan(&second).await["verdict"], "COMPLETE");
    course.published(&second).await;
    assert_eq!(course.plan(&first).await["state"], "PUBLISHED");

    let db = course.app.ground().database.reader();
    let mut bookings = booking::Entity::find().all(db).await.unwrap();
    bookings.retain(|row| row.role != BookingRole::Company);
    bookings.sort_by_key(|row| (row.resource_id, row.busy_from_at));
    for pair in bookings.windows(2) {
        let same = pair[0].resource_id == pair[1].resource_id;
        assert!(
            !same || pair[0].busy_until_at <= pair[1].busy_from_at,
            "{pair:?}"
        );
    }
}

#[tokio::test]
async fn what_stays_without_a_place_is_accepted_by_name() {
    // Nobody interprets Tigrinya any more.
    let course = Course::changed("avnstrup", 3, |sample| {
        for interpreter in &mut sample.interpreters {
            interpreter.languages.retain(|tag| tag != "ti");
        }
        sample.interpreters.retain(|one| !one.languages.is_empty());
    })
    .await;
    let id = course.planned(&course.cohorts, 1).await;
    let plan = course.plan(&id).await;
    assert_eq!(plan["state"], "SOLVED");
    assert_eq!(plan["verdict"], "INFEASIBLE");
    assert_ne!(plan["conflicts"], json!([]));
    let missing = plan["unassigned"].as_array().unwrap();
    let reasons = missing[0]["reasons"].as_array().unwrap();
    let named = reasons
        .iter()
        .any(|reason| reason["rule"] == "interpreter_missing");
    assert!(named, "{missing:#?}");

    let diff = course.diff(&id).await;
    let hash = diff["previewHash"].clone();
    let refused = course
        .coordinator
        .refused(PUBLISH, publishing(&id, &hash, &json!([])))
        .await;
    assert_eq!(refused["extensions"]["code"], "BLOCKED");
    assert_eq!(
        refused["extensions"]["details"]["unassigned"],
        diff["unassigned"]
    );
    let accepted = publishing(&id, &hash, &diff["unassigned"]);
    let published = course.coordinator.ask(PUBLISH, accepted).await;
    assert_eq!(published["publishPlan"]["plan"]["state"], "PUBLISHED");
}

#[tokio::test]
async fn a_plan_is_stopped_before_it_is_solved() {
    let course = Course::of("avnstrup", 1).await;
    let id = course.requested(&course.cohorts, 1).await;
    let cancel = json!({ "input": { "planId": id } });
    let stopped = course.coordinator.ask(CANCEL, cancel.clone()).await;
    assert_eq!(stopped["cancelPlan"]["state"], "CANCELLED");
    let idle = take_and_solve(&course.app.op(), &Solver::new("worker"))
        .await
        .unwrap();
    assert_eq!(idle, None);
    let code = course.coordinator.code(CANCEL, cancel).await;
    assert_eq!(code, "ILLEGAL_TRANSITION");
    let query = "query($id: ID!) { planDiff(planId: $id) { previewHash } }";
    let code = course.coordinator.code(query, json!({ "id": id })).await;
    assert_eq!(code, "BLOCKED");
}

#[tokio::test]
async fn a_plan_that_is_being_solved_stops_and_keeps_nothing() {
    let course = Course::of("avnstrup", 3).await;
    let mut order = course.order(&course.cohorts, 1);
    order["input"]["effort"]["steps"] = json!(1_000_000_000);
    let request = "mutation($input: RequestPlanInput!) { requestPlan(input: $input) { id } }";
    let made = course.coordinator.ask(request, order).await;
    let id = made["requestPlan"]["id"].as_str().unwrap().to_owned();
    let mut follower = Follower::start(&course.app, &course.coordinator, FOLLOW, &id).await;
    let op = course.app.op();
    let stopping = async {
        while let Some(next) = follower.next().await {
            let progress = &next["data"]["planProgress"];
            if progress["state"] == "SOLVING" && progress["phase"] == "IMPROVE" {
                let cancel = json!({ "input": { "planId": id } });
                course.coordinator.ask(CANCEL, cancel).await;
            }
        }
    };
    let solver = Solver::new("worker");
    let (solved, ()) = tokio::join!(take_and_solve(&op, &solver), stopping);
    assert!(solved.unwrap().is_some());
    let plan = course.plan(&id).await;
    assert_eq!(plan["state"], "CANCELLED");
    assert_eq!(plan["planHash"], json!(null));
}

#[tokio::test]
async fn two_workers_never_solve_the_same_plan() {
    let course = Course::of("avnstrup", 1).await;
    course.requested(&course.cohorts, 1).await;
    let op = course.app.op();
    let (one, two) = (Solver::new("one"), Solver::new("two"));
    let (one, two) = tokio::join!(take_and_solve(&op, &one), take_and_solve(&op, &two));
    let solved: Vec<PlanId> = [one.unwrap(), two.unwrap()].into_iter().flatten().collect();
    assert_eq!(solved.len(), 1);
}

#[tokio::test]
async fn a_plan_whose_worker_died_is_taken_up_again() {
    let course = Course::of("avnstrup", 1).await;
    let id = course.requested(&course.cohorts, 1).await;
    let plan_id: PlanId = id.parse().unwrap();
    let lease: DateTime<Utc> = course.app.clock.real() + chrono::TimeDelta::seconds(30);
    let db = course.app.ground().database.writer();
    plan::Entity::update_many()
        .col_expr(plan::Column::State, Expr::value(PlanState::Solving))
        .col_expr(plan::Column::LeaseOwner, Expr::value("dead"))
        .col_expr(plan::Column::LeaseUntilAt, Expr::value(lease))
        .filter(plan::Column::Id.eq(plan_id))
        .exec(db)
        .await
        .unwrap();
    let op = course.app.op();
    let alive = Solver::new("alive");
    assert_eq!(take_and_solve(&op, &alive).await.unwrap(), None);
    course.app.clock.pass(chrono::TimeDelta::seconds(31));
    assert_eq!(take_and_solve(&op, &alive).await.unwrap(), Some(plan_id));
    assert_eq!(course.plan(&id).await["state"], "SOLVED");
}

#[tokio::test]
async fn the_past_stays_and_the_rest_is_planned_again() {
    let course = Course::of("avnstrup", 1).await;
    let id = course.planned(&course.cohorts, 1).await;
    course.published(&id).await;
    let db = course.app.ground().database.reader();
    let before = session::Entity::find().all(db).await.unwrap();
    let now: DateTime<Utc> = "2017-03-15T09:07:00Z".parse().unwrap();
    course.app.clock.move_to(now);
    // Somebody leaves: interviews that nobody needs are called off, the past is left alone.
    let gone = course.loaded.participants["av-01"];
    entities::enrolment::Entity::delete_many()
        .filter(entities::enrolment::Column::ParticipantId.eq(gone))
        .exec(course.app.ground().database.writer())
        .await
        .unwrap();
    let again = course.planned(&course.cohorts, 2).await;
    let plan = course.plan(&again).await;
    assert_eq!(plan["verdict"], "COMPLETE", "{plan:#}");
    let diff = course.diff(&again).await;
    assert_eq!(diff["violations"], json!([]), "{diff:#}");
    course.published(&again).await;
    let after = session::Entity::find().all(db).await.unwrap();
    let past = |row: &&session::Model| row.starts_at < now;
    let (was, is): (Vec<_>, Vec<_>) = (
        before.iter().filter(past).collect(),
        after.iter().filter(past).collect(),
    );
    assert!(!was.is_empty());
    assert_eq!(was, is);
    let off = after
        .iter()
        .filter(|row| row.state == SessionState::Cancelled);
    let off: BTreeSet<&str> = off.map(|row| row.activity_key.as_str()).collect();
    assert!(
        off.iter().all(|key| key.contains("/interview/av-01/")),
        "{off:?}"
    );
}

#[tokio::test]
async fn what_was_cancelled_or_declined_is_planned_anew() {
    let course = Course::of("avnstrup", 1).await;
    let first = course.planned(&course.cohorts, 1).await;
    course.published(&first).await;
    let db = course.app.ground().database.writer();
    let key = "2017-1/danish/w5/1";
    session::Entity::update_many()
        .col_expr(session::Column::State, Expr::value(SessionState::Cancelled))
        .filter(session::Column::ActivityKey.eq(key))
        .exec(db)
        .await
        .unwrap();
    let bookings = booking::Entity::find().all(db).await.unwrap();
    let mut asked = bookings.iter();
    let declined = asked
        .find(|row| row.role == BookingRole::Interpreter)
        .unwrap();
    booking::Entity::update_many()
        .col_expr(
            booking::Column::Status,
            Expr::value(BookingStatus::Declined),
        )
        .filter(booking::Column::Id.eq(declined.id))
        .exec(db)
        .await
        .unwrap();
    let second = course.planned(&course.cohorts, 1).await;
    assert_eq!(course.plan(&second).await["verdict"], "COMPLETE");
    let diff = course.diff(&second).await;
    let changes = diff["changes"]["nodes"].as_array().unwrap();
    let created = changes
        .iter()
        .find(|one| one["change"] == "PUBLISHED")
        .unwrap();
    assert_eq!(created["activityKey"], format!("{key}/again-1"));
    course.published(&second).await;
    let declined = booking::Entity::find_by_id(declined.id)
        .one(db)
        .await
        .unwrap();
    assert!(declined.unwrap().ended_at.is_some());
}

#[tokio::test]
async fn plans_are_seen_at_their_own_centre_only() {
    let course = Course::of("avnstrup", 1).await;
    let id = course.requested(&course.cohorts, 1).await;
    let query = "query($id: ID!) { plan(id: $id) { id } node(id: $id) { id } }";
    let nobody = json!({ "plan": null, "node": null });
    let teacher = course.app.with_role(Role::Teacher, "avnstrup").await;
    assert_eq!(teacher.ask(query, json!({ "id": id })).await, nobody);
    let admin = course.app.with_role(Role::Admin, "").await;
    assert_eq!(admin.ask(query, json!({ "id": id })).await, nobody);
    let order = course.order(&course.cohorts, 1);
    let request = "mutation($input: RequestPlanInput!) { requestPlan(input: $input) { id } }";
    assert_eq!(admin.code(request, order).await, "FORBIDDEN");
    let mut follower = Follower::start(&course.app, &teacher, FOLLOW, &id).await;
    let refused = follower.next().await.unwrap();
    assert_eq!(
        refused["errors"][0]["extensions"]["code"], "NOT_FOUND",
        "{refused}"
    );
    assert_eq!(follower.next().await, None);
}

#[tokio::test]
async fn a_wrong_order_is_told_whole() {
    let course = Course::of("avnstrup", 1).await;
    let request = "mutation($input: RequestPlanInput!) { requestPlan(input: $input) { id } }";
    let cohort = course.cohorts[0];
    let mut order = course.order(&[cohort, cohort], 1);
    order["input"]["effort"]["steps"] = json!(0);
    let refused = course.coordinator.refused(request, order).await;
    let fields = refused["extensions"]["fields"].as_array().unwrap();
    let paths: Vec<&Value> = fields.iter().map(|field| &field["path"]).collect();
    assert_eq!(paths, ["input.effort.steps", "input.cohortIds.1"]);
    let mut order = course.order(&[cohort], 1);
    order["input"]["idempotencyKey"] = json!("once");
    let first = course.coordinator.ask(request, order.clone()).await;
    assert_eq!(first, course.coordinator.ask(request, order.clone()).await);
    order["input"]["seed"] = json!(2);
    let code = course.coordinator.code(request, order).await;
    assert_eq!(code, "IDEMPOTENCY_MISMATCH");
}
