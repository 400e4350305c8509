//! A request id for every request, a log line without personal data, security headers, and an
//! answer without inner text when something panics.

use std::any::Any;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Web;
use super::graphql::language_of;
use crate::error::Error;
use crate::graphql;
use crate::i18n::Language;

/// The id of this request, as in the log and in `extensions.requestId`.
#[derive(Clone, Debug)]
pub(super) struct RequestId(pub(super) String);

const SECURITY_HEADERS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; frame-ancestors 'none'",
    ),
    (header::CACHE_CONTROL, "no-store"),
];

pub(super) async fn with_request_id(
    State(web): State<Web>,
    mut request: Request,
    next: Next,
) -> Response {
    let id = web.ground.clock.new_id().simple().to_string();
    let method = request.method().clone();
    // The path only: a query string may hold a person's data.
    let path = request.uri().path().to_owned();
    let began = web.ground.clock.real();
    request.extensions_mut().insert(RequestId(id.clone()));
    let language = language_of(request.headers()).unwrap_or(Language::En);
    let mut response = next.run(request).await;
    if response.extensions().get::<Panicked>().is_some() {
        response = internal(language, &id);
    }
    let millis = (web.ground.clock.real() - began).num_milliseconds();
    tracing::info!(request_id = id, %method, path, status = response.status().as_u16(), millis, "request");
    for (name, value) in SECURITY_HEADERS {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response
            .headers_mut()
            .insert(HeaderName::from_static("x-request-id"), value);
    }
    response
}

pub(super) async fn no_such_path() -> Response {
    (
        StatusCode::NOT_FOUND,
        "There is nothing here; the API is at /graphql.\n",
    )
        .into_response()
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the layer hands the panic over by value"
)]
pub(super) fn panicked(fault: Box<dyn Any + Send + 'static>) -> Response {
    let text = fault
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| fault.downcast_ref::<&str>().copied())
        .unwrap_or("no text");
    tracing::error!(text, "a request panicked");
    let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
    response.extensions_mut().insert(Panicked);
    response
}

/// Marks an answer that is to be worded where request id and language are known.
#[derive(Clone, Copy, Debug)]
struct Panicked;

fn internal(language: Language, request_id: &str) -> Response {
    let fault = graphql::server_error(Error::internal("a request panicked"));
    let mut answer = async_graphql::Response::from_errors(vec![fault]);
    graphql::finish(&mut answer, language, request_id);
    let body = serde_json::json!({ "errors": answer.errors });
    (StatusCode::INTERNAL_SERVER_ERROR, axum::Json(body)).into_response()
}
