//! `/graphql` by the GraphQL-over-HTTP specification: queries by GET and POST, mutations by POST
//! only, no batches, no uploads, and a status that tells a malformed request from a refused one.

use async_graphql::parser::types::OperationType;
use async_graphql::{Name, Request, Response as GraphqlResponse, ServerError, Variables};
use axum::body::{Body, Bytes};
use axum::extract::rejection::BytesRejection;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::{Extension, State, WebSocketUpgrade};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;
use serde::Deserialize;

use super::layers::RequestId;
use super::negotiation::{Answer, accepted, sends_json};
use super::{Web, subscriptions};
use crate::error::{Code, Error};
use crate::graphql::loaders::with_op;
use crate::graphql::order::Asked;
use crate::graphql::{finish, server_error, weight};
use crate::i18n::Language;
use crate::op::{Actor, Op};
use crate::usecases::sign_in;

pub(super) async fn graphql(
    State(web): State<Web>,
    Extension(RequestId(request_id)): Extension<RequestId>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
    (method, uri, headers): (Method, Uri, HeaderMap),
    body: Result<Bytes, BytesRejection>,
) -> Response {
    if let Ok(upgrade) = upgrade {
        return subscriptions::subscribe(web, upgrade, &headers);
    }
    let Some(answer) = accepted(&headers) else {
        return plain(
            StatusCode::NOT_ACCEPTABLE,
            "Accept application/graphql-response+json or application/json.",
        );
    };
    let asked = match read_request(&method, &uri, &headers, body) {
        Ok(asked) => asked,
        Err(Unread::Refused(status, text)) => return plain(status, text),
        Err(Unread::Malformed(text)) => {
            return respond(
                answer,
                StatusCode::BAD_REQUEST,
                &malformed(text, &request_id),
            );
        }
    };
    let op = match op_of(&web, &headers, request_id).await {
        Ok(op) => op,
        Err(response) => return respond(answer, StatusCode::UNAUTHORIZED, &response),
    };
    let (status, response) = execute(&web, op, asked, method == Method::GET).await;
    let status = match (answer, status) {
        // Clients from before the specification read an error status as a broken connection.
        (Answer::Json, StatusCode::BAD_REQUEST) => StatusCode::OK,
        (_, status) => status,
    };
    respond(answer, status, &response)
}

async fn execute(
    web: &Web,
    op: Op,
    mut request: Request,
    is_get: bool,
) -> (StatusCode, GraphqlResponse) {
    let (language, request_id) = (op.language, op.request_id.clone());
    let done = |mut response: GraphqlResponse| {
        finish(&mut response, language, &request_id);
        let is_request_error = response.data == async_graphql::Value::Null
            && !response.errors.is_empty()
            && response.errors.iter().all(|error| error.path.is_empty());
        let status = if is_request_error {
            StatusCode::BAD_REQUEST
        } else {
            StatusCode::OK
        };
        (status, response)
    };
    let (kind, asked) = match operation(&mut request, web.selections) {
        Ok(found) => found,
        Err(fault) => return done(GraphqlResponse::from_errors(vec![fault])),
    };
    match kind {
        Some(OperationType::Mutation) if is_get => {
            let fault = ServerError::new("Mutations are sent by POST.", None);
            let (_, response) = done(GraphqlResponse::from_errors(vec![fault]));
            return (StatusCode::METHOD_NOT_ALLOWED, response);
        }
        Some(OperationType::Subscription) => {
            let fault = ServerError::new("Subscriptions go over graphql-transport-ws.", None);
            return done(GraphqlResponse::from_errors(vec![fault]));
        }
        _ => {}
    }
    let executed = tokio::time::timeout(web.timeout, web.schema.execute(with_op(request, op)));
    let mut response = executed.await.unwrap_or_else(|_| {
        let fault = server_error(Error::refused(Code::TooCostly).into());
        GraphqlResponse::from_errors(vec![fault])
    });
    asked.order(&mut response.data);
    done(response)
}

/// What the operation is that was chosen, and what it asks for.
fn operation(
    request: &mut Request,
    most: usize,
) -> Result<(Option<OperationType>, Asked), ServerError> {
    let wanted = request.operation_name.clone();
    let document = request.parsed_query()?;
    if weight::is_too_big(document, most) {
        return Err(server_error(Error::refused(Code::TooCostly).into()));
    }
    let operation = document
        .operations
        .iter()
        .find(|(name, _)| wanted.is_none() || name.map(Name::as_str) == wanted.as_deref());
    let Some((_, operation)) = operation else {
        return Ok((None, Asked::default()));
    };
    let asked = Asked::of(document, &operation.node);
    Ok((Some(operation.node.ty), asked))
}

/// Who asks, in which language.
async fn op_of(web: &Web, headers: &HeaderMap, request_id: String) -> Result<Op, GraphqlResponse> {
    let asked_language = language_of(headers);
    let bearer = bearer_of(headers);
    let actor = match bearer {
        None => Actor::Anonymous,
        Some(token) => match sign_in::by_token(&web.ground, token).await {
            Ok(signed_in) => {
                let language = asked_language.unwrap_or(signed_in.language);
                let actor = Actor::Account(signed_in.actor);
                let mut op = Op::new(&web.ground, actor, language);
                op.request_id = request_id;
                return Ok(op);
            }
            Err(fault) => {
                let fault = server_error(fault);
                let mut response = GraphqlResponse::from_errors(vec![fault]);
                finish(
                    &mut response,
                    asked_language.unwrap_or(Language::En),
                    &request_id,
                );
                return Err(response);
            }
        },
    };
    let mut op = Op::new(&web.ground, actor, asked_language.unwrap_or(Language::En));
    op.request_id = request_id;
    Ok(op)
}

