//! Cohorts, participants, and the strands of those who have the same lessons.

use super::{DAY, sorted, things, weighing};
use crate::dense::bits::Bits;
use crate::dense::convert::find;
use crate::dense::grid::Grid;
use crate::dense::{Cohort, Model, Person, Strand};
use crate::problem::{Problem, ResourceKind};
use std::collections::BTreeMap;

pub(super) fn compile(problem: &Problem, model: &mut Model) {
    let cohorts = sorted(&problem.cohorts, |c| &c.key);
    model.cohorts = cohorts.iter().map(|c| cohort(problem, model, c)).collect();
    let grid = &model.grid;
    let people = sorted(&problem.participants, |p| &p.key);
    model.people = people
        .iter()
        .map(|participant| {
            let blocking = participant
                .busy
                .iter()
                .filter(|b| b.blocking)
                .map(|b| &b.span);
            let who = (ResourceKind::Participant, participant.key.as_str());
            let times = things::times(problem, grid, who, &participant.openings, blocking);
            let (busy, soft_busy) = busy(grid, participant);
            let cohort = find(&cohorts, &participant.cohort, |c| &c.key)
                .expect("the cohort was validated to exist");
            Person {
                key: participant.key.clone(),
                cohort: usize::from(cohort),
                times,
                busy,
                soft_busy,
            }
        })
        .collect();
    model.strands = strands(problem, model);
}

fn cohort(problem: &Problem, model: &Model, cohort: &crate::problem::Cohort) -> Cohort {
    let first = cohort.from.at(0);
    let days = (0..model.grid.days)
        .map(|day| {
            let date = model.grid.date_of(day * model.grid.per_day);
            model.open_days[day as usize] && cohort.from <= date && date < cohort.until
        })
        .collect();
    Cohort {
        key: cohort.key.clone(),
        from: model.grid.minute(first).div_euclid(DAY),
        earliest: i64::from(cohort.earliest),
        latest: i64::from(cohort.latest),
        max_day: cohort.max_teaching_minutes_per_day.map(u32::from),
        target_day: cohort.target_minutes_per_day.map(u32::from),
        lunch: cohort
            .lunch
            .map(|l| (i64::from(l.from), i64::from(l.until), i64::from(l.minutes))),
        weights: weighing(cohort.weights.as_ref().unwrap_or(&problem.weights)),
        days,
    }
}

/// All busy times of a participant, and those that do not block.
fn busy(grid: &Grid, participant: &crate::problem::Participant) -> (Bits, Bits) {
    let (mut busy, mut soft) = (Bits::new(grid.slots), Bits::new(grid.slots));
    for time in &participant.busy {
        busy.set(grid.span(&time.span));
        if !time.blocking {
            soft.set(grid.span(&time.span));
        }
    }
    (busy, soft)
}

fn strands(problem: &Problem, model: &Model) -> Vec<Strand> {
    let mut lessons = vec![Vec::new(); model.people.len()];
    for activity in sorted(&problem.activities, |a| &a.key) {
        if activity.kind.is_teaching() {
            for participant in &activity.participants {
                let who = find(&model.people, participant, |p| &p.key);
                let who = who.expect("participants were validated to exist");
                lessons[usize::from(who)].push(activity.key.as_str());
            }
        }
    }
    let mut strands: BTreeMap<(usize, Vec<&str>), Vec<usize>> = BTreeMap::new();
    for (who, lessons) in lessons.into_iter().enumerate() {
        if !lessons.is_empty() {
            strands
                .entry((model.people[who].cohort, lessons))
                .or_default()
                .push(who);
        }
    }
    strands
        .into_iter()
        .map(|((cohort, _), people)| Strand { cohort, people })
        .collect()
}
