//! The disrupted problem laid out once, for every attempt to mend it.

use crate::assignment::Timetable;
use crate::dense::Model;
use crate::dense::state::State;
use crate::explain::{self, Unassigned};
use crate::kernel::{Board, Plan, Spot, price};
use crate::problem::{Key, Problem};
use std::collections::{BTreeMap, BTreeSet};

/// The disrupted problem as the search sees it.
pub(super) struct Ground<'p> {
    model: Model,
    pub(super) board: Board,
    /// Where activities are published, by key.
    published: BTreeMap<&'p str, &'p crate::Assignment>,
}

/// What a plan is worth by the search's own account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Worth {
    /// Activities without a place.
    pub(super) missing: u32,
    pub(super) soft: i64,
    /// What of it is for changes against the published timetable.
    pub(super) changes: i64,
}

impl<'p> Ground<'p> {
    /// Lays out a problem that is sound.
    pub(super) fn new(problem: &'p Problem) -> Self {
        let model = Model::new(problem);
        let published = problem.activities.iter().filter_map(|one| {
            let base = one.base.as_ref()?;
            Some((one.key.as_str(), &base.assignment))
        });
        Self {
            board: Board::new(&model),
            published: published.collect(),
            model,
        }
    }

    /// The tasks of some activities: those that may move at all.
    pub(super) fn tasks(&self, keys: &BTreeSet<Key>) -> Vec<usize> {
        let known = keys.iter().filter_map(|key| self.model.activity(key));
        known
            .filter(|task| self.board.tasks[*task].is_free)
            .collect()
    }

    /// The activities of some tasks.
    pub(super) fn keys(&self, tasks: &[usize]) -> BTreeSet<Key> {
        let keys = tasks.iter().map(|task| &self.model.activities[*task].key);
        keys.cloned().collect()
    }

    /// Where everything is published.
    pub(super) fn published(&self) -> Vec<Spot> {
        let tasks = 0..self.board.tasks.len();
        let spot = |task: usize| match self.board.fixed[task] {
            Some(spot) => Some(spot),
            None => self.board.bases[task].and_then(|base| base.spot),
        };
        tasks
            .map(|task| spot(task).unwrap_or(Spot::NOWHERE))
            .collect()
    }

    /// The published activities that may move and cannot stand where they are published: at things
    /// that are gone, off the grid.
    pub(super) fn unholdable(&self) -> BTreeSet<Key> {
        let bases = self.board.bases.iter().enumerate();
        bases
            .filter(|(task, base)| {
                let is_gone = base.is_some_and(|base| base.spot.is_none());
                self.board.tasks[*task].is_free && is_gone
            })
            .map(|(task, _)| self.model.activities[task].key.clone())
            .collect()
    }

    /// What a plan is worth.
    pub(super) fn worth(&self, spots: &[Spot]) -> Worth {
        let mut plan = Plan::new(&self.board);
        let mut changes = 0;
        for (task, spot) in spots.iter().enumerate() {
            if spot.is_somewhere() && self.board.tasks[task].is_free {
                plan.put(task, *spot);
            }
            if spot.is_somewhere() {
                changes += price::of_change(&self.board, task, spot);
            }
        }
        Worth {
            missing: plan.unassigned,
            soft: plan.cost,
            changes,
        }
    }

    /// A plan as a timetable. What is pinned or past stands as it is published.
    pub(super) fn timetable(&self, spots: &[Spot]) -> Timetable {
        let mut timetable = Timetable::default();
        for (task, spot) in spots.iter().enumerate() {
            let key = &self.model.activities[task].key;
            let published = self.published.get(key.as_str());
            let base = self.board.bases[task].and_then(|base| base.spot);
            let assignment = if self.board.tasks[task].is_free {
                if !spot.is_somewhere() {
                    continue;
                }
                let stays = base.as_ref() == Some(spot);
                published.filter(|_| stays).map_or_else(
                    || self.model.assignment(task, &self.board.place(task, spot)),
                    |published| (*published).clone(),
                )
            } else if let Some(published) = published {
                (*published).clone()
            } else {
                continue;
            };
            timetable.assignments.insert(key.clone(), assignment);
        }
        timetable
    }

    /// Why what has no place in a plan has none.
    pub(super) fn reasons(&self, spots: &[Spot]) -> Vec<Unassigned> {
        let mut state = State::new(&self.model);
        for (task, spot) in spots.iter().enumerate() {
            if self.board.tasks[task].is_free && spot.is_somewhere() {
                state.put(task, self.board.place(task, spot));
            }
        }
        explain::unassigned(&state)
    }
}
