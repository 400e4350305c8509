//! Visits of one group, each of which needs a company of its own.

use super::Contradiction;
use super::scene::Scene;
use crate::dense::place::some;
use crate::explain::ProofReason;
use crate::problem::ResourceKind;
use crate::score::HardRule;
use std::collections::{BTreeMap, BTreeSet};

/// A group with some visits that have fewer companies than there are of them, if there is one.
pub(super) fn too_few(scene: &Scene<'_>, focus: &BTreeSet<usize>) -> Option<Contradiction> {
    let asked = |members: &&Vec<usize>| members.iter().any(|at| focus.contains(at));
    scene.model.groups.iter().filter(asked).find_map(|members| {
        let visits: Vec<(usize, BTreeSet<usize>)> = members
            .iter()
            .filter(|at| scene.model.activities[**at].at_company)
            .map(|at| (*at, companies(scene, *at)))
            .collect();
        let stuck = unmatched(&visits)?;
        let open = stuck.iter().flat_map(|at| visits[*at].1.iter().copied());
        let companies: BTreeSet<usize> = open.collect();
        let in_question = companies.into_iter().map(|at| (ResourceKind::Company, at));
        Some(Contradiction {
            reason: ProofReason::TooFewCompanies,
            rules: vec![HardRule::CompanyRepeated],
            activities: stuck.iter().map(|at| visits[*at].0).collect(),
            units: in_question.collect(),
            count: None,
        })
    })
}

fn companies(scene: &Scene<'_>, at: usize) -> BTreeSet<usize> {
    let source = &scene.model.activities[at];
    if source.is_free() {
        let domain = scene.domains[at].iter();
        return domain.filter_map(|start| some(start.company)).collect();
    }
    let fixed = source.fixed().and_then(|place| some(place.company));
    fixed.into_iter().collect()
}

/// Visits that together have fewer companies than they are, when not all can have one of their
/// own: what an alternating search reaches from a visit that finds none.
fn unmatched(visits: &[(usize, BTreeSet<usize>)]) -> Option<BTreeSet<usize>> {
    let mut guest: BTreeMap<usize, usize> = BTreeMap::new();
    for at in 0..visits.len() {
        let mut reached = BTreeSet::from([at]);
        let mut open = vec![at];
        let mut came_from: BTreeMap<usize, usize> = BTreeMap::new();
        let mut free = None;
        while let Some(visit) = open.pop() {
            for company in &visits[visit].1 {
                if came_from.contains_key(company) {
                    continue;
                }
                came_from.insert(*company, visit);
                match guest.get(company) {
                    None => free = Some(*company),
                    Some(other) => {
                        reached.insert(*other);
                        open.push(*other);
                    }
                }
            }
            if free.is_some() {
                break;
            }
        }
        let Some(mut company) = free else {
            return Some(reached);
        };
        // Each visit on the way takes the company that it was reached for.
        loop {
            let visit = came_from[&company];
            let before = guest
                .iter()
                .find(|(_, guest)| **guest == visit)
                .map(|(company, _)| *company);
            guest.insert(company, visit);
            match before {
                Some(before) => company = before,
                None => break,
            }
        }
    }
    None
}
