//! One error for everything: a refusal that the caller can act on, or an inner failure whose text
//! no caller ever sees.

use std::fmt;

use sea_orm::DbErr;
use serde_json::Value;

/// What a caller can do about a refusal. Stable: clients switch on these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    Unauthenticated,
    Forbidden,
    NotFound,
    Validation,
    Conflict,
    IllegalTransition,
    TooCostly,
    RateLimited,
    Internal,
    IdempotencyMismatch,
    Duplicate,
    HardConflict,
    PreviewStale,
    CheckFailed,
    TemplateInvalid,
    StartNotMonday,
    StartOnHoliday,
    TargetRule,
    AlreadyEnrolled,
    SessionNotStarted,
    NotInSession,
    HandoffIncomplete,
    PeriodClosed,
    DuplicateDocument,
    NoBasis,
    Blocked,
}

impl Code {
    pub const ALL: [Self; 26] = [
        Self::Unauthenticated,
        Self::Forbidden,
        Self::NotFound,
        Self::Validation,
        Self::Conflict,
        Self::IllegalTransition,
        Self::TooCostly,
        Self::RateLimited,
        Self::Internal,
        Self::IdempotencyMismatch,
        Self::Duplicate,
        Self::HardConflict,
        Self::PreviewStale,
        Self::CheckFailed,
        Self::TemplateInvalid,
        Self::StartNotMonday,
        Self::StartOnHoliday,
        Self::TargetRule,
        Self::AlreadyEnrolled,
        Self::SessionNotStarted,
        Self::NotInSession,
        Self::HandoffIncomplete,
        Self::PeriodClosed,
        Self::DuplicateDocument,
        Self::NoBasis,
        Self::Blocked,
    ];

    /// The code as it stands in `extensions.code`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::Forbidden => "FORBIDDEN",
            Self::NotFound => "NOT_FOUND",
            Self::Validation => "VALIDATION",
            Self::Conflict => "CONFLICT",
            Self::IllegalTransition => "ILLEGAL_TRANSITION",
            Self::TooCostly => "TOO_COSTLY",
            Self::RateLimited => "RATE_LIMITED",
            Self::Internal => "INTERNAL",
            Self::IdempotencyMismatch => "IDEMPOTENCY_MISMATCH",
            Self::Duplicate => "DUPLICATE",
            Self::HardConflict => "HARD_CONFLICT",
            Self::PreviewStale => "PREVIEW_STALE",
            Self::CheckFailed => "CHECK_FAILED",
            Self::TemplateInvalid => "TEMPLATE_INVALID",
            Self::StartNotMonday => "START_NOT_MONDAY",
            Self::StartOnHoliday => "START_ON_HOLIDAY",
            Self::TargetRule => "TARGET_RULE",
            Self::AlreadyEnrolled => "ALREADY_ENROLLED",
            Self::SessionNotStarted => "SESSION_NOT_STARTED",
            Self::NotInSession => "NOT_IN_SESSION",
            Self::HandoffIncomplete => "HANDOFF_INCOMPLETE",
            Self::PeriodClosed => "PERIOD_CLOSED",
            Self::DuplicateDocument => "DUPLICATE_DOCUMENT",
            Self::NoBasis => "NO_BASIS",
            Self::Blocked => "BLOCKED",
        }
    }
}

/// Words that a text about a fault needs, by name.
pub type Args = Vec<(&'static str, String)>;

/// One thing that is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where in the input: `input.rooms.0.seats`.
    pub path: String,
    /// Stable code of the fault; its text stands in the locales as `fault-CODE`.
    pub code: &'static str,
    pub args: Args,
}

impl Fault {
    pub fn new(path: impl Into<String>, code: &'static str) -> Self {
        Self {
            path: path.into(),
            code,
            args: Vec::new(),
        }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

/// Gathers every fault of an input, so that the caller mends all in one go.
#[derive(Debug, Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    pub fn add(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    /// Adds `code` at `path` unless `holds`.
    pub fn demand(&mut self, holds: bool, path: &str, code: &'static str) {
        if !holds {
            self.add(Fault::new(path, code));
        }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn extend(&mut self, faults: impl IntoIterator<Item = Fault>) {
        self.0.extend(faults);
    }

    #[must_use]
    pub fn into_vec(self) -> Vec<Fault> {
        self.0
    }

    /// VALIDATION with every fault, or nothing.
    pub fn done(self) -> Result<(), Error> {
        self.done_as(Code::Validation)
    }

    pub fn done_as(self, code: Code) -> Result<(), Error> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Error::refused(code).faults(self.0).into())
        }
    }
}

/// A refusal: a code, every faulty field, and facts a client may show or use.
#[derive(Clone, Debug)]
pub struct Refusal {
    pub code: Code,
    pub args: Args,
    pub faults: Vec<Fault>,
    /// Facts as data, under `extensions.details`.
    pub details: Option<Value>,
}

impl Refusal {
    #[must_use]
    pub fn fault(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    #[must_use]
    pub fn faults(mut self, faults: Vec<Fault>) -> Self {
        self.faults.extend(faults);
        self
    }

    #[must_use]
    pub fn details(mut self, details: Value) -> Self {
        self.details = Some(details);
        self
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

/// What a use case answers when it does not do what was asked.
pub enum Error {
    /// The caller can act on this.
    Refused(Box<Refusal>),
    /// Ours to mend. The inner text goes to the log, never to a caller.
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    #[must_use]
    pub fn refused(code: Code) -> Refusal {
        Refusal {
            code,
            args: Vec::new(),
            faults: Vec::new(),
            details: None,
        }
    }

    /// Absent and invisible answer alike.
    #[must_use]
    pub fn not_found() -> Self {
        Self::refused(Code::NotFound).into()
    }

    #[must_use]
    pub fn forbidden() -> Self {
        Self::refused(Code::Forbidden).into()
    }

    /// VALIDATION with one fault.
    pub fn invalid(path: impl Into<String>, code: &'static str) -> Self {
        Self::refused(Code::Validation)
            .fault(Fault::new(path, code))
            .into()
    }

    /// CONFLICT: the row has moved on; `current` is its version now.
    #[must_use]
    pub fn stale(current: i32) -> Self {
        Self::refused(Code::Conflict)
            .details(serde_json::json!({ "currentVersion": current }))
            .into()
    }

    /// ILLEGAL_TRANSITION, naming what is allowed from here.
    pub fn illegal_transition<S: ToString>(from: impl ToString, allowed: &[S]) -> Self {
        let allowed: Vec<String> = allowed.iter().map(ToString::to_string).collect();
        let from = from.to_string();
        Self::refused(Code::IllegalTransition)
            .with("from", &from)
            .with("allowed", allowed.join(", "))
            .details(serde_json::json!({ "from": from, "allowed": allowed }))
            .into()
    }

    pub fn internal(inner: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(inner.into())
    }

    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            Self::Refused(refusal) => refusal.code,
            Self::Internal(_) => Code::Internal,
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl From<DbErr> for Error {
    fn from(inner: DbErr) -> Self {
        Self::internal(inner)
    }
}

impl From<serde_json::Error> for Error {
    fn from(inner: serde_json::Error) -> Self {
        Self::internal(inner)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code().as_str())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => refusal.fmt(f),
            // Never the inner Debug: a database tells the failing row in it, with its data.
            Self::Internal(inner) => {
                write!(f, "Internal({inner}")?;
                let mut cause = inner.source();
                while let Some(one) = cause {
                    write!(f, ": {one}")?;
                    cause = one.source();
                }
                f.write_str(")")
            }
        }
    }
}

impl std::error::Error for Error {}
