//! The enums of plans, each value with its meaning.

use async_graphql::Enum;
use entities::columns;
use serde::{Deserialize, Serialize};

/// How far a plan is; says nothing of its verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "PlanState", remote = "columns::PlanState")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PlanStateName {
    /// It waits for a worker.
    Queued,
    /// A worker is at it.
    Solving,
    /// It has an answer, which its verdict names.
    Solved,
    /// Its answer was made the timetable.
    Published,
    /// A later plan of its cohorts was published.
    Superseded,
    /// Somebody stopped it.
    Cancelled,
    /// It could not be worked off; `failureCode` says why.
    Failed,
    /// Nobody wants it any more.
    Discarded,
}

/// What a way to mend the timetable is best at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "RepairKind", remote = "columns::RepairKind")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RepairKindName {
    /// Something changes for as few persons as possible.
    FewestTouched,
    /// Interpreters and changes cost the least, late cancellations included.
    LowestCost,
    /// The best plan by the template's weights.
    BestPlan,
}

/// What planning found; never one for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "PlanVerdict", remote = "columns::PlanVerdict")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PlanVerdictName {
    /// Every activity has its place.
    Complete,
    /// Some have, and what is missing is listed with reasons. Nothing is proved: more effort may
    /// find more.
    Partial,
    /// Not all activities can ever be placed; `conflicts` prove it. The answer still holds what
    /// could be placed.
    Infeasible,
    /// No plan was found, not even a partial one.
    NotFoundInTime,
}

/// What a session goes through when a plan is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "SessionChange", remote = "columns::SessionChange")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SessionChangeName {
    /// It is new.
    Published,
    /// It is at another time, and perhaps with others.
    Moved,
    /// It is at the same time, with another room, other staff or other things.
    ResourceChanged,
    /// It is the same for other participants.
    ParticipantsChanged,
    /// Plans leave it where it is.
    Pinned,
    /// Plans may move it again.
    Unpinned,
    /// It is not held.
    Cancelled,
}

/// How far the search for ways out is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "WaysOutState", remote = "columns::WaysOutState")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum WaysOutStateName {
    /// It waits for a worker.
    Queued,
    /// A worker is at it.
    Searching,
    /// What was found stands.
    Done,
    /// What the plan rested on has changed since; ask for a new plan.
    Outdated,
    /// It could not be worked off.
    Failed,
}

/// What is otherwise in a scenario, or would have to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "ScenarioChangeKind")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ScenarioChangeKindName {
    /// One interpreter more.
    AddInterpreter,
    /// One member of staff more.
    #[serde(rename = "ADD_STAFF")]
    AddStaffMember,
    /// One room more.
    AddRoom,
    /// One vehicle more.
    AddVehicle,
    /// One company more that receives visits.
    AddCompany,
    /// Somebody or something is there for a while.
    AddOpening,
    /// Somebody or something is away for a while.
    AddAbsence,
    /// Somebody or something is there no more.
    RemoveResource,
    /// A room or a vehicle has other seats; a company receives other groups.
    Resize,
    /// A company receives so many groups at once.
    SetCompanyPlaces,
    /// A company comes into question for a visit.
    OfferCompany,
    /// A member of staff can do one thing more.
    AddSkill,
    /// The centre is open for a while.
    OpenCentre,
    /// A session may be held later than its weeks allow.
    ExtendDue,
    /// A session may be held earlier than its weeks allow.
    AdvanceRelease,
    /// A cohort has so many participants.
    ResizeCohort,
    /// A cohort's minutes of lessons in a day.
    SetDayCap,
    /// A cohort's hours.
    SetCohortHours,
    /// A cohort's lunch break.
    SetLunch,
    /// How much a member of staff works at most.
    SetStaffCaps,
    /// The gap between two sessions.
    SetGap,
    /// Two sessions may come in any order.
    DropPrecedence,
    /// A pinned session may move.
    Unpin,
    /// A session is left out.
    DropActivity,
}
