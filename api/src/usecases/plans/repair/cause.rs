//! What came in between, looked up and in the engine's words.

use chrono::{DateTime, Days, Utc};
use entities::columns::{ActivityKind, ResourceKind, SessionState};
use entities::id::{AbsenceId, CentreId, CohortId, SessionId};
use entities::{absence, centre, resource, session};
use scheduler::Disruption;
use sea_orm::ConnectionTrait;

use super::input::RepairPlanInput;
use crate::domain::policy::Action;
use crate::domain::wall_clock;
use crate::error::{Code, Error, Fault, Faults, Result};
use crate::op::Op;
use crate::planning::Planning;
use crate::store;
use crate::usecases::timetable::RecordAbsenceInput;
use crate::usecases::{lookup, rules, zone_of};

/// The engine plans no longer stretch of time at once.
const MOST_DAYS: i64 = 400;

/// Something that came in between, at a centre.
#[derive(Clone, Debug)]
pub(super) struct Cause {
    pub(super) centre: CentreId,
    pub(super) what: What,
    /// The local days that it concerns; the last one is not in it.
    days: (chrono::NaiveDate, chrono::NaiveDate),
}

#[derive(Clone, Debug)]
pub(super) enum What {
    /// Somebody or something is away.
    Absence {
        resource: resource::Model,
        /// When, by the clock of the world.
        interval: (DateTime<Utc>, DateTime<Utc>),
        noted: Noted,
    },
    /// A session cannot be held.
    Session(session::Model),
}

/// Whether an absence is known already.
#[derive(Clone, Debug)]
pub(super) enum Noted {
    Before(AbsenceId),
    /// It is noted now, for this reason.
    Now(String),
}

impl Cause {
    /// # Errors
    /// VALIDATION with everything that is wrong, `faults` included; NOT_FOUND.
    pub(super) async fn checked(
        op: &Op,
        db: &impl ConnectionTrait,
        centre: &centre::Model,
        input: &RepairPlanInput,
        mut faults: Faults,
    ) -> Result<Self> {
        let check = Check { op, centre };
        let named = (&input.absence_id, &input.absence, &input.session_id);
        let cause = match named {
            (Some(id), None, None) => check.noted(db, id.0, &mut faults).await?,
            (None, Some(absence), None) => check.to_note(db, absence, &mut faults).await?,
            (None, None, Some(id)) => check.session(db, id.0, &mut faults).await?,
            _ => {
                faults.add(Fault::new("input", "ONE_DISRUPTION"));
                None
            }
        };
        faults.done()?;
        cause.ok_or_else(|| Error::internal("a cause without fault is there"))
    }

    /// The cohorts that are planned anew: those of its days that have something published to come.
    pub(super) async fn cohorts(
        &self,
        db: &impl ConnectionTrait,
        now: DateTime<Utc>,
    ) -> Result<Vec<CohortId>> {
        let (first, until) = self.days;
        let all = store::planning::cohorts_between(db, self.centre, first, until).await?;
        let rows = store::planning::cohorts_with_sessions(db, &all, now).await?;
        let first = rows.iter().map(|row| row.first_on).min();
        let until = rows.iter().map(|row| row.until_on).max();
        if let (Some(first), Some(until)) = (first, until)
            && (until - first).num_days() > MOST_DAYS
        {
            let fault = Fault::new("input", "TOO_FAR_APART").with("most", MOST_DAYS);
            return Err(Error::refused(Code::Validation).fault(fault).into());
        }
        Ok(rows.into_iter().map(|row| row.id).collect())
    }

    /// The same in the engine's words; `None` when nothing that is planned knows of it.
    pub(super) fn disruption(&self, planning: &Planning) -> Option<Disruption> {
        match &self.what {
            What::Absence {
                resource, interval, ..
            } => Some(Disruption::Absent {
                resource: planning.directory.reference(resource.id)?,
                span: planning.wall.span(interval.0, interval.1),
            }),
            What::Session(row) => {
                let activity = planning.activity_of(row.id)?.key.clone();
                Some(if row.kind == ActivityKind::CompanyVisit {
                    Disruption::VisitCancelled { activity }
                } else {
                    Disruption::SessionCancelled { activity }
                })
            }
        }
    }
}

