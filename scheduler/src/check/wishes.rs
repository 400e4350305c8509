//! What a timetable costs: every unmet wish with its units.

use super::UnmetWish;
use super::scene::{Minutes, Scene, Session, midnight, minutes, overlap};
use crate::calendar::{MINUTES_PER_DAY, Moment};
use crate::problem::{
    Activity, ActivityKind, Interpreter, InterpreterMode, Key, Participant, ResourceKind,
    ResourceRef, Weights,
};
use crate::score::SoftRule;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn find(scene: &Scene<'_>) -> Vec<UnmetWish> {
    let mut ledger = Ledger {
        scene,
        wishes: Vec::new(),
    };
    for session in &scene.sessions {
        ledger.of_session(session);
    }
    ledger.of_series();
    ledger.of_days();
    ledger.of_interpreters();
    ledger.wishes.sort();
    ledger.wishes
}

pub(super) struct Ledger<'s, 'a> {
    pub(super) scene: &'s Scene<'a>,
    wishes: Vec<UnmetWish>,
}

impl<'a> Ledger<'_, 'a> {
    pub(super) fn add(
        &mut self,
        rule: SoftRule,
        units: i64,
        weights: &Weights,
        names: impl FnOnce() -> (Vec<Key>, Vec<ResourceRef>),
        at: Option<Moment>,
    ) {
        if units != 0 {
            let (activities, resources) = names();
            let cost = units * i64::from(weights.of(rule));
            self.wishes.push(UnmetWish {
                rule,
                activities,
                resources,
                at,
                units,
                cost,
            });
        }
    }

    pub(super) fn weights_of(&self, cohort: &str) -> &'a Weights {
        let own = self
            .scene
            .cohorts
            .get(cohort)
            .and_then(|cohort| cohort.weights.as_ref());
        own.unwrap_or(&self.scene.problem.weights)
    }

    fn of_session(&mut self, session: &Session<'_>) {
        let activity = session.activity;
        let weights = self.weights_of(&activity.cohort);
        let at = Some(session.assignment.start);
        let itself = || vec![activity.key.clone()];
        if activity.kind.is_teaching() {
            let held = self.scene.held(session);
            let is_missing = |who: &&Participant| {
                let mut soft = who.busy.iter().filter(|busy| !busy.blocking);
                soft.any(|busy| overlap(self.scene.slots(minutes(&busy.span)), held))
            };
            let who = refs(session.people.iter().copied().filter(is_missing));
            self.add(
                SoftRule::MissedLesson,
                count(who.len()),
                weights,
                || (itself(), who),
                at,
            );
        }
        if let Some(company) = session.company {
            let outside = session.people.iter().copied().filter(|visitor| {
                let suits = company
                    .sectors
                    .iter()
                    .any(|sector| visitor.sectors.contains(sector));
                !visitor.sectors.is_empty() && !suits
            });
            let who = refs(outside);
            self.add(
                SoftRule::VisitMismatch,
                count(who.len()),
                weights,
                || (itself(), who),
                at,
            );
        }
        if activity.kind == ActivityKind::CompetencyInterview {
            let first = self
                .scene
                .cohorts
                .get(activity.cohort.as_str())
                .map(|cohort| cohort.from);
            let desired = activity.desired_by.or(first).unwrap_or_default();
            let late = session.assignment.start.date.days() - desired.days();
            let units = i64::from(late.max(0));
            self.add(
                SoftRule::LateInterview,
                units,
                weights,
                || (itself(), Vec::new()),
                at,
            );
        }
        let moved = self.points_of_change(activity, session);
        self.add(
            SoftRule::MovedSession,
            moved,
            weights,
            || (itself(), Vec::new()),
            at,
        );
    }

    fn points_of_change(&self, activity: &Activity, session: &Session<'_>) -> i64 {
        let Some(base) = &activity.base else { return 0 };
        if base.assignment.is_same(session.assignment) {
            return 0;
        }
        let nearer = session.start.min(base.assignment.start.minutes());
        let points = match self.scene.problem.horizon.not_before {
            None => 1,
            Some(now) => match (nearer - now.minutes()).div_euclid(i64::from(MINUTES_PER_DAY)) {
                ..2 => 8,
                2..7 => 4,
                7..14 => 2,
                _ => 1,
            },
        };
        if base.notified { 2 * points } else { points }
    }

    fn of_series(&mut self) {
        let mut series: BTreeMap<&str, Vec<&Session<'_>>> = BTreeMap::new();
        let mut owner: BTreeMap<&str, &str> = BTreeMap::new();
        for activity in self.scene.activities.values() {
            if let Some(mark) = &activity.series {
                owner.entry(mark).or_insert(&activity.cohort);
            }
        }
        for session in &self.scene.sessions {
            if let Some(mark) = &session.activity.series {
                series.entry(mark).or_default().push(session);
            }
        }
        for (mark, sessions) in series {
            let weights = self.weights_of(owner[mark]);
            let keys = || {
                sessions
                    .iter()
                    .map(|s| s.activity.key.clone())
                    .collect::<Vec<_>>()
            };
            let teachers: BTreeSet<&str> = sessions
                .iter()
                .filter_map(|s| s.staff)
                .map(|staff| staff.key.as_str())
                .collect();
            let rooms: BTreeSet<&str> = sessions
                .iter()
                .filter_map(|s| s.room)
                .map(|room| room.key.as_str())
                .collect();
            for (rule, kind, used) in [
                (SoftRule::TeacherChange, ResourceKind::Staff, teachers),
                (SoftRule::RoomChange, ResourceKind::Room, rooms),
            ] {
                let units = count(used.len().saturating_sub(1));
                let named = used
                    .into_iter()
                    .map(|key| ResourceRef::new(kind, key))
                    .collect();
                self.add(rule, units, weights, || (keys(), named), None);
            }
        }
    }

    fn of_interpreters(&mut self) {
        let mut days: BTreeMap<(&str, i64), (&Interpreter, Vec<&Session<'_>>)> = BTreeMap::new();
        for session in &self.scene.sessions {
            for (_, who) in &session.interpreters {
                let day = (who.key.as_str(), midnight(session.start));
                days.entry(day)
                    .or_insert_with(|| (who, Vec::new()))
                    .1
                    .push(session);
            }
        }
        let weights = &self.scene.problem.weights;
        for ((_, day), (who, sessions)) in days {
            let keys = || {
                sessions
                    .iter()
                    .map(|s| s.activity.key.clone())
                    .collect::<Vec<_>>()
            };
            let named = || vec![ResourceRef::new(ResourceKind::Interpreter, &*who.key)];
            let at = Some(Moment::from_minutes(day));
            let comes = who.mode == InterpreterMode::OnSite;
            let transport = if comes {
                i64::from(who.terms.transport_ore)
            } else {
                0
            };
            self.add(
                SoftRule::InterpreterCallout,
                transport,
                weights,
                || (keys(), named()),
                at,
            );
            let idle = idle_ore(
                who,
                sessions.iter().map(|s| (s.leaves, s.returns)).collect(),
            );
            self.add(
                SoftRule::InterpreterIdle,
                idle,
                weights,
                || (keys(), named()),
                at,
            );
        }
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn refs<'p>(people: impl Iterator<Item = &'p Participant>) -> Vec<ResourceRef> {
    people
        .map(|who| ResourceRef::new(ResourceKind::Participant, &*who.key))
        .collect()
}

/// Øre that an interpreter is paid on a day beyond the time of the sessions.
fn idle_ore(who: &Interpreter, sessions: Vec<Minutes>) -> i64 {
    let worked: i64 = sessions.iter().map(|(from, until)| until - from).sum();
    let first = sessions.iter().map(|(from, _)| *from).min().unwrap_or(0);
    let last = sessions.iter().map(|(_, until)| *until).max().unwrap_or(0);
    let blocks = match who.mode {
        InterpreterMode::OnSite => vec![(first, last)],
        InterpreterMode::Phone | InterpreterMode::Video => sessions,
    };
    let hours: i64 = blocks
        .iter()
        .map(|(from, until)| (until - from).max(i64::from(who.terms.minimum_minutes)))
        .map(|minutes| (minutes + 59) / 60)
        .sum();
    (hours * 60 - worked).max(0) * i64::from(who.terms.ore_per_hour) / 60
}
