//! What comes before what: precedences and their gaps, interviews before visits, no company twice.

use super::Violation;
use super::scene::{Scene, Session, midnight};
use crate::calendar::MINUTES_PER_DAY;
use crate::problem::{ActivityKind, ResourceKind, ResourceRef};
use crate::score::HardRule;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn find(scene: &Scene<'_>, found: &mut Vec<Violation>) {
    let sessions: BTreeMap<&str, &Session<'_>> = scene
        .sessions
        .iter()
        .map(|session| (session.activity.key.as_str(), session))
        .collect();
    let mut report = |rule, one: &Session<'_>, other: &Session<'_>, resources| {
        if !(one.frozen && other.frozen) {
            let activities = vec![one.activity.key.clone(), other.activity.key.clone()];
            let at = Some(other.assignment.start);
            found.push(Violation {
                rule,
                activities,
                resources,
                at,
            });
        }
    };
    for precedence in &scene.problem.precedences {
        let both = sessions
            .get(precedence.before.as_str())
            .zip(sessions.get(precedence.after.as_str()));
        let Some((before, after)) = both else {
            continue;
        };
        let days = (midnight(after.start) - midnight(before.start)) / i64::from(MINUTES_PER_DAY);
        let gap = after.start - before.end;
        if gap < i64::from(precedence.min_gap_minutes) || days < i64::from(precedence.min_gap_days)
        {
            report(HardRule::OrderBroken, before, after, Vec::new());
        }
        if precedence
            .max_gap_days
            .is_some_and(|max| days > i64::from(max))
        {
            report(HardRule::GapTooLong, before, after, Vec::new());
        }
    }
    for (before, after) in across_holes(scene, &sessions) {
        if before.end > after.start {
            report(HardRule::OrderBroken, before, after, Vec::new());
        }
    }
    visits(scene, &mut report);
}

/// Pairs of sessions that are bound in order only through activities without a place.
fn across_holes<'s, 'a>(
    scene: &Scene<'_>,
    sessions: &BTreeMap<&str, &'s Session<'a>>,
) -> Vec<(&'s Session<'a>, &'s Session<'a>)> {
    if sessions.len() == scene.activities.len() {
        return Vec::new();
    }
    let mut after: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for precedence in &scene.problem.precedences {
        after
            .entry(&precedence.before)
            .or_default()
            .push(&precedence.after);
    }
    let none = Vec::new();
    let follow = |key: &str| after.get(key).unwrap_or(&none).iter().copied();
    let mut pairs = Vec::new();
    for (key, before) in sessions {
        let mut holes: Vec<&str> = follow(key)
            .filter(|key| !sessions.contains_key(key))
            .collect();
        let mut seen: BTreeSet<&str> = holes.iter().copied().collect();
        while let Some(hole) = holes.pop() {
            for next in follow(hole) {
                match sessions.get(next) {
                    Some(after) => pairs.push((*before, *after)),
                    None if seen.insert(next) => holes.push(next),
                    None => {}
                }
            }
        }
    }
    pairs
}

fn visits(
    scene: &Scene<'_>,
    report: &mut impl FnMut(HardRule, &Session<'_>, &Session<'_>, Vec<ResourceRef>),
) {
    let of_kind = |kind| {
        scene
            .sessions
            .iter()
            .filter(move |s| s.activity.kind == kind)
    };
    for visit in of_kind(ActivityKind::CompanyVisit) {
        for interview in of_kind(ActivityKind::CompetencyInterview) {
            let interviewed = &interview.activity.participants;
            let shared: Vec<_> = visit
                .activity
                .participants
                .iter()
                .filter(|visitor| interviewed.contains(visitor))
                .map(|visitor| ResourceRef::new(ResourceKind::Participant, visitor.as_str()))
                .collect();
            if !shared.is_empty() && interview.end > visit.start {
                report(HardRule::VisitBeforeInterview, interview, visit, shared);
            }
        }
    }
    for (at, one) in scene.sessions.iter().enumerate() {
        for other in &scene.sessions[at + 1..] {
            let group = one.activity.visit_group.is_some()
                && one.activity.visit_group == other.activity.visit_group;
            let company = one.assignment.company.as_ref();
            if let Some(company) = company.filter(|_| group)
                && other.assignment.company.as_ref() == Some(company)
            {
                let company = ResourceRef::new(ResourceKind::Company, company.as_str());
                report(HardRule::CompanyRepeated, one, other, vec![company]);
            }
        }
    }
}
