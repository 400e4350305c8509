//! What comes before what: starts that no order allows are struck out, until nothing changes.
//!
//! Each strike is a necessary condition: a start is struck out only when no start of a neighbour
//! that is still open goes with it.

use super::relax::Rules;
use super::scene::{Budget, Scene, Start};
use crate::calendar::MINUTES_PER_DAY;
use crate::dense::Link;
use crate::score::HardRule;
use std::collections::BTreeSet;

const DAY: i64 = MINUTES_PER_DAY as i64;

/// One activity comes before another.
#[derive(Clone, Copy)]
struct Arc {
    before: usize,
    after: usize,
    /// Minutes from the start of the one to the start of the other, and days, at least.
    minutes: i64,
    days: i64,
    most_days: Option<i64>,
}

/// The activities that lead to one that has no start left.
pub(super) type Chain = BTreeSet<usize>;

/// Strikes out what no order allows; the chain that ends in an activity without any start, when
/// there is one.
pub(super) fn strike_out(scene: &mut Scene<'_>, budget: &mut Budget) -> Option<Chain> {
    let arcs = arcs(scene, scene.passed);
    let mut of: Vec<Vec<usize>> = vec![Vec::new(); scene.model.activities.len()];
    for (number, arc) in arcs.iter().enumerate() {
        of[arc.before].push(number);
        of[arc.after].push(number);
    }
    // Which neighbour last moved the first and the last start of each.
    let mut causes: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); of.len()];
    let mut due: BTreeSet<usize> = (0..arcs.len()).collect();
    while let Some(number) = due.pop_first() {
        if !budget.take(1) {
            return None;
        }
        let arc = arcs[number];
        for (at, other) in [(arc.after, arc.before), (arc.before, arc.after)] {
            if !struck(scene, &arc, at) {
                continue;
            }
            causes[at].insert(other);
            if scene.domains[at].is_empty() {
                return Some(chain(&causes, at));
            }
            due.extend(of[at].iter().copied());
        }
    }
    None
}

fn arcs(scene: &Scene<'_>, passed: Rules) -> Vec<Arc> {
    let model = scene.model;
    let mut arcs = Vec::new();
    for (before, source) in model.activities.iter().enumerate() {
        let follows = |link: &Link| {
            let most_days = link.max_days.map(i64::from);
            if passed.has(HardRule::OrderBroken) {
                Arc {
                    before,
                    after: link.other,
                    minutes: i64::MIN / 4,
                    days: i64::MIN / 4,
                    most_days,
                }
            } else {
                Arc {
                    before,
                    after: link.other,
                    minutes: source.minutes + link.min_minutes,
                    days: i64::from(link.min_days),
                    most_days,
                }
            }
        };
        arcs.extend(source.after.iter().map(follows));
        if !passed.has(HardRule::VisitBeforeInterview) {
            arcs.extend(source.visits.iter().map(|visit| Arc {
                before,
                after: *visit,
                minutes: source.minutes,
                days: 0,
                most_days: None,
            }));
        }
    }
    arcs
}

/// The first and the last start of an activity in minutes; none for what is fixed to no place.
fn bounds(scene: &Scene<'_>, at: usize) -> Option<(i64, i64)> {
    let source = &scene.model.activities[at];
    if source.is_free() {
        let domain = &scene.domains[at];
        let (first, last) = (domain.first()?, domain.last()?);
        Some((scene.minute(*first), scene.minute(*last)))
    } else {
        let start = scene.model.start_minute(&source.fixed()?);
        Some((start, start))
    }
}

/// Strikes out the starts of one end of an arc that go with no start of the other end.
fn struck(scene: &mut Scene<'_>, arc: &Arc, at: usize) -> bool {
    if !scene.model.activities[at].is_free() {
        return false;
    }
    let other = if at == arc.after {
        arc.before
    } else {
        arc.after
    };
    let Some((first, last)) = bounds(scene, other) else {
        return false;
    };
    let grid = i64::from(scene.model.grid.minutes);
    let fits = |start: &Start| {
        let minute = i64::from(start.slot) * grid;
        let day = minute.div_euclid(DAY);
        let (first_day, last_day) = (first.div_euclid(DAY), last.div_euclid(DAY));
        if at == arc.after {
            minute >= first + arc.minutes
                && day >= first_day + arc.days
                && arc.most_days.is_none_or(|most| day <= last_day + most)
        } else {
            minute <= last - arc.minutes
                && day <= last_day - arc.days
                && arc.most_days.is_none_or(|most| day >= first_day - most)
        }
    };
    let domain = &mut scene.domains[at];
    if domain.first().is_some_and(fits) && domain.last().is_some_and(fits) {
        return false;
    }
    let before = domain.len();
    domain.retain(fits);
    domain.len() < before
}

fn chain(causes: &[BTreeSet<usize>], end: usize) -> Chain {
    let mut chain = Chain::from([end]);
    let mut open = vec![end];
    while let Some(at) = open.pop() {
        for cause in &causes[at] {
            if chain.insert(*cause) {
                open.push(*cause);
            }
        }
    }
    chain
}
