//! A timetable beside its problem: each session with everything it names looked up.

use crate::assignment::{Assignment, Timetable};
use crate::calendar::{Date, MINUTES_PER_DAY, Moment, Span};
use crate::problem::{
    Activity, Cohort, Company, Interpreter, Key, Opening, Participant, Problem, ResourceKind,
    ResourceRef, Room, StaffMember, Standing, Vehicle,
};
use std::collections::BTreeMap;

/// A span of minutes since 1970, half-open.
pub(super) type Minutes = (i64, i64);

/// One assigned activity.
pub(super) struct Session<'a> {
    pub(super) activity: &'a Activity,
    pub(super) assignment: &'a Assignment,
    pub(super) room: Option<&'a Room>,
    pub(super) staff: Option<&'a StaffMember>,
    pub(super) interpreters: Vec<(&'a str, &'a Interpreter)>,
    pub(super) vehicle: Option<&'a Vehicle>,
    pub(super) company: Option<&'a Company>,
    pub(super) people: Vec<&'a Participant>,
    /// Their numbers in the order of their keys.
    pub(super) numbers: Vec<usize>,
    pub(super) frozen: bool,
    /// The session itself.
    pub(super) start: i64,
    pub(super) end: i64,
    /// With travel.
    pub(super) leaves: i64,
    pub(super) returns: i64,
}

/// A timetable beside its problem.
pub(super) struct Scene<'a> {
    pub(super) problem: &'a Problem,
    pub(super) activities: BTreeMap<&'a str, &'a Activity>,
    /// In the order of their keys.
    pub(super) participants: Vec<&'a Participant>,
    number_of: BTreeMap<&'a str, usize>,
    pub(super) cohorts: BTreeMap<&'a str, &'a Cohort>,
    rooms: BTreeMap<&'a str, &'a Room>,
    staff: BTreeMap<&'a str, &'a StaffMember>,
    interpreters: BTreeMap<&'a str, &'a Interpreter>,
    vehicles: BTreeMap<&'a str, &'a Vehicle>,
    companies: BTreeMap<&'a str, &'a Company>,
    /// In the order of their keys.
    pub(super) sessions: Vec<Session<'a>>,
}

fn by_key<T>(list: &[T], key: impl Fn(&T) -> &Key) -> BTreeMap<&str, &T> {
    list.iter().map(|item| (key(item).as_str(), item)).collect()
}

impl<'a> Scene<'a> {
    pub(super) fn new(problem: &'a Problem, timetable: &'a Timetable) -> Self {
        let participants = by_key(&problem.participants, |p| &p.key);
        let mut scene = Self {
            problem,
            activities: by_key(&problem.activities, |a| &a.key),
            number_of: participants.keys().copied().zip(0..).collect(),
            participants: participants.into_values().collect(),
            cohorts: by_key(&problem.cohorts, |c| &c.key),
            rooms: by_key(&problem.rooms, |r| &r.key),
            staff: by_key(&problem.staff, |s| &s.key),
            interpreters: by_key(&problem.interpreters, |i| &i.key),
            vehicles: by_key(&problem.vehicles, |v| &v.key),
            companies: by_key(&problem.companies, |c| &c.key),
            sessions: Vec::new(),
        };
        for (key, assignment) in &timetable.assignments {
            if let Some(activity) = scene.activities.get(key.as_str()) {
                let session = scene.session(activity, assignment);
                scene.sessions.push(session);
            }
        }
        scene
    }

