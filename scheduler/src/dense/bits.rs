//! Bit sets over the slots of the grid.

/// A fixed number of bits, all clear at first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    pub(crate) fn new(len: u32) -> Self {
        Self {
            words: vec![0; (len as usize).div_ceil(64)],
        }
    }

    /// So many bits, all set.
    pub(crate) fn full(len: u32) -> Self {
        let mut bits = Self::new(len);
        bits.set(Slots {
            from: 0,
            until: len,
        });
        bits
    }

    pub(crate) fn get(&self, at: u32) -> bool {
        self.words[(at >> 6) as usize] >> (at & 63) & 1 == 1
    }

    pub(crate) fn set(&mut self, range: Slots) {
        for_words(range, |word, mask| self.words[word] |= mask);
    }

    pub(crate) fn clear(&mut self, range: Slots) {
        for_words(range, |word, mask| self.words[word] &= !mask);
    }

    /// Whether any bit of the range is set.
    pub(crate) fn any(&self, range: Slots) -> bool {
        any(&self.words, range)
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        for (word, more) in self.words.iter_mut().zip(&other.words) {
            *word |= more;
        }
    }
}

impl Bits {
    /// Clears what another one has set.
    pub(crate) fn remove(&mut self, other: &Self) {
        for (word, gone) in self.words.iter_mut().zip(&other.words) {
            *word &= !gone;
        }
    }

    /// Clears what another one does not have set.
    pub(crate) fn keep(&mut self, other: &Self) {
        for (word, kept) in self.words.iter_mut().zip(&other.words) {
            *word &= kept;
        }
    }

    /// The places of the bits that are set, in order.
    pub(crate) fn ones(&self) -> impl Iterator<Item = u32> + '_ {
        (0..)
            .step_by(64)
            .zip(&self.words)
            .flat_map(|(first, word)| {
                let mut left = *word;
                std::iter::from_fn(move || {
                    let bit = (left != 0).then(|| left.trailing_zeros())?;
                    left &= left - 1;
                    Some(first + bit)
                })
            })
    }

    /// Of `len` bits those from which a reach touches a set one: `before` bits back to `after` bits
    /// on, cut at both ends.
    pub(crate) fn touched_from(&self, len: u32, before: u32, after: u32) -> Self {
        // Whether any is set from each bit on, twice as far each time.
        let mut touched = self.clone();
        let wanted = before + after;
        let mut have = 1;
        while have < wanted {
            let step = have.min(wanted - have);
            touched.merge_later(step);
            have += step;
        }
        let mut touched = touched.later(before);
        for at in 0..before.min(len) {
            let range = Slots {
                from: 0,
                until: (at + after).min(len),
            };
            let bit = Slots {
                from: at,
                until: at + 1,
            };
            if self.any(range) {
                touched.set(bit);
            } else {
                touched.clear(bit);
            }
        }
        touched.clear(Slots {
            from: len,
            until: u32::try_from(touched.words.len() * 64).unwrap_or(len),
        });
        touched
    }

    /// Sets each bit for which the one so much later is set.
    fn merge_later(&mut self, by: u32) {
        let (words, shift) = ((by >> 6) as usize, by & 63);
        let n = self.words.len();
        for at in 0..n {
            let low = self.words.get(at + words).copied().unwrap_or(0);
            let high = self.words.get(at + words + 1).copied().unwrap_or(0);
            self.words[at] |= (low >> shift) | ((high << 1) << (63 - shift));
        }
    }

    /// The bits moved so much later; what falls off the end is lost.
    fn later(&self, by: u32) -> Self {
        let (words, shift) = ((by >> 6) as usize, by & 63);
        let word = |at: Option<usize>| at.map_or(0, |at| self.words[at]);
        let moved = (0..self.words.len()).map(|at| {
            let high = word(at.checked_sub(words));
            let low = word(at.checked_sub(words + 1));
            (high << shift) | ((low >> 1) >> (63 - shift))
        });
        Self {
            words: moved.collect(),
        }
    }
}

/// Many bit sets of one length, side by side in memory: one lane a resource.
#[derive(Clone, Debug)]
pub(crate) struct Lanes {
    words: Vec<u64>,
    per_lane: usize,
}

