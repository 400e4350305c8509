//! What does not change while a plan is searched for: tasks, their sites, who can do what, and what
//! each thing costs. All numbers, laid out for speed; made from the model by `compile`.

use crate::problem::MAX_LANGUAGES;
use std::ops::Range;

/// No resource.
pub(crate) const NONE: u16 = u16::MAX;
/// Nowhere.
pub(crate) const NOWHERE: u32 = u32::MAX;
/// Longest block of starts that is looked at in one go.
pub(crate) const BLOCK: u32 = 32;

/// Where a task is put: a start slot, a site, and hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    /// The slot in which the session itself starts.
    pub(crate) start: u32,
    /// The site, counted within the task.
    pub(crate) site: u16,
    pub(crate) room: u16,
    pub(crate) staff: u16,
    pub(crate) vehicle: u16,
    /// By language of the task.
    pub(crate) interpreters: [u16; MAX_LANGUAGES],
}

impl Spot {
    pub(crate) const NOWHERE: Self = Self {
        start: NOWHERE,
        site: 0,
        room: NONE,
        staff: NONE,
        vehicle: NONE,
        interpreters: [NONE; MAX_LANGUAGES],
    };

    /// A start at a site, with nobody and nothing yet.
    #[inline]
    pub(crate) const fn bare(start: u32, site: u16) -> Self {
        Self {
            start,
            site,
            ..Self::NOWHERE
        }
    }

    #[inline]
    pub(crate) const fn is_somewhere(&self) -> bool {
        self.start != NOWHERE
    }
}

/// A range of indices, small enough to lie in hot structures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) from: u32,
    pub(crate) until: u32,
}

impl Part {
    #[inline]
    pub(crate) const fn range(self) -> Range<usize> {
        self.from as usize..self.until as usize
    }

    #[inline]
    pub(crate) const fn len(self) -> usize {
        (self.until - self.from) as usize
    }
}

/// Slots before and from the start that something is taken for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reach {
    pub(crate) before: u32,
    pub(crate) after: u32,
}

/// One way for a task to take place: at the centre, or at a company.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    /// The company, or none.
    pub(crate) company: u16,
    /// Whether it needs a vehicle.
    pub(crate) driven: bool,
    /// Session and travel: what people are taken for.
    pub(crate) hold: Reach,
    /// Slots of the session alone.
    pub(crate) session: u32,
    /// Minutes of session and travel.
    pub(crate) held_minutes: u32,
    /// What its interpreters are paid for without interpreting, by interpreter who is paid by the
    /// session: in `paid_idle`.
    pub(crate) reaches: Part,
    /// Possible starts, sorted.
    pub(crate) starts: Part,
    /// Possible starts by block, a bit each.
    pub(crate) allowed: u32,
    /// Cost by start slot: an offset into `tables`.
    pub(crate) table: u32,
    /// What the company costs.
    pub(crate) cost: i64,
}

/// A language of a task.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tongue {
    pub(crate) needed: bool,
    pub(crate) fit: Part,
}

/// One task must end before another starts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Link {
    pub(crate) other: u32,
    pub(crate) min_minutes: u32,
    pub(crate) min_days: u32,
    /// `u32::MAX`: no limit.
    pub(crate) max_days: u32,
    /// Whether the order holds across tasks that are nowhere.
    pub(crate) through: bool,
}

/// Where a task is published.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Base {
    pub(crate) spot: Option<Spot>,
    pub(crate) minute: i64,
    /// Cost of a point.
    pub(crate) weight: i64,
}

/// Something that must be put somewhere.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "what a task is and needs, each by itself"
)]
pub(crate) struct Task {
    pub(crate) is_free: bool,
    pub(crate) is_teaching: bool,
    pub(crate) needs_room: bool,
    pub(crate) needs_staff: bool,
    pub(crate) party: u32,
    pub(crate) minutes: u32,
    pub(crate) sites: Part,
    pub(crate) rooms: Part,
    pub(crate) staff: Part,
    pub(crate) vehicles: Part,
    pub(crate) tongues: Part,
    /// By staff member, a bit for each language they speak: in `spoken`.
    pub(crate) spoken: u32,
    pub(crate) strands: Part,
    pub(crate) before: Part,
    pub(crate) after: Part,
    /// `u32::MAX`: none.
    pub(crate) series: u32,
    /// Other tasks of its visit group.
    pub(crate) mates: Part,
    /// Whether it is published somewhere.
    pub(crate) has_base: bool,
}

/// People who take part in something together.
#[derive(Clone, Debug)]
pub(crate) struct Party {
    /// Lane of its own tasks.
    pub(crate) own: u32,
    /// Own lanes of parties that share people with it, when they are few.
    pub(crate) others: Part,
    /// Lane of what those do, when they are many.
    pub(crate) union: Option<u32>,
    /// Union lanes that its tasks count in: lane and counter.
    pub(crate) counts_in: Part,
    pub(crate) people: Part,
    /// Cohorts of its people that keep a lunch break.
    pub(crate) lunches: Part,
}

