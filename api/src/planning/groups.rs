//! Visit groups: who goes on company visits together.

use std::collections::BTreeMap;

/// Somebody who goes on visits.
#[derive(Clone, Debug)]
pub(super) struct Visitor {
    pub(super) key: String,
    /// The line of work that decides whom he or she fits with; empty: none.
    pub(super) sector: String,
    /// The language of the interpreter; empty: needs none.
    pub(super) language: String,
    /// The group that he or she is in already.
    pub(super) group: Option<u32>,
}

/// Groups of at most `size`, numbered from 1, their members sorted by key.
///
/// Those who have a group keep it, so that a plan does not change because somebody came or left.
/// The first groups are cut from everybody by sector, then language, then key, in sizes that differ
/// by one at most; who comes later joins the smallest group that has a place.
pub(super) fn form(visitors: &[Visitor], size: usize) -> BTreeMap<u32, Vec<String>> {
    let size = size.max(1);
    let mut groups: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for visitor in visitors {
        if let Some(group) = visitor.group {
            groups.entry(group).or_default().push(visitor.key.clone());
        }
    }
    let mut others: Vec<&Visitor> = visitors.iter().filter(|v| v.group.is_none()).collect();
    others.sort_by_key(|v| (&v.sector, &v.language, &v.key));
    if groups.is_empty() {
        groups = cut(&others, size);
    } else {
        for visitor in others {
            join(&mut groups, visitor, size);
        }
    }
    for members in groups.values_mut() {
        members.sort_unstable();
    }
    groups
}

fn cut(visitors: &[&Visitor], size: usize) -> BTreeMap<u32, Vec<String>> {
    let n_groups = visitors.len().div_ceil(size).max(1);
    let (least, larger) = (visitors.len() / n_groups, visitors.len() % n_groups);
    let mut rest = visitors;
    let mut groups = BTreeMap::new();
    for (number, at) in (1..).zip(0..n_groups) {
        let (members, after) = rest.split_at(least + usize::from(at < larger));
        rest = after;
        if !members.is_empty() {
            groups.insert(number, members.iter().map(|v| v.key.clone()).collect());
        }
    }
    groups
}

fn join(groups: &mut BTreeMap<u32, Vec<String>>, visitor: &Visitor, size: usize) {
    let next = groups.last_key_value().map_or(1, |(number, _)| number + 1);
    let smallest = groups
        .iter()
        .filter(|(_, members)| members.len() < size)
        .min_by_key(|(_, members)| members.len());
    let number = smallest.map_or(next, |(number, _)| *number);
    groups.entry(number).or_default().push(visitor.key.clone());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visitor(key: &str, sector: &str, group: Option<u32>) -> Visitor {
        Visitor {
            key: key.into(),
            sector: sector.into(),
            language: String::new(),
            group,
        }
    }

    #[test]
    fn groups_follow_sectors_and_differ_by_one_in_size() {
        let care = ["d", "b", "a"].map(|key| visitor(key, "care", None));
        let kitchen = ["e", "c"].map(|key| visitor(key, "kitchen", None));
        let mut all = [&care[..], &kitchen[..]].concat();
        let expected = BTreeMap::from([
            (1, vec!["a".to_owned(), "b".to_owned(), "d".to_owned()]),
            (2, vec!["c".to_owned(), "e".to_owned()]),
        ]);
        assert_eq!(form(&all, 3), expected);
        all.reverse();
        assert_eq!(form(&all, 3), expected);
    }

    #[test]
    fn who_has_a_group_keeps_it() {
        let all = [
            visitor("a", "care", Some(2)),
            visitor("b", "care", Some(2)),
            visitor("c", "kitchen", Some(5)),
            visitor("d", "kitchen", None),
            visitor("e", "kitchen", None),
        ];
        let groups = form(&all, 2);
        assert_eq!(groups[&2], ["a", "b"]);
        assert_eq!(groups[&5], ["c", "d"]);
        assert_eq!(groups[&6], ["e"]);
    }

    #[test]
    fn nobody_makes_no_group() {
        assert!(form(&[], 6).is_empty());
    }
}
