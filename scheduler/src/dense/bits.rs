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
        }
    }
}