/// The lunch break of a cohort's people on each day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lunch {
    pub(crate) cohort: u32,
    /// Minutes after midnight.
    pub(crate) from: i64,
    pub(crate) until: i64,
    pub(crate) minutes: i64,
}

/// Participants of a cohort with the same lessons: what a day of theirs costs.
#[derive(Clone, Debug)]
pub(crate) struct Strand {
    pub(crate) gap: i64,
    pub(crate) over: i64,
    pub(crate) empty: i64,
    /// Minutes above which a day is overloaded.
    pub(crate) target: i64,
    /// Minutes that are never exceeded.
    pub(crate) cap: u32,
    pub(crate) lunch: Option<(i64, i64, i64)>,
    /// The same in slots of the day, when everything lies on the grid.
    pub(crate) lunch_slots: Option<(u32, u32, u32)>,
    /// Whether a day can be judged from its slots: every lesson fills whole slots.
    pub(crate) is_even: bool,
    /// Days of the programme.
    pub(crate) days: Vec<bool>,
    pub(crate) tasks: Vec<u32>,
}

/// What an interpreter costs.
#[derive(Clone, Debug)]
pub(crate) struct Pay {
    pub(crate) on_site: bool,
    pub(crate) minimum: i64,
    pub(crate) per_hour: i64,
    /// Cost of coming on a day, and of an øre of idle time.
    pub(crate) callout: i64,
    pub(crate) idle: i64,
    pub(crate) is_even: bool,
    /// Tasks they may take part in.
    pub(crate) tasks: Vec<u32>,
}

/// Days of the timeline.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Day {
    pub(crate) from: u32,
    pub(crate) until: u32,
    /// Days since the first date.
    pub(crate) date: u32,
    pub(crate) week: u32,
}

/// Starts that are looked at in one go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block {
    pub(crate) from: u32,
    pub(crate) len: u32,
}

/// Everything that does not change.
#[derive(Clone, Debug, Default)]
pub(crate) struct Board {
    /// Minutes of a slot.
    pub(crate) grid: i64,
    /// Slots of the problem's grid in a date.
    pub(crate) slots_per_date: u32,
    pub(crate) slots: u32,
    /// The slot of the problem's grid for each slot, with one past the last.
    pub(crate) real: Vec<u32>,
    /// The first slot at or after each slot of the problem's grid.
    pub(crate) at_or_after: Vec<u32>,
    pub(crate) day_of: Vec<u16>,
    pub(crate) days: Vec<Day>,
    /// The first slot on or after each date.
    pub(crate) from_date: Vec<u32>,
    pub(crate) blocks: Vec<Block>,
    pub(crate) block_of: Vec<u32>,
    pub(crate) weeks: usize,
    pub(crate) now: Option<i64>,
    /// Whether a day has at most 64 slots.
    pub(crate) is_narrow: bool,

    pub(crate) tasks: Vec<Task>,
    /// By task, where it is published, and where it stays when it is not free.
    pub(crate) bases: Vec<Option<Base>>,
    pub(crate) fixed: Vec<Option<Spot>>,
    pub(crate) sites: Vec<Site>,
    pub(crate) reaches: Vec<Reach>,
    pub(crate) starts: Vec<u32>,
    pub(crate) allowed: Vec<u32>,
    pub(crate) tables: Vec<i32>,
    pub(crate) fits: Vec<u16>,
    pub(crate) tongues: Vec<Tongue>,
    pub(crate) spoken: Vec<u8>,
    pub(crate) links: Vec<Link>,
    pub(crate) indices: Vec<u32>,

    pub(crate) parties: Vec<Party>,
    pub(crate) union_of: Vec<(u32, u32)>,
    pub(crate) unions: usize,
    pub(crate) people_parties: Vec<Part>,
    pub(crate) people_cohort: Vec<u32>,
    pub(crate) lunches: Vec<Lunch>,
    pub(crate) strands: Vec<Strand>,

    /// First lanes by sort of resource.
    pub(crate) lane_rooms: usize,
    pub(crate) lane_staff: usize,
    pub(crate) lane_interpreters: usize,
    pub(crate) lane_vehicles: usize,
    pub(crate) lane_companies: usize,
    pub(crate) lane_parties: usize,
    pub(crate) lanes: usize,
    /// What is taken whatever the plan, lane by lane.
    pub(crate) taken: Option<super::lanes::Lanes>,
    /// Where rooms and interpreters with buffers are closed, and people are busy: lane by lane.
    pub(crate) shut: Option<super::lanes::Lanes>,
    /// By room and by interpreter: which reach, and the lane in `shut`, if any.
    pub(crate) room_reach: Vec<u16>,
    pub(crate) room_shut: Vec<u32>,
    pub(crate) interpreter_reach: Vec<u16>,
    pub(crate) interpreter_shut: Vec<u32>,
    /// First lane in `shut` of the people, and of the parties.
    pub(crate) busy_people: usize,
    pub(crate) busy_parties: usize,

