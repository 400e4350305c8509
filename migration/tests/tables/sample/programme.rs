//! Programme.

use entities::columns::{EnrolmentState, ResourceKind, TemplateState, TextList};
use entities::id::{CentreId, CohortId, EnrolmentId, ParticipantId, PartnershipId, TemplateId};
use entities::{cohort, enrolment, template};
use serde_json::json;

use super::{ID, at, day, resource_of};

pub(crate) fn template() -> template::Model {
    template::Model {
        id: TemplateId::from_uuid(ID),
        centre_id: CentreId::from_uuid(ID),
        key: "key".to_owned(),
        number: 3,
        state: TemplateState::Draft,
        title_da: "title_da".to_owned(),
        title_en: "title_en".to_owned(),
        definition: json!({ "øre": [1, null, "x"] }),
        content_hash: vec![0, 255, 7],
        created_at: at(1),
        published_at: Some(at(1)),
        version: 3,
    }
}

pub(crate) fn cohort() -> cohort::Model {
    cohort::Model {
        id: CohortId::from_uuid(ID),
        centre_id: CentreId::from_uuid(ID),
        partnership_id: Some(PartnershipId::from_uuid(ID)),
        template_id: TemplateId::from_uuid(ID),
        key: "key".to_owned(),
        name: "name".to_owned(),
        first_on: day(2),
        until_on: day(9),
        capacity: 3,
        minimum_age: 3,
        cancelled_at: Some(at(1)),
        created_at: at(1),
        version: 3,
    }
}

pub(crate) fn enrolment() -> enrolment::Model {
    enrolment::Model {
        id: EnrolmentId::from_uuid(ID),
        cohort_id: CohortId::from_uuid(ID),
        participant_id: ParticipantId::of_resource(resource_of(ResourceKind::Participant)),
        state: EnrolmentState::InCourse,
        electives: TextList(vec!["køkken".to_owned()]),
        waiting_rank: Some(3),
        ended_reason: Some("ended_reason".to_owned()),
        ended_on: Some(day(2)),
        started_on: Some(day(2)),
        created_at: at(1),
        version: 3,
    }
}
