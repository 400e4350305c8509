//! A Rust client whose types are checked against the committed schema: it plans a course, follows
//! the plan on its way, and publishes it.

use chrono::{DateTime, Utc};
use cynic::{MutationBuilder, QueryBuilder, SubscriptionBuilder};
use futures_util::StreamExt;
use graphql_ws_client::Client as SocketClient;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tests::{Role, TestApp};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;

use crate::plans::course::Course;

#[expect(
    unreachable_pub,
    reason = "what the schema's types become is written by cynic"
)]
#[cynic::schema("fasttrack")]
mod schema {}

cynic::impl_scalar!(DateTime<Utc>, schema::DateTime);

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query")]
struct WhoAndWhere {
    viewer: Option<Viewer>,
    centres: Vec<Centre>,
}

#[derive(cynic::QueryFragment)]
struct Viewer {
    key: String,
    domain_time: DateTime<Utc>,
}

#[derive(cynic::QueryFragment)]
struct Centre {
    id: cynic::Id,
    key: String,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Subscription")]
struct Ticking {
    domain_time: DateTime<Utc>,
}

#[derive(cynic::InputObject)]
struct RequestPlanInput {
    centre_id: cynic::Id,
    cohort_ids: Vec<cynic::Id>,
    seed: Option<i32>,
}

#[derive(cynic::QueryVariables)]
struct Asking {
    input: RequestPlanInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "Asking")]
struct AskForPlan {
    #[arguments(input: $input)]
    request_plan: PlanAskedFor,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Plan")]
struct PlanAskedFor {
    id: cynic::Id,
    state: PlanState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, cynic::Enum)]
enum PlanState {
    Queued,
    Solving,
    Solved,
    Published,
    Superseded,
    Cancelled,
    Failed,
    Discarded,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, cynic::Enum)]
enum PlanVerdict {
    Complete,
    Partial,
    Infeasible,
    NotFoundInTime,
}

#[derive(Clone, cynic::QueryVariables)]
struct OfPlan {
    plan_id: cynic::Id,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Subscription", variables = "OfPlan")]
struct Following {
    #[arguments(planId: $plan_id)]
    plan_progress: PlanProgress,
}

#[derive(Clone, Copy, cynic::QueryFragment)]
struct PlanProgress {
    state: PlanState,
    verdict: Option<PlanVerdict>,
    unassigned: Option<i32>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "OfPlan")]
struct Previewing {
    #[arguments(planId: $plan_id)]
    plan_diff: PlanDiff,
}

#[derive(cynic::QueryFragment)]
struct PlanDiff {
    preview_hash: String,
    n_created: i32,
    unassigned: Vec<String>,
}

#[derive(cynic::InputObject)]
struct PublishPlanInput {
    plan_id: cynic::Id,
    preview_hash: String,
    accept_unassigned: Vec<String>,
}

#[derive(cynic::QueryVariables)]
struct Publishing {
    input: PublishPlanInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "Publishing")]
struct Publish {
    #[arguments(input: $input)]
    publish_plan: PublishPlanPayload,
}

#[derive(cynic::QueryFragment)]
struct PublishPlanPayload {
    n_created: i32,
    plan: PlanAskedFor,
}

#[tokio::test]
async fn a_typed_client_asks_and_follows() {
    let app = TestApp::start().await;
    let client = app.with_role(Role::Admin, "").await;
    let data: WhoAndWhere = ask(&app, client.token(), WhoAndWhere::build(())).await;
    let viewer = data.viewer.unwrap();
    assert!(viewer.key.starts_with("account-"));
    assert_eq!(viewer.domain_time, app.clock.now());
    assert!(data.centres.iter().all(|centre| !centre.key.is_empty()));

    let mut ticks = follow(&app, client.token(), Ticking::build(())).await;
    let tick = ticks.next().await.unwrap().unwrap();
    assert_eq!(tick.data.unwrap().domain_time, app.clock.now());
}

#[tokio::test]
async fn a_typed_client_plans_a_course_and_publishes_it() {
    let course = Course::of("avnstrup", 1).await;
    let (app, token) = (&course.app, course.coordinator.token());
    let seen: WhoAndWhere = ask(app, token, WhoAndWhere::build(())).await;
    let input = RequestPlanInput {
        centre_id: seen.centres[0].id.clone(),
        cohort_ids: vec![cynic::Id::new(course.cohorts[0].to_string())],
        seed: Some(3),
    };
    let asked: AskForPlan = ask(app, token, AskForPlan::build(Asking { input })).await;
    assert_eq!(asked.request_plan.state, PlanState::Queued);
    let plan = OfPlan {
        plan_id: asked.request_plan.id,
    };
    let mut progress = follow(app, token, Following::build(plan.clone())).await;
    let worked = tokio::join!(app.drain(), async {
        let mut last = None;
        while let Some(next) = progress.next().await {
            last = Some(next.unwrap().data.unwrap().plan_progress);
        }
        last.unwrap()
    });
    let last = worked.1;
    assert_eq!(last.state, PlanState::Solved);
    assert_eq!(last.verdict, Some(PlanVerdict::Complete));
    assert_eq!(last.unassigned, Some(0));

    let preview: Previewing = ask(app, token, Previewing::build(plan.clone())).await;
    assert_eq!(preview.plan_diff.unassigned, Vec::<String>::new());
    let input = PublishPlanInput {
        plan_id: plan.plan_id,
        preview_hash: preview.plan_diff.preview_hash,
        accept_unassigned: Vec::new(),
    };
    let published: Publish = ask(app, token, Publish::build(Publishing { input })).await;
    assert_eq!(
        published.publish_plan.n_created,
        preview.plan_diff.n_created
    );
    assert_eq!(published.publish_plan.plan.state, PlanState::Published);
}

async fn ask<T, V>(app: &TestApp, token: &str, operation: cynic::Operation<T, V>) -> T
where
    T: DeserializeOwned,
    V: Serialize,
{
    let answer = reqwest::Client::new()
        .post(format!("{}/graphql", app.url))
        .bearer_auth(token)
        .json(&operation)
        .send()
        .await
        .unwrap();
    let body: cynic::GraphQlResponse<T> = answer.json().await.unwrap();
    assert!(body.errors.is_none(), "{:?}", body.errors);
    body.data.unwrap()
}

async fn follow<T, V>(
    app: &TestApp,
    token: &str,
    operation: cynic::StreamingOperation<T, V>,
) -> graphql_ws_client::Subscription<cynic::StreamingOperation<T, V>>
where
    T: DeserializeOwned + Send + Unpin + 'static,
    V: Serialize + Send + Unpin + 'static,
{
    let url = format!("{}/graphql", app.url.replace("http", "ws"));
    let mut request = url.into_client_request().unwrap();
    let protocol = HeaderValue::from_static("graphql-transport-ws");
    request
        .headers_mut()
        .insert("sec-websocket-protocol", protocol);
    let (socket, _) = tokio_tungstenite::connect_async(request).await.unwrap();
    SocketClient::build(socket)
        .payload(serde_json::json!({ "Authorization": format!("Bearer {token}") }))
        .unwrap()
        .subscribe(operation)
        .await
        .unwrap()
}
