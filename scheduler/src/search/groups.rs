//! Which tasks may move, which might change places, and which follow each other.

use super::rng::Rng;
use crate::kernel::Board;
use crate::kernel::board::{Part, Reach, Task};
use std::collections::BTreeMap;

/// Tasks by what they have in common.
pub(crate) struct Groups {
    pub(crate) free: Vec<u32>,
    /// By task, the group of those with the same people, and of those with the same hands.
    of_task: Vec<[u32; 2]>,
    members: Vec<Vec<u32>>,
    /// The task right after each among those of the same people, and the one right before.
    pub(crate) next: Vec<Option<usize>>,
    pub(crate) previous: Vec<Option<usize>>,
    /// Tasks of the same kind ask for the same people, time and hands: any may stand where another
    /// does, as far as weeks and order allow.
    kinds: Vec<u32>,
}

/// By task, its kind.
fn kinds(board: &Board) -> Vec<u32> {
    let mut known = BTreeMap::new();
    let kind = |task: &Task| {
        let hands = |part: Part| board.fits[part.range()].to_vec();
        let reach = |reach: Reach| (reach.before, reach.after);
        let sites: Vec<_> = board.sites[task.sites.range()]
            .iter()
            .map(|site| {
                let reaches = &board.reaches[site.reaches.range()];
                let reaches: Vec<_> = reaches.iter().map(|one| reach(*one)).collect();
                (
                    site.company,
                    site.driven,
                    reach(site.hold),
                    site.session,
                    reaches,
                )
            })
            .collect();
        let tongues: Vec<_> = board.tongues[task.tongues.range()]
            .iter()
            .map(|tongue| (tongue.needed, hands(tongue.fit)))
            .collect();
        let what = (task.party, task.minutes, task.is_teaching, task.series);
        let needs = (task.needs_room, task.needs_staff, task.mates.len());
        let who = (hands(task.rooms), hands(task.staff), hands(task.vehicles));
        (what, needs, who, sites, tongues)
    };
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    (board.tasks.iter())
        .map(|task| {
            let next = number(known.len());
            *known.entry(kind(task)).or_insert(next)
        })
        .collect()
}

impl Groups {
    pub(crate) fn new(board: &Board) -> Self {
        let n = board.tasks.len();
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let free: Vec<u32> = (0..n)
            .filter(|at| board.tasks[*at].is_free)
            .map(number)
            .collect();
        let mut keys: BTreeMap<(u8, u32, &[u16]), Vec<u32>> = BTreeMap::new();
        for at in &free {
            let task = &board.tasks[*at as usize];
            keys.entry((0, task.party, &[])).or_default().push(*at);
            let hands = &board.fits[task.staff.range()];
            let sort = if task.needs_staff { 1 } else { 2 };
            keys.entry((sort, 0, hands)).or_default().push(*at);
        }
        let mut of_task = vec![[u32::MAX; 2]; n];
        let mut groups = Vec::new();
        for ((sort, _, _), members) in keys {
            for member in &members {
                of_task[*member as usize][usize::from(sort > 0)] = number(groups.len());
            }
            groups.push(members);
        }
        let mut chains = Self {
            free,
            of_task,
            members: groups,
            next: vec![None; n],
            previous: vec![None; n],
            kinds: kinds(board),
        };
        chains.link(board);
        chains
    }

    fn link(&mut self, board: &Board) {
        for (at, task) in board.tasks.iter().enumerate() {
            let alike = board.links[task.after.range()]
                .iter()
                .filter(|link| link.through)
                .map(|link| link.other as usize)
                .find(|other| {
                    let other = &board.tasks[*other];
                    other.party == task.party
                        && other.is_teaching == task.is_teaching
                        && other.is_free
                });
            if let Some(next) = alike
                && task.is_free
                && self.previous[next].is_none()
            {
                self.next[at] = Some(next);
                self.previous[next] = Some(at);
            }
        }
    }

    /// Another task with the same people or the same hands.
    #[inline]
    pub(crate) fn partner(&self, task: usize, rng: &mut Rng) -> Option<usize> {
        let group = self.of_task[task][rng.below(2)];
        let members = self.members.get(group as usize)?;
        let other = members[rng.below(members.len())] as usize;
        (other != task).then_some(other)
    }

    /// The task right after one or right before it, when it is of the same kind.
    #[inline]
    pub(crate) fn twin(&self, task: usize, after: bool) -> Option<usize> {
        let beside = if after { &self.next } else { &self.previous };
        beside[task].filter(|other| self.kinds[*other] == self.kinds[task])
    }

    #[inline]
    pub(crate) fn has_twins(&self, task: usize) -> bool {
        self.twin(task, true).is_some() || self.twin(task, false).is_some()
    }

    /// The tasks with the same people.
    pub(crate) fn alike(&self, task: usize) -> impl Iterator<Item = usize> + '_ {
        let group = self.members.get(self.of_task[task][0] as usize);
        group.into_iter().flatten().map(|other| *other as usize)
    }

    /// The tasks from so many before one to so many after it, in order.
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
