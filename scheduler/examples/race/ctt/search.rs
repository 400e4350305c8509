//! Simulated annealing: a plan changes at random, and becomes worse the less the longer it takes.
//!
//! How much worse a step may make it is thrown before the step is priced, so most steps cost a look
//! at a few numbers. The temperature falls geometrically from the first step to the last, four times
//! over; the best plan is kept. As long as hard rules are broken it stays hot instead, up to half of
//! the steps. No clock: the instance, the seed and the steps decide the answer.

use super::board::Board;
use super::parse::Lecture;
use super::plan::Plan;
use scheduler::Control;
use scheduler::anneal::{Cooling, Rng};

/// First and last temperature, in 1/65536 of a point.
const HOTTEST: i64 = 8 << 16;
const COLDEST: i64 = 7864;
/// Temperatures from the first to the last, and how often it cools.
const STAGES: usize = 1024;
const CYCLES: usize = 4;
/// Steps in 256 that only change a room, and that change sides of a chain; the others place a
/// lecture.
const SHIFTS: u64 = 40;
const CHAINS: u64 = 60;
/// Steps in 16 that keep the room, of those that place.
const OWN: u64 = 13;
/// Steps between two looks at the temperature and the watch.
const BATCH: u64 = 4096;

/// The best plan so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) lectures: Vec<Lecture>,
    /// Violations of hard rules, and points of the soft ones.
    pub(crate) hard: i32,
    pub(crate) soft: i32,
    /// Steps that were taken until now.
    pub(crate) steps: u64,
}

/// Searches for so many steps, unless the watch, which is asked now and then, says stop.
pub(crate) fn search(
    board: &Board,
    seed: u64,
    steps: u64,
    watch: &mut dyn FnMut(&Found) -> Control,
) -> Found {
    let cooling = Cooling::new(HOTTEST, COLDEST, STAGES);
    let mut dice = Rng::new(seed);
    let mut plan = Plan::new(board, &mut dice);
    let mut best = Found {
        lectures: plan.lectures(),
        hard: plan.hard(),
        soft: plan.soft(),
        steps: 0,
    };
    // The step from which it cools.
    let mut start = None;
    loop {
        let stopped = watch(&best) == Control::Stop;
        let perfect = best.hard == 0 && best.soft == 0;
        if stopped || perfect || best.steps >= steps || board.lectures == 0 {
            return best;
        }
        if start.is_none() && (plan.hard() == 0 || best.steps >= steps / 2) {
            start = Some(best.steps);
        }
        let temperature = cooling.temperature(start.map_or(0, |start| {
            stage(best.steps - start, steps - start, cooling.stages())
        }));
        let batch = BATCH.min(steps - best.steps);
        for _ in 0..batch {
            let bits = dice.bits();
            let limit = i32::try_from(cooling.limit(temperature, bits)).unwrap_or(i32::MAX);
            let delta = step(&mut plan, bits, limit);
            if delta.is_some_and(|delta| delta < 0)
                && (plan.hard(), plan.soft()) < (best.hard, best.soft)
            {
                (best.hard, best.soft) = (plan.hard(), plan.soft());
                plan.copy_to(&mut best.lectures);
            }
        }
        best.steps += batch;
    }
}

/// The stage after so many of all steps that cool.
fn stage(done: u64, all: u64, stages: usize) -> usize {
    let stages = u128::try_from(stages * CYCLES).unwrap_or(1);
    usize::try_from(u128::from(done) * stages / u128::from(all.max(1))).unwrap_or(0)
}

/// A number below `n` from the lowest 16 bits.
#[inline]
fn scale(bits: u64, n: usize) -> usize {
    usize::try_from(bits & 0xffff).map_or(0, |bits| (bits * n) >> 16)
}

