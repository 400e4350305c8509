//! Who is taken when: one lane of bits a resource, read sixty-four slots at a time.

/// Bits over slots, many lanes side by side. A lane is followed by a spare word, so that a window
/// may be read from any slot.
#[derive(Clone, Debug)]
pub(crate) struct Lanes {
    words: Vec<u64>,
    per_lane: usize,
}

/// The lowest bits of a word, so many.
#[inline]
pub(crate) const fn low(len: u32) -> u64 {
    if len >= 64 { u64::MAX } else { (1 << len) - 1 }
}

/// The bits of a window from `from` that lie in `[start, end)`.
#[inline]
pub(crate) fn within(from: u32, start: u32, end: u32) -> u64 {
    let first = start.saturating_sub(from).min(64);
    let last = end.saturating_sub(from).min(64);
    low(last) & !low(first)
}

/// The places at which a run of so many set bits begins, at most 64.
#[inline]
pub(crate) fn runs(mut bits: u64, len: u32) -> u64 {
    let mut have = 1;
    while have < len {
        let step = have.min(len - have);
        bits &= bits >> step;
        have += step;
    }
    bits
}

impl Lanes {
    pub(crate) fn new(lanes: usize, slots: u32) -> Self {
        let per_lane = (slots as usize).div_ceil(64) + 1;
        Self {
            words: vec![0; lanes * per_lane],
            per_lane,
        }
    }

    /// The 64 slots of a lane from one on; past the last slot nothing is set.
    #[inline]
    pub(crate) fn window(&self, lane: usize, from: u32) -> u64 {
        let at = lane * self.per_lane + (from >> 6) as usize;
        let shift = from & 63;
        let pair = &self.words[at..at + 2];
        (pair[0] >> shift) | ((pair[1] << 1) << (63 - shift))
    }

    /// Whether any slot of `[from, until)` is set.
    #[inline]
    pub(crate) fn any(&self, lane: usize, from: u32, until: u32) -> bool {
        let mut at = from;
        loop {
            if self.window(lane, at) & low(until - at) != 0 {
                return true;
            }
            at += 64;
            if at >= until {
                return false;
            }
        }
    }

    /// Whether any slot of `[from, until)` outside `[start, end)` is set.
    #[inline]
    pub(crate) fn any_beside(
        &self,
        lane: usize,
        (from, until): (u32, u32),
        (start, end): (u32, u32),
    ) -> bool {
        let mut at = from;
        loop {
            let own = within(at, start, end);
            if self.window(lane, at) & low(until - at) & !own != 0 {
                return true;
            }
            at += 64;
            if at >= until {
                return false;
            }
        }
    }

    #[inline]
    fn change(&mut self, lane: usize, from: u32, until: u32, on: bool) {
        let mut at = from;
        while at < until {
            let word = lane * self.per_lane + (at >> 6) as usize;
            let shift = at & 63;
            let len = (until - at).min(64 - shift);
            let mask = low(len) << shift;
            if on {
                self.words[word] |= mask;
            } else {
                self.words[word] &= !mask;
            }
            at += len;
        }
    }

    #[inline]
    pub(crate) fn set(&mut self, lane: usize, from: u32, until: u32) {
        self.change(lane, from, until, true);
    }

    #[inline]
    pub(crate) fn clear(&mut self, lane: usize, from: u32, until: u32) {
        self.change(lane, from, until, false);
    }
}

/// How many use each slot of a lane.
#[derive(Clone, Debug)]
pub(crate) struct Counts {
    counts: Vec<u16>,
    slots: usize,
}

impl Counts {
    pub(crate) fn new(lanes: usize, slots: u32) -> Self {
        Self {
            counts: vec![0; lanes * slots as usize],
            slots: slots as usize,
        }
    }

    /// The counts of `[from, until)`.
    #[inline]
    pub(crate) fn range(&mut self, lane: usize, from: u32, until: u32) -> &mut [u16] {
        let first = lane * self.slots;
        &mut self.counts[first + from as usize..first + until as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn windows_and_ranges_behave_like_single_bits(
            sets in prop::collection::vec((0_u32..300, 1_u32..90, prop::bool::ANY), 0..20),
            from in 0_u32..300,
            len in 1_u32..100,
            own in 0_u32..300,
            own_len in 0_u32..60,
        ) {
            let mut lanes = Lanes::new(3, 400);
            let mut plain = vec![false; 700];
            for (from, len, on) in sets {
                if on { lanes.set(1, from, from + len) } else { lanes.clear(1, from, from + len) }
                plain[from as usize..(from + len) as usize].fill(on);
            }
            for bit in 0..64 {
                let at = from + bit;
                prop_assert_eq!(lanes.window(1, from) >> bit & 1 == 1, plain[at as usize]);
            }
            let until = (from + len).min(400);
            let any = |from: u32, until: u32| plain[from as usize..until as usize].iter().any(|on| *on);
            prop_assert_eq!(lanes.any(1, from, until), any(from, until));
            let beside = (from..until).any(|at| plain[at as usize] && !(own..own + own_len).contains(&at));
            prop_assert_eq!(lanes.any_beside(1, (from, until), (own, own + own_len)), beside);
            prop_assert!(!lanes.any(0, 0, 400) && !lanes.any(2, 0, 400));
        }

        #[test]
        fn a_run_begins_where_all_its_bits_are_set(bits: u64, len in 1_u32..12) {
            for at in 0..64 {
                let all = at + len <= 64 && (at..at + len).all(|bit| bits >> bit & 1 == 1);
                prop_assert_eq!(runs(bits, len) >> at & 1 == 1, all);
            }
        }
    }
}
