//! Busy times: what keeps participants from taking part, imported from elsewhere.

mod import;
mod incoming;
mod owners;

pub use self::import::{BusyTimesReport, BusyTimesRow, ImportBusyTimesInput, import};
