//! Makes a contradiction minimal, by deletion: what can be taken out while the rest still cannot
//! stand together is taken out.
//!
//! Activities go first, then whole rules, then resources, each of which is given in abundance
//! instead. What is left names the fault: without any one of it the argument fails.

use super::cut::{cut, without_strangers};
use super::refute::{Found, refute};
use super::relax::{Rules, drop_rule, free, is_passed_over};
use super::scene::Budget;
use crate::calendar::Date;
use crate::explain::{Proof, ProofReason};
use crate::problem::{Activity, Key, Problem, ResourceKind, ResourceRef, Standing};
use crate::score::HardRule;
use std::collections::BTreeSet;

/// Counted activities beyond which each is not tried by itself: counting has left out already
/// what it can do without.
const MOST_COUNTED: usize = 12;

/// The rules in the order in which a contradiction is asked to do without them: those that say
/// least about a fault first.
const RULES: [HardRule; 31] = [
    HardRule::OutsideCohortHours,
    HardRule::OutsideOpening,
    HardRule::RoomUnfit,
    HardRule::ParticipantBusy,
    HardRule::LunchMissing,
    HardRule::StaffDayTooLong,
    HardRule::DayTooLong,
    HardRule::StaffWeekTooLong,
    HardRule::GroupTooLarge,
    HardRule::VisitorUnfit,
    HardRule::VehicleTooSmall,
    HardRule::CompanyFull,
    HardRule::CompanyRepeated,
    HardRule::VehicleOverlap,
    HardRule::InterpreterUnfit,
    HardRule::StaffUnskilled,
    HardRule::RoomTooSmall,
    HardRule::RoomOverlap,
    HardRule::StaffOverlap,
    HardRule::InterpreterOverlap,
    HardRule::ParticipantOverlap,
    HardRule::GapTooLong,
    HardRule::VisitBeforeInterview,
    HardRule::OrderBroken,
    HardRule::InterpreterMissing,
    HardRule::ResourceMissing,
    HardRule::ResourceClosed,
    HardRule::ResourceAbsent,
    HardRule::PastMoved,
    HardRule::PinnedMoved,
    HardRule::OutsideWeeks,
];

/// A problem on the way to its smallest contradiction.
struct Part<'p> {
    whole: &'p Problem,
    activities: BTreeSet<Key>,
    dropped: Vec<HardRule>,
    freed: Vec<ResourceRef>,
}

impl Part<'_> {
    fn refuted(&self, budget: &mut Budget) -> Option<Found> {
        if budget.left() == 0 {
            return None;
        }
        let (problem, passed) = self.problem();
        refute(&problem, passed, budget)
    }

    fn problem(&self) -> (Problem, Rules) {
        let mut problem = cut(self.whole, &self.activities);
        let mut passed = Rules::default();
        // A time that blocks no more is a busy time still: absences go first.
        let mut dropped = self.dropped.clone();
        dropped.sort_by_key(|rule| *rule != HardRule::ResourceAbsent);
        for rule in &dropped {
            drop_rule(&mut problem, *rule);
            if is_passed_over(*rule) {
                passed = passed.with(*rule);
            }
        }
        for resource in &self.freed {
            free(&mut problem, resource);
        }
        only_days_in_question(&mut problem);
        (problem, passed)
    }
}

/// Closes the days on which nothing that is planned may lie: there is less to look at. What is
/// fixed might lie there.
fn only_days_in_question(problem: &mut Problem) {
    if problem.activities.iter().any(|one| is_fixed(problem, one)) {
        return;
    }
    let all = problem.activities.iter();
    let first = all.clone().map(|one| one.release.map(|at| at.date)).min();
    let last = all
        .map(|one| one.due.map_or(Date::from_days(i32::MAX), |at| at.date))
        .max();
    let (first, last) = (first.flatten(), last);
    problem.horizon.open.retain(|span| {
        first.is_none_or(|first| span.from.date >= first)
            && last.is_none_or(|last| span.from.date <= last)
    });
}

