//! A problem as the engine sees it: everything sorted by key, numbered, and worked out beforehand.

pub(crate) mod bits;
mod compile;
mod convert;
mod grid;
pub(crate) mod place;
pub(crate) mod state;

use crate::problem::{ActivityKind, InterpreterMode, PriceTerms, ResourceKind};
use crate::score::SoftRule;
use bits::Bits;
use grid::Grid;
use place::Place;

/// No resource.
pub(crate) const NONE: u16 = u16::MAX;

/// A problem, compiled.
pub(crate) struct Model {
    pub(crate) grid: Grid,
    /// Minutes from the origin before which nothing may be put.
    pub(crate) now: Option<i64>,
    /// Slots outside the centre's opening hours.
    pub(crate) closed: Bits,
    /// Days on which the centre is open at all.
    pub(crate) open_days: Vec<bool>,
    /// ISO week index of each day, from 0.
    pub(crate) week_of_day: Vec<u32>,
    pub(crate) weeks: u32,
    pub(crate) weights: Weighing,
    pub(crate) rooms: Vec<Room>,
    pub(crate) staff: Vec<Staff>,
    pub(crate) interpreters: Vec<Interpreter>,
    pub(crate) vehicles: Vec<Vehicle>,
    pub(crate) companies: Vec<Company>,
    pub(crate) people: Vec<Person>,
    pub(crate) cohorts: Vec<Cohort>,
    pub(crate) strands: Vec<Strand>,
    pub(crate) series: Vec<Series>,
    /// Members of each visit group.
    pub(crate) groups: Vec<Vec<usize>>,
    pub(crate) activities: Vec<Activity>,
}

/// Cost of a unit, by soft rule.
pub(crate) type Weighing = [i64; SoftRule::COUNT];

/// When some participant of an activity cannot be had, whatever the plan.
pub(crate) struct Crowd {
    pub(crate) closed: Bits,
    pub(crate) absent: Bits,
    pub(crate) booked: Bits,
    /// Busy times of any sort.
    pub(crate) busy: Bits,
}

/// When a resource cannot be used, whatever the plan.
#[derive(Clone)]
pub(crate) struct Times {
    /// Outside its own openings.
    pub(crate) closed: Bits,
    /// In its absences.
    pub(crate) absent: Bits,
    /// In bookings made elsewhere.
    pub(crate) booked: Bits,
}

pub(crate) struct Room {
    pub(crate) key: String,
    pub(crate) kind: String,
    pub(crate) seats: u32,
    pub(crate) setup: i64,
    pub(crate) times: Times,
}

pub(crate) struct Staff {
    pub(crate) key: String,
    pub(crate) skills: Vec<String>,
    pub(crate) max_day: Option<u32>,
    pub(crate) max_week: Option<u32>,
    pub(crate) times: Times,
}

pub(crate) struct Interpreter {
    pub(crate) key: String,
    pub(crate) languages: Vec<String>,
    pub(crate) mode: InterpreterMode,
    pub(crate) terms: PriceTerms,
    pub(crate) buffer: i64,
    pub(crate) times: Times,
}

pub(crate) struct Vehicle {
    pub(crate) key: String,
    pub(crate) seats: u32,
    pub(crate) times: Times,
}

pub(crate) struct Company {
    pub(crate) key: String,
    pub(crate) places: u32,
    pub(crate) max_group: u32,
    pub(crate) travel: i64,
    pub(crate) walking: bool,
    pub(crate) times: Times,
    /// Places taken in each slot by bookings made elsewhere.
    pub(crate) booked_places: Vec<u32>,
}

pub(crate) struct Person {
    pub(crate) key: String,
    pub(crate) cohort: usize,
    pub(crate) times: Times,
    /// Busy times of any sort.
    pub(crate) busy: Bits,
    /// Busy times that do not block.
    pub(crate) soft_busy: Bits,
}

pub(crate) struct Cohort {
    pub(crate) key: String,
    pub(crate) from: i64,
    pub(crate) earliest: i64,
    pub(crate) latest: i64,
    pub(crate) max_day: Option<u32>,
    pub(crate) target_day: Option<u32>,
    pub(crate) lunch: Option<(i64, i64, i64)>,
    pub(crate) weights: Weighing,
    /// Days of its programme on which the centre is open.
    pub(crate) days: Vec<bool>,
}

