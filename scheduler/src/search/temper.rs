//! When a worse plan is taken: simulated annealing in integers, so that every machine agrees.

use super::rng::Rng;

/// Fractions are held in 1/65.536.
const ONE: i64 = 1 << 16;
const ENTRIES: usize = 1024;

/// A temperature that is held so that worse plans are taken at a wanted rate, whatever the weights
/// and the shape of the problem, and the dice to go with it.
#[derive(Clone)]
pub(crate) struct Temper {
    /// -ln((i + 1/2) / 1024) for each i, in 1/65.536.
    table: Vec<i64>,
    /// In 1/65.536 of a cost.
    temperature: i64,
}

impl Temper {
    /// A temperature, in cost.
    pub(crate) fn new(temperature: i64) -> Self {
        let entries = u64::try_from(ENTRIES).unwrap_or(1);
        let table = (0..entries)
            .map(|i| minus_ln(2 * i + 1, 2 * entries))
            .collect();
        Self {
            table,
            temperature: (temperature.clamp(0, WARMEST / ONE) * ONE).max(1),
        }
    }

    /// How much more a plan may cost to be taken, by chance.
    #[inline]
    pub(crate) fn limit(&self, rng: &mut Rng) -> i64 {
        ((self.temperature >> 8) * self.table[rng.below(ENTRIES)]) >> 24
    }

    /// Warmer when worse plans were taken less often than wanted, colder when more often: by an
    /// eighth at most. Both are numbers of steps in the same span, `wanted` in 1/65.536.
    pub(crate) fn hold(&mut self, worse: u64, wanted: u64) {
        let worse = i64::try_from(worse).unwrap_or(i64::MAX / ONE / ONE) * ONE;
        let wanted = i64::try_from(wanted).unwrap_or(i64::MAX / ONE).max(1);
        // Between 7/8 and 9/8, and in the middle when all is as it should be.
        let off = ((wanted - worse) * 64 / (wanted + worse)).clamp(-64, 64);
        let temperature = i128::from(self.temperature) * i128::from(512 + off) / 512;
        self.temperature = i64::try_from(temperature)
            .unwrap_or(WARMEST)
            .clamp(1, WARMEST);
    }
}

/// No temperature is above: products with logarithms then stay inside 64 bits.
const WARMEST: i64 = 1 << 50;

/// -ln(numerator / denominator) in 1/65.536, for a fraction of at most 1: the binary logarithm by
/// repeated squaring, times ln 2.
pub(super) fn minus_ln(numerator: u64, denominator: u64) -> i64 {
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
    fn it_grows_warmer_until_worse_is_taken_as_often_as_wanted() {
        let mut rng = Rng::new(1);
        let mut temper = Temper::new(10);
        // A tenth of what costs 1.000 more is taken at 1.000 / ln 10.
        for _ in 0..400 {
            let taken = (0..1_000).filter(|_| temper.limit(&mut rng) >= 1_000);
            let taken = u64::try_from(taken.count()).unwrap();
            temper.hold(taken, 100 << 16);
        }
        let temperature = temper.temperature / ONE;
        assert!((380..490).contains(&temperature), "{temperature}");
    }

    #[test]
    fn the_worse_is_taken_the_less_the_colder() {
        let mut rng = Rng::new(1);
        let mut taken = |temperature| {
            let temper = Temper::new(temperature);
            (0..10_000)
                .filter(|_| temper.limit(&mut rng) >= 1_000)
                .count()
        };
        // e^-1 and e^-10 of ten thousand.
        let (warm, cold) = (taken(1_000), taken(100));
        assert!((3_400..3_950).contains(&warm), "{warm}");
        assert!(cold < 20, "{cold}");
    }
}