/// The proof that a contradiction comes down to.
pub(super) fn minimal(whole: &Problem, found: &Found, budget: &mut Budget) -> Proof {
    let mut part = Part {
        whole,
        activities: found.activities.clone(),
        dropped: Vec::new(),
        freed: Vec::new(),
    };
    let Some(mut last) = part.anchor(found.reason, budget) else {
        // The budget is spent: the argument stands as it is.
        let (rules, resources) = (found.rules.clone(), found.resources.clone());
        return proof(whole, found, rules, resources);
    };
    part.without_activities(&mut last, budget);
    // What the argument itself rests on is kept where something else would do as well.
    let mut in_play = part.rules_in_play();
    in_play.sort_by_key(|rule| found.rules.contains(rule));
    let mut resources = part.resources();
    resources.sort_by_key(|resource| found.resources.contains(resource));
    let kept_rules = delete(in_play, &mut |gone| {
        let before = part.dropped.len();
        part.dropped.extend(gone.iter().copied());
        part.holds_or(&mut last, budget, |part| part.dropped.truncate(before))
    });
    let kept_resources = delete(resources, &mut |gone| {
        let before = part.freed.len();
        part.freed.extend(gone.iter().cloned());
        part.holds_or(&mut last, budget, |part| part.freed.truncate(before))
    });
    let mut rules = kept_rules;
    rules.sort_by_key(|rule| {
        RULES
            .iter()
            .rposition(|known| known == rule)
            .map(std::cmp::Reverse)
    });
    proof(whole, &last, rules, kept_resources)
}

impl Part<'_> {
    /// An argument against the part, for the reason that was found; against more of the whole, where
    /// the part alone is not enough.
    fn anchor(&mut self, reason: ProofReason, budget: &mut Budget) -> Option<Found> {
        let alone = self.refuted(budget);
        if alone.as_ref().is_some_and(|found| found.reason == reason) {
            return alone;
        }
        let named = self.activities.clone();
        let all = self.whole.activities.iter();
        let fixed = all.clone().filter(|one| is_fixed(self.whole, one));
        self.activities.extend(fixed.map(|one| one.key.clone()));
        let beside = self.refuted(budget);
        if beside.as_ref().is_some_and(|found| found.reason == reason) {
            return beside;
        }
        if alone.is_some() {
            self.activities = named;
            return alone;
        }
        if beside.is_some() {
            return beside;
        }
        self.activities.extend(all.map(|one| one.key.clone()));
        self.refuted(budget)
    }

    /// Whether the part still cannot stand; otherwise goes back.
    fn holds_or(
        &mut self,
        last: &mut Found,
        budget: &mut Budget,
        back: impl FnOnce(&mut Self),
    ) -> bool {
        if let Some(found) = self.refuted(budget) {
            *last = found;
            return true;
        }
        back(self);
        false
    }

    fn without_activities(&mut self, last: &mut Found, budget: &mut Budget) {
        let kept = self.activities.clone();
        let reason = last.reason;
        self.activities.retain(|key| last.activities.contains(key));
        match self.refuted(budget) {
            Some(found) if found.reason == reason => *last = found,
            _ => self.activities = kept,
        }
        let is_chain = last.reason == ProofReason::OrderTooLong;
        let is_counted = last.reason == ProofReason::TooMuchDemand;
        if is_counted && self.activities.len() > MOST_COUNTED {
            return;
        }
        let all: Vec<Key> = self.activities.iter().cloned().collect();
        delete(all, &mut |gone| {
            if gone.len() >= self.activities.len() {
                return false;
            }
            let kept = self.activities.clone();
            self.activities.retain(|key| !gone.contains(key));
            // A chain stays a chain: counting some of it would be harder to follow.
            match self.refuted(budget) {
                Some(found) if !is_chain || found.reason == ProofReason::OrderTooLong => {
                    *last = found;
                    true
                }
                _ => {
                    self.activities = kept;
                    false
                }
            }
        });
    }

    /// The rules that have anything to do with the part.
    fn rules_in_play(&self) -> Vec<HardRule> {
        let (part, _) = self.problem();
        let several = part.activities.len() > 1;
        let matters = |rule: &HardRule| {
            let mut without = part.clone();
            drop_rule(&mut without, *rule);
            without != part
                || match rule {
                    HardRule::OrderBroken => !part.precedences.is_empty(),
                    // Blocking times too keep interviews and visits away.
                    HardRule::ParticipantBusy => {
                        part.participants.iter().any(|who| !who.busy.is_empty())
                    }
                    // One session may need one interpreter for two languages.
                    HardRule::InterpreterOverlap => !part.interpreters.is_empty(),
                    rule => is_passed_over(*rule) && several,
                }
        };
        RULES.into_iter().filter(matters).collect()
    }

    /// The people and things that the part could have to do with.
    fn resources(&self) -> Vec<ResourceRef> {
        let mut part = cut(self.whole, &self.activities);
        without_strangers(&mut part);
        let of = |kind, keys: Vec<&Key>| -> Vec<ResourceRef> {
            let refs = keys
                .into_iter()
                .map(|key| ResourceRef::new(kind, key.as_str()));
            refs.collect()
        };
        let participants = part.participants.iter().map(|one| &one.key);
        let mut all = of(ResourceKind::Participant, participants.collect());
        if part.activities.iter().any(|one| one.at_company) {
            let vehicles = part.vehicles.iter().map(|one| &one.key);
            all.extend(of(ResourceKind::Vehicle, vehicles.collect()));
            let companies = part.companies.iter().map(|one| &one.key);
            all.extend(of(ResourceKind::Company, companies.collect()));
        }
        let rooms = part.rooms.iter().map(|one| &one.key);
        all.extend(of(ResourceKind::Room, rooms.collect()));
        let staff = part.staff.iter().map(|one| &one.key);
        all.extend(of(ResourceKind::Staff, staff.collect()));
        let interpreters = part.interpreters.iter().map(|one| &one.key);
        all.extend(of(ResourceKind::Interpreter, interpreters.collect()));
        all
    }
}

