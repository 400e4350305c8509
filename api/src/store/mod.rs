//! All SQL, as functions over a connection. Lists start from what the actor may see.

pub mod accounts;
pub mod bookings;
pub mod centres;
pub mod change_events;
pub mod cohorts;
mod database;
pub mod families;
pub mod idempotency;
pub mod installation;
pub mod municipalities;
pub mod participants;
pub mod partnerships;
pub mod person_details;
pub mod plans;
pub mod resources;
pub mod schema;
pub mod sealer;
pub mod sessions;
pub mod stays;
pub mod templates;
pub mod timetable;

pub use self::database::Database;
