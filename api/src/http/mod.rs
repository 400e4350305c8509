//! The router and its layers: what every request passes through.

mod doors;
mod graphql;
mod health;
mod layers;
mod negotiation;
mod subscriptions;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::{any, get};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::config::LimitsConfig;
use crate::graphql::Schema;
use crate::op::Ground;

/// What the handlers stand on.
#[derive(Clone)]
pub struct Web {
    pub ground: Arc<Ground>,
    pub schema: Schema,
    pub timeout: Duration,
    /// Selections of one document.
    pub selections: usize,
    /// How people reach this server.
    pub public_url: Arc<str>,
}

/// Every path that is served.
pub fn router(
    ground: Arc<Ground>,
    schema: Schema,
    limits: &LimitsConfig,
    public_url: &str,
) -> Router {
    let web = Web {
        ground,
        schema,
        timeout: Duration::from_secs(limits.timeout_seconds),
        selections: limits.selections,
        public_url: public_url.into(),
    };
    Router::new()
        .route("/", get(health::front_page))
        .route("/graphql", any(graphql::graphql))
        .route("/schema.graphql", get(health::schema_document))
        .route("/timetable", get(doors::timetable))
        .route("/sessions/{id}", get(doors::session))
        .route("/handoffs/{id}", get(doors::handoff))
        .route("/settlements/{id}", get(doors::settlement))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .fallback(layers::no_such_path)
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::custom(layers::panicked))
        .layer(axum::middleware::from_fn_with_state(
            web.clone(),
            layers::with_request_id,
        ))
        .layer(axum::extract::DefaultBodyLimit::max(limits.body_bytes))
        .with_state(web)
}
