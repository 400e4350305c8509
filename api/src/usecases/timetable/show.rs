//! Reading the timetable.

use chrono::NaiveDate;
use chrono_tz::Tz;
use entities::id::{
    CentreId, CohortId, CompanyId, InterpreterId, ParticipantId, ResourceId, RoomId, SessionId,
    StaffMemberId, VehicleId,
};
use entities::session;
use sea_orm::ConnectionTrait;

use crate::domain::policy::Action;
use crate::domain::wall_clock;
use crate::error::{Error, Fault, Faults, Result};
use crate::op::Op;
use crate::store;
pub use crate::store::timetable::Booked;
use crate::store::timetable::{Of, Placed};
use crate::usecases::lookup;

/// The widest range of one question.
const MOST_DAYS: i64 = 62;

/// A session with the clock it is read by.
#[derive(Clone, Debug)]
pub struct Shown {
    pub row: session::Model,
    pub centre_id: CentreId,
    pub zone: Tz,
}

impl Shown {
    pub(super) fn of(placed: Placed) -> Result<Self> {
        Ok(Self {
            zone: placed.zone.parse().map_err(Error::internal)?,
            row: placed.session,
            centre_id: placed.centre_id,
        })
    }
}

/// The sessions of `of` (the id of a cohort, participant, staff member, interpreter, room,
/// vehicle, company or centre) on the centre's local days from `from` up to `until`.
///
/// # Errors
/// NOT_FOUND for what the actor does not see; VALIDATION for an empty range and one over 62 days.
pub async fn timetable(op: &Op, of: &str, from: NaiveDate, until: NaiveDate) -> Result<Vec<Shown>> {
    let db = op.reader();
    let of = parse(of).ok_or_else(Error::not_found)?;
    let owner = lookup::timetable_owner(op, db, of).await?;
    let mut faults = Faults::default();
    faults.demand(from < until, "until", "EMPTY_INTERVAL");
    if (until - from).num_days() > MOST_DAYS {
        faults.add(Fault::new("until", "TOO_MANY_DAYS").with("most", MOST_DAYS));
    }
    faults.done()?;
    let zone = crate::usecases::zone_of(&owner.centre)?;
    let span = (
        wall_clock::start_of(zone, from),
        wall_clock::start_of(zone, until),
    );
    let rows = store::timetable::sessions_of(db, owner.of, owner.own, span).await?;
    rows.into_iter().map(Shown::of).collect()
}

/// Whose timetable an id asks for.
fn parse(id: &str) -> Option<Of> {
    let (prefix, _) = id.rsplit_once('_')?;
    let resource = |id: ResourceId| Of::Resource(id);
    match prefix {
        CentreId::PREFIX => id.parse().ok().map(Of::Centre),
        CohortId::PREFIX => id.parse().ok().map(Of::Cohort),
        ResourceId::PREFIX => id.parse().ok().map(resource),
        ParticipantId::PREFIX => id
            .parse::<ParticipantId>()
            .ok()
            .map(|id| resource(id.into())),
        StaffMemberId::PREFIX => id
            .parse::<StaffMemberId>()
            .ok()
            .map(|id| resource(id.into())),
        InterpreterId::PREFIX => id
            .parse::<InterpreterId>()
            .ok()
            .map(|id| resource(id.into())),
        RoomId::PREFIX => id.parse::<RoomId>().ok().map(|id| resource(id.into())),
        VehicleId::PREFIX => id.parse::<VehicleId>().ok().map(|id| resource(id.into())),
        CompanyId::PREFIX => id.parse::<CompanyId>().ok().map(|id| resource(id.into())),
        _ => None,
    }
}

/// One session.
pub async fn find(op: &Op, id: SessionId) -> Result<Shown> {
    let db = op.reader();
    lookup::session(op, db, id, Action::ReadTimetable).await?;
    shown(db, id).await
}

/// The session as it stands, for a use case that has asked the policy already.
pub(super) async fn shown(db: &impl ConnectionTrait, id: SessionId) -> Result<Shown> {
    let placed = store::timetable::placed_by_ids(db, &[id]).await?.pop();
    Shown::of(placed.ok_or_else(Error::not_found)?)
}

/// What sessions that the actor was shown book.
pub async fn booked(op: &Op, sessions: &[SessionId]) -> Result<Vec<Booked>> {
    op.demand_sign_in()?;
    Ok(store::timetable::booked(op.reader(), sessions).await?)
}
