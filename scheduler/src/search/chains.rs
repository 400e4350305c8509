//! Which lessons follow each other.

use crate::dense::Model;

/// For each activity the one right after it among those of one kind and the same people, and the
/// one right before it.
pub(crate) struct Chains {
    pub(super) next: Vec<Option<usize>>,
    pub(super) previous: Vec<Option<usize>>,
}

impl Chains {
    pub(crate) fn new(model: &Model) -> Self {
        let n = model.activities.len();
        let mut chains = Self {
            next: vec![None; n],
            previous: vec![None; n],
        };
        for (at, source) in model.activities.iter().enumerate() {
            let alike = source.after.iter().map(|link| link.other).find(|other| {
                let other = &model.activities[*other];
                other.kind == source.kind && other.people == source.people && other.is_free()
            });
            if let Some(next) = alike
                && source.is_free()
                && chains.previous[next].is_none()
            {
                chains.next[at] = Some(next);
                chains.previous[next] = Some(at);
            }
        }
        chains
    }

    /// The links from so many before an activity to so many after it, in order.
    pub(crate) fn around(&self, at: usize, back: usize, ahead: usize) -> Vec<usize> {
        let before = std::iter::successors(self.previous[at], |link| self.previous[*link]);
        let after = std::iter::successors(self.next[at], |link| self.next[*link]);
        let mut links: Vec<usize> = before.take(back).collect();
        links.reverse();
        links.push(at);
        links.extend(after.take(ahead));
        links
    }
}