    fn session(&self, activity: &'a Activity, assignment: &'a Assignment) -> Session<'a> {
        let start = assignment.start.minutes();
        let end = start + i64::from(activity.minutes);
        let company = look_up(&self.companies, assignment.company.as_ref());
        let travel = company.map_or(0, |company| i64::from(company.travel_minutes));
        let interpreters = assignment.interpreters.iter().filter_map(|booking| {
            let who = self.interpreters.get(booking.interpreter.as_str())?;
            Some((booking.language.as_str(), *who))
        });
        let numbers: Vec<usize> = self.numbers(activity).collect();
        Session {
            activity,
            assignment,
            room: look_up(&self.rooms, assignment.room.as_ref()),
            staff: look_up(&self.staff, assignment.staff.as_ref()),
            interpreters: interpreters.collect(),
            vehicle: look_up(&self.vehicles, assignment.vehicle.as_ref()),
            company,
            people: numbers.iter().map(|at| self.participants[*at]).collect(),
            numbers,
            frozen: self.is_frozen(activity),
            start,
            end,
            leaves: start - travel,
            returns: end + travel,
        }
    }

    /// The numbers of an activity's participants.
    pub(super) fn numbers(&self, activity: &'a Activity) -> impl Iterator<Item = usize> {
        let people = activity.participants.iter();
        people.filter_map(|key| self.number_of.get(key.as_str()).copied())
    }

    /// Whether an activity lies in the past: a fact.
    pub(super) fn is_frozen(&self, activity: &Activity) -> bool {
        let begun = |moment: Moment| {
            self.problem
                .horizon
                .not_before
                .is_some_and(|now| moment < now)
        };
        activity.standing == Standing::Frozen
            || activity
                .base
                .as_ref()
                .is_some_and(|base| begun(base.assignment.start))
    }

    /// The resources that an assignment names and the problem does not hold.
    pub(super) fn unknown(&self, assignment: &Assignment) -> Vec<ResourceRef> {
        let mut unknown = Vec::new();
        let mut look = |kind, key: Option<&Key>, exists: bool| {
            if let Some(key) = key.filter(|_| !exists) {
                unknown.push(ResourceRef::new(kind, key.as_str()));
            }
        };
        let room = assignment.room.as_ref();
        look(
            ResourceKind::Room,
            room,
            look_up(&self.rooms, room).is_some(),
        );
        let staff = assignment.staff.as_ref();
        look(
            ResourceKind::Staff,
            staff,
            look_up(&self.staff, staff).is_some(),
        );
        let vehicle = assignment.vehicle.as_ref();
        look(
            ResourceKind::Vehicle,
            vehicle,
            look_up(&self.vehicles, vehicle).is_some(),
        );
        let company = assignment.company.as_ref();
        look(
            ResourceKind::Company,
            company,
            look_up(&self.companies, company).is_some(),
        );
        for booking in &assignment.interpreters {
            let who = Some(&booking.interpreter);
            look(
                ResourceKind::Interpreter,
                who,
                look_up(&self.interpreters, who).is_some(),
            );
        }
        unknown
    }

    /// A span of minutes widened to the slots that it touches.
    pub(super) fn slots(&self, (from, until): Minutes) -> Minutes {
        let grid = i64::from(self.problem.horizon.grid_minutes);
        (
            from.div_euclid(grid) * grid,
            -(-until).div_euclid(grid) * grid,
        )
    }

    /// What a session takes its people, staff and vehicle for.
    pub(super) fn held(&self, session: &Session<'_>) -> Minutes {
        self.slots((session.leaves, session.returns))
    }

    pub(super) fn cohort_of(&self, participant: &Participant) -> Option<&'a Cohort> {
        self.cohorts.get(participant.cohort.as_str()).copied()
    }

    /// The dates of the horizon on which the centre opens.
    pub(super) fn is_open_on(&self, date: Date) -> bool {
        self.problem
            .horizon
            .open
            .iter()
            .any(|span| span.from.date == date)
    }
}

fn look_up<'a, T>(list: &BTreeMap<&str, &'a T>, key: Option<&Key>) -> Option<&'a T> {
    key.and_then(|key| list.get(key.as_str()).copied())
}

/// A span in minutes since 1970.
pub(super) fn minutes(span: &Span) -> Minutes {
    (span.from.minutes(), span.until.minutes())
}

pub(super) fn overlap(one: Minutes, other: Minutes) -> bool {
    one.0.max(other.0) < one.1.min(other.1)
}

/// Midnight at which the date of a minute begins.
pub(super) fn midnight(minute: i64) -> i64 {
    minute - minute.rem_euclid(i64::from(MINUTES_PER_DAY))
}

/// Whether a span lies wholly inside the union of some others.
pub(super) fn is_covered((from, until): Minutes, mut by: Vec<Minutes>) -> bool {
    by.sort_unstable();
    let mut reached = from;
    for (opens, closes) in by {
        if opens <= reached {
            reached = reached.max(closes);
        }
    }
    reached >= until
}

/// Whether a span lies wholly inside openings; none: always open.
pub(super) fn is_open(openings: &[Opening], span: Minutes) -> bool {
    let mut open = Vec::new();
    for opening in openings {
        match opening {
            Opening::Once(once) => open.push(minutes(once)),
            Opening::Weekly {
                weekday,
                from,
                until,
            } => {
                // A session may begin the day before or end the day after, never further away.
                for day in -1..=1 {
                    let day = midnight(span.0) + day * i64::from(MINUTES_PER_DAY);
                    if Moment::from_minutes(day).date.weekday() == *weekday {
                        open.push((day + i64::from(*from), day + i64::from(*until)));
                    }
                }
            }
        }
    }
    openings.is_empty() || is_covered(span, open)
}
