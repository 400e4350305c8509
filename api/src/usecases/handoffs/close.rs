//! What the takeover day brings, by the clock: accepted hand-offs close, and who has not chosen to
//! finish the course leaves it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use entities::columns::{CourseEnd, HandoffState};
use entities::id::{CentreId, ParticipantId, PlacementId};
use entities::{handoff, placement};
use sea_orm::{ConnectionTrait, Set};

use crate::domain::leaving::LeaveReason;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::facts::{self, Fact};
use crate::usecases::leaving::leave;
use crate::usecases::zone_of;

/// What a run of the job did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Closed {
    pub handoffs: usize,
    /// Participants who left their course on the takeover day.
    pub left: usize,
}

/// Closes what the takeover day closes; doing it again does nothing. For the worker.
///
/// # Errors
/// FORBIDDEN for anybody but the program itself.
pub async fn close_due(op: &Op) -> Result<Closed> {
    if !matches!(op.actor, crate::op::Actor::Machine) {
        return Err(Error::forbidden());
    }
    let tx = op.begin().await?;
    // The day is nowhere further ahead than this; each centre's own day decides below.
    let latest = op.now.date_naive() + chrono::Days::new(1);
    let placements = store::placements::taken_over_by(&tx, latest).await?;
    let ids: Vec<PlacementId> = placements.iter().map(|row| row.id).collect();
    let handoffs = store::handoffs::of_placements(&tx, &ids).await?;
    let mut days: BTreeMap<CentreId, NaiveDate> = BTreeMap::new();
    let mut closed = Closed::default();
    for row in handoffs {
        let today = if let Some(today) = days.get(&row.centre_id) {
            *today
        } else {
            let today = today_at(op, &tx, row.centre_id).await?;
            days.insert(row.centre_id, today);
            today
        };
        if row.takeover_on > today {
            continue;
        }
        let placement = placements.iter().find(|one| one.id == row.placement_id);
        if let Some(placement) = placement {
            closed.left += usize::from(leave_course(op, &tx, placement).await?);
        }
        if row.state == HandoffState::Accepted {
            close(op, &tx, &row).await?;
            closed.handoffs += 1;
        }
    }
    tx.commit().await?;
    Ok(closed)
}

async fn today_at(op: &Op, tx: &impl ConnectionTrait, centre: CentreId) -> Result<NaiveDate> {
    let centre = store::centres::by_id(tx, centre).await?;
    Ok(op.today(zone_of(&centre.ok_or_else(Error::not_found)?)?))
}

async fn leave_course(
    op: &Op,
    tx: &impl ConnectionTrait,
    placement: &placement::Model,
) -> Result<bool> {
    if placement.course_end == Some(CourseEnd::Finish) {
        return Ok(false);
    }
    let ids: [ParticipantId; 1] = [placement.participant_id];
    let enrolments = store::enrolments::of_participants(tx, &ids).await?;
    let is_alive = enrolments
        .iter()
        .any(|row| store::enrolments::ALIVE.contains(&row.state));
    if is_alive {
        leave(op, tx, &ids, LeaveReason::TakenOver, placement.takeover_on).await?;
    }
    Ok(is_alive)
}

async fn close(op: &Op, tx: &impl ConnectionTrait, row: &handoff::Model) -> Result<()> {
    let changed = handoff::ActiveModel {
        id: Set(row.id),
        state: Set(HandoffState::Closed),
        closed_at: Set(Some(op.now)),
        version: Set(row.version + 1),
        ..Default::default()
    };
    store::handoffs::update(tx, changed).await?;
    facts::append(op, tx, Fact::new("HANDOFF_CLOSED", "handoff", row.id)).await
}
