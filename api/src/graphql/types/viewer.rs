//! Who asks, and anything that has an id.

use async_graphql::{ComplexObject, Context, Interface, SimpleObject};
use chrono::{DateTime, Utc};
use entities::id::{AccountId, CentreId, MunicipalityId, RoleGrantId, StaffMemberId};
use entities::role_grant;

use super::centre::{centre_of, municipality_of};
use super::{
    Centre, Cohort, Handoff, Municipality, Notice, Participant, Plan, Session, Settlement, Template,
};
use crate::domain::policy::GrantScope;
use crate::error::Result;
use crate::op::{Actor, Op};
use crate::vocabulary::{IdOf, RoleName};

/// The signed-in account.
#[derive(SimpleObject)]
pub struct Viewer {
    pub id: IdOf<AccountId>,
    pub key: String,
    pub display_name: String,
    /// The staff member whose account it is: ask `timetable` for it.
    pub staff_member_id: Option<IdOf<StaffMemberId>>,
    /// What it may do now, and where.
    pub roles: Vec<ViewerRole>,
    /// The server's domain time: in a demo it is not the real time.
    pub domain_time: DateTime<Utc>,
}

/// A role in its scope.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct ViewerRole {
    pub role: RoleName,
    pub centre_id: Option<IdOf<CentreId>>,
    pub municipality_id: Option<IdOf<MunicipalityId>>,
}

#[ComplexObject]
impl ViewerRole {
    /// The centre in which the role is held.
    async fn centre(&self, ctx: &Context<'_>) -> Result<Option<Centre>> {
        match self.centre_id {
            Some(IdOf(id)) => centre_of(ctx, id).await,
            None => Ok(None),
        }
    }

    /// The municipality for which the role is held.
    async fn municipality(&self, ctx: &Context<'_>) -> Result<Option<Municipality>> {
        match self.municipality_id {
            Some(IdOf(id)) => municipality_of(ctx, id).await,
            None => Ok(None),
        }
    }
}

impl Viewer {
    pub(crate) fn of(op: &Op) -> Option<Self> {
        let Actor::Account(account) = &op.actor else {
            return None;
        };
        let roles = account.grants.iter().map(|grant| ViewerRole {
            role: grant.role.into(),
            centre_id: match grant.scope {
                GrantScope::Centre(id) => Some(IdOf(id)),
                GrantScope::Global | GrantScope::Municipality(_) => None,
            },
            municipality_id: match grant.scope {
                GrantScope::Municipality(id) => Some(IdOf(id)),
                GrantScope::Global | GrantScope::Centre(_) => None,
            },
        });
        Some(Self {
            id: IdOf(account.id),
            key: account.key.clone(),
            display_name: account.display_name.clone(),
            staff_member_id: op.staff_member_id().map(IdOf),
            roles: roles.collect(),
            domain_time: op.now,
        })
    }
}

/// A role given to an account.
#[derive(SimpleObject)]
pub struct RoleGrant {
    pub id: IdOf<RoleGrantId>,
    pub account_id: IdOf<AccountId>,
    pub role: RoleName,
    pub centre_id: Option<IdOf<CentreId>>,
    pub municipality_id: Option<IdOf<MunicipalityId>>,
    pub from: DateTime<Utc>,
    pub until: Option<DateTime<Utc>>,
}

impl From<role_grant::Model> for RoleGrant {
    fn from(row: role_grant::Model) -> Self {
        Self {
            id: IdOf(row.id),
            account_id: IdOf(row.account_id),
            role: row.role.into(),
            centre_id: row.centre_id.map(IdOf),
            municipality_id: row.municipality_id.map(IdOf),
            from: row.from_at,
            until: row.until_at,
        }
    }
}

/// Anything that has an id of its own.
#[derive(Interface)]
#[graphql(field(name = "id", ty = "async_graphql::ID"))]
pub enum Node {
    Centre(Centre),
    Cohort(Cohort),
    Participant(Participant),
    Template(Template),
    Session(Session),
    Plan(Plan),
    Settlement(Settlement),
    Handoff(Handoff),
    Notice(Notice),
}
