//! The precedences of a problem.

use super::{FaultCode, Findings};
use crate::problem::Problem;
use std::collections::BTreeMap;

pub(super) fn check(problem: &Problem, found: &mut Findings) {
    let index: BTreeMap<&str, usize> = problem
        .activities
        .iter()
        .enumerate()
        .map(|(at, a)| (a.key.as_str(), at))
        .collect();
    let mut after = vec![Vec::new(); problem.activities.len()];
    let mut open_before = vec![0_usize; problem.activities.len()];
    for (at, precedence) in problem.precedences.iter().enumerate() {
        let path = format!("precedences[{at}]");
        let ends = [&precedence.before, &precedence.after].map(|key| {
            let end = index.get(key.as_str()).copied();
            found.demand(end.is_some(), &path, FaultCode::UnknownKey, key);
            end
        });
        if let [Some(before), Some(later)] = ends {
            after[before].push(later);
            open_before[later] += 1;
        }
        let gaps = precedence
            .max_gap_days
            .is_none_or(|max| max >= precedence.min_gap_days);
        found.demand(gaps, &path, FaultCode::OutOfRange, precedence.min_gap_days);
    }
    // What cannot be taken away once all before it is gone lies on a circle or behind one.
    let mut ready: Vec<usize> = (0..after.len())
        .filter(|at| open_before[*at] == 0)
        .collect();
    while let Some(at) = ready.pop() {
        for &later in &after[at] {
            open_before[later] -= 1;
            if open_before[later] == 0 {
                ready.push(later);
            }
        }
    }
    for (at, activity) in problem.activities.iter().enumerate() {
        if open_before[at] > 0 {
            found.add("precedences", FaultCode::Circle, &activity.key);
        }
    }
}
