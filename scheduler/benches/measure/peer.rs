//! CP-SAT on the same instances, where Python has it.

use crate::door::output;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// What CP-SAT comes to in so many seconds on two workers: its last line that is JSON.
pub(crate) fn cp_sat(race: &Path, instance: &Path, seconds: u32) -> Option<Value> {
    let has_it = Command::new("python3")
        .args(["-c", "import ortools"])
        .output();
    if !has_it.is_ok_and(|done| done.status.success()) {
        return None;
    }
    let mut python = Command::new("python3");
    python.arg(race.join("cpsat.py")).arg(instance);
    python.args([&seconds.to_string(), "2"]);
    let said = output(&mut python).ok()?;
    said.lines()
        .rev()
        .find_map(|line| serde_json::from_str::<Value>(line).ok())
}
