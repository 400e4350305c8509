//! Ways out of what cannot be: changes that make a problem one that can be planned, each solved
//! before it is told.

mod candidates;
mod price;

use super::{Proof, ProofReason, Unassigned};
use crate::assignment::Timetable;
use crate::check::check;
use crate::problem::{Problem, ProblemFault, ResourceRef};
use crate::scenario::{Change, apply};
use crate::score::{HardRule, Score};
use crate::search::{Control, Effort, Verdict, solve};
use candidates::Family;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Ways out that are told at most.
const MOST_TOLD: usize = 5;
/// Ways out that are looked for before they are ranked.
const MOST_FOUND: usize = 8;
/// Problems that are solved on the way at most.
const MOST_SOLVED: u32 = 48;
/// Contradictions that one way out resolves one after the other at most.
const MOST_STEPS: usize = 5;

/// Changes with which a problem that could not be planned has been planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WayOut {
    /// What is changed; [`crate::scenario::apply`] makes it so.
    pub changes: Vec<Change>,
    /// What the changes themselves cost, in øre: interpreters by their price terms, everything else
    /// by flat estimates that serve to rank.
    pub price: i64,
    /// How many participants, staff, interpreters and companies are asked for something else than
    /// they were.
    pub people: u32,
    /// What the plan of the changed problem is worth, rule by rule.
    pub score: Score,
    /// That plan: complete, and without a violation by [`crate::check()`].
    pub timetable: Timetable,
}

/// Up to five ways out of the contradictions that [`solve`] proved, cheapest first, by price and
/// cost of the plan, then by people affected.
///
/// Each has been solved with the effort, or four times its steps where that was not enough,
/// completely, and judged by [`crate::check()`]. There may be
/// none: what is not found in a bounded number of trials is not told. A problem that is not
/// contradictory has no ways out.
///
/// # Errors
/// Every fault of the problem, when it is not sound, see [`Problem::validate`].
pub fn ways_out(
    problem: &Problem,
    proofs: &[Proof],
    effort: &Effort,
) -> Result<Vec<WayOut>, Vec<ProblemFault>> {
    ways_out_while(problem, proofs, effort, &|| Control::Continue)
}

/// [`ways_out`] as long as somebody wants to know: told to stop, it answers with those that it has
/// found.
///
/// # Errors
/// Every fault of the problem, when it is not sound, see [`Problem::validate`].
pub fn ways_out_while(
    problem: &Problem,
    proofs: &[Proof],
    effort: &Effort,
    wanted: &(dyn Fn() -> Control + Sync),
) -> Result<Vec<WayOut>, Vec<ProblemFault>> {
    problem.validate()?;
    let mut trials = Trials {
        problem,
        effort,
        wanted,
        left: MOST_SOLVED,
    };
    let mut found: Vec<WayOut> = Vec::new();
    let Some(first) = proofs.first() else {
        return Ok(found);
    };
    for family in candidates::families(problem, first) {
        if found.len() == MOST_FOUND || trials.left == 0 {
            break;
        }
        let way = trials.follow((problem, first), &[], &family, MOST_STEPS);
        if let Some(way) = way.filter(|way| !found.iter().any(|one| one.changes == way.changes)) {
            found.push(way);
        }
    }
    found.sort_by_key(|way| (way.price + way.score.soft, way.people));
    found.truncate(MOST_TOLD);
    Ok(found)
}

/// What changes cost in øre, by the same estimates as those of ways out, and how many participants,
/// staff, interpreters and companies they ask for something else.
#[must_use]
pub fn price_of(problem: &Problem, changes: &[Change]) -> (i64, u32) {
    (price::of(problem, changes), price::people(problem, changes))
}

/// Where to look for ways out of a plan that is partial though nothing is proved: what stands in
/// the way of all that has no place, as if it could not be. `None` when nothing does.
#[must_use]
pub fn suspicion(unassigned: &[Unassigned]) -> Option<Proof> {
    let mut rules: BTreeMap<HardRule, u64> = BTreeMap::new();
    let mut resources: BTreeMap<ResourceRef, u64> = BTreeMap::new();
    for obstacle in unassigned.iter().flat_map(|one| &one.obstacles) {
        let starts = u64::from(obstacle.starts);
        *rules.entry(obstacle.rule).or_default() += starts;
        for resource in &obstacle.resources {
            *resources.entry(resource.clone()).or_default() += starts;
        }
    }
    let (rules, resources) = (most_first(rules), most_first(resources));
    (!rules.is_empty()).then(|| Proof {
        reason: ProofReason::NoCombination,
        rules,
        activities: unassigned.iter().map(|one| one.activity.clone()).collect(),
        resources,
        window: None,
        demand_minutes: 0,
        supply_minutes: 0,
        demand_sessions: 0,
        supply_sessions: 0,
    })
}