    pub(crate) staff_cap_day: Vec<u32>,
    pub(crate) staff_cap_week: Vec<u32>,
    pub(crate) has_staff_caps: bool,
    pub(crate) pay: Vec<Pay>,
    /// By interpreter and day, the slots of sessions at other centres: who comes for them comes.
    pub(crate) pay_foreign: Vec<u64>,
    pub(crate) on_site: Vec<bool>,
    pub(crate) seats: Vec<u32>,
    pub(crate) places: Vec<u32>,
    pub(crate) places_taken: Vec<u16>,
    pub(crate) n_rooms: usize,
    pub(crate) n_staff: usize,
    pub(crate) teacher_change: Vec<i64>,
    pub(crate) room_change: Vec<i64>,
    /// What the days cost on which nothing can be put.
    pub(crate) lost_days: i64,
}

impl Board {
    #[inline]
    pub(crate) fn site(&self, task: usize, spot: &Spot) -> &Site {
        &self.sites[self.tasks[task].sites.from as usize + usize::from(spot.site)]
    }

    /// Slots of session and travel.
    #[inline]
    pub(crate) fn hold(&self, site: &Site, start: u32) -> (u32, u32) {
        self.reach(site.hold, start)
    }

    #[inline]
    pub(crate) fn reach(&self, reach: Reach, start: u32) -> (u32, u32) {
        (
            start.saturating_sub(reach.before),
            (start + reach.after).min(self.slots),
        )
    }

    #[inline]
    pub(crate) fn room_reach(&self, site: &Site, room: u16) -> Reach {
        self.reaches[site.reaches.from as usize + usize::from(self.room_reach[usize::from(room)])]
    }

    #[inline]
    pub(crate) fn interpreter_reach(&self, site: &Site, who: u16) -> Reach {
        self.reaches
            [site.reaches.from as usize + usize::from(self.interpreter_reach[usize::from(who)])]
    }

    #[inline]
    pub(crate) fn day_of(&self, slot: u32) -> usize {
        usize::from(self.day_of[slot as usize])
    }

    /// Minutes from the origin.
    #[inline]
    pub(crate) fn minute(&self, slot: u32) -> i64 {
        i64::from(self.real[slot as usize]) * self.grid
    }

    /// Minutes from the origin at which a hold begins and ends.
    pub(crate) fn hold_minutes(&self, task: usize, spot: &Spot) -> (i64, i64) {
        let site = self.site(task, spot);
        let minutes = i64::from(self.tasks[task].minutes);
        let travel = (i64::from(site.held_minutes) - minutes) / 2;
        let start = self.minute(spot.start);
        (start - travel, start + minutes + travel)
    }
}

impl Board {
    /// The slots that a span of minutes from the origin touches, when they are laid out.
    pub(crate) fn touched(&self, (from, until): (i64, i64)) -> Option<(u32, u32)> {
        let real = |slot: i64| usize::try_from(slot).ok();
        let first = real(from.div_euclid(self.grid))?;
        let past = real((until + self.grid - 1).div_euclid(self.grid))?;
        let last = self.at_or_after.len() - 1;
        let (from, until) = (
            self.at_or_after[first.min(last)],
            self.at_or_after[past.min(last)],
        );
        (from < until).then_some((from, until))
    }

    /// Whether something is closed in `[from, until)`.
    #[inline]
    pub(crate) fn is_shut(&self, lane: u32, (from, until): (u32, u32)) -> bool {
        self.shut
            .as_ref()
            .is_some_and(|lanes| lanes.any(lane as usize, from, until))
    }

    /// When somebody is busy whatever the plan, 64 slots from one on.
    #[inline]
    pub(crate) fn shut_window(&self, lane: usize, from: u32) -> u64 {
        self.shut
            .as_ref()
            .map_or(0, |lanes| lanes.window(lane, from))
    }

    /// The slot that begins at a minute from the origin, when it is laid out.
    pub(crate) fn slot_at(&self, minute: i64) -> Option<u32> {
        let real = usize::try_from(minute.div_euclid(self.grid)).ok()?;
        let slot = *self.at_or_after.get(real)?;
        (slot < self.slots && self.minute(slot) == minute).then_some(slot)
    }

    /// The slots that stand for a range of the problem's grid.
    pub(crate) fn between(&self, (from, until): (u32, u32)) -> (u32, u32) {
        let last = self.at_or_after.len() - 1;
        (
            self.at_or_after[(from as usize).min(last)],
            self.at_or_after[(until as usize).min(last)],
        )
    }

    /// The range of the problem's grid that slots stand for; they lie in one piece.
    pub(crate) fn really(&self, (from, until): (u32, u32)) -> (u32, u32) {
        let last = until.saturating_sub(1).max(from);
        (self.real[from as usize], self.real[last as usize] + 1)
    }

    /// Notes that an interpreter comes anyway.
    pub(crate) fn note_foreign(&mut self, who: usize, (from, until): (u32, u32)) {
        if from >= until || !self.pay[who].on_site || !self.pay[who].is_even {
            return;
        }
        let at = self.day_of(from);
        let day = self.days[at];
        let bits = super::days::bits(&day, from, until.min(day.until));
        self.pay_foreign[who * self.days.len() + at] |= bits;
    }
}