/// Looks up what is named.
struct Check<'a> {
    op: &'a Op,
    centre: &'a centre::Model,
}

impl Check<'_> {
    async fn noted(
        &self,
        db: &impl ConnectionTrait,
        id: AbsenceId,
        faults: &mut Faults,
    ) -> Result<Option<Cause>> {
        let row = store::resources::absence_by_id(db, id).await?;
        let row: absence::Model = row.ok_or_else(Error::not_found)?;
        let action = Action::RecordAbsence;
        let resource = lookup::resource(self.op, db, row.resource_id, action).await?;
        let interval = (row.from_at, row.until_at);
        let path = "input.absenceId";
        let noted = Noted::Before(row.id);
        self.absence((resource.into_row(), interval, noted), (path, path), faults)
    }

    async fn to_note(
        &self,
        db: &impl ConnectionTrait,
        input: &RecordAbsenceInput,
        faults: &mut Faults,
    ) -> Result<Option<Cause>> {
        rules::text(faults, "input.absence.reason", &input.reason, 200);
        let action = Action::RecordAbsence;
        let resource = lookup::resource(self.op, db, input.resource_id.0, action).await?;
        let zone = zone_of(self.centre)?;
        let from = wall_clock::instant(zone, input.from);
        let until = wall_clock::instant(zone, input.until);
        faults.demand(from < until, "input.absence.until", "EMPTY_INTERVAL");
        let paths = ("input.absence.resourceId", "input.absence.until");
        let noted = Noted::Now(input.reason.trim().to_owned());
        self.absence((resource.into_row(), (from, until), noted), paths, faults)
    }

    fn absence(
        &self,
        (resource, interval, noted): (resource::Model, (DateTime<Utc>, DateTime<Utc>), Noted),
        (resource_path, until_path): (&str, &str),
        faults: &mut Faults,
    ) -> Result<Option<Cause>> {
        let is_here = resource.centre_id == self.centre.id;
        faults.demand(is_here, resource_path, "OF_ANOTHER_CENTRE");
        let is_mended = resource.kind != ResourceKind::Participant;
        faults.demand(is_mended, resource_path, "NOT_FOR_PARTICIPANTS");
        faults.demand(interval.1 > self.op.now, until_path, "IN_THE_PAST");
        let days = self.days(interval.0.max(self.op.now), interval.1)?;
        Ok(Some(Cause {
            centre: self.centre.id,
            what: What::Absence {
                resource,
                interval,
                noted,
            },
            days,
        }))
    }

    async fn session(
        &self,
        db: &impl ConnectionTrait,
        id: SessionId,
        faults: &mut Faults,
    ) -> Result<Option<Cause>> {
        let row = lookup::session(self.op, db, id, Action::ChangeTimetable).await?;
        let row = row.into_row();
        let path = "input.sessionId";
        let cohort = store::cohorts::by_id(db, row.cohort_id).await?;
        let is_here = cohort.is_some_and(|cohort| cohort.centre_id == self.centre.id);
        faults.demand(is_here, path, "OF_ANOTHER_CENTRE");
        let is_published = row.state == SessionState::Published;
        faults.demand(is_published, path, "NOT_PUBLISHED");
        let is_to_come = row.starts_at > self.op.now;
        faults.demand(is_to_come || !is_published, path, "IN_THE_PAST");
        let days = self.days(row.starts_at, row.ends_at)?;
        Ok(Some(Cause {
            centre: self.centre.id,
            what: What::Session(row),
            days,
        }))
    }

    fn days(
        &self,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<(chrono::NaiveDate, chrono::NaiveDate)> {
        let zone = zone_of(self.centre)?;
        let day = |at| wall_clock::local(zone, at).date();
        let last = day(until.max(from));
        Ok((
            day(from),
            last.checked_add_days(Days::new(1)).unwrap_or(last),
        ))
    }
}
