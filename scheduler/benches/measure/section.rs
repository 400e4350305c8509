//! The sections of the page: what is run, and the table that it comes to.

mod absence;
mod centre;
mod centres;
mod competition;
mod own;

use crate::door::Door;
use std::error::Error;

/// A part of the page.
pub(crate) struct Section {
    pub(crate) title: &'static str,
    pub(crate) body: String,
}

pub(crate) const NAMES: [&str; 7] = [
    "centre",
    "centres",
    "absence",
    "competition",
    "examples",
    "repair",
    "defects",
];

/// Measures a section; none where it needs files that are not there.
pub(crate) fn measure(
    name: &str,
    door: &Door,
    seeds: u32,
) -> Result<Option<Section>, Box<dyn Error>> {
    let needs_race = !matches!(name, "examples" | "repair" | "defects");
    if needs_race && door.race().is_none() {
        return Ok(None);
    }
    let section = match name {
        "centre" => centre::measure(door, seeds)?,
        "centres" => centres::measure(door)?,
        "absence" => absence::measure(door, seeds)?,
        "competition" => competition::measure(door, seeds)?,
        "examples" => own::examples(door)?,
        "repair" => own::repair(door)?,
        _ => own::defects(door)?,
    };
    Ok(Some(section))
}
