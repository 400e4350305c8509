//! Whether the server lives, whether it is ready, and what it is.

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::Web;
use crate::usecases::installation;

/// The process answers.
pub(super) async fn live() -> &'static str {
    "live\n"
}

/// The database answers, its tables are those this program knows, and which clock it follows.
pub(super) async fn ready(State(web): State<Web>) -> (StatusCode, Json<Value>) {
    match installation::readiness(&web.ground).await {
        Ok(readiness) => {
            let status = if readiness.is_ready {
                StatusCode::OK
            } else {
                StatusCode::SERVICE_UNAVAILABLE
            };
            (status, Json(json!(readiness)))
        }
        Err(fault) => {
            tracing::warn!(?fault, "not ready");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                Json(json!({ "isReady": false })),
            )
        }
    }
}

pub(super) async fn front_page() -> &'static str {
    "fasttrack: the training scheduler for asylum centres\n\n\
     POST /graphql          the API (GraphQL over HTTP; subscriptions by graphql-transport-ws)\n\
     GET  /schema.graphql   its manual\n\
     GET  /health/ready     whether it can work\n"
}

pub(super) async fn schema_document(State(web): State<Web>) -> Response {
    let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (headers, crate::graphql::sdl(&web.schema)).into_response()
}
