//! When a worse plan is taken: simulated annealing in integers, so that every machine agrees.

use super::rng::Rng;
use std::cell::Cell;

/// Fractions are held in 1/65.536.
const ONE: i64 = 1 << 16;
const ENTRIES: usize = 1024;

/// A temperature that falls with the steps, and the dice to go with it.
pub(crate) struct Temper {
    /// -ln((i + 1/2) / 1024) for each i, in 1/65.536.
    table: Vec<i64>,
    temperature: i64,
    coldest: i64,
    /// What the temperature is multiplied by at each stage, in 1/65.536.
    ratio: i64,
    /// Sum and number of the worsenings that were judged.
    worsenings: Cell<(i64, i64)>,
}

impl Temper {
    /// From a temperature to a colder one in so many stages.
    pub(crate) fn new(hottest: i64, coldest: i64, stages: u64) -> Self {
        let entries = u64::try_from(ENTRIES).unwrap_or(1);
        let table = (0..entries)
            .map(|i| minus_ln(2 * i + 1, 2 * entries))
            .collect();
        let (hottest, coldest) = (hottest.clamp(1, WARMEST), coldest.clamp(1, WARMEST));
        Self {
            table,
            temperature: hottest,
            coldest,
            ratio: ratio(hottest, coldest, stages),
            worsenings: Cell::new((0, 0)),
        }
    }

    /// The mean of the worsenings that it was asked about, at least 1.
    pub(crate) fn mean_worsening(&self) -> i64 {
        let (sum, n) = self.worsenings.get();
        (sum / n.max(1)).max(1)
    }

    /// One stage colder.
    pub(crate) fn cool(&mut self) {
        self.temperature = (self.temperature * self.ratio / ONE).max(self.coldest);
    }

    /// Whether a plan that costs so much more is taken.
    pub(crate) fn accepts(&self, delta: i64, rng: &mut Rng) -> bool {
        if delta > 0 {
            let (sum, n) = self.worsenings.get();
            self.worsenings.set((sum.saturating_add(delta), n + 1));
        }
        delta <= 0 || delta <= self.temperature * self.table[rng.below(ENTRIES)] / ONE
    }
}

/// No temperature is above: products with fractions then stay inside 64 bits.
const WARMEST: i64 = 1 << 40;

/// The largest ratio that cools from the hottest to the coldest in so many stages.
fn ratio(hottest: i64, coldest: i64, stages: u64) -> i64 {
    let (mut low, mut high) = (0, ONE);
    while low + 1 < high {
        let middle = i64::midpoint(low, high);
        let mut temperature = hottest * ONE;
        for _ in 0..stages {
            temperature = temperature / ONE * middle;
        }
        if temperature <= coldest * ONE {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

/// -ln(numerator / denominator) in 1/65.536, for a fraction of at most 1: the binary logarithm by
/// repeated squaring, times ln 2.
fn minus_ln(numerator: u64, denominator: u64) -> i64 {
    let mut value = u128::from(denominator) * (1 << 32) / u128::from(numerator);
    let mut log = 0_i64;
    while value >= 2 << 32 {
        value >>= 1;
        log += 1 << 20;
    }
    let mut bit = 1_i64 << 19;
    while bit > 0 {
        value = (value * value) >> 32;
        if value >= 2 << 32 {
            value >>= 1;
            log += bit;
        }
        bit >>= 1;
    }
    // ln 2 in 1/2^20 is 726.817.
    (log * 726_817) >> 24
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_right_to_a_ten_thousandth() {
        for (numerator, denominator, expected) in [
            (1, 1, 0),
            (1, 2, 45_426),
            (1, 2048, 499_682),
            (3, 4, 18_853),
            (999, 1000, 65),
        ] {
            let found = minus_ln(numerator, denominator);
            assert!(
                (found - expected).abs() <= 6,
                "{numerator}/{denominator}: {found}"
            );
        }
    }

    #[test]
    fn it_cools_from_the_hottest_to_the_coldest() {
        let mut temper = Temper::new(20_000, 100, 64);
        for _ in 0..63 {
            temper.cool();
        }
        assert!(
            (100..=140).contains(&temper.temperature),
            "{}",
            temper.temperature
        );
    }

    #[test]
    fn the_worse_is_taken_the_less_the_colder() {
        let mut rng = Rng::new(1);
        let mut taken = |temperature| {
            let temper = Temper::new(temperature, 1, 1);
            (0..10_000)
                .filter(|_| temper.accepts(1_000, &mut rng))
                .count()
        };
        // e^-1 and e^-10 of ten thousand.
        let (warm, cold) = (taken(1_000), taken(100));
        assert!((3_400..3_950).contains(&warm), "{warm}");
        assert!(cold < 20, "{cold}");
    }
}
