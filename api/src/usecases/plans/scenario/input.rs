//! What is said when somebody asks: what if?

use async_graphql::{InputObject, OneofObject};
use chrono::NaiveDateTime;
use entities::id::{CentreId, CohortId, ResourceId};
use serde::{Deserialize, Serialize};

use super::super::PlanEffortInput;
use super::added::{
    AddedCompanyInput, AddedInterpreterInput, AddedRoomInput, AddedStaffMemberInput,
    AddedVehicleInput,
};
use crate::vocabulary::{IdOf, LocalTime};

/// Asks what a plan of some cohorts would come to if something were otherwise.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RequestScenarioInput {
    pub centre_id: IdOf<CentreId>,
    /// As for `requestPlan`.
    pub cohort_ids: Vec<IdOf<CohortId>>,
    /// What you call it, 1 to 100 characters; nobody's name.
    pub name: String,
    /// What is otherwise, 1 to 50 changes, made in this order.
    pub changes: Vec<ScenarioChangeInput>,
    /// As for `requestPlan`; both plans, with and without the changes, are made from it.
    pub seed: Option<i32>,
    /// As for `requestPlan`, for each of the two plans.
    pub effort: Option<PlanEffortInput>,
    /// The same key and input give the same scenario again, and not a second one.
    pub idempotency_key: Option<String>,
}

/// One thing that is otherwise. Exactly one of these.
#[derive(Clone, Debug, OneofObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum ScenarioChangeInput {
    /// One interpreter more.
    AddInterpreter(AddedInterpreterInput),
    /// One member of staff more.
    AddStaffMember(AddedStaffMemberInput),
    /// One room more.
    AddRoom(AddedRoomInput),
    /// One vehicle more.
    AddVehicle(AddedVehicleInput),
    /// One company more that receives visits.
    AddCompany(AddedCompanyInput),
    /// Somebody or something is there for a while: absences and blocking busy times give way, and
    /// hours are added. What is booked stays.
    AddOpening(ResourceSpanInput),
    /// Somebody or something is away for a while.
    AddAbsence(ResourceSpanInput),
    /// Somebody or something is there no more; a participant leaves every session.
    RemoveResource(ResourceInput),
    /// A room or a vehicle has so many seats; a company receives groups of so many.
    Resize(ResizeInput),
    /// A company receives so many groups at once.
    SetCompanyPlaces(CompanyPlacesInput),
    /// A company comes into question for a visit that names its companies.
    OfferCompany(OfferCompanyInput),
    /// A member of staff can do one thing more.
    AddSkill(AddSkillInput),
    /// The centre is open for a while within one day.
    OpenCentre(SpanInput),
    /// A session may be held so many days later than its weeks allow.
    ExtendDue(ActivityDaysInput),
    /// A session may be held so many days earlier than its weeks allow.
    AdvanceRelease(ActivityDaysInput),
    /// A cohort has so many participants.
    ResizeCohort(ResizeCohortInput),
    /// A cohort has so many minutes of lessons in a day at most.
    SetDayCap(DayCapInput),
    /// A cohort's days lie between two times of day.
    SetCohortHours(CohortHoursInput),
    /// A cohort's lunch break.
    SetLunch(LunchInput),
    /// How much a member of staff works at most.
    SetStaffCaps(StaffCapsInput),
    /// The gap between two sessions of which one comes before the other.
    SetGap(GapInput),
    /// Two sessions of which one comes before the other may come in any order.
    DropPrecedence(OrderInput),
    /// A pinned session may move.
    Unpin(ActivityInput),
    /// A session is left out.
    DropActivity(ActivityInput),
}

/// A resource and a span of time on the centre's own clock.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ResourceSpanInput {
    pub resource_id: IdOf<ResourceId>,
    pub from: NaiveDateTime,
    /// The first minute that is no longer in it.
    pub until: NaiveDateTime,
}

/// A span of time on the centre's own clock.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SpanInput {
    pub from: NaiveDateTime,
    /// The first minute that is no longer in it.
    pub until: NaiveDateTime,
}

/// A resource.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ResourceInput {
    pub resource_id: IdOf<ResourceId>,
}

/// A room, vehicle or company with its seats.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ResizeInput {
    pub resource_id: IdOf<ResourceId>,
    pub seats: i32,
}

/// A company with its places.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CompanyPlacesInput {
    pub company_id: IdOf<ResourceId>,
    /// Groups at once.
    pub places: i32,
}

/// A company for a visit.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfferCompanyInput {
    pub activity_key: String,
    pub company_id: IdOf<ResourceId>,
}

/// A member of staff with one thing more.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddSkillInput {
    pub staff_id: IdOf<ResourceId>,
    /// In the words of the template: `danish`, `interviewer`.
    pub skill: String,
}

/// A session, by the key of its activity, and days.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ActivityDaysInput {
    pub activity_key: String,
    /// 1 to 366.
    pub days: i32,
}

/// A session, by the key of its activity.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ActivityInput {
    pub activity_key: String,
}

/// A cohort of another size. Those who join do so beside one who is there, in the same lessons and
/// visits, with an interview of their own; those who leave are the last by key.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ResizeCohortInput {
    pub cohort_id: IdOf<CohortId>,
    /// 1 to 200.
    pub participants: i32,
    /// In which languages those who join need an interpreter; empty: the cohort's mix stays.
    #[serde(default)]
    #[graphql(default)]
    pub languages: Vec<LanguageShareInput>,
}

/// How many shares of a cohort need an interpreter in a language.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LanguageShareInput {
    /// A BCP 47 tag; none: they need no interpreter.
    pub language: Option<String>,
    /// 0 to 1000, beside the shares of the others.
    pub share: i32,
}

/// A cohort's minutes of lessons in a day.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DayCapInput {
    pub cohort_id: IdOf<CohortId>,
    /// None: no limit.
    pub minutes: Option<i32>,
}

/// A cohort's hours.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CohortHoursInput {
    pub cohort_id: IdOf<CohortId>,
    /// No session before it.
    pub from: LocalTime,
    /// No session past it.
    pub until: LocalTime,
}

/// A cohort's lunch break.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LunchInput {
    pub cohort_id: IdOf<CohortId>,
    /// None: no break is kept.
    pub lunch: Option<LunchWindowInput>,
}

/// A break of so many minutes between two times of day.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LunchWindowInput {
    pub from: LocalTime,
    pub until: LocalTime,
    pub minutes: i32,
}

/// How much a member of staff works at most.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StaffCapsInput {
    pub staff_id: IdOf<ResourceId>,
    /// None: no limit.
    pub max_minutes_a_day: Option<i32>,
    /// None: no limit.
    pub max_minutes_a_week: Option<i32>,
}

/// The gap between two sessions, by the keys of their activities.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GapInput {
    pub before_key: String,
    pub after_key: String,
    /// From the end of the one to the start of the other, at least.
    #[serde(default)]
    #[graphql(default)]
    pub min_gap_minutes: i32,
    /// From the day of the one to that of the other, at least.
    #[serde(default)]
    #[graphql(default)]
    pub min_gap_days: i32,
    /// At most; none: no limit.
    pub max_gap_days: Option<i32>,
}

/// Two sessions, by the keys of their activities.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OrderInput {
    pub before_key: String,
    pub after_key: String,
}
