//! Destination.

use entities::columns::{
    CourseEnd, HandoffItemKind, HandoffItemState, HandoffState, OutcomeKind, PlacementKind,
    PlacementState, ResourceKind,
};
use entities::id::{
    AccountId, CentreId, ConsentId, HandoffId, HandoffItemId, MunicipalityId, OutcomeId,
    ParticipantId, PlacementId,
};
use entities::{handoff, handoff_item, outcome, placement};
use serde_json::json;

use super::{ID, at, day, resource_of};

pub(crate) fn outcome() -> outcome::Model {
    outcome::Model {
        id: OutcomeId::from_uuid(ID),
        participant_id: ParticipantId::of_resource(resource_of(ResourceKind::Participant)),
        kind: OutcomeKind::Pending,
        decided_on: day(2),
        recorded_at: at(1),
        recorded_by: Some(AccountId::from_uuid(ID)),
        corrects_id: None,
        correction_reason: Some("correction_reason".to_owned()),
        superseded_at: None,
    }
}

pub(crate) fn placement() -> placement::Model {
    placement::Model {
        id: PlacementId::from_uuid(ID),
        participant_id: ParticipantId::of_resource(resource_of(ResourceKind::Participant)),
        municipality_id: MunicipalityId::from_uuid(ID),
        kind: PlacementKind::Ordinary,
        decided_on: day(2),
        cpr_registered_on: Some(day(2)),
        agreed_on: Some(day(2)),
        consent_id: Some(ConsentId::from_uuid(ID)),
        takeover_on: day(2),
        rule_version: "rule_version".to_owned(),
        state: PlacementState::Active,
        recorded_at: at(1),
        recorded_by: Some(AccountId::from_uuid(ID)),
        ended_at: Some(at(1)),
        ended_reason: Some("ended_reason".to_owned()),
        course_end: Some(CourseEnd::Leave),
    }
}

pub(crate) fn handoff() -> handoff::Model {
    handoff::Model {
        id: HandoffId::from_uuid(ID),
        placement_id: PlacementId::from_uuid(ID),
        participant_id: ParticipantId::of_resource(resource_of(ResourceKind::Participant)),
        municipality_id: MunicipalityId::from_uuid(ID),
        centre_id: CentreId::from_uuid(ID),
        state: HandoffState::Draft,
        takeover_on: day(2),
        due_on: day(2),
        created_at: at(1),
        sent_at: Some(at(1)),
        opened_at: Some(at(1)),
        accepted_at: Some(at(1)),
        closed_at: Some(at(1)),
        retracted_at: Some(at(1)),
        retraction_reason: Some("retraction_reason".to_owned()),
        flagged: true,
        version: 3,
    }
}

pub(crate) fn handoff_item() -> handoff_item::Model {
    handoff_item::Model {
        id: HandoffItemId::from_uuid(ID),
        handoff_id: HandoffId::from_uuid(ID),
        kind: HandoffItemKind::Languages,
        state: HandoffItemState::Pending,
        content: json!({ "øre": [1, null, "x"] }),
        source: "source".to_owned(),
        as_of_at: at(1),
        consent_id: Some(ConsentId::from_uuid(ID)),
    }
}
