//! The cheapest of a few possible spots for a task that is nowhere.

use super::moves::{Near, beside, in_window, one_of, possible};
use super::run::Run;
use crate::kernel::{Spot, free, order, price};

/// Possible spots that are compared for a task that was pushed out.
const COMPARED: u32 = 4;
/// The same beside what interpreters do.
const COMPARED_BESIDE: u32 = 16;

/// The cheapest of the first few possible spots, from a random block on.
pub(crate) fn anywhere(run: &mut Run<'_, '_>, task: usize, wish: &Spot) -> Option<Spot> {
    let board = run.plan.board;
    let window = order::window(&run.plan, task);
    if window.from > window.until {
        return None;
    }
    let sites = board.tasks[task].sites;
    let mut best: Option<(i64, Spot)> = None;
    let mut found = 0;
    let first_site = run.rng.below(sites.len());
    for turn in 0..sites.len() {
        let site_at = (first_site + turn) % sites.len();
        let site = &board.sites[sites.from as usize + site_at];
        let (low, high) = (
            board.block_of[window.from as usize] as usize,
            board.block_of[window.until as usize] as usize,
        );
        let offset = run.rng.below(high - low + 1);
        for turn in 0..=high - low {
            let block = low + (offset + turn) % (high - low + 1);
            let from = board.blocks[block].from;
            let mut bits =
                free::starts(&run.plan, task, site, block, (0, 0)) & in_window(from, window);
            run.step += 1;
            while bits != 0 {
                let bit = one_of(bits, run.rng.below(32));
                bits &= !(1 << bit);
                let bare = Spot::bare(from + bit, u16::try_from(site_at).unwrap_or(0));
                run.step += 1;
                if let Some(spot) = possible(run, task, &bare, wish) {
                    let cost = price::delta(&run.plan, task, &spot);
                    if best.is_none_or(|(least, _)| cost < least) {
                        best = Some((cost, spot));
                    }
                    found += 1;
                    if found == COMPARED {
                        return best.map(|(_, spot)| spot);
                    }
                    break;
                }
            }
        }
    }
    best.map(|(_, spot)| spot)
}

/// The cheapest of the first few possible spots right beside what an interpreter does who comes
/// anyway, from a random block on.
pub(crate) fn beside_interpreters(run: &mut Run<'_, '_>, task: usize, wish: &Spot) -> Option<Spot> {
    let board = run.plan.board;
    let source = &board.tasks[task];
    if source.tongues.len() == 0 {
        return None;
    }
    let window = order::window(&run.plan, task);
    if window.from > window.until {
        return None;
    }
    let tongue = run.rng.below(source.tongues.len());
    let fit = board.tongues[source.tongues.from as usize + tongue].fit;
    let fit = &board.fits[fit.range()];
    let (low, high) = (
        board.block_of[window.from as usize] as usize,
        board.block_of[window.until as usize] as usize,
    );
    let mut best: Option<(i64, Spot)> = None;
    let mut found = 0;
    let site_at = run.rng.below(source.sites.len());
    let site = &board.sites[source.sites.from as usize + site_at];
    let site_at = u16::try_from(site_at).unwrap_or(0);
    let offset = run.rng.below(high - low + 1);
    for turn in 0..=high - low {
        let block = low + (offset + turn) % (high - low + 1);
        let from = board.blocks[block].from;
        let day = board.day_of(from);
        let masks = &run.plan.pay_masks;
        let comes = |who: &u16| masks[usize::from(*who) * board.days.len() + day] != 0;
        if !fit.iter().any(comes) {
            continue;
        }
        let free = free::starts(&run.plan, task, site, block, (0, 0)) & in_window(from, window);
        run.step += 1;
        if free == 0 {
            continue;
        }
        for who in fit {
            let who = *who;
            if run.plan.pay_masks[usize::from(who) * board.days.len() + day] == 0 {
                continue;
            }
            let mut bits =
                free & beside(&run.plan, task, site, from, Near::Interpreter(who), (0, 0));
            let mut wish = *wish;
            wish.interpreters[tongue] = who;
            while bits != 0 {
                let bit = one_of(bits, run.rng.below(32));
                bits &= !(1 << bit);
                run.step += 1;
                let bare = Spot::bare(from + bit, site_at);
                if let Some(spot) = possible(run, task, &bare, &wish) {
                    let cost = price::delta(&run.plan, task, &spot);
                    if best.is_none_or(|(least, _)| cost < least) {
                        best = Some((cost, spot));
                    }
                    found += 1;
                    if found == COMPARED_BESIDE {
                        return best.map(|(_, spot)| spot);
                    }
                    break;
                }
            }
        }
    }
    best.map(|(_, spot)| spot)
}
