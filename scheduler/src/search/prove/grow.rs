//! From one missing activity outwards: what stands around it, until a contradiction is found.

use super::cut::{cut, without_strangers};
use super::demand;
use super::refute::{self, Found, keyed, refute};
use super::relax::Rules;
use super::scene::{Budget, Scene};
use super::{MOST_ASKED, MOST_PROOFS, shrink};
use crate::dense::Model;
use crate::explain::Proof;
use crate::problem::{Key, Problem};
use std::collections::BTreeSet;

/// Activities that are looked at around a missing one at most.
const MOST_AROUND: usize = 400;
/// Rooms, staff and interpreters beyond which those that could never serve are left out.
const MOST_THINGS: usize = 120;
/// Missing activities of a part around which all combinations are tried at most.
const MOST_TRIES: usize = 2;
/// How many activities are tried together, step by step.
const SIZES: [usize; 9] = [1, 2, 3, 4, 6, 8, 11, 15, 20];

/// A part of a problem: a missing activity with all that can be in its way.
pub(super) struct Part {
    problem: Problem,
    model: Model,
}

impl Part {
    pub(super) fn around(
        problem: &Problem,
        model: &Model,
        missing: &str,
        budget: &mut Budget,
    ) -> Option<Self> {
        let at = model.activity(missing)?;
        let keep: BTreeSet<Key> = neighbours(model, at)
            .into_iter()
            .map(|at| model.activities[at].key.clone())
            .collect();
        let mut part = cut(problem, &keep);
        if part.rooms.len() + part.staff.len() + part.interpreters.len() > MOST_THINGS {
            without_strangers(&mut part);
        }
        let model = Model::new(&part);
        budget.take(refute::cost(&model));
        Some(Self {
            problem: part,
            model,
        })
    }

    pub(super) fn holds(&self, key: &str) -> bool {
        self.model.activity(key).is_some()
    }

    /// Looks for proofs that some missing activities, or others with them, cannot have a place.
    pub(super) fn prove(&self, missing: Vec<Key>, proofs: &mut Vec<Proof>, budget: &mut Budget) {
        let mut scene = Scene::new(&self.model, Rules::default(), budget);
        let lost = |scene: &Scene<'_>, key: &Key| {
            let at = self.model.activity(key)?;
            refute::at_once(scene, &BTreeSet::from([at]))
        };
        let mut found = Vec::new();
        let mut open: Vec<Key> = Vec::new();
        for key in missing {
            match lost(&scene, &key) {
                Some(one) if found.len() < MOST_PROOFS => found.push(one),
                Some(_) => {}
                None => open.push(key),
            }
        }
        if found.is_empty() {
            let before = scene.domains.clone();
            if let Some(chain) = refute::out_of_order(&mut scene, budget) {
                found.push(chain);
                scene.domains = before;
            }
        }
        for one in found {
            self.tell(&keyed(&self.model, &one), proofs, budget);
        }
        // What a person can follow comes first, for each; what takes a search comes last.
        open.truncate(MOST_ASKED);
        for key in &open {
            if let Some(focus) = self.open_yet(key, proofs, budget) {
                let most = MOST_PROOFS - proofs.len();
                for one in demand::short(&scene, &BTreeSet::from([focus]), most, budget) {
                    self.tell(&keyed(&self.model, &one), proofs, budget);
                }
            }
        }
        for key in open.iter().take(MOST_TRIES) {
            if let Some(at) = self.open_yet(key, proofs, budget)
                && let Some(found) = self.tried(&scene, at, budget)
            {
                self.tell(&found, proofs, budget);
            }
        }
    }

    /// The missing activity, unless some proof names it or there is no more to spend.
    fn open_yet(&self, key: &Key, proofs: &[Proof], budget: &Budget) -> Option<usize> {
        let is_named = proofs.iter().any(|proof| proof.activities.contains(key));
        if is_named || proofs.len() >= MOST_PROOFS || budget.left() == 0 {
            return None;
        }
        self.model.activity(key)
    }

    fn tell(&self, found: &Found, proofs: &mut Vec<Proof>, budget: &mut Budget) {
        let left = MOST_PROOFS.saturating_sub(proofs.len()).max(1) as u64;
        let mut share = budget.part(budget.left() / left.min(2));
        let proof = shrink::minimal(&self.problem, found, &mut share);
        budget.give_back(&share);
        if !proofs.contains(&proof) {
            proofs.push(proof);
        }
    }

    /// All combinations of a missing activity with those around it: the tightest company first, of
    /// those that must lie where it must.
    fn tried(&self, scene: &Scene<'_>, at: usize, budget: &mut Budget) -> Option<Found> {
        let model = &self.model;
        let mut group = BTreeSet::from([at]);
        for size in SIZES {
            let before = group.len();
            while group.len() < size
                && let Some(next) = closest(scene, &group)
            {
                group.insert(next);
            }
            if group.len() == before && size > 1 {
                return None;
            }
            let fixed = (0..model.activities.len()).filter(|at| !model.activities[*at].is_free());
            let keys: BTreeSet<Key> = group
                .iter()
                .copied()
                .chain(fixed)
                .map(|at| model.activities[at].key.clone())
                .collect();
            let mut trial = budget.part(budget.left() / 6);
            let found = refute(&cut(&self.problem, &keys), Rules::default(), &mut trial);
            let is_spent = trial.left() == 0;
            budget.give_back(&trial);
            if found.is_some() || is_spent {
                return found;
            }
        }
        None
    }
}

