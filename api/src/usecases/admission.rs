//! Lets somebody in: from the machine itself, where the first account comes from.

use chrono::TimeDelta;
use entities::columns::{Language as NoticeLanguage, ResourceKind};
use entities::id::StaffMemberId;
use sea_orm::ConnectionTrait;

use super::accounts::{self, GrantRoleInput, NewAccount};
use crate::domain::policy::{Action, Scopes};
use crate::error::{Error, Result};
use crate::op::Op;
use crate::store;
use crate::vocabulary::RoleName;

/// Who is let in, as what, and for how long.
#[derive(Clone, Debug)]
pub struct Admission {
    pub account_key: String,
    /// For an account that is made: by default its key.
    pub display_name: Option<String>,
    pub language: NoticeLanguage,
    /// What it may do beside what it may do already.
    pub role: Option<RoleName>,
    pub centre_key: Option<String>,
    pub municipality_code: Option<String>,
    /// For an account that is made: the staff member at the centre that it belongs to.
    pub staff_key: Option<String>,
    /// How long the token opens, by real time.
    pub valid_for: TimeDelta,
}

/// Makes the account when there is none, gives it the role, and issues a token.
///
/// # Errors
/// VALIDATION for an unknown centre, municipality or staff member, or a scope that does not fit
/// the role; FORBIDDEN unless ADMIN.
pub async fn admit(op: &Op, wanted: Admission) -> Result<String> {
    op.demand(Action::GrantRole, &Scopes::default())?;
    let account = match store::accounts::by_key(op.reader(), &wanted.account_key).await? {
        Some(row) => row.id,
        None => accounts::create(op, new_account(op.reader(), &wanted).await?).await?,
    };
    if let Some(role) = wanted.role {
        let input = GrantRoleInput {
            account_key: wanted.account_key,
            role,
            centre_key: wanted.centre_key,
            municipality_code: wanted.municipality_code,
            from: None,
            until: None,
        };
        accounts::grant(op, input).await?;
    }
    let expires_at = op.ground.clock.real() + wanted.valid_for;
    accounts::issue_token(op, account, "command line", Some(expires_at)).await
}

async fn new_account(db: &impl ConnectionTrait, wanted: &Admission) -> Result<NewAccount> {
    let staff_member_id = match (&wanted.staff_key, &wanted.centre_key) {
        (None, _) => None,
        (Some(staff), Some(centre)) => Some(staff_member(db, centre, staff).await?),
        (Some(_), None) => return Err(Error::invalid("centre", "REQUIRED")),
    };
    let name = wanted.display_name.clone();
    Ok(NewAccount {
        key: wanted.account_key.clone(),
        display_name: name.unwrap_or_else(|| wanted.account_key.clone()),
        language: wanted.language,
        staff_member_id,
    })
}

async fn staff_member(db: &impl ConnectionTrait, centre: &str, key: &str) -> Result<StaffMemberId> {
    let centre = store::centres::by_key(db, centre).await?;
    let centre = centre.ok_or_else(|| Error::invalid("centre", "UNKNOWN_CENTRE"))?;
    let found = store::resources::by_key(db, centre.id, ResourceKind::StaffMember, key).await?;
    let found = found.ok_or_else(|| Error::invalid("staff", "UNKNOWN_OWNER"))?;
    Ok(StaffMemberId::of_resource(found.id))
}
