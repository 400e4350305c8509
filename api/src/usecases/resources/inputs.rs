//! What resources are described by.

use async_graphql::InputObject;
use chrono::NaiveDate;
use entities::id::CentreId;
use serde::{Deserialize, Serialize};

use crate::vocabulary::{
    Amount, IdOf, InterpreterModeName, LanguageName, LocalTime, RoomKindName, StaffRoleName,
    WeekSpanInput,
};

/// A room, made or changed by its key at a centre.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SaveRoomInput {
    pub centre_id: IdOf<CentreId>,
    /// Chosen once: lower-case letters, digits and `-`.
    pub key: String,
    pub name: String,
    pub kind: RoomKindName,
    pub seats: i32,
    /// Minutes that it must stand empty between two sessions; by default none.
    #[serde(default)]
    #[graphql(default)]
    pub setup_minutes: i32,
    /// When it can be used each week; empty: whenever the centre is open.
    #[serde(default)]
    #[graphql(default)]
    pub openings: Vec<WeekSpanInput>,
    /// The version you read, when you change one: a stale one gets CONFLICT.
    pub version: Option<i32>,
}

/// Somebody who teaches, interviews or escorts; made or changed by key at a centre.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SaveStaffMemberInput {
    pub centre_id: IdOf<CentreId>,
    /// Chosen once: lower-case letters, digits and `-`.
    pub key: String,
    pub name: String,
    pub email: Option<String>,
    pub roles: Vec<StaffRoleName>,
    /// What he or she can teach or do, in the words of the template: `danish`, `labour-market`.
    #[serde(default)]
    #[graphql(default)]
    pub skills: Vec<String>,
    /// Languages spoken well enough to need no interpreter, as BCP 47 tags.
    #[serde(default)]
    #[graphql(default)]
    pub languages: Vec<String>,
    /// Minutes in sessions that may be planned for one day.
    pub max_minutes_a_day: Option<i32>,
    /// Minutes in sessions that may be planned for one ISO week.
    pub max_minutes_a_week: Option<i32>,
    /// When he or she works each week; empty: whenever the centre is open.
    #[serde(default)]
    #[graphql(default)]
    pub openings: Vec<WeekSpanInput>,
    /// Language of mails; by default Danish.
    pub language: Option<LanguageName>,
    /// The version you read, when you change one: a stale one gets CONFLICT.
    pub version: Option<i32>,
}

/// An interpreter with languages and price terms; made or changed by key at a centre.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SaveInterpreterInput {
    pub centre_id: IdOf<CentreId>,
    /// Chosen once: lower-case letters, digits and `-`.
    pub key: String,
    pub name: String,
    pub agency: Option<String>,
    pub email: Option<String>,
    /// BCP 47 tags; each booking is for one of them.
    pub languages: Vec<String>,
    pub mode: InterpreterModeName,
    /// Price of each started hour.
    pub hour_price: Amount,
    /// The least that is paid for when called out, in minutes.
    #[serde(default)]
    #[graphql(default)]
    pub minimum_minutes: i32,
    /// Transport for each day on which he or she is called out.
    pub transport_price: Option<Amount>,
    /// Minutes between two sessions in different places.
    #[serde(default)]
    #[graphql(default)]
    pub travel_minutes: i32,
    /// When he or she can be booked each week; empty: whenever the centre is open.
    #[serde(default)]
    #[graphql(default)]
    pub openings: Vec<WeekSpanInput>,
    /// The version you read, when you change one: a stale one gets CONFLICT.
    pub version: Option<i32>,
}

/// A vehicle for company visits; made or changed by key at a centre.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SaveVehicleInput {
    pub centre_id: IdOf<CentreId>,
    /// Chosen once: lower-case letters, digits and `-`.
    pub key: String,
    pub name: String,
    /// Seats for passengers.
    pub seats: i32,
    /// When it can be used each week; empty: whenever the centre is open.
    #[serde(default)]
    #[graphql(default)]
    pub openings: Vec<WeekSpanInput>,
    /// The version you read, when you change one: a stale one gets CONFLICT.
    pub version: Option<i32>,
}

/// A company that receives visits; made or changed by key at a centre.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SaveCompanyInput {
    pub centre_id: IdOf<CentreId>,
    /// Chosen once: lower-case letters, digits and `-`.
    pub key: String,
    pub name: String,
    /// Eight digits.
    pub cvr: Option<String>,
    /// Lines of work, in the words used for participants' backgrounds: `construction`, `care`.
    pub sectors: Vec<String>,
    pub address: String,
    /// Minutes one way from the centre; counted as busy time for everybody who goes.
    pub travel_minutes: i32,
    /// Whether a group walks there, so that no vehicle is needed.
    #[serde(default)]
    #[graphql(default)]
    pub walking: bool,
    pub contact_name: Option<String>,
    pub contact_email: Option<String>,
    /// The most participants in one visit.
    pub group_size_max: i32,
    /// How many groups it receives at the same time; by default one.
    pub parallel_groups: Option<i32>,
    /// When it receives visits.
    pub windows: Vec<CompanyWindowInput>,
    /// Languages of which visitors must speak one, as BCP 47 tags; empty: none demanded.
    #[serde(default)]
    #[graphql(default)]
    pub languages_demanded: Vec<String>,
    /// What visitors must wear or know, as slugs: `safety-shoes`.
    #[serde(default)]
    #[graphql(default)]
    pub safety_demands: Vec<String>,
    /// The version you read, when you change one: a stale one gets CONFLICT.
    pub version: Option<i32>,
}

/// A span in which a company receives visits: each week on a weekday, or once on a day.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CompanyWindowInput {
    /// ISO day of the week, 1 (Monday) to 7; or give `on`.
    pub weekday: Option<i32>,
    /// One single day; or give `weekday`.
    pub on: Option<NaiveDate>,
    pub from: LocalTime,
    /// The first minute that is no longer in it.
    pub until: LocalTime,
}
