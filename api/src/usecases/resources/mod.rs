//! What a session needs beside its participants: rooms, staff, interpreters, vehicles, companies.

mod companies;
mod inputs;
mod save;

use std::collections::BTreeMap;

use entities::columns::ResourceKind;
use entities::id::{CentreId, ResourceId};
use entities::resource;

pub use self::companies::save_company;
pub use self::inputs::{
    CompanyWindowInput, SaveCompanyInput, SaveInterpreterInput, SaveRoomInput,
    SaveStaffMemberInput, SaveVehicleInput,
};
pub use self::save::{save_interpreter, save_room, save_staff_member, save_vehicle};
use super::lookup;
use crate::domain::policy::{Action, Scopes};
use crate::error::Result;
use crate::op::Op;
use crate::store;

/// A resource with the facts of its kind.
#[derive(Clone, Debug)]
pub struct Resource {
    pub row: resource::Model,
    pub facts: Facts,
}

#[derive(Clone, Debug)]
pub enum Facts {
    Room(entities::room::Model),
    StaffMember(entities::staff_member::Model),
    Interpreter(entities::interpreter::Model),
    Vehicle(entities::vehicle::Model),
    Company(entities::company::Model),
}

impl Resource {
    /// What people call it.
    #[must_use]
    pub fn name(&self) -> &str {
        match &self.facts {
            Facts::Room(room) => &room.name,
            Facts::StaffMember(staff) => &staff.name,
            Facts::Interpreter(interpreter) => &interpreter.name,
            Facts::Vehicle(vehicle) => &vehicle.name,
            Facts::Company(company) => &company.name,
        }
    }
}

/// Every resource of a centre but its participants, by kind and key.
pub async fn of_centre(op: &Op, centre: CentreId) -> Result<Vec<Resource>> {
    let db = op.reader();
    lookup::centre(op, db, centre, Action::ReadResources).await?;
    with_facts(db, store::resources::of_centre(db, centre).await?).await
}

/// The resources of those of `centres` whose resources the actor may see; the others are left out.
pub async fn of_centres(
    op: &Op,
    centres: &[CentreId],
) -> Result<BTreeMap<CentreId, Vec<Resource>>> {
    op.demand_sign_in()?;
    let db = op.reader();
    let may_see = |id: &CentreId| op.permits(Action::ReadResources, &Scopes::centre(*id));
    let seen: Vec<CentreId> = centres.iter().copied().filter(may_see).collect();
    let mut found: BTreeMap<CentreId, Vec<Resource>> =
        seen.iter().map(|id| (*id, Vec::new())).collect();
    let rows = store::resources::of_centres(db, &seen).await?;
    for resource in with_facts(db, rows).await? {
        found
            .entry(resource.row.centre_id)
            .or_default()
            .push(resource);
    }
    Ok(found)
}

/// One resource.
pub async fn find(op: &Op, id: ResourceId) -> Result<Resource> {
    let db = op.reader();
    let row = lookup::resource(op, db, id, Action::ReadResources)
        .await?
        .into_row();
    with_facts(db, vec![row])
        .await?
        .pop()
        .ok_or_else(crate::error::Error::not_found)
}

/// Gives each row the facts of its kind: one statement a kind that occurs.
pub(crate) async fn with_facts(
    db: &impl sea_orm::ConnectionTrait,
    rows: Vec<resource::Model>,
) -> Result<Vec<Resource>> {
    let ids = |kind: ResourceKind| -> Vec<ResourceId> {
        rows.iter()
            .filter(|row| row.kind == kind)
            .map(|row| row.id)
            .collect()
    };
    let mut facts = BTreeMap::<ResourceId, Facts>::new();
    let (rooms, staff) = (ids(ResourceKind::Room), ids(ResourceKind::StaffMember));
    let (interpreters, vehicles) = (ids(ResourceKind::Interpreter), ids(ResourceKind::Vehicle));
    let companies = ids(ResourceKind::Company);
    if !rooms.is_empty() {
        let found = store::resources::rooms(db, &rooms).await?;
        facts.extend(
            found
                .into_iter()
                .map(|row| (row.id.into(), Facts::Room(row))),
        );
    }
    if !staff.is_empty() {
        let found = store::resources::staff(db, &staff).await?;
        facts.extend(
            found
                .into_iter()
                .map(|row| (row.id.into(), Facts::StaffMember(row))),
        );
    }
    if !interpreters.is_empty() {
        let found = store::resources::interpreters(db, &interpreters).await?;
        facts.extend(
            found
                .into_iter()
                .map(|row| (row.id.into(), Facts::Interpreter(row))),
        );
    }
    if !vehicles.is_empty() {
        let found = store::resources::vehicles(db, &vehicles).await?;
        facts.extend(
            found
                .into_iter()
                .map(|row| (row.id.into(), Facts::Vehicle(row))),
        );
    }
    if !companies.is_empty() {
        let found = store::resources::companies(db, &companies).await?;
        facts.extend(
            found
                .into_iter()
                .map(|row| (row.id.into(), Facts::Company(row))),
        );
    }
    let resources = rows.into_iter().filter_map(|row| {
        let facts = facts.remove(&row.id)?;
        Some(Resource { row, facts })
    });
    Ok(resources.collect())
}
