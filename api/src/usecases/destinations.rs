//! What has been decided about participants, and where each is on the way.

use std::collections::BTreeMap;

use entities::columns::PlacementState;
use entities::id::{CentreId, ParticipantId};
use entities::{consent, enrolment, handoff, outcome, placement, stay};

use crate::domain::journey::{EnrolmentState, Journey, OutcomeState, journey};
use crate::domain::policy::{Action, Scopes};
use crate::error::{Error, Result};
use crate::op::Op;
use crate::store;

/// Everything recorded about a participant's way, each kind the oldest first.
#[derive(Clone, Debug, Default)]
pub struct Destination {
    pub outcomes: Vec<outcome::Model>,
    pub placements: Vec<placement::Model>,
    pub handoffs: Vec<handoff::Model>,
    pub stays: Vec<stay::Model>,
    pub consents: Vec<consent::Model>,
    enrolments: Vec<enrolment::Model>,
}

impl Destination {
    /// # Errors
    /// INTERNAL when the hand-off's state is unknown to this version.
    pub fn journey(&self) -> Result<Journey> {
        let outcome = self.outcomes.iter().find(|row| row.superseded_at.is_none());
        let outcome = outcome.map_or(OutcomeState::Pending, |row| row.kind.into());
        let placement = self
            .placements
            .iter()
            .find(|row| row.state == PlacementState::Active);
        let handoff = self
            .handoffs
            .iter()
            .rev()
            .find(|row| placement.is_some_and(|it| it.id == row.placement_id));
        let handoff = handoff
            .map(|row| row.state.as_str().parse().map_err(Error::internal))
            .transpose()?;
        let enrolment = self.enrolments.last().map(|row| row.state);
        let enrolment = enrolment.map(EnrolmentState::from);
        Ok(journey(enrolment, outcome, placement.is_some(), handoff))
    }
}

/// Whether the actor sees what is decided about a centre's participants.
#[must_use]
pub fn may_read_at(op: &Op, centre: CentreId) -> bool {
    op.permits(Action::ReadDecisions, &Scopes::centre(centre))
}

/// What is recorded about those of `ids` whose decisions the actor may see; the others are left
/// out.
pub async fn of_participants(
    op: &Op,
    ids: &[ParticipantId],
) -> Result<BTreeMap<ParticipantId, Destination>> {
    op.demand_sign_in()?;
    let db = op.reader();
    let stays = store::stays::of_participants(db, ids).await?;
    let latest: BTreeMap<ParticipantId, CentreId> = stays
        .iter()
        .map(|row| (row.participant_id, row.centre_id))
        .collect();
    let mut found: BTreeMap<ParticipantId, Destination> = latest
        .into_iter()
        .filter(|(_, centre)| may_read_at(op, *centre))
        .map(|(id, _)| (id, Destination::default()))
        .collect();
    let seen: Vec<ParticipantId> = found.keys().copied().collect();
    for row in stays {
        if let Some(one) = found.get_mut(&row.participant_id) {
            one.stays.push(row);
        }
    }
    for row in store::outcomes::of_participants(db, &seen).await? {
        found
            .entry(row.participant_id)
            .or_default()
            .outcomes
            .push(row);
    }
    for row in store::placements::of_participants(db, &seen).await? {
        found
            .entry(row.participant_id)
            .or_default()
            .placements
            .push(row);
    }
    for row in store::handoffs::of_participants(db, &seen).await? {
        found
            .entry(row.participant_id)
            .or_default()
            .handoffs
            .push(row);
    }
    for row in store::consents::of_participants(db, &seen).await? {
        found
            .entry(row.participant_id)
            .or_default()
            .consents
            .push(row);
    }
    for row in store::enrolments::of_participants(db, &seen).await? {
        found
            .entry(row.participant_id)
            .or_default()
            .enrolments
            .push(row);
    }
    Ok(found)
}
