//! Which changes could resolve a contradiction: by the rules and resources that it names.

mod hands;
mod hours;

use super::super::Proof;
use crate::problem::{Activity, Problem, ResourceKind, ResourceRef};
use crate::scenario::Change;
use crate::score::HardRule;

/// A sort of change in growing strength.
pub(super) struct Family {
    /// What tells the sort from others.
    pub(super) sort: &'static str,
    pub(super) strengths: Vec<Vec<Change>>,
}

impl Family {
    fn new(sort: &'static str, strengths: Vec<Vec<Change>>) -> Self {
        let mut family = Self { sort, strengths };
        family.strengths.retain(|changes| !changes.is_empty());
        family.strengths.dedup();
        family
    }
}

/// A contradiction beside its problem.
struct Case<'c> {
    problem: &'c Problem,
    proof: &'c Proof,
    activities: Vec<&'c Activity>,
}

impl<'c> Case<'c> {
    fn has(&self, rule: HardRule) -> bool {
        self.proof.rules.contains(&rule)
    }

    fn resources(&self, kind: ResourceKind) -> impl Iterator<Item = &'c ResourceRef> {
        let all = self.proof.resources.iter();
        all.filter(move |resource| resource.kind == kind)
    }

    /// The most people at once.
    fn crowd(&self) -> u16 {
        let crowds = self.activities.iter().map(|one| one.participants.len());
        u16::try_from(crowds.max().unwrap_or(1)).unwrap_or(u16::MAX)
    }

    /// A key that nothing has, by a word for the thing.
    fn new_key(&self, word: &str) -> String {
        let problem = self.problem;
        let is_taken = |key: &String| {
            problem.rooms.iter().any(|one| one.key == *key)
                || problem.staff.iter().any(|one| one.key == *key)
                || problem.interpreters.iter().any(|one| one.key == *key)
                || problem.vehicles.iter().any(|one| one.key == *key)
                || problem.companies.iter().any(|one| one.key == *key)
        };
        let mut numbers = 1_u32..;
        let keys = numbers
            .by_ref()
            .map(|number| format!("{word}/extra-{number}"));
        let mut free = keys.filter(|key| !is_taken(key));
        free.next().unwrap_or_default()
    }
}

/// What could resolve a contradiction, what says most about it first.
pub(super) fn families(problem: &Problem, proof: &Proof) -> Vec<Family> {
    let of_key = |key: &String| problem.activities.iter().find(|one| one.key == *key);
    let case = Case {
        problem,
        proof,
        activities: proof.activities.iter().filter_map(of_key).collect(),
    };
    let mut families = hours::families(&case);
    families.extend(hands::families(&case));
    families.extend(hours::last_resorts(&case));
    families.retain(|family| !family.strengths.is_empty());
    families
}
