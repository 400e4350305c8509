//! Accounts, tokens and role grants.

use async_graphql::InputObject;
use chrono::{DateTime, Utc};
use entities::columns::{Language as NoticeLanguage, Role, ScopeKind};
use entities::id::{AccountId, StaffMemberId};
use entities::{account, api_token, role_grant};
use sea_orm::{ConnectionTrait, Set};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::facts::{self, Fact};
use super::{rules, sign_in};
use crate::domain::policy::{Action, Scopes};
use crate::error::{Error, Fault, Faults, Result};
use crate::op::Op;
use crate::store;
use crate::vocabulary::RoleName;

/// An account to make. Only who runs the program on the machine itself makes accounts.
#[derive(Clone, Debug)]
pub struct NewAccount {
    pub key: String,
    pub display_name: String,
    pub language: NoticeLanguage,
    /// The staff member that it belongs to.
    pub staff_member_id: Option<StaffMemberId>,
}

/// Makes an account.
pub async fn create(op: &Op, new: NewAccount) -> Result<AccountId> {
    op.demand(Action::GrantRole, &Scopes::default())?;
    let mut faults = Faults::default();
    rules::key(&mut faults, "key", &new.key);
    rules::text(&mut faults, "displayName", &new.display_name, 120);
    faults.done()?;
    let tx = op.begin().await?;
    if store::accounts::by_key(&tx, &new.key).await?.is_some() {
        let fault = Fault::new("key", "KEY_TAKEN").with("key", &new.key);
        return Err(Error::refused(crate::error::Code::Duplicate)
            .fault(fault)
            .into());
    }
    let id: AccountId = op.new_id();
    let row = account::ActiveModel {
        id: Set(id),
        key: Set(new.key),
        display_name: Set(new.display_name),
        language: Set(new.language),
        staff_member_id: Set(new.staff_member_id),
        disabled_at: Set(None),
        created_at: Set(op.ground.clock.real()),
    };
    store::accounts::insert(&tx, row).await?;
    facts::append(op, &tx, Fact::new("ACCOUNT_CREATED", "account", id)).await?;
    tx.commit().await?;
    Ok(id)
}

/// Issues a token for an account: shown once, stored as a hash.
pub async fn issue_token(
    op: &Op,
    account: AccountId,
    label: &str,
    expires_at: Option<DateTime<Utc>>,
) -> Result<String> {
    op.demand(Action::GrantRole, &Scopes::default())?;
    let secret: [u8; 32] = rand::random();
    let token = format!("ft_{}", hex::encode(secret));
    let tx = op.begin().await?;
    let row = api_token::ActiveModel {
        id: Set(op.new_id()),
        account_id: Set(account),
        label: Set(label.to_owned()),
        prefix: Set(token[..9].to_owned()),
        hash: Set(sign_in::hash(&token)),
        created_at: Set(op.ground.clock.real()),
        expires_at: Set(expires_at),
        revoked_at: Set(None),
        last_used_at: Set(None),
    };
    store::accounts::insert_token(&tx, row).await?;
    facts::append(op, &tx, Fact::new("TOKEN_ISSUED", "account", account)).await?;
    tx.commit().await?;
    Ok(token)
}

/// Revokes the account's tokens with this label and issues a new one.
///
/// # Errors
/// NOT_FOUND for an unknown account; FORBIDDEN unless ADMIN.
pub async fn renew_token(op: &Op, account_key: &str, label: &str) -> Result<String> {
    op.demand(Action::GrantRole, &Scopes::default())?;
    let tx = op.begin().await?;
    let account = store::accounts::by_key(&tx, account_key)
        .await?
        .ok_or_else(Error::not_found)?;
    store::accounts::revoke_tokens(&tx, account.id, label, op.ground.clock.real()).await?;
    tx.commit().await?;
    issue_token(op, account.id, label, None).await
}

/// A role for an account, in the scope that the role has: a centre, a municipality, or neither for
/// AUDITOR and ADMIN.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GrantRoleInput {
    pub account_key: String,
    pub role: RoleName,
    /// Key of the centre, for the roles at a centre.
    pub centre_key: Option<String>,
    /// Four-digit code, for the roles of a municipality.
    pub municipality_code: Option<String>,
    /// By default now.
    pub from: Option<DateTime<Utc>>,
    /// When it ends; none: until it is revoked.
    pub until: Option<DateTime<Utc>>,
}