/// One step, by 64 random bits: 12 have thrown the limit, 8 say which kind, 16 which lecture, 16
/// where to, 12 the rest.
#[inline]
fn step(plan: &mut Plan<'_>, bits: u64, limit: i32) -> Option<i32> {
    let board = plan.board;
    let kind = (bits >> 12) & 255;
    let lecture = scale(bits >> 20, board.lectures);
    let rest = bits >> 52;
    if kind < SHIFTS {
        return plan.shift(lecture, scale(bits >> 36, board.rooms), limit);
    }
    if kind < SHIFTS + CHAINS {
        let slot = scale(bits >> 36, board.slots);
        return plan.kempe(lecture, slot, limit, usize::try_from(rest).unwrap_or(0));
    }
    let (slot, other) = board.places[scale(bits >> 36, board.places.len())];
    let own = rest & 15 < OWN;
    let room = if own { plan.room[lecture] } else { other };
    let place = (usize::from(slot), usize::from(room));
    if plan.hard() == 0 {
        plan.place::<true>(lecture, place, limit)
    } else {
        plan.place::<false>(lecture, place, limit)
    }
}

#[cfg(test)]
mod tests {
    use super::super::cost::cost;
    use super::super::generate::{SHAPES, instance};
    use super::*;

    fn whole(board: &Board, seed: u64, steps: u64) -> Found {
        search(board, seed, steps, &mut |_| Control::Continue)
    }

    #[test]
    fn the_costs_that_a_plan_keeps_are_those_of_an_independent_count() {
        for shape in &SHAPES {
            let made = instance(shape, 5);
            let board = Board::new(&made).unwrap();
            let mut dice = Rng::new(3);
            let mut plan = Plan::new(&board, &mut dice);
            for round in 0..400 {
                for _ in 0..200 {
                    let bits = dice.bits();
                    let limit = i32::try_from(bits % 97 % 14).unwrap();
                    let (before, broken) = (plan.soft(), plan.hard());
                    let delta = step(&mut plan, bits, limit);
                    if broken == 0 {
                        assert_eq!(plan.soft() - before, delta.unwrap_or(0));
                        assert_eq!(plan.hard(), 0);
                    }
                }
                let kept = (plan.hard(), plan.soft());
                plan.recount();
                assert_eq!(kept, (plan.hard(), plan.soft()), "{} {round}", made.name);
                let counted = cost(&made, &plan.lectures());
                assert_eq!(counted.hard() == 0, kept.0 == 0, "{counted}");
                if kept.0 == 0 {
                    assert_eq!(i32::try_from(counted.soft()).unwrap(), kept.1, "{counted}");
                }
            }
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_answer_and_another_gives_another() {
        let made = instance(&SHAPES[1], 2);
        let board = Board::new(&made).unwrap();
        let found = whole(&board, 4, 50_001);
        assert_eq!(found, whole(&board, 4, 50_001));
        assert_ne!(found.lectures, whole(&board, 5, 50_001).lectures);
        assert_eq!(found.steps, 50_001);
    }

    #[test]
    fn the_best_plan_breaks_no_hard_rule_and_costs_what_it_says() {
        for shape in [&SHAPES[0], &SHAPES[2]] {
            let made = instance(shape, 1);
            let board = Board::new(&made).unwrap();
            let found = whole(&board, 1, 600_000);
            let counted = cost(&made, &found.lectures);
            assert_eq!((counted.hard(), found.hard), (0, 0), "{counted}");
            assert_eq!(i32::try_from(counted.soft()).unwrap(), found.soft);
            let first = whole(&board, 1, 0);
            assert!((found.hard, found.soft) < (first.hard, first.soft));
        }
    }

    #[test]
    fn the_watch_stops_it() {
        let made = instance(&SHAPES[0], 1);
        let board = Board::new(&made).unwrap();
        let found = search(&board, 1, u64::MAX, &mut |best| {
            if best.steps >= 2 * BATCH {
                Control::Stop
            } else {
                Control::Continue
            }
        });
        assert_eq!(found.steps, 2 * BATCH);
    }

    #[test]
    fn nothing_to_teach_is_an_empty_plan() {
        let mut made = instance(&SHAPES[0], 1);
        made.courses.clear();
        made.curricula.clear();
        made.unavailable.clear();
        let board = Board::new(&made).unwrap();
        assert_eq!(whole(&board, 1, 1000).lectures, []);
    }
}
