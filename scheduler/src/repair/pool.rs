//! The timetables that were found on the way, and the best of them.

use super::bill::bill;
use super::disruption::Disrupted;
use super::{Mended, RepairKind};
use crate::assignment::Timetable;
use crate::check::check;
use crate::explain::Unassigned;
use crate::problem::{Problem, ProblemFault};
use crate::score::SoftRule;

/// What there is to choose from: nothing that breaks a hard rule, nothing twice.
#[derive(Default)]
pub(super) struct Pool(Vec<Mended>);

impl Pool {
    /// Takes a timetable in, if it breaks no rule. `reasons` say why something has no place.
    pub(super) fn keep(
        &mut self,
        before: &Problem,
        disrupted: &Disrupted,
        timetable: Timetable,
        reasons: &[Unassigned],
    ) -> Result<(), Vec<ProblemFault>> {
        if self.0.iter().any(|one| one.timetable == timetable) {
            return Ok(());
        }
        let report = check(&disrupted.problem, &timetable)?;
        if !report.violations.is_empty() {
            return Ok(());
        }
        let missing = report.unassigned.into_iter().map(|activity| {
            let known = reasons.iter().find(|one| one.activity == activity);
            known.cloned().unwrap_or(Unassigned {
                activity,
                obstacles: Vec::new(),
            })
        });
        let unassigned = missing.collect();
        let bill = bill(before, disrupted, &timetable);
        self.0.push(Mended {
            kinds: Vec::new(),
            timetable,
            score: report.score,
            unassigned,
            bill,
        });
        Ok(())
    }

    /// Sessions without a place any more in the timetable that has the fewest.
    pub(super) fn fewest_dropped(&self) -> Option<u32> {
        self.0.iter().map(|one| one.bill.sessions_dropped).min()
    }

    pub(super) fn best(&self, kind: RepairKind) -> Option<&Mended> {
        self.0.iter().min_by_key(|one| rank(one, kind))
    }

    /// The best of each kind, one that is best at several things once.
    pub(super) fn chosen(&self) -> Vec<Mended> {
        let mut chosen: Vec<Mended> = Vec::new();
        for kind in RepairKind::ALL {
            let Some(best) = self.best(kind) else {
                continue;
            };
            let same = |one: &&mut Mended| one.timetable == best.timetable;
            if let Some(known) = chosen.iter_mut().find(same) {
                known.kinds.push(kind);
            } else {
                let mut best = best.clone();
                best.kinds.push(kind);
                chosen.push(best);
            }
        }
        chosen
    }
}

/// The less, the better: first of all, what was to be held is held.
fn rank(one: &Mended, kind: RepairKind) -> (u32, i64, usize, i64) {
    let (missing, changed) = (one.score.unassigned, one.bill.sessions_changed());
    match kind {
        RepairKind::FewestTouched => {
            let persons = i64::from(one.bill.persons_touched);
            (missing, persons, changed, one.score.soft)
        }
        RepairKind::LowestCost => {
            let changes = one.score.rules.get(&SoftRule::MovedSession);
            let price = one.bill.money_ore() + changes.map_or(0, |rule| rule.cost);
            (missing, price, changed, one.score.soft)
        }
        RepairKind::BestPlan => (missing, one.score.soft, changed, one.bill.money_ore()),
    }
}
