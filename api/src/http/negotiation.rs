//! What the caller accepts and what it sends, by the GraphQL-over-HTTP specification.

use axum::http::{HeaderMap, header};

/// The two media types of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// `application/graphql-response+json`: the status tells whether the request was well formed.
    GraphqlResponse,
    /// `application/json`, for clients from before the specification.
    Json,
}

impl Answer {
    pub(super) const fn media_type(self) -> &'static str {
        match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        }
    }
}

/// The best answer that the caller accepts; `None` when it accepts neither.
pub(super) fn accepted(headers: &HeaderMap) -> Option<Answer> {
    let accept: Vec<&str> = headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .collect();
    if accept.is_empty() {
        return Some(Answer::Json);
    }
    let mut best: Option<(f32, Answer)> = None;
    for range in accept.iter().flat_map(|value| value.split(',')) {
        let Some((quality, answer)) = parse_range(range) else {
            continue;
        };
        if quality > 0.0 && best.is_none_or(|(so_far, _)| quality > so_far) {
            best = Some((quality, answer));
        }
    }
    best.map(|(_, answer)| answer)
}

fn parse_range(range: &str) -> Option<(f32, Answer)> {
    let mut parts = range.split(';').map(str::trim);
    let answer = match parts.next()?.to_ascii_lowercase().as_str() {
        "application/graphql-response+json" => Answer::GraphqlResponse,
        "application/json" | "application/*" | "*/*" => Answer::Json,
        _ => return None,
    };
    let mut quality = 1.0;
    for parameter in parts {
        match parameter
            .split_once('=')
            .map(|(name, value)| (name.trim(), value.trim()))
        {
            Some(("q", value)) => quality = value.parse().ok()?,
            Some(("charset", value)) if !is_utf8(value) => return None,
            _ => {}
        }
    }
    Some((quality, answer))
}

/// Whether the body is said to be JSON in UTF-8.
pub(super) fn sends_json(headers: &HeaderMap) -> bool {
    let Some(content_type) = headers
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
    else {
        return false;
    };
    let mut parts = content_type.split(';').map(str::trim);
    let is_json = parts
        .next()
        .is_some_and(|kind| kind.eq_ignore_ascii_case("application/json"));
    is_json
        && parts.all(|parameter| match parameter.split_once('=') {
            Some((name, value)) if name.trim().eq_ignore_ascii_case("charset") => {
                is_utf8(value.trim())
            }
            _ => true,
        })
}

fn is_utf8(charset: &str) -> bool {
    charset.trim_matches('"').eq_ignore_ascii_case("utf-8")
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn accepting(text: &'static str) -> Option<Answer> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_static(text));
        accepted(&headers)
    }

    #[test]
    fn the_preferred_of_the_two_media_types_wins() {
        assert_eq!(accepted(&HeaderMap::new()), Some(Answer::Json));
        assert_eq!(accepting("*/*"), Some(Answer::Json));
        assert_eq!(
            accepting("text/html, application/*;q=0.5"),
            Some(Answer::Json)
        );
        assert_eq!(
            accepting("application/graphql-response+json, application/json;q=0.9"),
            Some(Answer::GraphqlResponse)
        );
        assert_eq!(
            accepting("application/json;q=0.4, application/graphql-response+json;q=0.8"),
            Some(Answer::GraphqlResponse)
        );
        assert_eq!(accepting("text/html"), None);
        assert_eq!(accepting("application/json; charset=iso-8859-1"), None);
        assert_eq!(accepting("application/json;q=0"), None);
    }
}
