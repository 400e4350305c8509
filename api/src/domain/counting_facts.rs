//! The facts that counting rests on: who had a seat in which cohort, and for whom a person counts
//! from which day on.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::code::codes;
use crate::domain::municipality_code::MunicipalityCode;

/// One person's seat in one cohort of the partnership. Seats of people who wait, or who withdrew
/// before the course began, are not handed in.
///
/// `P` names the person: a participant's id, or a pseudonym when a document is recounted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EnrolmentFact<P> {
    pub person: P,
    /// The cohort's key.
    pub cohort: String,
    pub first_day: NaiveDate,
    /// Whether the course had begun for the person by the time that is asked about. It stays when
    /// the person completes or leaves the course.
    pub is_in_course: bool,
}

/// How a person counts from a day on. Of two facts about a person, the greater one holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CountingFact<P> {
    pub person: P,
    pub recorded_at: DateTime<Utc>,
    /// Which of those recorded at the same instant came later.
    pub place: u32,
    pub valid_from: NaiveDate,
    pub basis: Basis,
    pub stand: Stand,
}

codes! {
    /// What a counting fact rests on.
    pub enum Basis {
        /// The preferred municipality, until there is a placement decision.
        Planned = "PLANNED",
        /// A decision of the authorities.
        Decided = "DECIDED",
    }
}

/// For whom a person counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Stand {
    Municipality(MunicipalityCode),
    NotCounted(NotCounted),
}

codes! {
    /// Why a person counts for nobody.
    pub enum NotCounted {
        Refused = "REFUSED",
        /// The application for asylum was withdrawn.
        Withdrawn = "WITHDRAWN",
        /// The placement decision names a municipality outside the partnership.
        PlacedOutside = "PLACED_OUTSIDE",
        /// Not decided, and the preferred municipality lies outside the partnership.
        PrefersOutside = "PREFERS_OUTSIDE",
        /// The stay ended by moving to another centre.
        Moved = "MOVED",
        /// Not decided, and no municipality is preferred; or no fact holds on the day.
        NoPreference = "NO_PREFERENCE",
    }
}
