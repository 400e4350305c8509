//! Between which starts an activity can lie at all, given what must come before and after it.

use crate::dense::{Link, Model};

/// The first and last possible start of each activity, in minutes; what is impossible has none.
pub(crate) struct Windows {
    pub(crate) earliest: Vec<Option<i64>>,
    pub(crate) latest: Vec<Option<i64>>,
    /// Activities in an order in which each comes after all that must precede it.
    pub(crate) order: Vec<usize>,
    /// How many activities must come before and after each, along the longest path.
    pub(crate) depth: Vec<i64>,
    pub(crate) height: Vec<i64>,
}

impl Windows {
    pub(crate) fn new(model: &Model) -> Self {
        let n = model.activities.len();
        let order = order(model);
        let mut windows = Self {
            earliest: vec![Some(-FAR); n],
            latest: vec![Some(FAR); n],
            depth: vec![0; n],
            height: vec![0; n],
            order: Vec::new(),
        };
        for &at in &order {
            windows.earliest[at] = windows.earliest_of(model, at);
            let before = &model.activities[at].before;
            windows.depth[at] = before
                .iter()
                .map(|l| windows.depth[l.other] + 1)
                .max()
                .unwrap_or(0);
        }
        for &at in order.iter().rev() {
            windows.latest[at] = windows.latest_of(model, at);
            let after = &model.activities[at].after;
            windows.height[at] = after
                .iter()
                .map(|l| windows.height[l.other] + 1)
                .max()
                .unwrap_or(0);
        }
        windows.order = order;
        windows
    }

    /// What must come before each activity; a visit comes after its interviews.
    fn earliest_of(&self, model: &Model, at: usize) -> Option<i64> {
        let source = &model.activities[at];
        if let Some(place) = source.fixed() {
            return Some(model.start_minute(&place));
        }
        let mut bound = i64::MIN;
        for link in &source.before {
            bound = bound.max(first_start_after(model, link, self.earliest[link.other]?));
        }
        for &interview in &source.interviews {
            bound = bound.max(self.earliest[interview]? + model.activities[interview].minutes);
        }
        starts(model, at).filter(|start| *start >= bound).min()
    }

    fn latest_of(&self, model: &Model, at: usize) -> Option<i64> {
        let source = &model.activities[at];
        if let Some(place) = source.fixed() {
            return Some(model.start_minute(&place));
        }
        let mut bound = i64::MAX;
        for link in &source.after {
            bound = bound.min(last_start_before(model, at, link, self.latest[link.other]?));
        }
        for &visit in &source.visits {
            bound = bound.min(self.latest[visit]? - source.minutes);
        }
        starts(model, at).filter(|start| *start <= bound).max()
    }
}

/// The starts that an activity can have by itself, in minutes.
pub(crate) fn starts(model: &Model, at: usize) -> impl Iterator<Item = i64> + '_ {
    let grid = i64::from(model.grid.minutes);
    let sites = model.activities[at].sites.iter();
    sites.flat_map(move |site| {
        site.starts
            .iter()
            .map(move |start| i64::from(*start) * grid)
    })
}

/// A bound for what is not worked out yet: far outside every horizon.
const FAR: i64 = 1 << 40;

const DAY: i64 = crate::calendar::MINUTES_PER_DAY as i64;

/// When an activity can start at the earliest if the one before it starts at a minute.
fn first_start_after(model: &Model, link: &Link, start: i64) -> i64 {
    let by_minutes = start + model.activities[link.other].minutes + link.min_minutes;
    let day = start.div_euclid(DAY) + i64::from(link.min_days);
    if link.min_days == 0 {
        by_minutes
    } else {
        by_minutes.max(day * DAY)
    }
}

/// When an activity can start at the latest if the one after it starts at a minute.
fn last_start_before(model: &Model, at: usize, link: &Link, start: i64) -> i64 {
    let by_minutes = start - link.min_minutes - model.activities[at].minutes;
    let day = start.div_euclid(DAY) - i64::from(link.min_days);
    if link.min_days == 0 {
        by_minutes
    } else {
        by_minutes.min(day * DAY + DAY - 1)
    }
}

/// Activities so that each comes after all that must precede it: interviews before visits too.
fn order(model: &Model) -> Vec<usize> {
    let befores = |at: usize| {
        let source = &model.activities[at];
        source
            .before
            .iter()
            .map(|link| link.other)
            .chain(source.interviews.iter().copied())
    };
    let n = model.activities.len();
    let mut order = Vec::with_capacity(n);
    // 0 unseen, 1 on the way, 2 done. A circle, possible only through interviews and visits, is cut
    // where it is met: the windows that follow are then wider than they need be, never narrower.
    let mut seen = vec![0_u8; n];
    for root in 0..n {
        let mut path = vec![(root, false)];
        while let Some((at, is_done)) = path.pop() {
            if is_done {
                seen[at] = 2;
                order.push(at);
            } else if seen[at] == 0 {
                seen[at] = 1;
                path.push((at, true));
                path.extend(
                    befores(at)
                        .filter(|other| seen[*other] == 0)
                        .map(|at| (at, false)),
                );
            }
        }
    }
    order
}
