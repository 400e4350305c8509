//! What two answers differ in.

use crate::assignment::Assignment;
use crate::problem::Key;
use crate::score::{RuleScore, SoftRule};
use crate::search::Solution;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A session that is not the same in two answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionChange {
    /// The activity's key.
    pub activity: Key,
    /// Where it is in the first answer; absent: nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Assignment>,
    /// Where it is in the other; absent: nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<Assignment>,
}

/// What an answer differs in from another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// What the other costs more than the first; negative: less.
    pub soft: i64,
    /// The same by rule, units and cost; rules that do not change are left out.
    pub rules: BTreeMap<SoftRule, RuleScore>,
    /// Activities without a place in the other alone, sorted.
    pub lost: Vec<Key>,
    /// Activities without a place in the first alone, sorted; left out of the other's problem or
    /// placed by it.
    pub gained: Vec<Key>,
    /// Sessions that differ, by activity key.
    pub sessions: Vec<SessionChange>,
}

/// What `other` differs in from `base`: both are answers to one problem or to scenarios of it.
pub fn compare(base: &Solution, other: &Solution) -> Comparison {
    let of = |solution: &Solution, rule: SoftRule| {
        solution.score.rules.get(&rule).copied().unwrap_or_default()
    };
    let rules = SoftRule::ALL.into_iter().filter_map(|rule| {
        let (then, now) = (of(other, rule), of(base, rule));
        let change = RuleScore {
            units: then.units - now.units,
            cost: then.cost - now.cost,
        };
        (change != RuleScore::default()).then_some((rule, change))
    });
    let missing = |solution: &Solution| -> BTreeSet<Key> {
        let all = solution.unassigned.iter();
        all.map(|one| one.activity.clone()).collect()
    };
    let (before, after) = (missing(base), missing(other));
    let placed = |solution: &Solution| solution.timetable.assignments.clone();
    let (here, there) = (placed(base), placed(other));
    let keys: BTreeSet<&Key> = here.keys().chain(there.keys()).collect();
    let is_same = |key: &Key| match (here.get(key), there.get(key)) {
        (Some(one), Some(two)) => one.is_same(two),
        _ => false,
    };
    let differing = keys.into_iter().filter(|key| !is_same(key));
    Comparison {
        soft: other.score.soft - base.score.soft,
        rules: rules.collect(),
        lost: after.difference(&before).cloned().collect(),
        gained: before.difference(&after).cloned().collect(),
        sessions: differing
            .map(|key| SessionChange {
                activity: key.clone(),
                base: here.get(key).cloned(),
                other: there.get(key).cloned(),
            })
            .collect(),
    }
}
