//! What if: a problem with named changes, and what two answers differ in.
//!
//! A [`Scenario`] is a list of [`Change`]s to a [`Problem`]; [`apply`] makes the changed problem,
//! which is then solved like any other, and [`compare`] says what the second answer costs and moves
//! against the first. Changes are made in their order, so a later one may build on an earlier one.

mod cohort;
mod compare;
mod make;
mod times;

use crate::calendar::Span;
use crate::problem::{
    Company, Interpreter, Key, Lunch, Problem, ResourceRef, Room, StaffMember, Vehicle,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub use compare::{Comparison, SessionChange, compare};

/// Named changes to a problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What people call it.
    pub name: String,
    /// What is changed, in this order.
    pub changes: Vec<Change>,
}

/// One change to a problem. In JSON an object with the field `change` for its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    tag = "change",
    rename_all = "SCREAMING_SNAKE_CASE",
    deny_unknown_fields
)]
pub enum Change {
    /// One more interpreter.
    AddInterpreter {
        /// Who, with a key of their own.
        interpreter: Interpreter,
    },
    /// One more member of staff.
    AddStaff {
        /// Who, with a key of their own.
        staff: StaffMember,
    },
    /// One more room.
    AddRoom {
        /// Which, with a key of its own.
        room: Room,
    },
    /// One more vehicle.
    AddVehicle {
        /// Which, with a key of its own.
        vehicle: Vehicle,
    },
    /// One more company that receives visits.
    AddCompany {
        /// Which, with a key of its own.
        company: Company,
    },
    /// A resource is there for a span of time: absences and blocking busy times give way, and
    /// hours are added where it has hours of its own. Bookings stay.
    AddOpening {
        /// Who or what.
        resource: ResourceRef,
        /// When.
        span: Span,
    },
    /// A resource is away for a span of time; a participant is busy, blocking.
    AddAbsence {
        /// Who or what.
        resource: ResourceRef,
        /// When.
        span: Span,
    },
    /// A resource is there no more, nor are its bookings. A participant leaves every activity, and
    /// what nobody takes part in any more is left out.
    RemoveResource {
        /// Who or what.
        resource: ResourceRef,
    },
    /// A room or a vehicle has so many seats, a company receives groups of so many.
    Resize {
        /// A room, a vehicle or a company.
        resource: ResourceRef,
        /// Seats, or participants in a group; 1 or more.
        seats: u16,
    },
    /// A company receives so many groups at once.
    SetCompanyPlaces {
        /// The company's key.
        company: Key,
        /// Groups at once; 1 or more.
        places: u16,
    },
    /// A company comes into question for a visit that names its companies.
    OfferCompany {
        /// The activity's key; it names companies.
        activity: Key,
        /// The company's key.
        company: Key,
    },
    /// A member of staff may be used for one thing more.
    AddSkill {
        /// The staff member's key.
        staff: Key,
        /// Such as `interviewer`.
        skill: String,
    },
    /// The centre is open for a span of time within one date.
    OpenCentre {
        /// When.
        span: Span,
    },
    /// An activity may end so many days later.
    ExtendDue {
        /// The activity's key; it has a due moment.
        activity: Key,
        /// 1 or more.
        days: u16,
    },
    /// An activity may start so many days earlier.
    AdvanceRelease {
        /// The activity's key; it has a release.
        activity: Key,
        /// 1 or more.
        days: u16,
    },
    /// A cohort has so many participants. Those who join do so beside one who is there, in the same
    /// lessons and visits, with an interview of their own where that one has one; those who leave
    /// are the last by key.
    ResizeCohort {
        /// The cohort's key.
        cohort: Key,
        /// How many there are then; 1 or more.
        participants: u16,
        /// Of how many shares each interpreter language is, the empty one for none; those who join
        /// bring the cohort nearest to it. None given: the mix stays.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        languages: BTreeMap<String, u16>,
    },
    /// Participants of a cohort have so many minutes of lessons in a day at most.
    SetDayCap {
        /// The cohort's key.
        cohort: Key,
        /// Minutes; absent: no cap.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minutes: Option<u16>,
    },
    /// A cohort's day lies between two minutes after midnight.
    SetCohortHours {
        /// The cohort's key.
        cohort: Key,
        /// No session before it.
        earliest: u16,
        /// No session past it.
        latest: u16,
    },
    /// A cohort's lunch break.
    SetLunch {
        /// The cohort's key.
        cohort: Key,
        /// Absent: none is kept.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lunch: Option<Lunch>,
    },
    /// A staff member's minutes in a day and in a week at most.
    SetStaffCaps {
        /// The staff member's key.
        staff: Key,
        /// Minutes of a day; absent: no cap.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        per_day: Option<u16>,
        /// Minutes of a week; absent: no cap.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        per_week: Option<u16>,
    },
    /// The gap between two activities, one of which comes before the other.
    SetGap {
        /// The activity that ends first.
        before: Key,
        /// The activity that starts after it.
        after: Key,
        /// Minutes from the end of the one to the start of the other, at least.
        min_gap_minutes: u32,
        /// Dates from the one to the other, at least.
        min_gap_days: u16,
        /// Dates from the one to the other, at most; absent: no limit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_gap_days: Option<u16>,
    },
    /// Two activities may come in any order.
    DropPrecedence {
        /// The activity that ended first.
        before: Key,
        /// The activity that started after it.
        after: Key,
    },
    /// A pinned activity may move.
    Unpin {
        /// The activity's key; it is pinned.
        activity: Key,
    },
    /// An activity is left out; what came before it still comes before what came after it.
    DropActivity {
        /// The activity's key.
        activity: Key,
    },
}

/// Why a change cannot be made.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, thiserror::Error,
)]
#[error("changes[{change}]: {code:?} ({value})")]
pub struct ChangeFault {
    /// The number of the change in its list, from 0.
    pub change: usize,
    /// What is wrong with it.
    pub code: ChangeFaultCode,
    /// The offending value.
    pub value: String,
}

/// What is wrong with a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ChangeFaultCode {
    /// The problem holds nothing by this key.
    UnknownKey,
    /// The problem holds something by this key already.
    Duplicate,
    /// A number lies outside what its field allows, or a span is empty.
    OutOfRange,
    /// There is nothing to change: no due moment to extend, nothing that is pinned, no seats.
    NothingToChange,
    /// The problem is unsound once the changes are made; the value says where.
    Unsound,
}

/// The problem with the changes made, in their order.
///
/// # Errors
/// Every change that cannot be made. Where all can, whatever is unsound about what comes out, as
/// faults of the last change.
pub fn apply(problem: &Problem, changes: &[Change]) -> Result<Problem, Vec<ChangeFault>> {
    let mut changed = problem.clone();
    let mut faults = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        if let Err((code, value)) = make::one(&mut changed, change) {
            faults.push(ChangeFault {
                change: at,
                code,
                value,
            });
        }
    }
    if faults.is_empty()
        && let Err(unsound) = changed.validate()
    {
        faults.extend(unsound.iter().map(|fault| ChangeFault {
            change: changes.len().saturating_sub(1),
            code: ChangeFaultCode::Unsound,
            value: fault.to_string(),
        }));
    }
    if faults.is_empty() {
        Ok(changed)
    } else {
        Err(faults)
    }
}
