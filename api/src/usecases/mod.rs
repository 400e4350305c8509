//! One verb a function: authorize, load, decide, store, note what was done, tell whom it concerns.
//! Each opens and commits its own transaction.

pub mod accounts;
pub mod admission;
pub mod attendance;
pub mod attention;
pub mod busy_times;
pub mod centres;
pub mod cohorts;
mod concerned;
pub mod consents;
pub mod costs;
pub mod counting;
pub mod danish_groups;
pub mod destinations;
pub mod enrolments;
pub mod expected;
mod facts;
pub mod handoffs;
mod households;
mod idempotency;
pub mod incoming;
pub mod installation;
pub mod leaving;
pub mod lookup;
pub mod municipalities;
pub mod notices;
pub mod outbox;
pub mod outcomes;
pub mod participants;
pub mod partnerships;
pub mod placements;
pub mod plans;
pub mod resources;
mod rules;
pub mod settlements;
pub mod sign_in;
pub mod stays;
pub mod storyline;
pub mod templates;
pub mod timetable;

use chrono_tz::Tz;
use entities::centre;

use crate::error::{Error, Result};

/// The zone whose wall clock a centre lives by.
pub(crate) fn zone_of(centre: &centre::Model) -> Result<Tz> {
    centre
        .zone
        .parse()
        .map_err(|_| Error::internal(format!("no zone {}", centre.zone)))
}
