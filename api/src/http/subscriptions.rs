//! Subscriptions over graphql-transport-ws. The token stands in `connection_init` as
//! `{"Authorization": "Bearer …"}`, since browsers cannot set headers here; a header works as well.

use std::sync::Arc;

use async_graphql::futures_util::stream::BoxStream;
use async_graphql::futures_util::{SinkExt, StreamExt, future};
use async_graphql::http::{WebSocket as Protocol, WebSocketProtocols, WsMessage};
use async_graphql::{Data, Executor, Request, Response as GraphqlResponse, ServerError};
use axum::extract::WebSocketUpgrade;
use axum::extract::ws::{CloseFrame, Message, WebSocket};
use axum::http::HeaderMap;
use axum::response::Response;

use super::Web;
use super::graphql::{bearer_of, language_of};
use crate::error::{Code, Error};
use crate::graphql::{Schema, finish, loaders, server_error, weight};
use crate::i18n::Language;
use crate::op::{Actor, Op};
use crate::usecases::sign_in;

const PROTOCOL: &str = "graphql-transport-ws";

pub(super) fn subscribe(web: Web, upgrade: WebSocketUpgrade, headers: &HeaderMap) -> Response {
    let token = bearer_of(headers).map(ToOwned::to_owned);
    let language = language_of(headers);
    upgrade
        .protocols([PROTOCOL])
        .max_message_size(256 * 1024)
        .on_upgrade(move |socket| converse(web, socket, token, language))
}

async fn converse(web: Web, socket: WebSocket, token: Option<String>, language: Option<Language>) {
    let (mut outgoing, incoming) = socket.split();
    let incoming = incoming
        .take_while(|message| future::ready(message.is_ok()))
        .filter_map(|message| {
            future::ready(match message {
                Ok(Message::Text(text)) => Some(text.as_str().as_bytes().to_vec()),
                Ok(Message::Binary(bytes)) => Some(bytes.to_vec()),
                _ => None,
            })
        });
    let door = Door {
        schema: web.schema.clone(),
        selections: web.selections,
    };
    let mut protocol = Protocol::new(door, incoming, WebSocketProtocols::GraphQLWS)
        .on_connection_init(move |payload| sign_in_by(web, payload, token, language))
        .boxed();
    while let Some(message) = protocol.next().await {
        let message = match message {
            WsMessage::Text(text) => Message::Text(text.into()),
            WsMessage::Close(code, reason) => Message::Close(Some(CloseFrame {
                code,
                reason: reason.into(),
            })),
        };
        if outgoing.send(message).await.is_err() {
            break;
        }
    }
}

async fn sign_in_by(
    web: Web,
    payload: serde_json::Value,
    header: Option<String>,
    language: Option<Language>,
) -> async_graphql::Result<Data> {
    let given = ["Authorization", "authorization"]
        .iter()
        .find_map(|name| payload.get(name)?.as_str())
        .and_then(|value| value.strip_prefix("Bearer "))
        .map(ToOwned::to_owned)
        .or(header);
    let Some(token) = given else {
        return Err(async_graphql::Error::new(Code::Unauthenticated.as_str()));
    };
    let signed_in = sign_in::by_token(&web.ground, &token)
        .await
        .map_err(|fault: Error| async_graphql::Error::new(fault.code().as_str()))?;
    let language = language.unwrap_or(signed_in.language);
    let mut data = Data::default();
    let op = Op::new(&web.ground, Actor::Account(signed_in.actor), language);
    data.insert(loaders::of(op.clone()));
    data.insert(op);
    Ok(data)
}

/// The schema behind the same error contract as over HTTP.
#[derive(Clone)]
struct Door {
    schema: Schema,
    selections: usize,
}

impl Executor for Door {
    async fn execute(&self, mut request: Request) -> GraphqlResponse {
        match checked(&mut request, self.selections) {
            Ok(()) => self.schema.execute(request).await,
            Err(fault) => GraphqlResponse::from_errors(vec![fault]),
        }
    }

    fn execute_stream(
        &self,
        mut request: Request,
        session_data: Option<Arc<Data>>,
    ) -> BoxStream<'static, GraphqlResponse> {
        let op = session_data
            .as_deref()
            .and_then(|data| data.get(&std::any::TypeId::of::<Op>()))
            .and_then(|op| op.downcast_ref::<Op>())
            .cloned();
        let (language, request_id) = op.map_or((Language::En, String::new()), |op| {
            (op.language, op.request_id)
        });
        if let Err(fault) = checked(&mut request, self.selections) {
            let mut response = GraphqlResponse::from_errors(vec![fault]);
            finish(&mut response, language, &request_id);
            return futures_util::stream::once(future::ready(response)).boxed();
        }
        Executor::execute_stream(&self.schema, request, session_data)
            .map(move |mut response| {
                finish(&mut response, language, &request_id);
                response
            })
            .boxed()
    }
}

/// Refuses a document that is too big before anything walks it.
fn checked(request: &mut Request, most: usize) -> Result<(), ServerError> {
    if weight::is_too_big(request.parsed_query()?, most) {
        return Err(server_error(Error::refused(Code::TooCostly).into()));
    }
    Ok(())
}
