//! Access.

use entities::columns::{Language, ResourceKind, Role, ScopeKind};
use entities::id::{AccountId, ApiTokenId, CentreId, RoleGrantId, StaffMemberId};
use entities::{account, api_token, role_grant};

use super::{ID, at, resource_of};

pub(crate) fn account() -> account::Model {
    account::Model {
        id: AccountId::from_uuid(ID),
        key: "key".to_owned(),
        display_name: "display_name".to_owned(),
        language: Language::Da,
        staff_member_id: Some(StaffMemberId::of_resource(resource_of(
            ResourceKind::StaffMember,
        ))),
        disabled_at: Some(at(1)),
        created_at: at(1),
    }
}

pub(crate) fn api_token() -> api_token::Model {
    api_token::Model {
        id: ApiTokenId::from_uuid(ID),
        account_id: AccountId::from_uuid(ID),
        label: "label".to_owned(),
        prefix: "prefix".to_owned(),
        hash: vec![0, 255, 7],
        created_at: at(1),
        expires_at: Some(at(2)),
        revoked_at: Some(at(1)),
        last_used_at: Some(at(1)),
    }
}

pub(crate) fn role_grant() -> role_grant::Model {
    role_grant::Model {
        id: RoleGrantId::from_uuid(ID),
        account_id: AccountId::from_uuid(ID),
        role: Role::CentreCoordinator,
        scope_kind: ScopeKind::Centre,
        centre_id: Some(CentreId::from_uuid(ID)),
        municipality_id: None,
        from_at: at(1),
        until_at: Some(at(2)),
    }
}