impl Lanes {
    /// One lane for each bit set, with what it holds.
    pub(crate) fn new<'a>(len: u32, sets: impl Iterator<Item = &'a Bits>) -> Self {
        let words = sets.flat_map(|set| set.words.iter().copied()).collect();
        Self {
            words,
            per_lane: (len as usize).div_ceil(64),
        }
    }

    fn lane(&self, lane: usize) -> &[u64] {
        &self.words[lane * self.per_lane..(lane + 1) * self.per_lane]
    }

    pub(crate) fn get(&self, lane: usize, at: u32) -> bool {
        self.lane(lane)[(at >> 6) as usize] >> (at & 63) & 1 == 1
    }

    pub(crate) fn any(&self, lane: usize, range: Slots) -> bool {
        any(self.lane(lane), range)
    }

    pub(crate) fn set(&mut self, lane: usize, range: Slots) {
        let words = &mut self.words[lane * self.per_lane..(lane + 1) * self.per_lane];
        for_words(range, |word, mask| words[word] |= mask);
    }

    pub(crate) fn clear(&mut self, lane: usize, range: Slots) {
        let words = &mut self.words[lane * self.per_lane..(lane + 1) * self.per_lane];
        for_words(range, |word, mask| words[word] &= !mask);
    }
}

/// A half-open range of slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slots {
    pub(crate) from: u32,
    pub(crate) until: u32,
}

impl Slots {
    pub(crate) const fn overlaps(self, other: Self) -> bool {
        self.from < other.until && other.from < self.until
    }
}

#[inline]
fn any(words: &[u64], range: Slots) -> bool {
    if range.from >= range.until {
        return false;
    }
    let (first, last) = (
        (range.from >> 6) as usize,
        ((range.until - 1) >> 6) as usize,
    );
    let head = u64::MAX << (range.from & 63);
    let tail = u64::MAX >> (63 - ((range.until - 1) & 63));
    if first == last {
        return words[first] & head & tail != 0;
    }
    words[first] & head != 0
        || words[last] & tail != 0
        || words[first + 1..last].iter().any(|word| *word != 0)
}

#[inline]
fn for_words(range: Slots, mut apply: impl FnMut(usize, u64)) {
    if range.from >= range.until {
        return;
    }
    let (first, last) = (
        (range.from >> 6) as usize,
        ((range.until - 1) >> 6) as usize,
    );
    for word in first..=last {
        let mut mask = u64::MAX;
        if word == first {
            mask &= u64::MAX << (range.from & 63);
        }
        if word == last {
            mask &= u64::MAX >> (63 - ((range.until - 1) & 63));
        }
        apply(word, mask);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ranges_behave_like_single_bits(
            sets in prop::collection::vec((0_u32..300, 0_u32..90, prop::bool::ANY), 0..20),
            from in 0_u32..300,
            len in 0_u32..200,
        ) {
            let mut bits = Bits::new(400);
            let mut plain = vec![false; 400];
            for (from, len, on) in sets {
                let range = Slots { from, until: from + len };
                if on { bits.set(range) } else { bits.clear(range) }
                plain[from as usize..(from + len) as usize].fill(on);
            }
            let range = Slots { from, until: (from + len).min(400) };
            let expected = plain[range.from as usize..range.until as usize].iter().any(|on| *on);
            prop_assert_eq!(bits.any(range), expected);
            for at in 0..400 {
                prop_assert_eq!(bits.get(at), plain[at as usize]);
            }
            let ones: Vec<u32> = (0..400).filter(|at| plain[*at as usize]).collect();
            prop_assert_eq!(bits.ones().collect::<Vec<_>>(), ones);
        }

        #[test]
        fn a_reach_touches_what_lies_in_it(
            sets in prop::collection::vec((0_u32..390, 0_u32..9), 0..9),
            before in 0_u32..150,
            after in 1_u32..150,
        ) {
            let mut bits = Bits::new(390);
            for (from, len) in sets {
                bits.set(Slots { from, until: (from + len).min(390) });
            }
            let touched = bits.touched_from(390, before, after);
            for at in 0..390_u32 {
                let range = Slots { from: at.saturating_sub(before), until: (at + after).min(390) };
                prop_assert_eq!(touched.get(at), bits.any(range));
            }
        }
    }
}
