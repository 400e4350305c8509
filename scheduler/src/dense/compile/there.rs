//! When rooms, staff, interpreters and vehicles are there for a session, plan or no plan.

use crate::dense::bits::Bits;
use crate::dense::{Activity, Model, Times};
use std::collections::BTreeMap;

/// Minutes of a session, and of the travel there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Length {
    pub(super) minutes: i64,
    pub(super) travel: i64,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    Room,
    Staff,
    Interpreter,
    Vehicle,
}

/// The starts at which things are there for sessions of some length.
pub(super) struct There<'m> {
    pub(super) model: &'m Model,
    known: BTreeMap<(Sort, u16, Length), Bits>,
}

impl<'m> There<'m> {
    pub(super) const fn new(model: &'m Model) -> Self {
        Self {
            model,
            known: BTreeMap::new(),
        }
    }

    fn one(&mut self, sort: Sort, at: u16, span: Length) -> &Bits {
        let model = self.model;
        self.known.entry((sort, at, span)).or_insert_with(|| {
            let number = usize::from(at);
            let (minutes, travel) = (span.minutes, span.travel);
            let held = (travel, minutes + travel);
            // Set-up and buffers may lie where it is closed, not where it is absent.
            let (times, closed, absent): (&Times, _, _) = match sort {
                Sort::Room => {
                    let room = &model.rooms[number];
                    (&room.times, (0, minutes), (room.setup, minutes))
                }
                Sort::Staff => (&model.staff[number].times, held, held),
                Sort::Vehicle => (&model.vehicles[number].times, held, held),
                Sort::Interpreter => {
                    let who = &model.interpreters[number];
                    let wide = (held.0 + who.buffer, held.1 + who.buffer);
                    (&who.times, held, wide)
                }
            };
            let slots = model.grid.slots;
            let mut starts = Bits::full(slots);
            for (bits, (before, after)) in [(&times.closed, closed), (&times.absent, absent)] {
                let (before, after) = model.grid.reach(before, after);
                starts.remove(&bits.touched_from(slots, before, after));
            }
            starts
        })
    }

    /// The starts at which one of some is there.
    pub(super) fn any(&mut self, sort: Sort, all: &[u16], span: Length) -> Bits {
        let mut starts = Bits::new(self.model.grid.slots);
        for at in all {
            starts.merge(self.one(sort, *at, span));
        }
        starts
    }

    /// The starts at which a staff member is there, if one is needed, and an interpreter for each
    /// language that they do not speak, each seen by itself.
    pub(super) fn staffed(&mut self, activity: &Activity, span: Length) -> Bits {
        let model = self.model;
        let interpreted: Vec<Option<Bits>> = activity
            .languages
            .iter()
            .map(|language| {
                let wanted = language.needed;
                wanted.then(|| self.any(Sort::Interpreter, &language.interpreters, span))
            })
            .collect();
        let with = |mut starts: Bits, spoken: u8| {
            for (at, interpreters) in interpreted.iter().enumerate() {
                if let Some(interpreters) = interpreters.as_ref().filter(|_| spoken >> at & 1 == 0)
                {
                    starts.keep(interpreters);
                }
            }
            starts
        };
        if activity.staff_skill.is_none() {
            return with(Bits::full(model.grid.slots), 0);
        }
        let held = span.minutes + 2 * span.travel;
        let within = |cap: Option<u32>| cap.is_none_or(|cap| held <= i64::from(cap));
        let mut starts = Bits::new(model.grid.slots);
        for staff in &activity.staff {
            let member = &model.staff[usize::from(*staff)];
            if within(member.max_day) && within(member.max_week) {
                let own = self.one(Sort::Staff, *staff, span).clone();
                starts.merge(&with(own, activity.spoken[usize::from(*staff)]));
            }
        }
        starts
    }
}
