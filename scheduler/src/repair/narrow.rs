//! A board on which only some tasks may move.

use crate::kernel::board::{Board, Part, Spot};
use crate::problem::Weights;

/// Which tasks may move, and how.
pub(super) struct Freedom<'a> {
    /// They may move.
    pub(super) free: &'a [usize],
    /// They keep their published start, and change hands only.
    pub(super) same_time: bool,
    /// Whether a changed session outweighs everything else, each as much as any other.
    pub(super) count_changes: bool,
}

/// The board with everything held where `around` has it but for what is free. What is not free and
/// has no place is left out.
pub(super) fn narrow(board: &Board, around: &[Spot], freedom: &Freedom<'_>) -> Board {
    let mut narrowed = board.clone();
    for (task, spot) in around.iter().enumerate() {
        let source = &mut narrowed.tasks[task];
        if source.is_free && freedom.free.binary_search(&task).is_err() {
            source.is_free = false;
            narrowed.fixed[task] = Some(*spot).filter(Spot::is_somewhere);
        }
    }
    for task in freedom.free {
        if freedom.same_time {
            keep_start(&mut narrowed, *task);
        }
        if freedom.count_changes
            && let Some(base) = &mut narrowed.bases[*task]
        {
            base.weight = i64::from(Weights::MAX);
        }
    }
    if freedom.count_changes {
        // The price of a change depends on how near it is, unless there is no now.
        narrowed.now = None;
    }
    narrowed
}

/// Takes every start from a published task but the published one.
fn keep_start(board: &mut Board, task: usize) {
    let Some(base) = board.bases[task] else {
        return;
    };
    let start = board.slot_at(base.minute);
    for site in board.tasks[task].sites.range() {
        let site = &mut board.sites[site];
        let starts = &board.starts[site.starts.range()];
        let kept = start.and_then(|start| starts.binary_search(&start).ok());
        let from = site.starts.from + kept.and_then(|at| u32::try_from(at).ok()).unwrap_or(0);
        site.starts = Part {
            from,
            until: from + u32::from(kept.is_some()),
        };
        let first = site.allowed as usize;
        let blocks = &mut board.allowed[first..first + board.blocks.len()];
        let of_start = start.map(|start| board.block_of[start as usize] as usize);
        for (block, bits) in blocks.iter_mut().enumerate() {
            let bit = start.filter(|_| of_start == Some(block));
            let bit = bit.map(|start| 1 << (start - board.blocks[block].from));
            *bits &= bit.unwrap_or(0);
        }
    }
}
