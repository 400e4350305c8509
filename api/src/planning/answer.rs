//! From an assignment back to a session with its bookings.

use chrono::{DateTime, Utc};
use entities::columns::{ActivityKind, BookingRole, PlannedBooking, ResourceKind};
use entities::id::CohortId;
use scheduler::problem::{Activity, Standing};
use scheduler::{Assignment, Timetable};

use super::Planning;
use crate::error::{Error, Result};

/// A session as a timetable wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedSession {
    pub activity_key: String,
    pub cohort_id: CohortId,
    pub kind: ActivityKind,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// By role and key of the resource.
    pub bookings: Vec<PlannedBooking>,
}

impl Planning {
    /// Every session that `timetable` holds, by activity key; the past is left out.
    ///
    /// # Errors
    /// Inner ones, when the timetable names what the problem does not hold.
    pub fn sessions(&self, timetable: &Timetable) -> Result<Vec<PlannedSession>> {
        let mut found = Vec::new();
        for activity in &self.problem.activities {
            if let Some(assignment) = timetable.assignments.get(&activity.key)
                && activity.standing != Standing::Frozen
            {
                found.push(self.session(activity, assignment)?);
            }
        }
        found.sort_by(|a, b| a.activity_key.cmp(&b.activity_key));
        Ok(found)
    }

    /// One activity at an assignment, as a session with everybody and everything that it books.
    ///
    /// # Errors
    /// Inner ones, when the assignment names what the problem does not hold.
    pub fn session(&self, activity: &Activity, assignment: &Assignment) -> Result<PlannedSession> {
        let unknown = || Error::internal(format!("{} names what is not there", activity.key));
        let meeting = self.meetings.get(&activity.key).ok_or_else(unknown)?;
        let end = assignment.start.plus_minutes(i64::from(activity.minutes));
        let drawn = Drawn {
            planning: self,
            activity,
            assignment,
        };
        let mut bookings = Vec::new();
        for (role, kind, key, language) in drawn.parts(meeting.kind) {
            let (before, after) = drawn.margins(role);
            bookings.push(PlannedBooking {
                role,
                resource_id: self.directory.id_of(kind, key).ok_or_else(unknown)?,
                language: language.map(ToOwned::to_owned),
                busy_from_at: self.wall.instant(assignment.start.plus_minutes(-before)),
                busy_until_at: self.wall.instant(end.plus_minutes(after)),
            });
        }
        bookings.sort_by_key(|one| (one.role, self.directory.name_of(one.resource_id)));
        Ok(PlannedSession {
            activity_key: activity.key.clone(),
            cohort_id: meeting.cohort_id,
            kind: meeting.kind,
            starts_at: self.wall.instant(assignment.start),
            ends_at: self.wall.instant(end),
            bookings,
        })
    }
}

/// An activity where it is put.
struct Drawn<'a> {
    planning: &'a Planning,
    activity: &'a Activity,
    assignment: &'a Assignment,
}

type Part<'a> = (BookingRole, ResourceKind, &'a str, Option<&'a str>);

impl<'a> Drawn<'a> {
    fn parts(&self, kind: ActivityKind) -> Vec<Part<'a>> {
        let staff_role = match kind {
            ActivityKind::Lesson | ActivityKind::DanishLesson => BookingRole::Teacher,
            ActivityKind::CompetencyInterview => BookingRole::Interviewer,
            ActivityKind::CompanyVisit => BookingRole::Escort,
        };
        let assignment = self.assignment;
        let singles = [
            (staff_role, ResourceKind::StaffMember, &assignment.staff),
            (BookingRole::Room, ResourceKind::Room, &assignment.room),
            (
                BookingRole::Vehicle,
                ResourceKind::Vehicle,
                &assignment.vehicle,
            ),
            (
                BookingRole::Company,
                ResourceKind::Company,
                &assignment.company,
            ),
        ];
        let people = self.activity.participants.iter();
        let mut parts: Vec<Part<'a>> = people
            .map(|key| {
                let kind = ResourceKind::Participant;
                (BookingRole::Participant, kind, key.as_str(), None)
            })
            .collect();
        for (role, kind, key) in singles {
            if let Some(key) = key {
                parts.push((role, kind, key.as_str(), None));
            }
        }
        parts.extend(assignment.interpreters.iter().map(|booking| {
            let kind = ResourceKind::Interpreter;
            let language = Some(booking.language.as_str());
            (
                BookingRole::Interpreter,
                kind,
                booking.interpreter.as_str(),
                language,
            )
        }));
        parts
    }

    /// Minutes before and after the session for which a resource is taken besides: travel for all
    /// who go to a company, set-up for the room, the interpreter's buffer.
    fn margins(&self, role: BookingRole) -> (i64, i64) {
        let problem = &self.planning.problem;
        let company = self.assignment.company.as_ref();
        let company = company.and_then(|key| problem.companies.iter().find(|c| c.key == *key));
        let travel = company.map_or(0, |company| i64::from(company.travel_minutes));
        match role {
            BookingRole::Company => (0, 0),
            BookingRole::Room => {
                let room = self.assignment.room.as_ref();
                let room = room.and_then(|key| problem.rooms.iter().find(|r| r.key == *key));
                (room.map_or(0, |room| i64::from(room.setup_minutes)), 0)
            }
            BookingRole::Participant
            | BookingRole::Teacher
            | BookingRole::Interviewer
            | BookingRole::Escort
            | BookingRole::Interpreter
            | BookingRole::Vehicle => (travel, travel),
        }
    }
}