/// Everything that can be in the way of an activity, of what is in its way, and so on; the nearest
/// first, up to a number.
fn neighbours(model: &Model, at: usize) -> BTreeSet<usize> {
    let mut found = BTreeSet::from([at]);
    let mut ring = vec![at];
    while !ring.is_empty() && found.len() < MOST_AROUND {
        let mut next = Vec::new();
        for other in 0..model.activities.len() {
            if found.len() == MOST_AROUND {
                break;
            }
            if !found.contains(&other) && ring.iter().any(|one| meet(model, *one, other)) {
                found.insert(other);
                next.push(other);
            }
        }
        ring = next;
    }
    found
}

/// Whether two activities share people or things, or are bound to each other.
fn meet(model: &Model, one: usize, other: usize) -> bool {
    let (a, b) = (&model.activities[one], &model.activities[other]);
    let shares = |mine: &[u16], theirs: &[u16]| mine.iter().any(|unit| theirs.contains(unit));
    let fixed = |mine: &crate::dense::Activity, theirs: &crate::dense::Activity| {
        mine.fixed().is_some_and(|place| {
            theirs.rooms.contains(&place.room)
                || theirs.staff.contains(&place.staff)
                || theirs.vehicles.contains(&place.vehicle)
                || theirs
                    .sites
                    .iter()
                    .any(|site| theirs.at_company && site.company == place.company)
                || place.interpreters().any(|(_, who)| {
                    let mut languages = theirs.languages.iter();
                    languages.any(|l| l.interpreters.iter().any(|i| usize::from(*i) == who))
                })
        })
    };
    let company = |mine: &crate::dense::Activity, company: u16| {
        mine.at_company && mine.sites.iter().any(|site| site.company == company)
    };
    is_linked(model, one, other)
        || a.people
            .iter()
            .any(|who| b.people.binary_search(who).is_ok())
        || shares(&a.rooms, &b.rooms)
        || shares(&a.staff, &b.staff)
        || shares(&a.vehicles, &b.vehicles)
        || a.sites
            .iter()
            .any(|site| company(b, site.company) && a.at_company)
        || a.languages.iter().any(|mine| {
            let mut theirs = b.languages.iter();
            mine.needed && theirs.any(|l| l.needed && shares(&mine.interpreters, &l.interpreters))
        })
        || fixed(a, b)
        || fixed(b, a)
}

fn is_linked(model: &Model, one: usize, other: usize) -> bool {
    let source = &model.activities[one];
    source
        .before
        .iter()
        .chain(&source.after)
        .any(|link| link.other == other)
        || source.interviews.contains(&other)
        || source.visits.contains(&other)
        || source.group.is_some() && source.group == model.activities[other].group
}

/// The activity that is most bound to lie where a group must: in thousandths of its starts that
/// lie on days of a member, those with few starts first.
fn closest(scene: &Scene<'_>, group: &BTreeSet<usize>) -> Option<usize> {
    let model = scene.model;
    let all = 0..model.activities.len();
    let free = all.filter(|at| model.activities[*at].is_free() && !group.contains(at));
    let ranked = free.filter_map(|at| {
        let domain = &scene.domains[at];
        let closeness = group
            .iter()
            .filter(|member| meet(model, at, **member))
            .map(|member| {
                let Some((first, last)) = scene.days(*member) else {
                    return 0;
                };
                let inside = domain.iter().filter(|start| {
                    let day = model.grid.day_of(start.slot);
                    (first..=last).contains(&day)
                });
                let share = 1000 * inside.count() / domain.len().max(1);
                share
                    + if is_linked(model, at, *member) {
                        300
                    } else {
                        0
                    }
            })
            .max()?;
        Some((std::cmp::Reverse(closeness), domain.len(), at))
    });
    ranked.min().map(|(_, _, at)| at)
}
