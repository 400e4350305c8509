//! Every setting, its default and its variable; the only reader of the environment.
//!
//! Settings come from, each overriding the one before: the defaults below, `fasttrack.toml` in the
//! working directory (or the file that `--config` names), and variables `FASTTRACK_…` with `__`
//! between levels (`FASTTRACK_MAIL__TRANSPORT=smtp`).

use std::path::{Path, PathBuf};

use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// `sqlite:PATH` or `postgres://…`; empty: `fasttrack.db` in `data_dir`.
    pub database_url: SecretString,
    /// Where the embedded database, its key and its mails lie.
    pub data_dir: PathBuf,
    /// Connections to PostgreSQL, or readers of SQLite.
    pub database_connections: u32,
    /// The key that seals person details: 64 hexadecimal digits. Empty: a key file in `data_dir`,
    /// made on first start.
    pub sealing_key: SecretString,
    pub http: HttpConfig,
    pub limits: LimitsConfig,
    pub mail: MailConfig,
    pub worker: WorkerConfig,
    pub log: LogConfig,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HttpConfig {
    pub host: String,
    /// 0 lets the system choose.
    pub port: u16,
    /// How people reach this server, for links in mails; empty: `http://HOST:PORT`.
    pub public_url: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitsConfig {
    /// Bytes of one request.
    pub body_bytes: usize,
    /// Levels of one query.
    pub depth: usize,
    /// Fields of one query, lists counted by their page size.
    pub complexity: usize,
    /// Selections of one document, fragments written out.
    pub selections: usize,
    /// Seconds that one request may take.
    pub timeout_seconds: u64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailConfig {
    /// `directory` (a file a mail) or `smtp`.
    pub transport: MailTransport,
    /// For `directory`; empty: `mails` in `data_dir`.
    pub directory: PathBuf,
    pub smtp_host: String,
    pub smtp_port: u16,
    /// `required` (STARTTLS), `implicit`, or `none` (this machine only).
    pub smtp_tls: SmtpTls,
    pub smtp_user: String,
    pub smtp_password: SecretString,
    /// Sender of every mail.
    pub from: String,
    /// Domain of message ids and calendar ids.
    pub domain: String,
    /// Minutes that a changed session waits before it is told, so that a change taken back in
    /// time tells nobody anything.
    pub hold_minutes: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailTransport {
    Directory,
    Smtp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SmtpTls {
    Required,
    Implicit,
    None,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkerConfig {
    /// Whether `serve` also works off plans and mails.
    pub enabled: bool,
    /// Milliseconds between looks at the queues when nobody knocks.
    pub poll_millis: u64,
    /// Seconds after which the work of a worker that fell silent is taken over.
    pub lease_seconds: u32,
    /// Tries of one mail before it is a dead letter.
    pub max_attempts: i32,
    /// Threads that one plan may use; 0: as many as the machine has. It changes how long planning
    /// takes, never the plan.
    pub threads: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogConfig {
    /// `text` or `json`.
    pub format: LogFormat,
    /// In the syntax of tracing's `EnvFilter`.
    pub filter: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            database_url: SecretString::default(),
            data_dir: "fasttrack-data".into(),
            database_connections: 8,
            sealing_key: SecretString::default(),
            http: HttpConfig {
                host: "127.0.0.1".into(),
                port: 8017,
                public_url: String::new(),
            },
            limits: LimitsConfig {
                body_bytes: 2 * 1024 * 1024,
                depth: 15,
                complexity: 60_000,
                selections: 10_000,
                timeout_seconds: 30,
            },
            mail: MailConfig::default(),
            worker: WorkerConfig {
                enabled: true,
                poll_millis: 500,
                lease_seconds: 60,
                max_attempts: 8,
                threads: 0,
            },
            log: LogConfig::default(),
        }
    }
}

impl Default for LogConfig {
    fn default() -> Self {
        Self {
            format: LogFormat::Text,
            filter: "warn,api=info,fasttrack=info".into(),
        }
    }
}

impl Default for MailConfig {
    fn default() -> Self {
        Self {
            transport: MailTransport::Directory,
            directory: PathBuf::new(),
            smtp_host: String::new(),
            smtp_port: 587,
            smtp_tls: SmtpTls::Required,
            smtp_user: String::new(),
            smtp_password: SecretString::default(),
            from: "fasttrack <fasttrack@localhost>".into(),
            domain: "fasttrack.localhost".into(),
            hold_minutes: 15,
        }
    }
}

impl Config {
    /// Reads the settings. `file` must exist when it is given.
    pub fn load(file: Option<&Path>) -> Result<Self, ConfigFault> {
        let toml = match file {
            Some(path) if !path.is_file() => return Err(ConfigFault::NoFile(path.to_owned())),
            Some(path) => Toml::file_exact(path),
            None => Toml::file("fasttrack.toml"),
        };
        let environment = Env::prefixed("FASTTRACK_")
            .filter(|key| !key.as_str().to_ascii_lowercase().starts_with("test_"))
            .split("__");
        let settings = Figment::from(Serialized::defaults(Defaults::default()))
            .merge(toml)
            .merge(environment);
        settings
            .extract()
            .map_err(|fault| ConfigFault::Unreadable(fault.to_string()))
    }

    /// The database to connect to, after defaults.
    #[must_use]
    pub fn database_url(&self) -> String {
        let url = self.database_url.expose_secret();
        if url.is_empty() {
            format!("sqlite:{}", self.data_dir.join("fasttrack.db").display())
        } else {
            url.to_owned()
        }
    }

    /// Where the mails of the `directory` transport go.
    #[must_use]
    pub fn mail_directory(&self) -> PathBuf {
        if self.mail.directory.as_os_str().is_empty() {
            self.data_dir.join("mails")
        } else {
            self.mail.directory.clone()
        }
    }
}

/// The defaults in a form that may be serialized: secrets are not.
#[derive(Serialize)]
struct Defaults {
    database_url: &'static str,
    data_dir: PathBuf,
    database_connections: u32,
    sealing_key: &'static str,
    http: HttpConfig,
    limits: LimitsConfig,
    mail: MailDefaults,
    worker: WorkerConfig,
    log: LogConfig,
}

#[derive(Serialize)]
struct MailDefaults {
    transport: MailTransport,
    directory: PathBuf,
    smtp_host: String,
    smtp_port: u16,
    smtp_tls: SmtpTls,
    smtp_user: String,
    smtp_password: &'static str,
    from: String,
    domain: String,
    hold_minutes: u32,
}

impl Default for Defaults {
    fn default() -> Self {
        let Config {
            data_dir,
            database_connections,
            http,
            limits,
            mail,
            worker,
            log,
            ..
        } = Config::default();
        let mail = MailDefaults {
            transport: mail.transport,
            directory: mail.directory,
            smtp_host: mail.smtp_host,
            smtp_port: mail.smtp_port,
            smtp_tls: mail.smtp_tls,
            smtp_user: mail.smtp_user,
            smtp_password: "",
            from: mail.from,
            domain: mail.domain,
            hold_minutes: mail.hold_minutes,
        };
        Self {
            database_url: "",
            data_dir,
            database_connections,
            sealing_key: "",
            http,
            limits,
            mail,
            worker,
            log,
        }
    }
}

/// Why the settings could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ConfigFault {
    #[error("there is no file {}", .0.display())]
    NoFile(PathBuf),
    #[error("a setting is wrong: {0}")]
    Unreadable(String),
}
