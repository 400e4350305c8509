//! Where the links in mails lead. A page tells what to ask for and how, in both languages, and
//! nothing of what is behind it: it answers alike for what is there and what is not.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use entities::id::{HandoffId, SessionId, SettlementId};

use super::{Web, layers};
use crate::i18n::{self, Args, Language};

/// `GET /timetable`
pub(super) async fn timetable(State(web): State<Web>) -> Response {
    let query = "query($of: ID!, $from: NaiveDate!, $until: NaiveDate!) {\n    \
         timetable(of: $of, from: $from, until: $until) {\n      \
         title startsAtLocal endsAtLocal rooms { name } } }";
    page(&web, "page-timetable", query)
}

/// `GET /sessions/{id}`
pub(super) async fn session(State(web): State<Web>, Path(id): Path<String>) -> Response {
    if id.parse::<SessionId>().is_err() {
        return layers::no_such_path().await;
    }
    let fields = "title startsAtLocal endsAtLocal state rooms { name } people { role name }";
    let query = format!("{{ session(id: \"{id}\") {{ {fields} }} }}");
    page(&web, "page-session", &query)
}

/// `GET /handoffs/{id}`
pub(super) async fn handoff(State(web): State<Web>, Path(id): Path<String>) -> Response {
    if id.parse::<HandoffId>().is_err() {
        return layers::no_such_path().await;
    }
    let fields = "state takeoverOn version centre { name } items { kind content }";
    let query = format!("{{ handoff(id: \"{id}\") {{ {fields} }} }}");
    page(&web, "page-handoff", &query)
}

/// `GET /settlements/{id}`
pub(super) async fn settlement(State(web): State<Web>, Path(id): Path<String>) -> Response {
    if id.parse::<SettlementId>().is_err() {
        return layers::no_such_path().await;
    }
    let fields = "state total hash lines { municipality { name } counted amount state }";
    let query = format!("{{ settlement(id: \"{id}\") {{ {fields} }} }}");
    page(&web, "page-settlement", &query)
}

fn page(web: &Web, key: &str, query: &str) -> Response {
    let url = format!("{}/graphql", web.public_url);
    let told = [Language::Da, Language::En].map(|language| {
        let how = i18n::text(language, "page-how", &Args::new().with("url", url.clone()));
        format!("{}\n{how}\n", i18n::plain(language, key))
    });
    let text = format!("fasttrack\n\n{}\n{}\n{query}\n", told[0], told[1]);
    (StatusCode::OK, text).into_response()
}
