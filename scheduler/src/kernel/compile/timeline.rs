//! The slots that can matter, nights and closed days left out.

use super::index;
use super::things::Reaches;
use crate::calendar::MINUTES_PER_DAY;
use crate::dense::Model;
use crate::dense::bits::Slots;
use crate::dense::place::Place;
use crate::kernel::board::{BLOCK, Block, Board, Day};

pub(super) fn compile(model: &Model, board: &mut Board, reaches: &Reaches) {
    let used = used(model, reaches);
    let grid = &model.grid;
    board.at_or_after = Vec::with_capacity(used.len() + 1);
    for (real, used) in used.iter().enumerate() {
        board.at_or_after.push(index(board.real.len()));
        if *used {
            board.real.push(index(real));
        }
    }
    board.slots = index(board.real.len());
    board.at_or_after.push(board.slots);
    for slot in 0..board.slots {
        let date = grid.day_of(board.real[slot as usize]);
        if board.days.last().is_none_or(|day| day.date != date) {
            board.days.push(Day {
                from: slot,
                until: slot,
                date,
                week: model.week_of_day[date as usize],
            });
        }
        let at = board.days.len() - 1;
        board.days[at].until = slot + 1;
        board.day_of.push(u16::try_from(at).unwrap_or(u16::MAX));
    }
    // One past the last slot: what ends there.
    board.real.push(index(used.len()));
    board.day_of.push(u16::MAX);
    board.from_date = (0..=grid.days)
        .map(|date| board.at_or_after[((date * grid.per_day) as usize).min(used.len())])
        .collect();
    board.weeks = model.weeks as usize;
    board.is_narrow = board.days.iter().all(|day| day.until - day.from <= 64);
    for day in &board.days {
        let len = day.until - day.from;
        let pieces = len.div_ceil(BLOCK);
        let size = len.div_ceil(pieces.max(1));
        let mut from = day.from;
        while from < day.until {
            let len = size.min(day.until - from);
            for _ in 0..len {
                board.block_of.push(index(board.blocks.len()));
            }
            board.blocks.push(Block { from, len });
            from += len;
        }
    }
    board.block_of.push(index(board.blocks.len()));
}

/// The slots of the problem's grid that a session, its travel, a buffer or a lunch break may touch.
fn used(model: &Model, reaches: &Reaches) -> Vec<bool> {
    let n = model.grid.slots as usize;
    let mut change = vec![0_i32; n + 1];
    let mut mark = |slots: Slots| {
        change[slots.from as usize] += 1;
        change[slots.until as usize] -= 1;
    };
    for (at, activity) in model.activities.iter().enumerate() {
        let mut hold = |place: &Place| {
            let slots = model.hold(at, place);
            let minute = i64::from(slots.from) * i64::from(model.grid.minutes);
            let until = i64::from(slots.until) * i64::from(model.grid.minutes);
            mark(
                model
                    .grid
                    .touched(minute - reaches.widest, until + reaches.widest),
            );
        };
        if let Some(place) = activity.fixed() {
            hold(&place);
        } else {
            for site in &activity.sites {
                for start in &site.starts {
                    hold(&Place::at(*start, site.company));
                }
            }
            // Where it is published it may cost nothing to stay, allowed or not.
            if let Some(place) = activity.base.as_ref().and_then(|base| base.place) {
                hold(&place);
            }
        }
    }
    let mut used = Vec::with_capacity(n);
    let mut depth = 0;
    for change in &change[..n] {
        depth += change;
        used.push(depth > 0);
    }
    let per_day = model.grid.per_day as usize;
    let lunches: Vec<(i64, i64)> = model
        .cohorts
        .iter()
        .filter_map(|cohort| cohort.lunch.map(|(from, until, _)| (from, until)))
        .collect();
    for day in 0..model.grid.days as usize {
        let of_day = day * per_day..(day + 1) * per_day;
        if used[of_day.clone()].iter().any(|used| *used) {
            let midnight = i64::try_from(day).unwrap_or(0) * i64::from(MINUTES_PER_DAY);
            for (from, until) in &lunches {
                let slots = model.grid.touched(midnight + from, midnight + until);
                used[slots.from as usize..slots.until as usize].fill(true);
            }
            // A day is one piece, so that its bits are as far apart as its slots.
            let slots = &mut used[of_day];
            let first = slots.iter().position(|used| *used).unwrap_or(0);
            let last = slots.iter().rposition(|used| *used).unwrap_or(0);
            slots[first..=last].fill(true);
        }
    }
    used
}