fn most_first<T: Ord>(counts: BTreeMap<T, u64>) -> Vec<T> {
    let mut counted: Vec<(T, u64)> = counts.into_iter().collect();
    counted.sort_by_key(|(_, count)| Reverse(*count));
    counted.into_iter().map(|(one, _)| one).collect()
}

/// Solves what is tried.
struct Trials<'p> {
    problem: &'p Problem,
    effort: &'p Effort,
    wanted: &'p (dyn Fn() -> Control + Sync),
    left: u32,
}

impl Trials<'_> {
    /// The weakest change of a family that leads out by itself, if the strongest does; otherwise the
    /// strongest with what else it takes.
    fn follow(
        &mut self,
        (now, named): (&Problem, &Proof),
        made: &[Change],
        family: &Family,
        steps: usize,
    ) -> Option<WayOut> {
        let (strongest, weaker) = family.strengths.split_last()?;
        let out = match self.try_out(now, made, strongest)? {
            Answer::Out(way) => *way,
            Answer::Unknown => return None,
            // The contradiction that it was to resolve stands.
            Answer::Contradiction(_, _, proof) if proof.activities == named.activities => {
                return None;
            }
            Answer::Contradiction(changed, all, proof) => {
                return self.go_on(&changed, &all, &proof, family, steps);
            }
        };
        for changes in weaker {
            if let Some(Answer::Out(way)) = self.try_out(now, made, changes) {
                return Some(*way);
            }
        }
        Some(out)
    }

    /// The next contradiction by a change of the same sort, if there is one, else by the first that
    /// does.
    fn go_on(
        &mut self,
        changed: &Problem,
        made: &[Change],
        proof: &Proof,
        family: &Family,
        steps: usize,
    ) -> Option<WayOut> {
        if steps <= 1 {
            return None;
        }
        let mut families = candidates::families(changed, proof);
        families.sort_by_key(|next| next.sort != family.sort);
        families
            .iter()
            .take(2)
            .find_map(|next| self.follow((changed, proof), made, next, steps - 1))
    }

    /// Solves a problem with some changes more; nothing when they cannot be made or the trials are
    /// used up.
    fn try_out(&mut self, now: &Problem, made: &[Change], changes: &[Change]) -> Option<Answer> {
        let changed = apply(now, changes).ok()?;
        let all: Vec<Change> = made.iter().chain(changes).cloned().collect();
        let mut solution = None;
        for steps in [self.effort.steps, self.effort.steps.saturating_mul(4)] {
            self.left = self.left.checked_sub(1)?;
            let effort = Effort {
                steps,
                ..*self.effort
            };
            let found = solve(&changed, &effort, &mut |_| (self.wanted)()).ok()?;
            if found.stopped {
                self.left = 0;
                return None;
            }
            let is_open = found.verdict == Verdict::Partial;
            solution = Some(found);
            if !is_open {
                break;
            }
        }
        let solution = solution?;
        match solution.verdict {
            Verdict::Complete => {}
            Verdict::Infeasible { proofs } => {
                let first = proofs.into_iter().next()?;
                return Some(Answer::Contradiction(
                    Box::new(changed),
                    all,
                    Box::new(first),
                ));
            }
            Verdict::Partial | Verdict::NotFoundInTime => return Some(Answer::Unknown),
        }
        let report = check(&changed, &solution.timetable).ok()?;
        if !report.violations.is_empty() || !report.unassigned.is_empty() {
            return Some(Answer::Unknown);
        }
        Some(Answer::Out(Box::new(WayOut {
            price: price::of(self.problem, &all),
            people: price::people(self.problem, &all),
            changes: all,
            score: solution.score,
            timetable: solution.timetable,
        })))
    }
}

/// What a trial comes to.
enum Answer {
    Out(Box<WayOut>),
    /// Something else cannot be, in the changed problem and with the changes so far.
    Contradiction(Box<Problem>, Vec<Change>, Box<Proof>),
    Unknown,
}
