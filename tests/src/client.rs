//! A caller with a token.

use serde_json::{Value, json};

/// Somebody who calls the API.
#[derive(Clone, Debug)]
pub struct Client {
    http: reqwest::Client,
    url: String,
    token: Option<String>,
    language: &'static str,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
}

impl Client {
    pub(crate) fn new(url: String, token: Option<String>) -> Self {
        Self {
            http: reqwest::Client::new(),
            url,
            token,
            language: "en",
        }
    }

    /// A caller with a token of its own.
    #[must_use]
    pub fn of(url: String, token: String) -> Self {
        Self::new(url, Some(token))
    }

    /// The same caller, reading Danish.
    #[must_use]
    pub fn in_danish(&self) -> Self {
        Self {
            language: "da",
            ..self.clone()
        }
    }

    /// The bearer token, for callers by other means.
    pub fn token(&self) -> &str {
        self.token.as_deref().unwrap_or_default()
    }

    /// Sends a document with variables.
    pub async fn send(&self, query: &str, variables: Value) -> Answer {
        let mut request = self
            .http
            .post(format!("{}/graphql", self.url))
            .header("accept", "application/graphql-response+json")
            .header("accept-language", self.language)
            .json(&json!({ "query": query, "variables": variables }));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        let response = request.send().await.expect("the server answers");
        let status = response.status().as_u16();
        Answer {
            status,
            body: response.json().await.expect("the answer is JSON"),
        }
    }

    /// Sends a document that must succeed, and gives its data.
    pub async fn ask(&self, query: &str, variables: Value) -> Value {
        let answer = self.send(query, variables).await;
        assert!(
            answer.body.get("errors").is_none(),
            "{query}\n{:#}",
            answer.body
        );
        answer.body["data"].clone()
    }

    /// Sends a document that must be refused, and gives its first error.
    pub async fn refused(&self, query: &str, variables: Value) -> Value {
        let answer = self.send(query, variables).await;
        let error = answer.body["errors"][0].clone();
        assert!(
            error.is_object(),
            "{query}\nwas not refused: {:#}",
            answer.body
        );
        error
    }

    /// Sends a document that must be refused, and gives the code of its first error.
    pub async fn code(&self, query: &str, variables: Value) -> String {
        let error = self.refused(query, variables).await;
        error["extensions"]["code"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }
}
