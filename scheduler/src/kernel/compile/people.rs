//! Parties, lunch breaks, strands.

use super::index;
use crate::dense::Model;
use crate::kernel::board::{Board, Lunch, Part, Party, Strand};
use crate::score::SoftRule;
use std::collections::BTreeMap;

/// So many lanes of other parties are read one by one; more are counted into one lane.
const FEW: usize = 3;

/// The distinct sets of people who take part together, and which of them each activity has.
pub(super) struct Parties {
    pub(super) people: Vec<Vec<usize>>,
    pub(super) of_activity: Vec<u32>,
}

pub(super) fn parties(model: &Model) -> Parties {
    let mut numbers: BTreeMap<&[usize], u32> = BTreeMap::new();
    for activity in &model.activities {
        numbers.entry(&activity.people).or_default();
    }
    for (at, number) in numbers.values_mut().enumerate() {
        *number = index(at);
    }
    Parties {
        of_activity: model
            .activities
            .iter()
            .map(|activity| numbers[activity.people.as_slice()])
            .collect(),
        people: numbers.into_keys().map(<[usize]>::to_vec).collect(),
    }
}

fn push(board: &mut Board, items: impl Iterator<Item = usize>) -> Part {
    let from = index(board.indices.len());
    board.indices.extend(items.map(index));
    Part {
        from,
        until: index(board.indices.len()),
    }
}

pub(super) fn compile(model: &Model, board: &mut Board, parties: &Parties) {
    let mut of_person = vec![Vec::new(); model.people.len()];
    for (at, people) in parties.people.iter().enumerate() {
        for who in people {
            of_person[*who].push(at);
        }
    }
    let n = parties.people.len();
    let others: Vec<Vec<usize>> = (0..n)
        .map(|at| {
            let mut others: Vec<usize> = parties.people[at]
                .iter()
                .flat_map(|who| of_person[*who].iter().copied())
                .filter(|other| *other != at)
                .collect();
            others.sort_unstable();
            others.dedup();
            others
        })
        .collect();
    let mut unions = vec![None; n];
    for at in 0..n {
        if others[at].len() > FEW {
            unions[at] = Some(index(board.unions));
            board.unions += 1;
        }
    }
    for (cohort, source) in model.cohorts.iter().enumerate() {
        if let Some((from, until, minutes)) = source.lunch {
            board.lunches.push(Lunch {
                cohort: index(cohort),
                from,
                until,
                minutes,
            });
        }
    }
    for at in 0..n {
        let direct = if unions[at].is_none() {
            &others[at][..]
        } else {
            &[]
        };
        let direct = push(board, direct.iter().copied());
        let from = index(board.union_of.len());
        for other in &others[at] {
            if let Some(union) = unions[*other] {
                board.union_of.push((index(n) + union, union));
            }
        }
        let counts_in = Part {
            from,
            until: index(board.union_of.len()),
        };
        let people = push(board, parties.people[at].iter().copied());
        let lunches: Vec<usize> = (0..board.lunches.len())
            .filter(|lunch| {
                let cohort = board.lunches[*lunch].cohort as usize;
                parties.people[at]
                    .iter()
                    .any(|who| model.people[*who].cohort == cohort)
            })
            .collect();
        let lunches = push(board, lunches.into_iter());
        board.parties.push(Party {
            own: index(at),
            others: direct,
            union: unions[at].map(|union| index(n) + union),
            counts_in,
            people,
            lunches,
        });
    }
    board.people_parties = of_person
        .iter()
        .map(|parties| push(board, parties.iter().copied()))
        .collect();
    board.people_cohort = model.people.iter().map(|p| index(p.cohort)).collect();
    strands(model, board);
}

fn strands(model: &Model, board: &mut Board) {
    let mut tasks = vec![Vec::new(); model.strands.len()];
    for (at, activity) in model.activities.iter().enumerate() {
        for strand in &activity.strands {
            tasks[*strand].push(index(at));
        }
    }
    for (strand, tasks) in model.strands.iter().zip(tasks) {
        let cohort = &model.cohorts[strand.cohort];
        let people = i64::try_from(strand.people.len()).unwrap_or(i64::MAX);
        let weight = |rule: SoftRule| cohort.weights[rule as usize] * people;
        let grid = board.grid;
        let fits = |minutes: i64| minutes % grid == 0;
        let whole = |minutes: i64| u32::try_from(minutes / grid).unwrap_or(u32::MAX);
        let lunch_is_even = cohort
            .lunch
            .is_none_or(|(from, until, minutes)| fits(from) && fits(until) && fits(minutes));
        let is_even = board.is_narrow
            && lunch_is_even
            && tasks
                .iter()
                .all(|task| fits(i64::from(board.tasks[*task as usize].minutes)));
        let course = cohort.days.iter().filter(|day| **day).count();
        let days: Vec<bool> = board
            .days
            .iter()
            .map(|day| cohort.days[day.date as usize])
            .collect();
        let laid_out = days.iter().filter(|day| **day).count();
        let lost = i64::try_from(course - laid_out).unwrap_or(0);
        board.lost_days += lost * weight(SoftRule::EmptyDay);
        board.strands.push(Strand {
            gap: weight(SoftRule::IdleGap),
            over: weight(SoftRule::OverloadedDay),
            empty: weight(SoftRule::EmptyDay),
            target: cohort.target_day.map_or(i64::MAX / 4, i64::from),
            cap: cohort.max_day.unwrap_or(u32::MAX),
            lunch: cohort.lunch,
            lunch_slots: cohort
                .lunch
                .map(|(from, until, minutes)| (whole(from), whole(until), whole(minutes))),
            is_even,
            days,
            tasks,
        });
    }
}
