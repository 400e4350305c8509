//! The history of the tables, one subject a file, up and down, for SQLite and PostgreSQL alike.
//! It knows nothing of the entities: a migration stays as it was when they move on.

mod access;
mod destination;
mod ground;
mod money;
mod notices;
mod organisation;
mod people;
mod plan;
mod programme;
mod repair;
mod report;
mod resources;
mod subject;
mod table;
mod timetable;

use sea_orm_migration::prelude::*;
pub use sea_orm_migration::{self, MigratorTrait};

/// Runs what is missing, in order.
pub struct Migrator;

impl MigratorTrait for Migrator {
    /// In the order of reference: an account may be a staff member, and what people did afterwards
    /// names their account.
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(ground::GROUND),
            Box::new(organisation::ORGANISATION),
            Box::new(resources::RESOURCES),
            Box::new(access::ACCESS),
            Box::new(ground::JOURNAL),
            Box::new(resources::ABSENCES),
            Box::new(people::PEOPLE),
            Box::new(programme::PROGRAMME),
            Box::new(plan::PLAN),
            Box::new(timetable::TIMETABLE),
            Box::new(destination::DESTINATION),
            Box::new(money::MONEY),
            Box::new(notices::NOTICES),
            Box::new(repair::REPAIR),
            Box::new(report::REPORT),
        ]
    }
}
