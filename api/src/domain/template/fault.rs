//! Why a template cannot be published: a stable code, where, and the numbers behind it.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

/// One reason, as data: sentences are made from it elsewhere, in two languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Fault {
    /// Where in the definition, such as `modules[2].after[0]`.
    pub path: String,
    pub code: Code,
    /// What the sentence needs to be exact: limits, sums, keys.
    pub details: BTreeMap<&'static str, Value>,
}

impl Fault {
    pub(super) fn new(path: impl Into<String>, code: Code) -> Self {
        Self {
            path: path.into(),
            code,
            details: BTreeMap::new(),
        }
    }

    #[must_use]
    pub(super) fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.details.insert(name, value.into());
        self
    }
}

/// The reasons behind `TEMPLATE_INVALID`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Code {
    /// A list or text that must hold something holds nothing.
    Empty,
    /// A number that must be at least one is zero.
    Zero,
    /// A number or list is larger than anything sensible; `limit` says how large it may be.
    OverLimit,
    /// A key is not a slug of lower-case letters, digits and single hyphens.
    BadKey,
    /// Two modules share a `key`, or two days a `weekday`.
    Duplicate,
    /// A weekday is not 1 (Monday) to 7 (Sunday).
    BadWeekday,
    /// A time lies outside the day, or the end is not after the start.
    BadSpan,
    /// A time or length is not a multiple of the finest grid.
    OffGrid,
    /// The first or last week lies outside the programme, or the last before the first.
    WeeksOutOfRange,
    /// The break is longer than the time it may lie in.
    LunchOverWindow,
    /// The least gap is larger than the largest.
    GapsReversed,
    /// `after` names a module that the template does not have.
    UnknownModule,
    /// Modules that come after each other in a circle; `modules` names them in order.
    OrderCycle,
    /// Participants are to choose more electives than the template offers.
    ElectivesOverOffer,
    /// A weight for a soft rule that does not exist.
    UnknownRule,
    /// One session is longer than any day lets it be; `longest` says what fits.
    MinutesOverDay,
    /// What must lie in these weeks needs more minutes than they have.
    MinutesOverWeeks,
    /// The parts, with their gaps, do not fit in the module's weeks.
    GapsOverWeeks,
    /// The module's weeks end before what must come first can be over.
    OrderOverWeeks,
}

impl Code {
    /// The code as it stands in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "EMPTY",
            Self::Zero => "ZERO",
            Self::OverLimit => "OVER_LIMIT",
            Self::BadKey => "BAD_KEY",
            Self::Duplicate => "DUPLICATE",
            Self::BadWeekday => "BAD_WEEKDAY",
            Self::BadSpan => "BAD_SPAN",
            Self::OffGrid => "OFF_GRID",
            Self::WeeksOutOfRange => "WEEKS_OUT_OF_RANGE",
            Self::LunchOverWindow => "LUNCH_OVER_WINDOW",
            Self::GapsReversed => "GAPS_REVERSED",
            Self::UnknownModule => "UNKNOWN_MODULE",
            Self::OrderCycle => "ORDER_CYCLE",
            Self::ElectivesOverOffer => "ELECTIVES_OVER_OFFER",
            Self::UnknownRule => "UNKNOWN_RULE",
            Self::MinutesOverDay => "MINUTES_OVER_DAY",
            Self::MinutesOverWeeks => "MINUTES_OVER_WEEKS",
            Self::GapsOverWeeks => "GAPS_OVER_WEEKS",
            Self::OrderOverWeeks => "ORDER_OVER_WEEKS",
        }
    }
}
