//! A subscriber by graphql-transport-ws.

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tests::{Client, TestApp};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

type Socket =
    tokio_tungstenite::WebSocketStream<tokio_tungstenite::MaybeTlsStream<tokio::net::TcpStream>>;

/// Somebody who follows something.
pub(crate) struct Follower {
    socket: Socket,
}

impl Follower {
    pub(crate) async fn start(app: &TestApp, client: &Client, query: &str, id: &str) -> Self {
        let url = format!("{}/graphql", app.url.replace("http://", "ws://"));
        let mut request = url.into_client_request().unwrap();
        let protocol = "graphql-transport-ws".parse().unwrap();
        request
            .headers_mut()
            .insert("sec-websocket-protocol", protocol);
        let (socket, _) = tokio_tungstenite::connect_async(request).await.unwrap();
        let mut follower = Self { socket };
        let authorization = format!("Bearer {}", client.token());
        let payload = json!({ "Authorization": authorization });
        follower
            .send(&json!({ "type": "connection_init", "payload": payload }))
            .await;
        assert_eq!(follower.receive().await["type"], "connection_ack");
        let payload = json!({ "query": query, "variables": { "id": id } });
        let subscribe = json!({ "type": "subscribe", "id": "1", "payload": payload });
        follower.send(&subscribe).await;
        follower
    }

    async fn send(&mut self, message: &Value) {
        let text = Message::text(message.to_string());
        self.socket.send(text).await.unwrap();
    }

    async fn receive(&mut self) -> Value {
        loop {
            match self.socket.next().await.unwrap().unwrap() {
                Message::Text(text) => return serde_json::from_str(&text).unwrap(),
                Message::Close(frame) => panic!("the server closed: {frame:?}"),
                _ => {}
            }
        }
    }

    /// The payload of the next message; nothing once the subscription is complete.
    pub(crate) async fn next(&mut self) -> Option<Value> {
        let message = self.receive().await;
        match message["type"].as_str() {
            Some("complete") => None,
            Some("next" | "error") => Some(message["payload"].clone()),
            _ => panic!("{message}"),
        }
    }
}
