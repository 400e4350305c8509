//! The published timetable as planning meets it: what stands, what may move, what is past.

use std::collections::{BTreeMap, BTreeSet};

use entities::columns::{BookingRole, BookingStatus, SessionState};
use entities::id::{ResourceId, SessionId};
use entities::{booking, session};
use scheduler::calendar::Moment;
use scheduler::problem::{Activity, BaseAssignment, Booking, Horizon, Standing};
use scheduler::{Assignment, InterpreterBooking};

use super::Purpose;
use super::directory::Directory;
use super::material::Material;
use super::numbers::short;

/// A session with the bookings that hold.
#[derive(Clone, Debug)]
pub struct LiveSession {
    pub row: session::Model,
    pub bookings: Vec<booking::Model>,
}

impl LiveSession {
    /// The bookings of those who come: not of a third party that has declined.
    pub fn standing(&self) -> impl Iterator<Item = &booking::Model> {
        let bookings = self.bookings.iter();
        bookings.filter(|booking| booking.status != BookingStatus::Declined)
    }
}

/// The sessions of the planned cohorts that are not cancelled, by activity key.
pub(super) type Live = BTreeMap<String, LiveSession>;

pub(super) fn live(material: &Material) -> Live {
    let mut bookings: BTreeMap<SessionId, Vec<booking::Model>> = BTreeMap::new();
    for booking in &material.own_bookings {
        bookings
            .entry(booking.session_id)
            .or_default()
            .push(booking.clone());
    }
    let standing = material
        .sessions
        .iter()
        .filter(|row| row.state != SessionState::Cancelled);
    standing
        .map(|row| {
            let live = LiveSession {
                row: row.clone(),
                bookings: bookings.remove(&row.id).unwrap_or_default(),
            };
            (row.activity_key.clone(), live)
        })
        .collect()
}

/// The key under which an activity is planned now. A session that was cancelled stays cancelled;
/// what the programme asks for is planned again, under a key of its own.
pub(super) fn current_key(material: &Material, asked: &str) -> String {
    let cancelled: BTreeSet<&str> = material
        .sessions
        .iter()
        .filter(|row| row.state == SessionState::Cancelled)
        .map(|row| row.activity_key.as_str())
        .collect();
    let mut key = asked.to_owned();
    for again in 1.. {
        if !cancelled.contains(key.as_str()) {
            break;
        }
        key = format!("{asked}/again-{again}");
    }
    key
}

/// What puts live sessions into a problem.
pub(super) struct Past<'a> {
    pub(super) material: &'a Material,
    pub(super) directory: &'a Directory,
    pub(super) horizon: &'a Horizon,
    /// The keys of everybody in the problem.
    pub(super) people: &'a BTreeSet<String>,
    pub(super) purpose: Purpose,
}

impl Past<'_> {
    /// Gives an activity its published place. `None` when the engine cannot hold it: then the
    /// session stays as it is, and only the time it takes is told to the engine.
    pub(super) fn stand(&self, asked: &Activity, live: &LiveSession) -> Option<Activity> {
        let mut activity = asked.clone();
        let assignment = self.assignment(live);
        let is_past = self.is_past(live);
        let is_moving = self.purpose == Purpose::Move(live.row.id);
        let is_planned = self.purpose == Purpose::Plan;
        if !is_planned {
            // What stands takes its time, whatever it books.
            assignment.as_ref()?;
        }
        if is_past || (!is_moving && (live.row.pinned || !is_planned)) {
            if !self.can_hold(assignment.as_ref()?) {
                return None;
            }
            if is_planned {
                activity.standing = Standing::Pinned;
            }
        }
        if is_past {
            activity.standing = Standing::Frozen;
        }
        if is_past || !is_planned {
            activity.participants = self.participants(live);
            activity.minutes = short((live.row.ends_at - live.row.starts_at).num_minutes());
            if activity.participants.is_empty() {
                return None;
            }
        }
        activity.base = assignment.map(|assignment| BaseAssignment {
            assignment,
            notified: self.is_told(live),
        });
        Some(activity)
    }

    /// Whether the session has begun.
    pub(super) fn is_past(&self, live: &LiveSession) -> bool {
        let start = self.material.wall.moment(live.row.starts_at);
        self.horizon.not_before.is_some_and(|now| start < now)
    }

    fn is_told(&self, live: &LiveSession) -> bool {
        let (plans, sessions) = &self.material.told;
        sessions.contains(&live.row.id)
            || live.row.plan_id.is_some_and(|plan| plans.contains(&plan))
    }

    /// Those who take part and are still there.
    fn participants(&self, live: &LiveSession) -> Vec<String> {
        let bookings = live.bookings.iter();
        let mut keys: Vec<String> = bookings
            .filter(|booking| booking.role == BookingRole::Participant)
            .filter_map(|booking| self.directory.key_of(booking.resource_id))
            .filter(|key| self.people.contains(*key))
            .map(ToOwned::to_owned)
            .collect();
        keys.sort_unstable();
        keys
    }

    fn assignment(&self, live: &LiveSession) -> Option<Assignment> {
        assignment(
            self.directory,
            self.material.wall.moment(live.row.starts_at),
            live.standing()
                .map(|one| (one.role, one.resource_id, one.language.as_deref())),
        )
    }

    fn can_hold(&self, assignment: &Assignment) -> bool {
        let horizon = self.horizon;
        let day = assignment.start.date.days() - horizon.first_date.days();
        let languages: BTreeSet<&String> = assignment
            .interpreters
            .iter()
            .map(|booking| &booking.language)
            .collect();
        (0..i32::from(horizon.days)).contains(&day)
            && assignment.start.minute.is_multiple_of(horizon.grid_minutes)
            && languages.len() == assignment.interpreters.len()
    }

    /// The time that everything outside the problem's activities takes: all bookings but those of
    /// `sessions`.
    pub(super) fn bookings_except(&self, sessions: &BTreeSet<SessionId>) -> Vec<Booking> {
        let bookings = self.material.times.bookings.iter();
        bookings
            .filter(|booking| !sessions.contains(&booking.session_id))
            .filter_map(|booking| {
                let wall = &self.material.wall;
                Some(Booking {
                    resource: self.directory.reference(booking.resource_id)?,
                    span: wall.span(booking.busy_from_at, booking.busy_until_at),
                    places: 1,
                })
            })
            .collect()
    }
}

/// A booking as far as an assignment knows it.
pub(super) type Part<'a> = (BookingRole, ResourceId, Option<&'a str>);

/// What bookings say about an assignment; `None` when they name a resource that is not of this
/// centre.
pub(super) fn assignment<'a>(
    directory: &Directory,
    start: Moment,
    parts: impl Iterator<Item = Part<'a>>,
) -> Option<Assignment> {
    let mut found = Assignment::at(start);
    for (role, resource, language) in parts {
        let key = || directory.key_of(resource).map(ToOwned::to_owned);
        match role {
            BookingRole::Participant => {}
            BookingRole::Teacher | BookingRole::Interviewer | BookingRole::Escort => {
                found.staff = Some(key()?);
            }
            BookingRole::Room => found.room = Some(key()?),
            BookingRole::Vehicle => found.vehicle = Some(key()?),
            BookingRole::Company => found.company = Some(key()?),
            BookingRole::Interpreter => found.interpreters.push(InterpreterBooking {
                language: language.unwrap_or_default().to_owned(),
                interpreter: key()?,
            }),
        }
    }
    found.interpreters.sort();
    Some(found)
}
