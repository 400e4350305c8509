//! What must be put into time and space, and the resources: plain data.
//!
//! Everything refers to everything else by key, an immutable slug that the caller chooses. Lists
//! may come in any order: planning sorts by key, so the same things give the same plan.
//!
//! **Time** is divided into slots of `grid_minutes`. A start lies on the grid; whatever is busy
//! occupies every slot it touches, whatever is open covers only slots that lie wholly inside it.
//! An activity *holds* its people and things from its start to its end, at a company with the
//! travel there before it and back after it. Buffers (a room's set-up, an interpreter's way) widen
//! the hold on one resource: they may lie outside its opening hours, but collide with nothing.

mod activity;
mod resources;
mod validate;
mod weights;

use crate::calendar::{Moment, Span};
use serde::{Deserialize, Serialize};

pub use activity::{Activity, ActivityKind, BaseAssignment, Precedence, Standing};
pub use resources::{
    BusySpan, Cohort, Company, Interpreter, InterpreterMode, Lunch, Opening, Participant,
    PriceTerms, ResourceKind, ResourceRef, Room, StaffMember, Vehicle,
};
pub use validate::{FaultCode, ProblemFault};
pub use weights::Weights;

/// An immutable name within its list, such as `arbejdsmarked-1/lesson/labour-market/1`.
pub type Key = String;

/// At most so many interpreter languages in one activity.
pub const MAX_LANGUAGES: usize = 8;

/// One planning problem: the cohorts of a centre over the weeks of their programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// The time that exists.
    pub horizon: Horizon,
    /// What each unit of each soft rule costs, where a cohort does not say otherwise.
    #[serde(default)]
    pub weights: Weights,
    /// Rooms at the centre.
    #[serde(default)]
    pub rooms: Vec<Room>,
    /// Teachers, interviewers and escorts.
    #[serde(default)]
    pub staff: Vec<StaffMember>,
    /// Interpreters.
    #[serde(default)]
    pub interpreters: Vec<Interpreter>,
    /// Vehicles for company visits.
    #[serde(default)]
    pub vehicles: Vec<Vehicle>,
    /// Companies that receive visits.
    #[serde(default)]
    pub companies: Vec<Company>,
    /// The cohorts that are planned.
    #[serde(default)]
    pub cohorts: Vec<Cohort>,
    /// The people in the cohorts.
    #[serde(default)]
    pub participants: Vec<Participant>,
    /// What resources are already promised to elsewhere, such as sessions of other plans.
    #[serde(default)]
    pub bookings: Vec<Booking>,
    /// What must be planned, and what already stands.
    #[serde(default)]
    pub activities: Vec<Activity>,
    /// Which activity comes before which.
    #[serde(default)]
    pub precedences: Vec<Precedence>,
}

impl Problem {
    /// Whether the problem is sound enough to be planned: references lead somewhere, spans are not
    /// empty, order has no circle.
    ///
    /// # Errors
    /// Every fault that was found, in the order of the problem's fields.
    pub fn validate(&self) -> Result<(), Vec<ProblemFault>> {
        validate::faults(self)
    }
}

/// The days that are planned and the hours that exist on them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Horizon {
    /// The first local date.
    pub first_date: crate::Date,
    /// How many days from it, weekends and holidays counted; 1 to 400.
    pub days: u16,
    /// Length of a slot in minutes: 5 to 60, a divisor of 1440.
    #[serde(default = "default_grid")]
    pub grid_minutes: u16,
    /// When the centre is open, each span within one date. A date without a span (weekend,
    /// holiday, closing day) does not exist for planning.
    pub open: Vec<Span>,
    /// Now, as the caller sees it: nothing may be put before it, and what its base assignment puts
    /// before it stays. Absent: everything lies in the future.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_before: Option<Moment>,
}

const fn default_grid() -> u16 {
    15
}

/// A resource that is occupied by something this problem does not plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Booking {
    /// Who or what is occupied.
    pub resource: ResourceRef,
    /// When, buffers and travel included.
    pub span: Span,
    /// How many of a company's places it takes; of any other resource it takes all.
    #[serde(default = "one_place")]
    pub places: u16,
}

const fn one_place() -> u16 {
    1
}