pub(super) fn bearer_of(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

pub(super) fn language_of(headers: &HeaderMap) -> Option<Language> {
    let value = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    value.split(',').find_map(
        |range| match range.trim().get(..2)?.to_ascii_lowercase().as_str() {
            "da" => Some(Language::Da),
            "en" => Some(Language::En),
            _ => None,
        },
    )
}

enum Unread {
    /// Not a GraphQL request at all.
    Refused(StatusCode, &'static str),
    /// A GraphQL request with something wrong in it.
    Malformed(&'static str),
}

/// The request as it stands in a POST body or, field by field, in a GET's query string.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sent {
    query: Option<serde_json::Value>,
    operation_name: Option<serde_json::Value>,
    variables: Option<serde_json::Value>,
    extensions: Option<serde_json::Value>,
}

fn read_request(
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Request, Unread> {
    if method == Method::GET {
        return from_query_string(uri.query().unwrap_or_default()).and_then(build);
    }
    if method != Method::POST {
        return Err(Unread::Refused(
            StatusCode::METHOD_NOT_ALLOWED,
            "Use POST or GET.",
        ));
    }
    if !sends_json(headers) {
        let text = "Send application/json in UTF-8.";
        return Err(Unread::Refused(StatusCode::UNSUPPORTED_MEDIA_TYPE, text));
    }
    let body = body
        .map_err(|_| Unread::Refused(StatusCode::PAYLOAD_TOO_LARGE, "The request is too large."))?;
    let asked: Sent = serde_json::from_slice(&body)
        .map_err(|_| Unread::Malformed("The body is not one JSON object of GraphQL over HTTP."))?;
    build(asked)
}

fn from_query_string(text: &str) -> Result<Sent, Unread> {
    let mut asked = Sent {
        query: None,
        operation_name: None,
        variables: None,
        extensions: None,
    };
    for (name, value) in form_urlencoded::parse(text.as_bytes()) {
        let json = || {
            serde_json::from_str(&value)
                .map(Some)
                .map_err(|_| Unread::Malformed("variables and extensions are JSON objects."))
        };
        match name.as_ref() {
            "query" => asked.query = Some(value.into_owned().into()),
            "operationName" => asked.operation_name = Some(value.into_owned().into()),
            "variables" => asked.variables = json()?,
            "extensions" => asked.extensions = json()?,
            _ => {}
        }
    }
    Ok(asked)
}

fn build(asked: Sent) -> Result<Request, Unread> {
    use serde_json::Value;
    let Some(Value::String(query)) = asked.query else {
        return Err(Unread::Malformed("query is missing or not a string."));
    };
    let mut request = Request::new(query);
    match asked.operation_name {
        None | Some(Value::Null) => {}
        Some(Value::String(name)) => request = request.operation_name(name),
        Some(_) => return Err(Unread::Malformed("operationName is not a string.")),
    }
    match asked.variables {
        None | Some(Value::Null) => {}
        Some(map @ Value::Object(_)) => request = request.variables(Variables::from_json(map)),
        Some(_) => return Err(Unread::Malformed("variables is not an object.")),
    }
    match asked.extensions {
        None | Some(Value::Null | Value::Object(_)) => Ok(request),
        Some(_) => Err(Unread::Malformed("extensions is not an object.")),
    }
}

fn malformed(text: &str, request_id: &str) -> GraphqlResponse {
    let mut response = GraphqlResponse::from_errors(vec![ServerError::new(text, None)]);
    finish(&mut response, Language::En, request_id);
    response
}

fn respond(answer: Answer, status: StatusCode, response: &GraphqlResponse) -> Response {
    let is_request_error = !response.errors.is_empty()
        && response.data == async_graphql::Value::Null
        && response.errors.iter().all(|error| error.path.is_empty());
    let body = if is_request_error {
        // A request error has no data entry: nothing was executed.
        serde_json::to_vec(&serde_json::json!({ "errors": response.errors }))
    } else {
        serde_json::to_vec(response)
    };
    let mut answered = Response::new(Body::from(body.unwrap_or_default()));
    *answered.status_mut() = status;
    answered.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(answer.media_type()),
    );
    answered
        .headers_mut()
        .insert(header::VARY, HeaderValue::from_static("accept"));
    if status == StatusCode::METHOD_NOT_ALLOWED {
        answered
            .headers_mut()
            .insert(header::ALLOW, HeaderValue::from_static("POST"));
    }
    answered
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    let mut answered = Response::new(Body::from(format!("{text}\n")));
    *answered.status_mut() = status;
    answered.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    if status == StatusCode::METHOD_NOT_ALLOWED {
        answered
            .headers_mut()
            .insert(header::ALLOW, HeaderValue::from_static("GET, POST"));
    }
    answered
}