fn is_fixed(problem: &Problem, activity: &Activity) -> bool {
    let start = activity.base.as_ref().map(|base| base.assignment.start);
    let is_past = start
        .zip(problem.horizon.not_before)
        .is_some_and(|(start, now)| start < now);
    activity.standing != Standing::Free || is_past
}

/// What is left of a list after everything has been taken out that a test can do without, halves
/// first, single items last.
fn delete<T: Clone>(items: Vec<T>, can_do_without: &mut dyn FnMut(&[T]) -> bool) -> Vec<T> {
    let mut kept = items;
    let mut chunk = kept.len();
    while chunk > 0 && !kept.is_empty() {
        let mut at = 0;
        while at < kept.len() {
            let end = (at + chunk).min(kept.len());
            if can_do_without(&kept[at..end]) {
                kept.drain(at..end);
            } else {
                at = end;
            }
        }
        chunk = if chunk == 1 { 0 } else { chunk.div_ceil(2) };
    }
    kept
}

/// A contradiction as it is told; its activities in order where order is the reason.
fn proof(
    whole: &Problem,
    found: &Found,
    rules: Vec<HardRule>,
    resources: Vec<ResourceRef>,
) -> Proof {
    Proof {
        reason: found.reason,
        rules,
        activities: in_order(whole, &found.activities),
        resources,
        window: found.window,
        demand_minutes: found.demand_minutes,
        supply_minutes: found.supply_minutes,
        demand_sessions: found.demand_sessions,
        supply_sessions: found.supply_sessions,
    }
}

/// Some activities so that each comes after all that precede it, otherwise by key.
fn in_order(whole: &Problem, activities: &BTreeSet<Key>) -> Vec<Key> {
    let mut open = activities.clone();
    let mut ordered = Vec::new();
    while !open.is_empty() {
        let is_next = |key: &&Key| {
            let mut before = whole.precedences.iter().filter(|one| one.after == **key);
            !before.any(|one| open.contains(&one.before))
        };
        let Some(next) = open.iter().find(is_next).or(open.first()).cloned() else {
            break;
        };
        open.remove(&next);
        ordered.push(next);
    }
    ordered
}
