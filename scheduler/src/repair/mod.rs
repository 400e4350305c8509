//! Mends a published timetable after something came in between: the past stays, what was hit moves
//! first, and more moves only when it must.
//!
//! The published timetable is what the activities' base assignments say, and now is
//! [`crate::problem::Horizon::not_before`]. A [`Disruption`] is put into the problem, and that is laid
//! out once ([`ground`]); what is hit is freed and everything else held where it is published
//! ([`narrow`]). What finds no place that way frees more around it, ring by ring ([`rings`]); nothing
//! is proved. Of all plans that were found on the way ([`pool`]), [`repair()`] shows the best of each
//! [`RepairKind`] that passes [`crate::check()`], each with its [`Bill`]: one that changes more than a
//! twentieth of the sessions only when none that changes fewer holds as many.

mod bill;
mod disruption;
mod effects;
mod ground;
mod money;
mod narrow;
mod pool;
mod rings;
mod search;

use crate::assignment::Timetable;
use crate::explain::Unassigned;
use crate::problem::{Key, Problem, ProblemFault};
use crate::score::Score;
use crate::search::{Control, Effort, Progress, Solution, Verdict};
use serde::{Deserialize, Serialize};

pub use bill::{Bill, SessionDifference, bill};
pub use disruption::{Disrupted, Disruption, published};

/// What a way to mend a timetable is best at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RepairKind {
    /// Something changes for as few persons as possible.
    FewestTouched,
    /// Interpreters cost the least: what the new bookings cost more or less than the old ones, and
    /// what late cancellations cost.
    LowestCost,
    /// The best plan by the soft rules, a change against the published timetable among them.
    BestPlan,
}

impl RepairKind {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::FewestTouched, Self::LowestCost, Self::BestPlan];
}

/// One way to mend a timetable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mended {
    /// What it is best at; one timetable may be best at several things.
    pub kinds: Vec<RepairKind>,
    /// The timetable, the past included. It breaks no hard rule of the disrupted problem.
    pub timetable: Timetable,
    /// What it is worth, as [`crate::check()`] judges it.
    pub score: Score,
    /// What has no place in it, and why as far as the search found out; sorted by activity key.
    pub unassigned: Vec<Unassigned>,
    /// What it changes, for whom, and at what price.
    pub bill: Bill,
}

impl Mended {
    /// The timetable as an answer of its own: partial when something has no place.
    #[must_use]
    pub fn solution(&self, repair: &Repair) -> Solution {
        Solution {
            verdict: if self.unassigned.is_empty() {
                Verdict::Complete
            } else {
                Verdict::Partial
            },
            timetable: self.timetable.clone(),
            score: self.score.clone(),
            unassigned: self.unassigned.clone(),
            steps: repair.steps,
            stopped: repair.stopped,
        }
    }
}

/// What [`repair`] answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// The published sessions to come that cannot stay as they are, by key.
    pub hit: Vec<Key>,
    /// Up to three ways, in the order of [`RepairKind::ALL`]. None: nothing is hit, or what is
    /// pinned or past breaks a rule whatever else moves.
    pub alternatives: Vec<Mended>,
    /// Steps taken in all.
    pub steps: u64,
    /// Whether the listener stopped the search before its effort was spent.
    pub stopped: bool,
}

/// The effort that suits a repair: each of its handful of searches takes at most so many steps,
/// small ones far fewer.
pub const REPAIR_EFFORT: Effort = Effort {
    seed: 1,
    steps: 40_000,
};

/// Mends the published timetable of a problem after a disruption.
///
/// As [`crate::solve`], the answer depends on the problem, the disruption, the seed and the steps
/// alone. Pins give way only where the disruption itself hits them.
///
/// # Errors
/// Every fault of the problem or of the disruption.
pub fn repair(
    problem: &Problem,
    disruption: &Disruption,
    effort: &Effort,
    progress: &mut (dyn FnMut(&Progress) -> Control + Send),
) -> Result<Repair, Vec<ProblemFault>> {
    let (disrupted, broken) = disruption.put_into(problem)?;
    let found = search::Search::new(problem, &disrupted, &broken, effort, progress).run();
    Ok(Repair {
        hit: disrupted.hit.iter().cloned().collect(),
        alternatives: found.alternatives,
        steps: found.steps,
        stopped: found.stopped,
    })
}
