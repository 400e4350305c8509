//! An independent verdict on any timetable.
//!
//! Works on the problem as it was given, by lists and comparisons of minutes, and shares no code
//! with the rules and the search: where the two disagree, one of them is wrong.

mod days;
mod order;
mod overlap;
mod people;
mod scene;
mod single;
mod wishes;

use crate::assignment::Timetable;
use crate::calendar::Moment;
use crate::problem::{Key, Problem, ProblemFault, ResourceRef, Standing};
use crate::score::{HardRule, RuleScore, Score, SoftRule};
use scene::Scene;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A hard rule that a timetable breaks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Violation {
    /// The rule.
    pub rule: HardRule,
    /// The activities that break it together.
    pub activities: Vec<Key>,
    /// Whom or what it concerns.
    pub resources: Vec<ResourceRef>,
    /// When.
    pub at: Option<Moment>,
}

/// A wish that a timetable does not meet, and what that costs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct UnmetWish {
    /// The rule.
    pub rule: SoftRule,
    /// The activities concerned.
    pub activities: Vec<Key>,
    /// Whom or what it concerns.
    pub resources: Vec<ResourceRef>,
    /// On which day, or at which start.
    pub at: Option<Moment>,
    /// In the rule's own unit.
    pub units: i64,
    /// Units times weight.
    pub cost: i64,
}

/// What [`check`] found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Every hard rule that is broken, sorted. Empty: the timetable may be published.
    pub violations: Vec<Violation>,
    /// Activities that may move and have no assignment, sorted.
    pub unassigned: Vec<Key>,
    /// What the timetable is worth.
    pub score: Score,
    /// Every unmet wish with its cost; they add up to the score.
    pub wishes: Vec<UnmetWish>,
}

/// Judges a timetable.
///
/// What is frozen is a fact: it occupies people and things, counts for caps and costs, and is
/// judged only where something else that is not frozen is at fault with it.
///
/// # Errors
/// Every fault of the problem, when it is not sound, see [`Problem::validate`].
pub fn check(problem: &Problem, timetable: &Timetable) -> Result<Report, Vec<ProblemFault>> {
    problem.validate()?;
    Ok(judge(problem, timetable))
}

/// [`check`] for a problem that is sound.
pub(crate) fn judge(problem: &Problem, timetable: &Timetable) -> Report {
    let scene = Scene::new(problem, timetable);
    let violations = violations(&scene, timetable);
    let unassigned: Vec<Key> = scene
        .activities
        .values()
        .filter(|activity| !scene.is_frozen(activity) && activity.standing == Standing::Free)
        .filter(|activity| !timetable.assignments.contains_key(&activity.key))
        .map(|activity| activity.key.clone())
        .collect();
    let wishes = wishes::find(&scene);
    let mut rules: BTreeMap<SoftRule, RuleScore> = SoftRule::ALL
        .into_iter()
        .map(|rule| (rule, RuleScore::default()))
        .collect();
    for wish in &wishes {
        let score = rules.entry(wish.rule).or_default();
        score.units += wish.units;
        score.cost += wish.cost;
    }
    let score = Score {
        hard: u32::try_from(violations.len()).unwrap_or(u32::MAX),
        unassigned: u32::try_from(unassigned.len()).unwrap_or(u32::MAX),
        soft: rules.values().map(|rule| rule.cost).sum(),
        rules,
    };
    Report {
        violations,
        unassigned,
        score,
        wishes,
    }
}

/// The hard rules that a timetable breaks; the problem is sound.
pub(crate) fn broken_by(problem: &Problem, timetable: &Timetable) -> Vec<Violation> {
    violations(&Scene::new(problem, timetable), timetable)
}

/// The hard rules that one activity breaks, alone or with others: what a person who moves it by
/// hand is told.
///
/// # Errors
/// Every fault of the problem, when it is not sound.
pub fn violations_of(
    problem: &Problem,
    timetable: &Timetable,
    activity: &str,
) -> Result<Vec<Violation>, Vec<ProblemFault>> {
    problem.validate()?;
    let mut found = violations(&Scene::new(problem, timetable), timetable);
    found.retain(|violation| violation.activities.iter().any(|key| key == activity));
    Ok(found)
}

fn violations(scene: &Scene<'_>, timetable: &Timetable) -> Vec<Violation> {
    let mut found = Vec::new();
    standing(scene, timetable, &mut found);
    single::find(scene, &mut found);
    overlap::find(scene, &mut found);
    order::find(scene, &mut found);
    people::find(scene, &mut found);
    found.sort();
    found.dedup();
    found
}

/// Keys that exist, and what is pinned or past.
fn standing(scene: &Scene<'_>, timetable: &Timetable, found: &mut Vec<Violation>) {
    let mut report = |rule, key: &Key, resources| {
        found.push(Violation {
            rule,
            activities: vec![key.clone()],
            resources,
            at: None,
        });
    };
    for (key, assignment) in &timetable.assignments {
        if !scene.activities.contains_key(key.as_str()) {
            report(HardRule::UnknownKey, key, Vec::new());
        }
        let unknown = scene.unknown(assignment);
        if !unknown.is_empty() {
            report(HardRule::UnknownKey, key, unknown);
        }
    }
    for activity in scene.activities.values() {
        let is_frozen = scene.is_frozen(activity);
        let placed = timetable.assignments.get(&activity.key);
        if is_frozen || activity.standing != Standing::Free {
            let base = activity.base.as_ref().map(|base| &base.assignment);
            let stays = placed
                .zip(base)
                .is_some_and(|(placed, base)| placed.is_same(base));
            let rule = if is_frozen {
                HardRule::PastMoved
            } else {
                HardRule::PinnedMoved
            };
            if !stays {
                report(rule, &activity.key, Vec::new());
            }
        }
        let now = scene.problem.horizon.not_before;
        let in_past = placed
            .zip(now)
            .is_some_and(|(placed, now)| placed.start < now);
        if in_past && !is_frozen {
            report(HardRule::PastMoved, &activity.key, Vec::new());
        }
    }
}
