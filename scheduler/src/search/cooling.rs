//! A temperature that falls from the first step to the last, for a search that knows its costs.

use super::temper::minus_ln;

/// Entries of the table of logarithms, and the random bits that choose one.
const ENTRIES: u64 = 4096;

/// Temperatures from the hottest to the coldest, each the same share of the one before, and how much
/// worse a plan may become at them.
///
/// Temperatures are in 1/65536 of a point of cost.
#[derive(Clone, Debug)]
pub struct Cooling {
    /// -ln((i + 1/2) / 4096) for each i, in 1/65536.
    table: Vec<i64>,
    stages: Vec<i64>,
}

impl Cooling {
    /// So many stages, the first at `hottest` and the last at `coldest` or just below, both in
    /// 1/65536 of a point, from 1 up to 2^40.
    pub fn new(hottest: i64, coldest: i64, stages: usize) -> Self {
        let within = |temperature: i64| temperature.clamp(1, 1 << 40);
        Self {
            table: (0..ENTRIES)
                .map(|i| minus_ln(2 * i + 1, 2 * ENTRIES))
                .collect(),
            stages: falling(within(hottest), within(coldest), stages.max(1)),
        }
    }

    /// How many stages there are; at least one.
    pub fn stages(&self) -> usize {
        self.stages.len()
    }

    /// The temperature of a stage, in 1/65536 of a point; the stages repeat after the last.
    pub fn temperature(&self, stage: usize) -> i64 {
        self.stages[stage % self.stages.len()]
    }

    /// How many points worse a plan may become at a temperature of up to 2^40 (in 1/65536 of a
    /// point), by the chance that the lowest 12 of `bits` throw; the others are not looked at.
    #[inline]
    pub fn limit(&self, temperature: i64, bits: u64) -> i64 {
        let entry = usize::try_from(bits % ENTRIES).unwrap_or(0);
        (temperature * self.table[entry]) >> 32
    }
}

/// The temperatures: the ratio, in 1/2^32, is searched for.
fn falling(hottest: i64, coldest: i64, stages: usize) -> Vec<i64> {
    let run = |ratio: u128| {
        let mut temperature = u128::from(hottest.unsigned_abs()) << 32;
        let mut all = Vec::with_capacity(stages);
        for _ in 0..stages {
            all.push(i64::try_from(temperature >> 32).unwrap_or(i64::MAX));
            temperature = (temperature * ratio) >> 32;
        }
        all
    };
    let (mut low, mut high) = (0_u128, 1_u128 << 32);
    while low + 1 < high {
        let middle = u128::midpoint(low, high);
        if run(middle).last().is_some_and(|last| *last <= coldest) {
            low = middle;
        } else {
            high = middle;
        }
    }
    run(low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_falls_by_the_same_share_from_the_first_to_the_last() {
        let cooling = Cooling::new(8 << 16, 1 << 13, 7);
        let stages: Vec<i64> = (0..7).map(|it| cooling.temperature(it)).collect();
        assert_eq!(stages[0], 8 << 16);
        for pair in stages.windows(2) {
            // Half of it, to a ten thousandth and what is rounded.
            let off = (pair[1] * 2 - pair[0]).abs();
            assert!(off <= pair[0] / 10_000 + 2, "{stages:?}");
        }
        assert!(stages[6] <= 1 << 13);
        assert_eq!(cooling.temperature(7), 8 << 16);
        assert_eq!(cooling.stages(), 7);
    }

    #[test]
    fn limits_follow_the_temperature() {
        let cooling = Cooling::new(1 << 40, 1, 3);
        // The most that is ever allowed is nine times the temperature, the least nothing.
        assert_eq!(cooling.limit(100 << 16, 0), 901);
        assert_eq!(cooling.limit(100 << 16, 4095), 0);
        assert_eq!(cooling.limit(100 << 16, 4096), 901);
        let mean: i64 = (0..4096).map(|bits| cooling.limit(1 << 26, bits)).sum();
        assert!((mean / 4096 - 1024).abs() < 4, "{mean}");
        assert!(cooling.limit(1 << 40, 0) > 0);
    }
}
