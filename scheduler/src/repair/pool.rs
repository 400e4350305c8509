//! The plans that were found on the way, and the best of them.

use super::bill::Accounts;
use super::disruption::Disrupted;
use super::ground::{Ground, Worth};
use super::{Bill, Mended, RepairKind};
use crate::assignment::Timetable;
use crate::check::{Report, judge};
use crate::explain::Unassigned;
use crate::kernel::Spot;
use crate::problem::Problem;

/// A plan that changes more than one in so many sessions must hold more of them to be chosen.
const SHARES: usize = 20;

/// What there is to choose from: nothing twice, and nothing is chosen that breaks a hard rule.
pub(super) struct Pool<'a> {
    disrupted: &'a Disrupted,
    accounts: Accounts<'a>,
    /// Sessions that a plan may change and still be as good as one that changes fewer.
    share: usize,
    found: Vec<Candidate>,
}

/// A plan that may be chosen.
struct Candidate {
    spots: Vec<Spot>,
    timetable: Timetable,
    worth: Worth,
    bill: Bill,
    /// What `check` says of it, once it was asked.
    verdict: Option<Report>,
}

impl<'a> Pool<'a> {
    pub(super) fn new(before: &'a Problem, disrupted: &'a Disrupted) -> Self {
        Self {
            disrupted,
            accounts: Accounts::new(before, disrupted),
            share: (before.activities.len() / SHARES)
                .max(disrupted.hit.len())
                .max(1),
            found: Vec::new(),
        }
    }

    /// Takes a plan in.
    pub(super) fn keep(&mut self, ground: &Ground<'_>, spots: Vec<Spot>) {
        if self.found.iter().any(|one| one.spots == spots) {
            return;
        }
        let timetable = ground.timetable(&spots);
        self.found.push(Candidate {
            worth: ground.worth(&spots),
            bill: self.accounts.bill(&timetable),
            timetable,
            spots,
            verdict: None,
        });
    }

    /// Whether some plan breaks no rule and has no more sessions without a place than so many.
    pub(super) fn has(&mut self, dropped: usize) -> bool {
        while let Some(at) = self.first(|one| one.bill.sessions_dropped) {
            if self.found[at].bill.sessions_dropped as usize > dropped {
                return false;
            }
            if self.stands(at) {
                return true;
            }
        }
        false
    }

    /// The best plan of a kind, of those that break no rule.
    pub(super) fn best(&mut self, kind: RepairKind) -> Option<Vec<Spot>> {
        let best = self.best_at(kind);
        best.map(|at| self.found[at].spots.clone())
    }

    /// The best of each kind, one that is best at several things once.
    pub(super) fn chosen(mut self, ground: &Ground<'_>) -> Vec<Mended> {
        // Whatever breaks a rule goes first, and with it what it was compared with.
        for kind in RepairKind::ALL {
            self.best_at(kind);
        }
        let mut chosen: Vec<(usize, Mended)> = Vec::new();
        for kind in RepairKind::ALL {
            let Some(at) = self.best_at(kind) else {
                continue;
            };
            if let Some((_, known)) = chosen.iter_mut().find(|(one, _)| *one == at) {
                known.kinds.push(kind);
            } else if let Some(mended) = self.mended(ground, at, kind) {
                chosen.push((at, mended));
            }
        }
        chosen.into_iter().map(|(_, mended)| mended).collect()
    }

    fn mended(&self, ground: &Ground<'_>, at: usize, kind: RepairKind) -> Option<Mended> {
        let one = &self.found[at];
        let report = one.verdict.as_ref()?;
        let reasons = if report.unassigned.is_empty() {
            Vec::new()
        } else {
            ground.reasons(&one.spots)
        };
        let missing = report.unassigned.iter().map(|activity| {
            let known = reasons.iter().find(|one| one.activity == *activity);
            known.cloned().unwrap_or(Unassigned {
                activity: activity.clone(),
                obstacles: Vec::new(),
            })
        });
        Some(Mended {
            kinds: vec![kind],
            timetable: one.timetable.clone(),
            score: report.score.clone(),
            unassigned: missing.collect(),
            bill: one.bill.clone(),
        })
    }

    fn best_at(&mut self, kind: RepairKind) -> Option<usize> {
        while let Some(at) = self.first(|one| rank(one, kind, self.share)) {
            if self.stands(at) {
                return Some(at);
            }
        }
        None
    }

    fn first<R: Ord>(&self, rank: impl Fn(&Candidate) -> R) -> Option<usize> {
        (0..self.found.len()).min_by_key(|at| rank(&self.found[*at]))
    }

    /// Whether a plan breaks no hard rule; one that does is gone.
    fn stands(&mut self, at: usize) -> bool {
        let one = &mut self.found[at];
        if one.verdict.is_none() {
            let report = judge(&self.disrupted.problem, &one.timetable);
            if !report.violations.is_empty() {
                self.found.remove(at);
                return false;
            }
            one.verdict = Some(report);
        }
        true
    }
}

/// The less, the better: first of all, what was to be held is held, and most of the rest stays.
fn rank(one: &Candidate, kind: RepairKind, share: usize) -> (u32, usize, i64, usize, i64) {
    let (missing, soft) = (one.worth.missing, one.worth.soft);
    let changed = one.bill.sessions_changed();
    let (least, then) = match kind {
        RepairKind::FewestTouched => (i64::from(one.bill.persons_touched), soft),
        RepairKind::LowestCost => (one.bill.money_ore() + one.worth.changes, soft),
        RepairKind::BestPlan => (soft, one.bill.money_ore()),
    };
    (
        missing,
        changed.div_ceil(share).max(1),
        least,
        changed,
        then,
    )
}
