//! Who asks, when, in which language, under which request id: the first argument of every use case.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use entities::id::{AccountId, StaffMemberId};
use sea_orm::{DatabaseConnection, DatabaseTransaction};
use tokio::sync::Notify;

use crate::clock::Clock;
use crate::domain::policy::{self, Action, Denied, Grant, Permitted, Reach, Rights, Scopes};
use crate::engine::Engine;
use crate::error::{Code, Error, Result};
use crate::i18n::Language;
use crate::store::Database;
use crate::store::sealer::Sealer;

/// What every use case stands on: built once by `app`, shared by all.
#[derive(Debug)]
pub struct Ground {
    pub database: Database,
    pub clock: Clock,
    pub sealer: Sealer,
    /// Thinks about plans.
    pub engine: Engine,
    /// How people reach this server: the start of links in mails.
    pub public_url: String,
    /// Minutes that a changed session waits before it is told.
    pub hold_minutes: u32,
    /// Knocks on the worker's door: there is a plan or a mail to work off.
    pub work: Notify,
    /// Wakes who follows a plan: one has moved on, in this process.
    pub moved: Notify,
}

/// One request, command or job step.
#[derive(Clone, Debug)]
pub struct Op {
    pub ground: Arc<Ground>,
    pub actor: Actor,
    /// Domain time at the start; the same for everything the request does.
    pub now: DateTime<Utc>,
    pub request_id: String,
    pub language: Language,
}

/// Who asks.
#[derive(Clone, Debug)]
pub enum Actor {
    Anonymous,
    Account(AccountActor),
    /// The worker, or whoever runs the program on the machine itself.
    Machine,
}

/// A signed-in account with the grants that cover now.
#[derive(Clone, Debug)]
pub struct AccountActor {
    pub id: AccountId,
    pub key: String,
    pub display_name: String,
    /// The staff member that a teacher's or interviewer's account belongs to.
    pub staff_member_id: Option<StaffMemberId>,
    pub grants: Vec<Grant>,
}

impl Op {
    /// An op of the program itself.
    #[must_use]
    pub fn of_machine(ground: &Arc<Ground>, language: Language) -> Self {
        Self::new(ground, Actor::Machine, language)
    }

    #[must_use]
    pub fn new(ground: &Arc<Ground>, actor: Actor, language: Language) -> Self {
        Self {
            ground: Arc::clone(ground),
            actor,
            now: ground.clock.now(),
            request_id: ground.clock.new_id().simple().to_string(),
            language,
        }
    }

    /// For reads outside a transaction.
    #[must_use]
    pub fn reader(&self) -> &DatabaseConnection {
        self.ground.database.reader()
    }

    pub async fn begin(&self) -> Result<DatabaseTransaction> {
        Ok(self.ground.database.begin().await?)
    }

    pub async fn begin_read(&self) -> Result<DatabaseTransaction> {
        Ok(self.ground.database.begin_read().await?)
    }

    /// A new id of any kind.
    #[must_use]
    pub fn new_id<I: From<uuid::Uuid>>(&self) -> I {
        I::from(self.ground.clock.new_id())
    }

    /// The day it is in `zone`.
    #[must_use]
    pub fn today(&self, zone: Tz) -> NaiveDate {
        self.now.with_timezone(&zone).date_naive()
    }

    /// The account that acts; `None` for the machine.
    pub fn account_id(&self) -> Option<AccountId> {
        match &self.actor {
            Actor::Account(account) => Some(account.id),
            Actor::Anonymous | Actor::Machine => None,
        }
    }

    /// The staff member whose account acts.
    pub fn staff_member_id(&self) -> Option<StaffMemberId> {
        match &self.actor {
            Actor::Account(account) => account.staff_member_id,
            Actor::Anonymous | Actor::Machine => None,
        }
    }

    /// UNAUTHENTICATED for who has not signed in.
    pub fn demand_sign_in(&self) -> Result<()> {
        match self.actor {
            Actor::Anonymous => Err(Error::refused(Code::Unauthenticated).into()),
            Actor::Account(_) | Actor::Machine => Ok(()),
        }
    }

    /// What the actor holds.
    #[must_use]
    pub fn rights(&self) -> Rights<'_> {
        match &self.actor {
            Actor::Anonymous => Rights::Nothing,
            Actor::Account(account) => Rights::Grants(&account.grants),
            Actor::Machine => Rights::Everything,
        }
    }

    #[must_use]
    pub fn permits(&self, action: Action, scopes: &Scopes) -> bool {
        policy::permits(self.rights(), action, scopes)
    }

    /// Where the actor may do `action`: the start of every list.
    #[must_use]
    pub fn reach(&self, action: Action) -> Reach {
        policy::reach(self.rights(), action)
    }

    /// Opens a row for `action`, or answers as if it were not there.
    pub fn open<T>(
        &self,
        row: T,
        scopes: &Scopes,
        action: Action,
        seen_by: &[Action],
    ) -> Result<Permitted<T>> {
        self.demand_sign_in()?;
        policy::open(self.rights(), row, scopes, action, seen_by).map_err(|denied| match denied {
            Denied::Hidden => Error::not_found(),
            Denied::NotYours => Error::forbidden(),
        })
    }

    /// FORBIDDEN unless the actor may do `action` in `scopes`; for what has no row yet.
    pub fn demand(&self, action: Action, scopes: &Scopes) -> Result<()> {
        self.demand_sign_in()?;
        if self.permits(action, scopes) {
            Ok(())
        } else {
            Err(Error::forbidden())
        }
    }
}
