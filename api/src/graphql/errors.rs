//! The one place where an [`Error`] becomes GraphQL: code, fields and request id in
//! `extensions`, the message in the caller's language, inner text only in the log.

use async_graphql::{Enum, ErrorExtensionValues, Response, ServerError, Value};

use crate::error::{Code, Error, Fault, Refusal};
use crate::i18n::{Args, Language, text};

/// What `extensions.code` of an error may say. Clients decide by the code, never by the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Code")]
pub enum ErrorCode {
    /// There is no valid token: send `Authorization: Bearer …`.
    Unauthenticated,
    /// You see this, but it is not yours to do.
    Forbidden,
    /// There is no such thing, or none that you may see: both answer alike.
    NotFound,
    /// Fields of the input are wrong; `extensions.fields` names every one, and how to mend it.
    Validation,
    /// Somebody changed it before you; `extensions.details.currentVersion` is its version now.
    Conflict,
    /// It is not in a state that allows this; `extensions.details.allowed` says what is allowed,
    /// and `allowedByCorrection` what is when the earlier record is said to be wrong.
    IllegalTransition,
    /// The query is too deep, too wide or takes too long: ask for less at a time.
    TooCostly,
    /// Too many requests: wait as long as the `Retry-After` header says.
    RateLimited,
    /// Our fault. Quote `extensions.requestId` when you report it.
    Internal,
    /// The idempotency key was used before with another input.
    IdempotencyMismatch,
    /// It is there already; `extensions.fields` names what is taken.
    Duplicate,
    /// It would break a hard rule of the timetable. `extensions.details.conflicts` names every
    /// rule, with what it says in the caller's language (`text`), whom it concerns (`whom` ids,
    /// `keys` of kind and key) and the sessions in the way; `rule`, `whom` and `keys` repeat the
    /// first. Where a session was to be moved, `alternatives` holds up to three places where it
    /// could go, each with `startsAtLocal` and `swaps` as `moveSession` takes them. Nobody can
    /// override it.
    HardConflict,
    /// The timetable has changed since the preview in a way that changes the difference: look at
    /// `planDiff` again.
    PreviewStale,
    /// The plan breaks rules; `extensions.details` names them.
    CheckFailed,
    /// The template cannot be used; `extensions.fields` gives every reason.
    TemplateInvalid,
    /// A cohort starts on a Monday.
    StartNotMonday,
    /// The first day is a public holiday or a closing day.
    StartOnHoliday,
    /// The participant does not meet the cohort's target rule (by default 18 or older on the
    /// first day).
    TargetRule,
    /// The participant is enrolled in this or an overlapping cohort already.
    AlreadyEnrolled,
    /// Attendance is recorded once the session has begun.
    SessionNotStarted,
    /// The participant does not belong to this session.
    NotInSession,
    /// Mandatory items are missing; `extensions.details.kinds` names them.
    HandoffIncomplete,
    /// The accounting period is closed: post into the open one.
    PeriodClosed,
    /// A cost with this document number is posted already.
    DuplicateDocument,
    /// Nobody is counted for any municipality, so there is no key to share by. It is never shared
    /// equally instead.
    NoBasis,
    /// Something open stands in the way; `extensions.details` names it.
    Blocked,
}

/// An error as the executor hands it over, before [`finish`] words it.
#[must_use]
pub fn server_error(error: Error) -> ServerError {
    async_graphql::Error::from(error).into_server_error(async_graphql::Pos::default())
}

/// Words every error of `response` and gives it its extensions.
pub fn finish(response: &mut Response, language: Language, request_id: &str) {
    for error in &mut response.errors {
        let worded = match error.source::<Error>() {
            Some(Error::Refused(refusal)) => word(refusal, language),
            Some(Error::Internal(inner)) => {
                let fault = Error::internal(inner.to_string());
                tracing::error!(request_id, ?fault, "a use case failed");
                word(&Error::refused(Code::Internal), language)
            }
            None => word_foreign(error, language),
        };
        error.message = worded.0;
        let mut extensions = worded.1;
        extensions.set("requestId", request_id);
        error.extensions = Some(extensions);
        error.source = None;
        if error.locations.iter().all(|at| at.line == 0) {
            error.locations.clear();
        }
    }
}

fn word(refusal: &Refusal, language: Language) -> (String, ErrorExtensionValues) {
    let message = text(
        language,
        &format!("error-{}", refusal.code.as_str()),
        &words(&refusal.args),
    );
    let mut extensions = ErrorExtensionValues::default();
    extensions.set("code", refusal.code.as_str());
    let fields: Vec<Value> = refusal
        .faults
        .iter()
        .map(|fault| field(fault, language))
        .collect();
    extensions.set("fields", Value::List(fields));
    if let Some(details) = &refusal.details {
        extensions.set(
            "details",
            Value::from_json(details.clone()).unwrap_or_default(),
        );
    }
    (message, extensions)
}

fn words(given: &[(&'static str, String)]) -> Args {
    given.iter().fold(Args::new(), |args, (name, value)| {
        args.with(name, value.clone())
    })
}

fn field(fault: &Fault, language: Language) -> Value {
    let help = text(
        language,
        &format!("fault-{}", fault.code),
        &words(&fault.args),
    );
    async_graphql::value!({ "path": fault.path.as_str(), "code": fault.code, "help": help })
}

/// Errors that the GraphQL library itself found: syntax, types, limits.
fn word_foreign(error: &ServerError, language: Language) -> (String, ErrorExtensionValues) {
    let code = match error.message.as_str() {
        "Query is nested too deep." | "Query is too complex." => Code::TooCostly,
        message if message.contains("recursion depth") => Code::TooCostly,
        _ => Code::Validation,
    };
    let mut extensions = ErrorExtensionValues::default();
    extensions.set("code", code.as_str());
    extensions.set("fields", Value::List(Vec::new()));
    let message = match code {
        Code::TooCostly => text(language, "error-TOO_COSTLY", &Args::new()),
        _ => without_excerpt(&error.message),
    };
    (message, extensions)
}

/// A syntax error without the caller's own document, which may be long, and within bounds.
fn without_excerpt(message: &str) -> String {
    let what = match message.rsplit_once("\n  = ") {
        Some((excerpt, what)) if excerpt.contains("-->") => what,
        _ => message,
    };
    what.trim().chars().take(300).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::resolver_utils::EnumType;

    #[test]
    fn every_code_is_in_the_manual_under_its_own_name() {
        let in_manual: Vec<&str> = ErrorCode::items().iter().map(|item| item.name).collect();
        let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(in_manual, codes);
    }

    #[test]
    fn every_code_has_words_in_both_languages() {
        for code in Code::ALL {
            for language in [Language::Da, Language::En] {
                let key = format!("error-{}", code.as_str());
                assert_ne!(text(language, &key, &Args::new()), key);
            }
        }
    }
}
