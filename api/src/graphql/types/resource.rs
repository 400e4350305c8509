//! Rooms, staff, interpreters, vehicles and companies.

use async_graphql::{Interface, SimpleObject};
use entities::id::ResourceId;

use crate::usecases::resources::{Facts, Resource as Found};
use crate::vocabulary::{Amount, IdOf, InterpreterModeName, RoomKindName, StaffRoleName};

/// Something a session needs beside its participants.
#[derive(Interface)]
#[expect(
    clippy::duplicated_attributes,
    reason = "every field of an interface names its type"
)]
#[graphql(
    field(name = "id", ty = "&IdOf<ResourceId>"),
    field(name = "key", ty = "&String"),
    field(name = "name", ty = "&String"),
    field(name = "version", ty = "&i32")
)]
pub enum Resource {
    Room(Room),
    StaffMember(StaffMember),
    Interpreter(Interpreter),
    Vehicle(Vehicle),
    Company(Company),
}

/// A room.
#[derive(SimpleObject)]
pub struct Room {
    pub id: IdOf<ResourceId>,
    /// Chosen once, unique among the centre's rooms.
    pub key: String,
    pub name: String,
    pub version: i32,
    pub kind: RoomKindName,
    pub seats: i32,
    /// Minutes that it stands empty between two sessions.
    pub setup_minutes: i32,
}

/// Somebody who teaches, interviews or escorts.
#[derive(SimpleObject)]
pub struct StaffMember {
    pub id: IdOf<ResourceId>,
    /// Chosen once, unique among the centre's staff.
    pub key: String,
    pub name: String,
    pub version: i32,
    pub email: Option<String>,
    pub roles: Vec<StaffRoleName>,
    /// What he or she can teach or do, in the words of the template.
    pub skills: Vec<String>,
    /// Languages spoken well enough to need no interpreter, as BCP 47 tags.
    pub languages: Vec<String>,
    pub max_minutes_a_day: Option<i32>,
    pub max_minutes_a_week: Option<i32>,
}

/// An interpreter with price terms.
#[derive(SimpleObject)]
pub struct Interpreter {
    pub id: IdOf<ResourceId>,
    /// Chosen once, unique among the centre's interpreters.
    pub key: String,
    pub name: String,
    pub version: i32,
    pub agency: Option<String>,
    pub email: Option<String>,
    /// BCP 47 tags; each booking is for one of them.
    pub languages: Vec<String>,
    pub mode: InterpreterModeName,
    /// Price of each started hour.
    pub hour_price: Amount,
    /// The least that is paid for when called out, in minutes.
    pub minimum_minutes: i32,
    /// Transport for each day on which he or she is called out.
    pub transport_price: Amount,
}

/// A vehicle for company visits.
#[derive(SimpleObject)]
pub struct Vehicle {
    pub id: IdOf<ResourceId>,
    /// Chosen once, unique among the centre's vehicles.
    pub key: String,
    pub name: String,
    pub version: i32,
    /// Seats for passengers.
    pub seats: i32,
}

/// A company that receives visits.
#[derive(SimpleObject)]
pub struct Company {
    pub id: IdOf<ResourceId>,
    /// Chosen once, unique among the centre's companies.
    pub key: String,
    pub name: String,
    pub version: i32,
    /// Eight digits.
    pub cvr: Option<String>,
    pub sectors: Vec<String>,
    pub address: String,
    /// Minutes one way from the centre.
    pub travel_minutes: i32,
    /// A group walks there and needs no vehicle.
    pub walking: bool,
    pub contact_name: Option<String>,
    pub contact_email: Option<String>,
    /// The most participants in one visit.
    pub group_size_max: i32,
    /// How many groups it receives at the same time.
    pub parallel_groups: i32,
}

impl From<Found> for Resource {
    fn from(found: Found) -> Self {
        let (id, key, version) = (IdOf(found.row.id), found.row.key, found.row.version);
        match found.facts {
            Facts::Room(row) => Self::Room(Room {
                id,
                key,
                version,
                name: row.name,
                kind: row.room_kind.into(),
                seats: row.seats,
                setup_minutes: row.setup_minutes,
            }),
            Facts::StaffMember(row) => Self::StaffMember(StaffMember {
                id,
                key,
                version,
                name: row.name,
                email: row.email,
                roles: row.roles.0.into_iter().map(Into::into).collect(),
                skills: row.skills.0,
                languages: row.languages.0,
                max_minutes_a_day: row.max_minutes_day,
                max_minutes_a_week: row.max_minutes_week,
            }),
            Facts::Interpreter(row) => Self::Interpreter(Interpreter {
                id,
                key,
                version,
                name: row.name,
                agency: row.agency,
                email: row.email,
                languages: row.languages.0,
                mode: row.mode.into(),
                hour_price: Amount::from_ore(row.hour_ore),
                minimum_minutes: row.minimum_minutes,
                transport_price: Amount::from_ore(row.transport_ore),
            }),
            Facts::Vehicle(row) => Self::Vehicle(Vehicle {
                id,
                key,
                version,
                name: row.name,
                seats: row.seats,
            }),
            Facts::Company(row) => Self::Company(company(id, key, version, row)),
        }
    }
}

fn company(
    id: IdOf<ResourceId>,
    key: String,
    version: i32,
    row: entities::company::Model,
) -> Company {
    Company {
        id,
        key,
        version,
        name: row.name,
        cvr: row.cvr,
        sectors: row.sectors.0,
        address: row.address,
        travel_minutes: row.travel_minutes,
        walking: row.walking,
        contact_name: row.contact_name,
        contact_email: row.contact_email,
        group_size_max: row.group_size_max,
        parallel_groups: row.parallel_groups,
    }
}
