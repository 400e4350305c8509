//! The program as tests run it.

use std::sync::Arc;

use api::app::App;
use api::clock::Clock;
use api::config::{Config, MailTransport};
use api::i18n::Language;
use api::mail::{Memory, Transport};
use api::op::{Ground, Op};
use api::usecases::accounts::{self, GrantRoleInput, NewAccount};
use chrono::{DateTime, TimeZone, Utc};
use entities::columns::{InstallationKind, Language as AccountLanguage};

use crate::client::Client;
use crate::database::TestDatabase;
use crate::mail::Mail;

pub use api::vocabulary::RoleName as Role;

/// A running program on a database of its own.
pub struct TestApp {
    pub app: App,
    pub url: String,
    pub clock: Clock,
    /// Where mails go unless the settings name a mail server.
    pub mails: Memory,
    database: TestDatabase,
}

impl TestApp {
    /// A program whose clock stands at 2017-02-20 09:00 in Copenhagen.
    pub async fn start() -> Self {
        Self::start_at(
            Utc.with_ymd_and_hms(2017, 2, 20, 8, 0, 0)
                .single()
                .expect("a real time"),
        )
        .await
    }

    pub async fn start_at(now: DateTime<Utc>) -> Self {
        Self::start_with(now, |_| {}).await
    }

    /// A program with other settings.
    pub async fn start_with(now: DateTime<Utc>, set: impl FnOnce(&mut Config)) -> Self {
        let database = TestDatabase::new().await;
        let clock = Clock::still(now);
        let mut config = Config {
            database_url: database.url.clone().into(),
            data_dir: database.folder.path().to_owned(),
            database_connections: 4,
            ..Config::default()
        };
        config.http.port = 0;
        set(&mut config);
        let app = App::build(config, clock.clone(), Some(InstallationKind::Demo))
            .await
            .expect("the program starts");
        let (mails, app) = match app.config.mail.transport {
            MailTransport::Smtp => (Memory::new(), app),
            MailTransport::Directory => {
                let mails = Memory::new();
                let transport = Transport::Memory(mails.clone());
                (mails, app.with_transport(transport))
            }
        };
        let listener = app.bind().await.expect("a free port");
        let address = app.serve(listener).expect("the program serves");
        Self {
            app,
            url: format!("http://{address}"),
            clock,
            mails,
            database,
        }
    }

    /// One server more on the same database, by the same clock.
    pub async fn another_server(&self) -> App {
        let (config, clock) = (self.app.config.clone(), self.clock.clone());
        App::build(config, clock, Some(InstallationKind::Demo))
            .await
            .expect("another server starts")
    }

    /// Works off everything that is due now.
    pub async fn drain(&self) {
        self.app.drain_worker().await.expect("the worker works");
    }

    /// Every mail sent so far, in order.
    pub fn mails(&self) -> Vec<Mail> {
        self.mails.sent().iter().map(Mail::parse).collect()
    }

    /// Every mail sent since this was last asked.
    pub fn new_mails(&self) -> Vec<Mail> {
        self.mails.take().iter().map(Mail::parse).collect()
    }

    pub fn ground(&self) -> &Arc<Ground> {
        &self.app.ground
    }

    /// Where this program keeps its files.
    pub fn folder(&self) -> &std::path::Path {
        self.database.folder.path()
    }

    pub fn database_url(&self) -> &str {
        &self.database.url
    }

    /// An op of the program itself.
    pub fn op(&self) -> Op {
        Op::of_machine(self.ground(), Language::En)
    }

    /// Somebody without a token.
    pub fn stranger(&self) -> Client {
        Client::new(self.url.clone(), None)
    }

    /// A new account with `role` in a scope: a centre's key, a municipality's code, or nothing.
    pub async fn with_role(&self, role: Role, scope: &str) -> Client {
        let op = self.op();
        let number = op.new_id::<uuid::Uuid>().simple().to_string();
        let account = accounts::create(
            &op,
            NewAccount {
                key: format!("account-{number}"),
                display_name: "Test account".into(),
                language: AccountLanguage::En,
                staff_member_id: None,
            },
        )
        .await
        .expect("an account");
        let is_code = !scope.is_empty() && scope.bytes().all(|byte| byte.is_ascii_digit());
        let grant = GrantRoleInput {
            account_key: format!("account-{number}"),
            role,
            centre_key: (!scope.is_empty() && !is_code).then(|| scope.to_owned()),
            municipality_code: is_code.then(|| scope.to_owned()),
            from: None,
            until: None,
        };
        accounts::grant(&op, grant).await.expect("a role");
        let token = accounts::issue_token(&op, account, "test", None)
            .await
            .expect("a token");
        Client::new(self.url.clone(), Some(token))
    }
}
