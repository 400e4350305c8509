//! What the lessons of a participant's day cost: waiting, overload, emptiness.

use super::scene::{Minutes, Session};
use super::wishes::Ledger;
use crate::calendar::Date;
use crate::problem::{Cohort, Participant, ResourceKind, ResourceRef};
use crate::score::SoftRule;
use std::collections::BTreeMap;

impl Ledger<'_, '_> {
    /// The lessons of each participant, day by day.
    pub(super) fn of_days(&mut self) {
        let horizon = &self.scene.problem.horizon;
        let mut is_taught = vec![false; self.scene.participants.len()];
        let activities = self.scene.activities.values();
        for activity in activities.filter(|one| one.kind.is_teaching()) {
            for who in self.scene.numbers(activity) {
                is_taught[who] = true;
            }
        }
        let mut lessons: BTreeMap<(usize, Date), Vec<&Session<'_>>> = BTreeMap::new();
        for session in self
            .scene
            .sessions
            .iter()
            .filter(|s| s.activity.kind.is_teaching())
        {
            for who in &session.numbers {
                let day = session.assignment.start.date;
                lessons.entry((*who, day)).or_default().push(session);
            }
        }
        for (who, participant) in self.scene.participants.iter().enumerate() {
            if !is_taught[who] {
                continue;
            }
            let Some(cohort) = self.scene.cohort_of(participant) else {
                continue;
            };
            for day in 0..i32::from(horizon.days) {
                let date = horizon.first_date.plus_days(day);
                let own = lessons.get(&(who, date));
                self.of_day(participant, cohort, date, own.map_or(&[], Vec::as_slice));
            }
        }
    }

    fn of_day(
        &mut self,
        participant: &Participant,
        cohort: &Cohort,
        date: Date,
        lessons: &[&Session<'_>],
    ) {
        let weights = self.weights_of(&cohort.key);
        let who = || {
            vec![ResourceRef::new(
                ResourceKind::Participant,
                &*participant.key,
            )]
        };
        let keys = || {
            lessons
                .iter()
                .map(|lesson| lesson.activity.key.clone())
                .collect::<Vec<_>>()
        };
        let at = Some(date.at(0));
        if lessons.is_empty() {
            let counts = cohort.from <= date && date < cohort.until && self.scene.is_open_on(date);
            let units = i64::from(counts);
            let names = || (Vec::new(), who());
            self.add(SoftRule::EmptyDay, units, weights, names, at);
            return;
        }
        let taught: i64 = lessons
            .iter()
            .map(|lesson| i64::from(lesson.activity.minutes))
            .sum();
        let over = cohort
            .target_minutes_per_day
            .map_or(0, |target| taught - i64::from(target));
        let names = || (keys(), who());
        self.add(SoftRule::OverloadedDay, over.max(0), weights, names, at);
        let idle = waiting(cohort, date, lessons);
        self.add(SoftRule::IdleGap, idle, weights, names, at);
    }
}

/// Minutes between the lessons of a day, less one lunch break where a gap holds it.
fn waiting(cohort: &Cohort, date: Date, lessons: &[&Session<'_>]) -> i64 {
    let mut spans: Vec<Minutes> = lessons
        .iter()
        .map(|lesson| (lesson.start, lesson.end))
        .collect();
    spans.sort_unstable();
    let mut gaps: Vec<Minutes> = Vec::new();
    let mut ended = i64::MAX;
    for (from, until) in spans {
        if from > ended {
            gaps.push((ended, from));
        }
        ended = if ended == i64::MAX {
            until
        } else {
            ended.max(until)
        };
    }
    let total: i64 = gaps.iter().map(|(from, until)| until - from).sum();
    let Some(lunch) = cohort.lunch else {
        return total;
    };
    let noon = date.at(0).minutes();
    let (opens, closes) = (noon + i64::from(lunch.from), noon + i64::from(lunch.until));
    let length = i64::from(lunch.minutes);
    let is_lunch = |(from, until): &Minutes| until.min(&closes) - from.max(&opens) >= length;
    if gaps.iter().any(is_lunch) {
        total - length
    } else {
        total
    }
}
