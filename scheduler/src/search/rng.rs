//! Pseudo-random numbers whose stream never changes.
//!
//! xoshiro256++ 1.0, seeded by `SplitMix64`, both by David Blackman and Sebastiano Vigna and in the
//! public domain. Written out here, so that no other crate's release can ever change a plan.

/// A stream of pseudo-random numbers.
#[derive(Clone, Debug)]
pub struct Rng {
    state: [u64; 4],
}

impl Rng {
    /// The stream of a seed: the same on every machine and in every version.
    pub fn new(seed: u64) -> Self {
        let mut mixer = seed;
        Self {
            state: [0; 4].map(|_: u64| split_mix(&mut mixer)),
        }
    }

    /// The next number of the stream: 64 random bits.
    #[inline]
    pub fn bits(&mut self) -> u64 {
        self.next()
    }

    #[inline]
    pub(crate) fn next(&mut self) -> u64 {
        let [a, b, c, d] = self.state;
        let result = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let (c, d) = (c ^ a, d ^ b);
        let (b, a) = (b ^ c, a ^ d);
        self.state = [a, b, c ^ (self.state[1] << 17), d.rotate_left(45)];
        result
    }

    /// A number below `n`, or 0 when there is none; the bias is below 2^-32.
    pub fn below(&mut self, n: usize) -> usize {
        let n = u64::try_from(n).unwrap_or(u64::MAX) & u64::from(u32::MAX);
        usize::try_from(((self.next() >> 32) * n) >> 32).unwrap_or(0)
    }

    /// Whether something happens that does so `chance` times in a hundred.
    pub fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }
}

fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn split_mix_gives_the_published_stream() {
        let mut state = 1_234_567;
        let stream = [0; 3].map(|_: u64| split_mix(&mut state));
        assert_eq!(
            stream,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423
            ]
        );
    }

    #[test]
    fn xoshiro_gives_the_published_stream() {
        let mut rng = Rng {
            state: [1, 2, 3, 4],
        };
        let stream = [0; 4].map(|_: u64| rng.next());
        assert_eq!(
            stream,
            [
                41_943_041,
                58_720_359,
                3_588_806_011_781_223,
                3_591_011_842_654_386
            ]
        );
    }

    #[test]
    fn numbers_stay_below_and_reach_everything() {
        let mut rng = Rng::new(7);
        let mut seen = [0; 6];
        for _ in 0..600 {
            seen[rng.below(6)] += 1;
        }
        assert!(seen.iter().all(|n| *n > 50), "{seen:?}");
        assert_eq!(rng.below(0), 0);
    }
}
