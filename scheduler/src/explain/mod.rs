//! Why something is unassigned, why it cannot be done, what else could be: rules, activities and
//! resources as data, no sentences.

mod alternatives;
mod obstacles;
mod ways_out;

use crate::assignment::{Assignment, Timetable};
use crate::calendar::Span;
use crate::dense::Model;
use crate::dense::state::State;
use crate::problem::{Key, Problem, ProblemFault, ResourceRef};
use crate::rules;
use crate::score::{HardRule, RuleScore, SoftRule};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub use alternatives::alternatives;
pub(crate) use obstacles::{culprits, unassigned};
pub use ways_out::{WayOut, price_of, suspicion, ways_out, ways_out_while};

/// An activity without a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unassigned {
    /// Which activity.
    pub activity: Key,
    /// What stands in its way, what blocks the most starts first. Empty when a place would be free
    /// and only the search was too short to take it.
    pub obstacles: Vec<Obstacle>,
}

/// A rule that keeps an activity from starts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obstacle {
    /// The rule.
    pub rule: HardRule,
    /// How many starts it blocks, of those at which the centre is open.
    pub starts: u32,
    /// The activities in the way, at most five, most often met first.
    pub activities: Vec<Key>,
    /// The resources that are short, at most five, most often met first.
    pub resources: Vec<ResourceRef>,
}

/// By what argument a problem cannot be solved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ProofReason {
    /// No start exists at which the activity's people, hours and all that it needs are there at
    /// all, even in an empty plan.
    NoPlace,
    /// Activities that must follow each other do not fit between their releases and due moments.
    OrderTooLong,
    /// Activities that must lie within a window need more minutes than their resources have there,
    /// or more pieces than the resources' free time can be cut into.
    TooMuchDemand,
    /// A group has more visits than there are companies for them.
    TooFewCompanies,
    /// What is pinned breaks rules by itself or with what else is pinned or past.
    PinnedConflict,
    /// Every way to place the activities together was tried, and none is left.
    NoCombination,
}

/// Why not all activities can have a place. What it names cannot stand together, and is minimal as
/// far as the argument allows: without any one of its activities, its rules, or the bounds of its
/// resources the argument fails.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// The argument.
    pub reason: ProofReason,
    /// The rules it rests on, those that say most about a fault first.
    pub rules: Vec<HardRule>,
    /// The activities that cannot all have a place; in order, where order is the reason.
    pub activities: Vec<Key>,
    /// The people and things whose hours, seats or bounds it rests on.
    pub resources: Vec<ResourceRef>,
    /// The dates within which they are short.
    pub window: Option<Span>,
    /// Minutes that are needed within the window; 0 where the argument does not count.
    pub demand_minutes: i64,
    /// Minutes that there are at most, in pieces that the activities can use.
    pub supply_minutes: i64,
    /// Sessions that are needed within the window; 0 where the argument does not count.
    #[serde(default)]
    pub demand_sessions: i64,
    /// Sessions of such lengths that there is room for at most.
    #[serde(default)]
    pub supply_sessions: i64,
}

/// A place that an activity could have instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternative {
    /// Where.
    pub assignment: Assignment,
    /// What the whole plan then costs more than now; negative: less.
    pub cost: i64,
    /// The same by rule; rules that do not change are left out.
    pub rules: BTreeMap<SoftRule, RuleScore>,
}

/// The hard rules that an activity would break at an assignment, everything else as in the
/// timetable: the search's own view, where [`crate::violations_of`] is the independent one.
///
/// # Errors
/// Every fault of the problem, when it is not sound.
pub fn faults_at(
    problem: &Problem,
    timetable: &Timetable,
    activity: &str,
    assignment: &Assignment,
) -> Result<Vec<HardRule>, Vec<ProblemFault>> {
    problem.validate()?;
    let model = Model::new(problem);
    let Some(at) = model.activity(activity) else {
        return Ok(vec![HardRule::UnknownKey]);
    };
    if model.grid.slot(assignment.start).is_none() {
        let inside = model.grid.day(assignment.start.date).is_some();
        return Ok(vec![if inside {
            HardRule::OffGrid
        } else {
            HardRule::OutsideOpening
        }]);
    }
    let Some(place) = model.place(at, assignment) else {
        return Ok(vec![HardRule::UnknownKey]);
    };
    let state = around(&model, timetable, at);
    Ok(rules::faults(&state, at, &place))
}

/// The state of a timetable without one of its activities. What a timetable holds and the problem
/// cannot is left out: [`crate::check()`] names it.
fn around<'m>(model: &'m Model, timetable: &Timetable, without: usize) -> State<'m> {
    let mut state = State::empty(model);
    for (at, activity) in model.activities.iter().enumerate() {
        let assignment = timetable.assignments.get(&activity.key);
        if at != without
            && let Some(place) = assignment.and_then(|assignment| model.place(at, assignment))
        {
            state.put(at, place);
        }
    }
    state
}
