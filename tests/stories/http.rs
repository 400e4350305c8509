//! How the API speaks HTTP.

use serde_json::json;
use tests::TestApp;

#[tokio::test]
async fn the_server_says_that_it_lives_and_is_ready() {
    let app = TestApp::start().await;
    let live = reqwest::get(format!("{}/health/live", app.url))
        .await
        .unwrap();
    assert_eq!(live.status(), 200);
    let ready = reqwest::get(format!("{}/health/ready", app.url))
        .await
        .unwrap();
    assert_eq!(ready.status(), 200);
    let ready: serde_json::Value = ready.json().await.unwrap();
    assert_eq!(ready["isReady"], true);
    assert_eq!(ready["kind"], "DEMO");
}

#[tokio::test]
async fn a_stranger_learns_nothing_but_how_to_sign_in() {
    let app = TestApp::start().await;
    let stranger = app.stranger();
    let error = stranger.refused("{ centres { key } }", json!({})).await;
    assert_eq!(error["extensions"]["code"], "UNAUTHENTICATED");
    assert!(
        error["extensions"]["requestId"]
            .as_str()
            .is_some_and(|id| id.len() == 32)
    );
    assert_eq!(
        stranger.ask("{ viewer { key } }", json!({})).await["viewer"],
        json!(null)
    );
}

#[tokio::test]
async fn a_wrong_token_is_refused_before_anything_is_done() {
    let app = TestApp::start().await;
    let response = reqwest::Client::new()
        .post(format!("{}/graphql", app.url))
        .bearer_auth("ft_wrong")
        .json(&json!({ "query": "{ __typename }" }))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 401);
}

#[tokio::test]
async fn errors_are_worded_in_the_readers_language() {
    let app = TestApp::start().await;
    let stranger = app.stranger();
    let english = stranger.refused("{ centres { key } }", json!({})).await;
    let danish = stranger
        .in_danish()
        .refused("{ centres { key } }", json!({}))
        .await;
    assert_ne!(english["message"], danish["message"]);
    assert_eq!(english["extensions"]["code"], danish["extensions"]["code"]);
}

#[tokio::test]
async fn a_query_that_asks_too_much_is_refused_by_its_cost() {
    let app = TestApp::start().await;
    let deep = format!("{{ __schema {{ types {} }} }}", nested(30));
    let code = app.stranger().code(&deep, json!({})).await;
    assert_eq!(code, "TOO_COSTLY");
}

fn nested(levels: usize) -> String {
    (0..levels).fold("{ name }".to_owned(), |inner, _| {
        format!("{{ ofType: fields {{ type {inner} }} }}")
    })
}

#[tokio::test]
async fn a_link_in_a_mail_leads_to_the_query_to_ask_and_to_nothing_else() {
    let app = TestApp::start().await;
    let get = async |path: &str| {
        let answer = reqwest::get(format!("{}/{path}", app.url)).await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    let id = app.op().new_id::<entities::id::HandoffId>();
    let (status, page) = get(&format!("handoffs/{id}")).await;
    assert_eq!(status, 200);
    assert!(page.contains(&format!("{{ handoff(id: \"{id}\") {{ state")));
    assert!(page.contains("Log ind") && page.contains("Sign in"));
    assert_eq!(get("timetable").await.0, 200);
    for nothing in [
        "handoffs/1",
        "sessions/x\"y",
        "settlements/none",
        "elsewhere",
    ] {
        assert_eq!(get(nothing).await.0, 404, "{nothing}");
    }
}

#[tokio::test]
async fn fragments_that_double_at_each_step_are_too_costly_before_anything_walks_them() {
    use std::fmt::Write;
    let app = TestApp::start().await;
    let mut document = "{ ...F0 }".to_owned();
    for step in 0..60 {
        let next = step + 1;
        let _ = write!(
            document,
            " fragment F{step} on Query {{ ...F{next} ...F{next} }}"
        );
    }
    document += " fragment F60 on Query { __typename }";
    let stranger = app.stranger();
    assert_eq!(stranger.code(&document, json!({})).await, "TOO_COSTLY");
    let syntax = stranger.refused("{ centres { key ", json!({})).await;
    assert_eq!(syntax["extensions"]["code"], "VALIDATION");
    assert!(!syntax["message"].as_str().unwrap().contains("centres"));
    let wide = "{ plans(centreId: \"x\", first: 2147483647) { nodes {
        assignments(first: 2147483647) { nodes { bookings { role } } } } } }";
    let admin = app.with_role(tests::Role::Admin, "").await;
    assert_eq!(admin.code(wide, json!({})).await, "TOO_COSTLY");
}

/// Foreign text that is nested deeper than anything anybody asks.
#[tokio::test]
async fn what_is_nested_without_end_is_refused_and_the_server_lives() {
    let app = TestApp::start().await;
    let stranger = app.stranger();
    let n = 100_000;
    let deep = [
        "{a".repeat(n),
        format!("{{ a(b: {}", "[".repeat(n)),
        format!("{{ a(b: {}", "{c:".repeat(n)),
        format!("query($a: {}", "[".repeat(n)),
        format!("{{ a(b: {}1{}) }}", "[".repeat(n), "]".repeat(n)),
    ];
    for query in deep {
        let answer = stranger.send(&query, json!({})).await;
        assert!(
            answer.status == 400 || answer.status == 413,
            "{}",
            answer.status
        );
    }
}