/// Grants a role. The same without an end, while it holds, is given once.
///
/// # Errors
/// VALIDATION for an unknown account or a scope that does not fit the role; FORBIDDEN unless ADMIN.
pub async fn grant(op: &Op, input: GrantRoleInput) -> Result<role_grant::Model> {
    op.demand(Action::GrantRole, &Scopes::default())?;
    let tx = op.begin().await?;
    let mut faults = Faults::default();
    let account = store::accounts::by_key(&tx, &input.account_key).await?;
    faults.demand(account.is_some(), "input.accountKey", "UNKNOWN_ACCOUNT");
    let from = input.from.unwrap_or(op.now);
    faults.demand(
        input.until.is_none_or(|until| until > from),
        "input.until",
        "EMPTY_INTERVAL",
    );
    let scope = scope_of(&tx, &input, &mut faults).await?;
    faults.done()?;
    let account = account.ok_or_else(Error::not_found)?;
    let role: Role = input.role.into();
    if input.from.is_none() && input.until.is_none() {
        let held = store::accounts::grants_at(&tx, account.id, op.now).await?;
        let same = held.into_iter().find(|held| {
            held.role == role
                && held.centre_id == scope.centre
                && held.municipality_id == scope.municipality
                && held.until_at.is_none()
        });
        if let Some(same) = same {
            return Ok(same);
        }
    }
    let row = role_grant::Model {
        id: op.new_id(),
        account_id: account.id,
        role,
        scope_kind: scope.kind,
        centre_id: scope.centre,
        municipality_id: scope.municipality,
        from_at: from,
        until_at: input.until,
    };
    store::accounts::insert_grant(&tx, row.clone().into()).await?;
    let fact = Fact::new("ROLE_GRANTED", "account", account.id).with(json!({
        "role": input.role, "centre": input.centre_key, "municipality": input.municipality_code,
    }));
    facts::append(op, &tx, fact).await?;
    tx.commit().await?;
    Ok(row)
}

struct Scope {
    kind: ScopeKind,
    centre: Option<entities::id::CentreId>,
    municipality: Option<entities::id::MunicipalityId>,
}

async fn scope_of(
    tx: &impl ConnectionTrait,
    input: &GrantRoleInput,
    faults: &mut Faults,
) -> Result<Scope> {
    let kind = scope_kind(input.role.into());
    let centre = match &input.centre_key {
        Some(key) => store::centres::by_key(tx, key).await?,
        None => None,
    };
    let municipality = match &input.municipality_code {
        Some(code) => store::municipalities::by_code(tx, code).await?,
        None => None,
    };
    let fits_centre = (kind == ScopeKind::Centre) == input.centre_key.is_some();
    let fits_municipality = (kind == ScopeKind::Municipality) == input.municipality_code.is_some();
    faults.demand(fits_centre, "input.centreKey", "SCOPE_MISFIT");
    faults.demand(fits_municipality, "input.municipalityCode", "SCOPE_MISFIT");
    if input.centre_key.is_some() {
        faults.demand(centre.is_some(), "input.centreKey", "UNKNOWN_CENTRE");
    }
    if input.municipality_code.is_some() {
        faults.demand(
            municipality.is_some(),
            "input.municipalityCode",
            "UNKNOWN_MUNICIPALITY",
        );
    }
    Ok(Scope {
        kind,
        centre: centre.map(|row| row.id),
        municipality: municipality.map(|row| row.id),
    })
}

/// Where a role applies.
#[must_use]
pub fn scope_kind(role: Role) -> ScopeKind {
    match role {
        Role::CentreCoordinator
        | Role::Teacher
        | Role::CaseWorker
        | Role::Interviewer
        | Role::CentreFinance => ScopeKind::Centre,
        Role::MunicipalityConsultant
        | Role::BusinessConsultant
        | Role::MunicipalityFinance
        | Role::VolunteerCoordinator => ScopeKind::Municipality,
        Role::Auditor | Role::Admin => ScopeKind::Global,
    }
}
