//! People.

use entities::columns::{
    ConsentRecipientKind, Language, ResourceKind, SpokenLanguage, SpokenLanguages, TextList,
};
use entities::id::{
    AccountId, BusyTimeId, CentreId, ConsentId, DanishGroupId, FamilyId, MunicipalityId,
    ParticipantId, StayId,
};
use entities::{
    busy_time, consent, danish_group, danish_group_member, family, participant, person_details,
    stay,
};

use super::{ID, at, day, resource_of};

pub(crate) fn family() -> family::Model {
    family::Model {
        id: FamilyId::from_uuid(ID),
        centre_id: CentreId::from_uuid(ID),
        key: "key".to_owned(),
    }
}

pub(crate) fn participant() -> participant::Model {
    participant::Model {
        id: ParticipantId::of_resource(resource_of(ResourceKind::Participant)),
        family_id: Some(FamilyId::from_uuid(ID)),
        languages: SpokenLanguages(vec![SpokenLanguage {
            tag: "ti".to_owned(),
            level: "NATIVE".to_owned(),
        }]),
        interpreter_language: Some("interpreter_language".to_owned()),
        education: Some("education".to_owned()),
        sectors: TextList(vec!["køkken".to_owned()]),
        wishes: TextList(vec!["køkken".to_owned()]),
        preferred_municipality_id: Some(MunicipalityId::from_uuid(ID)),
        expected_leaving_on: Some(day(2)),
        notice_language: Language::Da,
        registered_at: at(1),
        version: 3,
    }
}

pub(crate) fn person_details() -> person_details::Model {
    person_details::Model {
        participant_id: ParticipantId::of_resource(resource_of(ResourceKind::Participant)),
        key_id: "key_id".to_owned(),
        nonce: vec![0, 255, 7],
        sealed: vec![0, 255, 7],
        alien_number_index: Some(vec![0, 255, 7]),
        name_birth_index: vec![0, 255, 7],
        updated_at: at(1),
    }
}

pub(crate) fn stay() -> stay::Model {
    stay::Model {
        id: StayId::from_uuid(ID),
        participant_id: ParticipantId::of_resource(resource_of(ResourceKind::Participant)),
        centre_id: CentreId::from_uuid(ID),
        from_on: day(2),
        until_on: None,
        reason: Some("reason".to_owned()),
        recorded_at: at(1),
    }
}

pub(crate) fn danish_group() -> danish_group::Model {
    danish_group::Model {
        id: DanishGroupId::from_uuid(ID),
        centre_id: CentreId::from_uuid(ID),
        key: "key".to_owned(),
        name: "name".to_owned(),
    }
}

pub(crate) fn danish_group_member() -> danish_group_member::Model {
    danish_group_member::Model {
        danish_group_id: DanishGroupId::from_uuid(ID),
        participant_id: ParticipantId::of_resource(resource_of(ResourceKind::Participant)),
    }
}

pub(crate) fn busy_time() -> busy_time::Model {
    busy_time::Model {
        id: BusyTimeId::from_uuid(ID),
        resource_id: Some(resource_of(ResourceKind::Participant)),
        danish_group_id: None,
        from_at: at(1),
        until_at: at(2),
        blocking: true,
        source: "source".to_owned(),
        external_uid: Some("external_uid".to_owned()),
        recorded_at: at(1),
    }
}

pub(crate) fn consent() -> consent::Model {
    consent::Model {
        id: ConsentId::from_uuid(ID),
        participant_id: ParticipantId::of_resource(resource_of(ResourceKind::Participant)),
        purpose: "purpose".to_owned(),
        recipient_kind: ConsentRecipientKind::Municipality,
        recipient_id: Some(ID),
        text_version: "text_version".to_owned(),
        given_on: day(2),
        withdrawn_on: Some(day(9)),
        recorded_at: at(1),
        recorded_by: Some(AccountId::from_uuid(ID)),
        withdrawn_at: Some(at(1)),
    }
}