/// Participants of one cohort who have the same lessons.
pub(crate) struct Strand {
    pub(crate) cohort: usize,
    pub(crate) people: Vec<usize>,
}

/// Parts of one module.
pub(crate) struct Series {
    pub(crate) cohort: usize,
}

/// A language in an activity.
pub(crate) struct Language {
    pub(crate) tag: String,
    /// Whether a participant needs it interpreted here.
    pub(crate) needed: bool,
    /// Who interprets it in the manner that is needed.
    pub(crate) interpreters: Vec<u16>,
}

/// One activity must end before another starts.
#[derive(Clone, Copy)]
pub(crate) struct Link {
    pub(crate) other: usize,
    pub(crate) min_minutes: i64,
    pub(crate) min_days: u32,
    pub(crate) max_days: Option<u32>,
}

/// Starts that the people, the hours and the company allow, and at which all that is needed is
/// there.
pub(crate) struct Site {
    pub(crate) company: u16,
    pub(crate) starts: Vec<u32>,
    pub(crate) allowed: Bits,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Hold {
    Free,
    Pinned,
    Frozen,
}

/// Where an activity is published.
pub(crate) struct Base {
    /// The place, when everything it names still exists.
    pub(crate) place: Option<Place>,
    pub(crate) minute: i64,
    pub(crate) factor: i64,
}

pub(crate) struct Activity {
    pub(crate) key: String,
    pub(crate) kind: ActivityKind,
    pub(crate) cohort: usize,
    pub(crate) people: Vec<usize>,
    pub(crate) crowd: Crowd,
    pub(crate) minutes: i64,
    pub(crate) release: Option<i64>,
    pub(crate) due: Option<i64>,
    pub(crate) earliest: i64,
    pub(crate) latest: i64,
    pub(crate) room_kind: Option<String>,
    pub(crate) staff_skill: Option<String>,
    pub(crate) at_company: bool,
    /// Rooms, staff and vehicles that fit.
    pub(crate) rooms: Vec<u16>,
    pub(crate) staff: Vec<u16>,
    pub(crate) vehicles: Vec<u16>,
    pub(crate) languages: Vec<Language>,
    /// By staff member: a bit for each language of the activity that they speak.
    pub(crate) spoken: Vec<u8>,
    /// By company: whether it comes into question for each of these visitors.
    pub(crate) visitors_fit: Vec<bool>,
    /// By company: visitors outside their sectors.
    pub(crate) mismatched: Vec<u32>,
    pub(crate) strands: Vec<usize>,
    pub(crate) series: Option<usize>,
    pub(crate) group: Option<usize>,
    pub(crate) before: Vec<Link>,
    pub(crate) after: Vec<Link>,
    /// Interviews of its participants, when it is a visit.
    pub(crate) interviews: Vec<usize>,
    /// Visits of its participant, when it is an interview.
    pub(crate) visits: Vec<usize>,
    pub(crate) desired_day: i64,
    pub(crate) hold: Hold,
    pub(crate) base: Option<Base>,
    pub(crate) sites: Vec<Site>,
    /// Whether a participant has busy times that cost a missed lesson.
    pub(crate) may_miss: bool,
}

impl Activity {
    pub(crate) fn is_free(&self) -> bool {
        self.hold == Hold::Free
    }

    /// The place it is held at, when it is pinned or frozen.
    pub(crate) fn fixed(&self) -> Option<Place> {
        if self.is_free() {
            None
        } else {
            self.base.as_ref().and_then(|base| base.place)
        }
    }

    pub(crate) fn site(&self, company: u16) -> Option<&Site> {
        self.sites.iter().find(|site| site.company == company)
    }
}

impl Model {
    /// The key of a resource.
    pub(crate) fn resource_key(&self, kind: ResourceKind, at: usize) -> &str {
        match kind {
            ResourceKind::Room => &self.rooms[at].key,
            ResourceKind::Staff => &self.staff[at].key,
            ResourceKind::Interpreter => &self.interpreters[at].key,
            ResourceKind::Vehicle => &self.vehicles[at].key,
            ResourceKind::Company => &self.companies[at].key,
            ResourceKind::Participant => &self.people[at].key,
        }
    }

    /// The number of an activity by key.
    pub(crate) fn activity(&self, key: &str) -> Option<usize> {
        self.activities
            .binary_search_by(|activity| activity.key.as_str().cmp(key))
            .ok()
    }
}
