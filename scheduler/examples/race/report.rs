//! What was measured, as one line of JSON.

use crate::cost::Judgement;
use std::time::Duration;

/// How long a plan took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Report {
    pub(crate) steps: u64,
    /// Until a plan had everything and broke no hard rule.
    pub(crate) first_plan: Option<Duration>,
    pub(crate) wall: Duration,
}

impl Report {
    /// One line of JSON.
    pub(crate) fn line(&self, judgement: &Judgement) -> String {
        let nanos = self.wall.as_nanos().max(1);
        let pace = u128::from(self.steps) * 1_000_000_000 / nanos;
        serde_json::json!({
            "firstPlanMs": self.first_plan.map(|time| time.as_secs_f64() * 1e3),
            "hard": judgement.hard,
            "cost": judgement.cost(),
            "costByRule": judgement.terms,
            "steps": self.steps,
            "movesPerSecond": u64::try_from(pace).unwrap_or(u64::MAX),
            "peakMiB": peak_mib(),
            "wallMs": u64::try_from(self.wall.as_millis()).unwrap_or(u64::MAX),
        })
        .to_string()
    }
}

/// The most memory that the process has held, where the system tells.
fn peak_mib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024)
}
