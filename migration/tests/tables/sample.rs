//! One row of every table, each naming the others.

mod access;
mod destination;
mod ground;
mod money;
mod notices;
mod organisation;
mod people;
mod plan;
mod programme;
mod resources;
mod timetable;

pub(crate) use self::access::{account, api_token, role_grant};
pub(crate) use self::destination::{handoff, handoff_item, outcome, placement};
pub(crate) use self::ground::{change_event, idempotency, installation, parameter};
pub(crate) use self::money::{cost_entry, counting_fact, settlement, settlement_line};
pub(crate) use self::notices::{notice, told_session};
pub(crate) use self::organisation::{
    accounting_period, centre, municipality, partnership, partnership_municipality,
};
pub(crate) use self::people::{
    busy_time, consent, danish_group, danish_group_member, family, participant, person_details,
    stay,
};
pub(crate) use self::plan::{plan, plan_assignment, plan_cohort, plan_repair, repair};
pub(crate) use self::programme::{cohort, enrolment, template};
pub(crate) use self::resources::{
    absence, company, company_window, interpreter, opening, room, staff_member, vehicle,
};
pub(crate) use self::timetable::{attendance, booking, session, session_revision};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use entities::columns::ResourceKind;
use entities::id::{CentreId, ResourceId};
use entities::resource;
use uuid::Uuid;

/// The same number names a row in each table: the types keep them apart.
pub(crate) const ID: Uuid = Uuid::from_u128(0x0189_0a5d_ac96_774b_bcce_b302_099a_8057);

/// With the microseconds that both databases must keep.
pub(crate) fn at(hours: i64) -> DateTime<Utc> {
    let start = DateTime::from_timestamp_micros(1_488_787_200_000_001).unwrap();
    start + TimeDelta::hours(hours)
}

pub(crate) fn day(of_march: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2017, 3, of_march).unwrap()
}

pub(crate) fn resource_of(kind: ResourceKind) -> ResourceId {
    ResourceId::from_uuid(Uuid::from_u128(ID.as_u128() + kind as u128))
}

pub(crate) fn resource(kind: ResourceKind) -> resource::Model {
    resource::Model {
        id: resource_of(kind),
        kind,
        centre_id: CentreId::from_uuid(ID),
        key: "a".to_owned(),
        revision: 4,
        retired_on: None,
        version: 1,
    }
}
