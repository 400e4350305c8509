//! From the model to the board.

mod people;
mod tasks;
mod things;
mod timeline;

use super::board::{Board, NONE, Spot};
use crate::dense::Model;
use crate::dense::place::Place;

impl Board {
    /// Lays out a model for the search.
    pub(crate) fn new(model: &Model) -> Self {
        let mut board = Self {
            grid: i64::from(model.grid.minutes),
            slots_per_date: model.grid.per_day,
            now: model.now,
            ..Self::default()
        };
        let reaches = things::reaches(model, &mut board);
        timeline::compile(model, &mut board, &reaches);
        let parties = people::parties(model);
        tasks::compile(model, &mut board, &reaches, &parties);
        people::compile(model, &mut board, &parties);
        things::compile(model, &mut board);
        board
    }

    /// The spot of a place of the model, when the task has a site there.
    pub(crate) fn spot(&self, model: &Model, task: usize, place: &Place) -> Option<Spot> {
        let start = self.slot_of(place.start)?;
        let sites = &self.sites[self.tasks[task].sites.range()];
        let site = sites
            .iter()
            .position(|site| site.company == place.company)?;
        debug_assert!(model.activities.len() == self.tasks.len());
        Some(Spot {
            start,
            site: u16::try_from(site).unwrap_or(NONE),
            room: place.room,
            staff: place.staff,
            vehicle: place.vehicle,
            interpreters: place.interpreters,
        })
    }

    /// The place of the model that a spot stands for.
    pub(crate) fn place(&self, task: usize, spot: &Spot) -> Place {
        if !spot.is_somewhere() {
            return Place::UNASSIGNED;
        }
        Place {
            start: self.real[spot.start as usize],
            company: self.site(task, spot).company,
            room: spot.room,
            staff: spot.staff,
            vehicle: spot.vehicle,
            interpreters: spot.interpreters,
        }
    }

    /// The slot that stands for one of the problem's grid, when it may matter at all.
    fn slot_of(&self, real: u32) -> Option<u32> {
        let slot = *self.at_or_after.get(real as usize)?;
        (slot < self.slots && self.real[slot as usize] == real).then_some(slot)
    }
}

/// A length as it is laid out.
fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
