//! A Rust client whose types are checked against the committed schema, subscription included.

use chrono::{DateTime, Utc};
use cynic::{QueryBuilder, SubscriptionBuilder};
use futures_util::StreamExt;
use graphql_ws_client::Client as SocketClient;
use tests::{Role, TestApp};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;

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
    key: String,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Subscription")]
struct Ticking {
    domain_time: DateTime<Utc>,
}

#[tokio::test]
async fn a_typed_client_asks_and_follows() {
    let app = TestApp::start().await;
    let client = app.with_role(Role::Admin, "").await;
    let asked: cynic::GraphQlResponse<WhoAndWhere> = reqwest::Client::new()
        .post(format!("{}/graphql", app.url))
        .bearer_auth(client.token())
        .json(&WhoAndWhere::build(()))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let data = asked.data.unwrap();
    let viewer = data.viewer.unwrap();
    assert!(viewer.key.starts_with("account-"));
    assert_eq!(viewer.domain_time, app.clock.now());
    assert!(data.centres.iter().all(|centre| !centre.key.is_empty()));

    let mut ticks = follow(&app, client.token()).await;
    let tick = ticks.next().await.unwrap().unwrap();
    assert_eq!(tick.data.unwrap().domain_time, app.clock.now());
}

async fn follow(
    app: &TestApp,
    token: &str,
) -> graphql_ws_client::Subscription<cynic::StreamingOperation<Ticking>> {
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
        .subscribe(Ticking::build(()))
        .await
        .unwrap()
}
