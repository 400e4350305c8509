//! The installation and its journal.

use entities::columns::InstallationKind;
use entities::id::{AccountId, ParameterId};
use entities::{change_event, idempotency, installation, parameter};
use serde_json::json;

use super::{ID, at, day};

pub(crate) fn installation() -> installation::Model {
    installation::Model {
        id: 1,
        kind: InstallationKind::Demo,
        clock_offset_micros: 9_007_199_254_740_993,
        created_at: at(1),
    }
}

pub(crate) fn parameter() -> parameter::Model {
    parameter::Model {
        id: ParameterId::from_uuid(ID),
        name: "name".to_owned(),
        valid_from_on: day(2),
        value: json!({ "øre": [1, null, "x"] }),
        source: "source".to_owned(),
    }
}

pub(crate) fn idempotency() -> idempotency::Model {
    idempotency::Model {
        account_id: AccountId::from_uuid(ID),
        operation: "operation".to_owned(),
        key: "key".to_owned(),
        input_hash: vec![0, 255, 7],
        result_id: Some(ID),
        result: Some(json!({ "øre": [1, null, "x"] })),
        created_at: at(1),
    }
}

pub(crate) fn change_event() -> change_event::Model {
    change_event::Model {
        sequence: 7,
        at: at(1),
        account_id: Some(AccountId::from_uuid(ID)),
        request_id: "request_id".to_owned(),
        kind: "kind".to_owned(),
        subject_kind: "subject_kind".to_owned(),
        subject_id: Some(ID),
        facts: json!({ "øre": [1, null, "x"] }),
    }
}
