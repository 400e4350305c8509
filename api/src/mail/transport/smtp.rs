//! Messages to a mail server, by lettre.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lettre::message::Message;
use lettre::transport::smtp::AsyncSmtpTransportBuilder;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{Error, PoolConfig};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;
use tokio::time;

use super::{Cause, SendFault};

/// The replies with which a server refuses us rather than the message (RFC 4954): the operator
/// can mend a password, and then the message leaves.
const AUTHENTICATION_REPLIES: [u16; 4] = [530, 534, 535, 538];

/// How to reach the mail server.
#[derive(Clone, Debug)]
pub struct SmtpSettings {
    /// Its name, which its certificate must bear.
    pub host: String,
    /// Its port; `None` takes the mode's usual one.
    pub port: Option<u16>,
    /// How the connection is protected.
    pub tls: TlsMode,
    /// User name and password, where the server wants them.
    pub credentials: Option<(String, SecretString)>,
    /// The name by which we greet; servers check it against the sender's domain.
    pub hello_name: String,
    /// How long sending one message may take, from connecting to the last answer.
    pub timeout: Duration,
    /// How many messages are sent at once, each over a connection of its own; as many
    /// connections are kept for the next ones.
    pub max_connections: u32,
}

/// How the connection is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TlsMode {
    /// STARTTLS, which must succeed; port 587.
    StartTls,
    /// TLS from the first byte; port 465.
    Implicit,
    /// Nothing; only to this machine; port 25.
    None,
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsFault {
    /// Mail and passwords would cross a network in clear.
    #[error("mail without TLS is sent to this machine only, not to {0}")]
    PlainBeyondThisMachine(String),
    /// The host's name cannot be checked against a certificate.
    #[error("TLS cannot be set up for {host}")]
    Tls {
        /// The host as it was given.
        host: String,
        /// What the TLS library says.
        source: Error,
    },
}

/// A mail server. Clones share their connections.
#[derive(Clone, Debug)]
pub struct Smtp(Arc<Server>);

#[derive(Debug)]
struct Server {
    builder: AsyncSmtpTransportBuilder,
    pool: Mutex<Pool>,
    turns: Semaphore,
    timeout: Duration,
}

/// The connections that are in use or kept.
#[derive(Clone, Debug)]
struct Pool {
    connections: AsyncSmtpTransport<Tokio1Executor>,
    generation: u64,
}

impl Smtp {
    /// Makes ready to connect; the first message does. Wants to be called inside a runtime, which
    /// closes idle connections.
    pub fn new(settings: &SmtpSettings) -> Result<Self, SettingsFault> {
        let port = settings.port.unwrap_or(match settings.tls {
            TlsMode::StartTls => 587,
            TlsMode::Implicit => 465,
            TlsMode::None => 25,
        });
        let n_connections = settings.max_connections.max(1);
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&settings.host)
            .port(port)
            .tls(tls(settings)?)
            .hello_name(ClientId::Domain(settings.hello_name.clone()))
            .timeout(Some(settings.timeout))
            .pool_config(PoolConfig::new().max_size(n_connections));
        if let Some((user, password)) = &settings.credentials {
            let password = password.expose_secret().to_owned();
            builder = builder.credentials(Credentials::new(user.clone(), password));
        }
        let pool = Pool {
            connections: builder.clone().build(),
            generation: 0,
        };
        Ok(Self(Arc::new(Server {
            builder,
            pool: Mutex::new(pool),
            turns: Semaphore::new(usize::try_from(n_connections).unwrap_or(1)),
            timeout: settings.timeout,
        })))
    }

    pub(super) async fn send(&self, message: &Message) -> Result<(), SendFault> {
        let server = &self.0;
        let turn = server.turns.acquire().await;
        let _turn = turn.map_err(|_| SendFault::Retry(Cause::Connection))?;
        let pool = server.pool();
        let bytes = message.formatted();
        // lettre's own time-out covers connecting only: a server that falls silent later would
        // hold the message for ever.
        let sending = pool.connections.send_raw(message.envelope(), &bytes);
        let Ok(sent) = time::timeout(server.timeout, sending).await else {
            server.forget(pool.generation);
            return Err(SendFault::Retry(Cause::Timeout));
        };
        sent.map(drop).map_err(|error| fault(&error))
    }
}

impl Server {
    fn pool(&self) -> Pool {
        self.pool
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Starts over with new connections: the one that was given up goes back to its pool, where
    /// the answer that comes late would be taken for the answer to the next message.
    fn forget(&self, generation: u64) {
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        if pool.generation == generation {
            let connections = self.builder.clone().build();
            *pool = Pool {
                connections,
                generation: generation + 1,
            };
        }
    }
}

fn tls(settings: &SmtpSettings) -> Result<Tls, SettingsFault> {
    let host = &settings.host;
    let parameters = || {
        TlsParameters::new(host.clone()).map_err(|source| SettingsFault::Tls {
            host: host.clone(),
            source,
        })
    };
    match settings.tls {
        TlsMode::StartTls => parameters().map(Tls::Required),
        TlsMode::Implicit => parameters().map(Tls::Wrapper),
        TlsMode::None if matches!(host.as_str(), "localhost" | "127.0.0.1" | "::1") => {
            Ok(Tls::None)
        }
        TlsMode::None => Err(SettingsFault::PlainBeyondThisMachine(host.clone())),
    }
}

/// Only a server that answers 5xx to the message itself refuses for good; whatever else goes
/// wrong can be mended without changing the message.
fn fault(error: &Error) -> SendFault {
    if let Some(code) = error.status().map(u16::from) {
        return if error.is_permanent() && !AUTHENTICATION_REPLIES.contains(&code) {
            SendFault::Permanent(Cause::Reply(code))
        } else {
            SendFault::Retry(Cause::Reply(code))
        };
    }
    SendFault::Retry(if error.is_timeout() {
        Cause::Timeout
    } else if error.is_tls() {
        Cause::Tls
    } else if error.is_client() {
        Cause::Protocol
    } else {
        Cause::Connection
    })
}
