//! The order of the modules: unknown predecessors and circles.

use std::collections::{BTreeMap, BTreeSet};

use super::{Code, Definition, Fault};

pub(super) fn faults(definition: &Definition) -> Vec<Fault> {
    let mut found = unknown(definition);
    let left = unordered(definition);
    for circle in circles(definition, left) {
        let first = circle[0];
        let keys: Vec<&str> = circle
            .iter()
            .map(|&i| definition.modules[i].key.as_str())
            .collect();
        let fault = Fault::new(format!("modules[{first}].after"), Code::OrderCycle);
        found.push(fault.with("modules", keys));
    }
    found
}

/// Indices so that each module comes after all its predecessors; those in or behind a circle are
/// left out.
pub(super) fn sorted(definition: &Definition) -> Vec<usize> {
    let mut sorted: Vec<usize> = Vec::new();
    let mut done = BTreeSet::new();
    loop {
        let next = (0..definition.modules.len())
            .find(|i| !done.contains(i) && predecessors(definition, *i).all(|p| done.contains(&p)));
        let Some(next) = next else { return sorted };
        done.insert(next);
        sorted.push(next);
    }
}

/// The modules that must be over before module `i` begins; unknown names are passed over.
pub(super) fn predecessors(definition: &Definition, i: usize) -> impl Iterator<Item = usize> {
    definition.modules[i].after.iter().filter_map(|key| {
        definition
            .modules
            .iter()
            .position(|module| module.key == *key)
    })
}

fn unknown(definition: &Definition) -> Vec<Fault> {
    let known: BTreeSet<&str> = definition.modules.iter().map(|m| m.key.as_str()).collect();
    let mut found = Vec::new();
    for (i, module) in definition.modules.iter().enumerate() {
        for (j, key) in module.after.iter().enumerate() {
            if !known.contains(key.as_str()) {
                let path = format!("modules[{i}].after[{j}]");
                found.push(Fault::new(path, Code::UnknownModule).with("key", key.as_str()));
            }
        }
    }
    found
}

fn unordered(definition: &Definition) -> BTreeSet<usize> {
    let sorted: BTreeSet<usize> = sorted(definition).into_iter().collect();
    (0..definition.modules.len())
        .filter(|i| !sorted.contains(i))
        .collect()
}

/// One circle for each group of modules that wait for each other. Each module left unordered has a
/// predecessor that is left too, so walking backwards must come round.
fn circles(definition: &Definition, mut left: BTreeSet<usize>) -> Vec<Vec<usize>> {
    let mut circles = Vec::new();
    while let Some(&start) = left.first() {
        let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
        let mut path = Vec::new();
        let mut at = Some(start);
        while let Some(i) = at {
            if let Some(&from) = seen.get(&i) {
                let mut circle = path.split_off(from);
                circle.reverse();
                let smallest = (0..circle.len()).min_by_key(|&k| circle[k]).unwrap_or(0);
                circle.rotate_left(smallest);
                circles.push(circle.clone());
                path.extend(circle);
                break;
            }
            seen.insert(i, path.len());
            path.push(i);
            at = predecessors(definition, i).find(|p| left.contains(p));
        }
        left.retain(|i| !path.contains(i));
    }
    circles
}
