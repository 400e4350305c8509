//! Whose timetable an actor may open, and how much of it.

use entities::centre;
use entities::columns::ResourceKind;
use entities::id::{ParticipantId, ResourceId};
use sea_orm::ConnectionTrait;

use crate::domain::policy::{Action, Permitted, Scopes};
use crate::error::{Error, Result};
use crate::op::Op;
use crate::store;
use crate::store::timetable::Of;

/// Whose timetable, at which centre.
#[derive(Clone, Debug)]
pub struct TimetableOwner {
    pub of: Of,
    pub centre: centre::Model,
    /// Who sees own sessions only sees those that book this.
    pub own: Option<ResourceId>,
}

/// A timetable is seen by the centre's people: whole by some, own sessions only by others.
pub async fn timetable_owner(
    op: &Op,
    db: &impl ConnectionTrait,
    of: Of,
) -> Result<Permitted<TimetableOwner>> {
    op.demand_sign_in()?;
    let (centre, seen_by) = centre_of(db, of).await?.ok_or_else(Error::not_found)?;
    let centre_id = centre.id;
    let mut scopes = Scopes::centre(centre_id);
    let (action, own) = if op.permits(Action::ReadTimetable, &scopes) {
        (Action::ReadTimetable, None)
    } else {
        (Action::ReadOwnTimetable, op.staff_member_id())
    };
    if matches!(of, Of::Centre(_)) {
        scopes.municipalities =
            store::partnerships::municipalities_of_centre(db, centre_id).await?;
    }
    let is_nobody = action == Action::ReadOwnTimetable && own.is_none();
    let owner = TimetableOwner {
        of,
        centre,
        own: own.map(Into::into),
    };
    let opened = op.open(owner, &scopes, action, &[seen_by])?;
    if let (Of::Resource(id), Some(own), Action::ReadParticipants) = (of, opened.own, seen_by)
        && !op.permits(seen_by, &scopes)
        && !store::timetable::is_shared(db, id, own).await?
    {
        // Who is in none of the own sessions is nobody that the actor knows of.
        return Err(Error::not_found());
    }
    if is_nobody {
        return Err(Error::forbidden());
    }
    Ok(opened)
}

/// Where it belongs, and who knows that it exists.
async fn centre_of(db: &impl ConnectionTrait, of: Of) -> Result<Option<(centre::Model, Action)>> {
    let (id, seen_by) = match of {
        Of::Cohort(id) => {
            let row = store::centres::of_cohort(db, id).await?;
            return Ok(row.map(|row| (row, Action::ReadCohorts)));
        }
        Of::Centre(id) => (id, Action::ReadCentre),
        Of::Resource(id) => {
            let Some(row) = store::resources::by_id(db, id).await? else {
                return Ok(None);
            };
            if row.kind == ResourceKind::Participant {
                let stay = store::stays::latest(db, ParticipantId::of_resource(id)).await?;
                let Some(stay) = stay else { return Ok(None) };
                (stay.centre_id, Action::ReadParticipants)
            } else {
                (row.centre_id, Action::ReadResources)
            }
        }
    };
    let row = store::centres::by_id(db, id).await?;
    Ok(row.map(|row| (row, seen_by)))
}
