//! The composition root: the only place that builds what lives long.

mod post;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use entities::columns::InstallationKind;
use secrecy::ExposeSecret;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::clock::Clock;
use crate::config::Config;
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::graphql::Schema;
use crate::jobs::Worker;
use crate::mail::Transport;
use crate::op::Ground;
use crate::store::Database;
use crate::store::sealer::Sealer;
use crate::usecases::installation;
use crate::usecases::notices::Post;
use crate::usecases::plans::Solver;
use crate::{graphql, http};

/// The program, built and not yet running.
pub struct App {
    pub config: Config,
    pub ground: Arc<Ground>,
    pub schema: Schema,
    pub kind: InstallationKind,
    post: Post,
    tracker: TaskTracker,
    shutdown: CancellationToken,
}

/// Why the program does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartFault {
    #[error("the database lacks {0} migrations: run `fasttrack migrate`")]
    NotMigrated(usize),
    #[error("the sealing key in {path} cannot be used: {why}")]
    Key { path: String, why: String },
    #[error("no mail can come from {from}: write a name and an address, as in NAME <user@host>")]
    Sender { from: String },
}

impl App {
    /// Connects, follows the database's clock, and builds the rest. An embedded database is brought
    /// up to date by itself; a server's is left to `fasttrack migrate`.
    ///
    /// # Errors
    /// Inner ones: no database, wrong kind of database, missing migrations, an unusable key.
    pub async fn build(
        config: Config,
        clock: Clock,
        wanted: Option<InstallationKind>,
    ) -> Result<Self> {
        let database =
            Database::connect(&config.database_url(), config.database_connections).await?;
        if let Some(wanted) = wanted {
            installation::refuse_others(&database, wanted).await?;
        }
        if database.is_sqlite() || wanted == Some(InstallationKind::Demo) {
            installation::migrate(&database).await?;
        }
        let pending = installation::pending_migrations(&database).await?;
        if pending > 0 {
            return Err(Error::internal(StartFault::NotMigrated(pending)));
        }
        let sealer = Sealer::new(&master_key(&config)?);
        let ground = Arc::new(Ground {
            database,
            clock,
            sealer,
            engine: Engine::new(config.worker.threads),
            public_url: public_url(&config),
            hold_minutes: config.mail.hold_minutes,
            work: Notify::new(),
            moved: Notify::new(),
        });
        let kind = installation::open(&ground, wanted).await?;
        let schema = graphql::schema(&config.limits);
        let post = post::post(&config, &ground.clock)?;
        Ok(Self {
            config,
            ground,
            schema,
            kind,
            post,
            tracker: TaskTracker::new(),
            shutdown: CancellationToken::new(),
        })
    }

    /// Every path that is served.
    #[must_use]
    pub fn router(&self) -> Router {
        http::router(
            Arc::clone(&self.ground),
            self.schema.clone(),
            &self.config.limits,
            &public_url(&self.config),
        )
    }

    /// Takes the configured address.
    pub async fn bind(&self) -> Result<TcpListener> {
        let address = (self.config.http.host.as_str(), self.config.http.port);
        let fault = |fault: std::io::Error| {
            let (host, port) = address;
            Error::internal(format!(
                "cannot listen on {host}:{port}: {fault}; another port is chosen with --port"
            ))
        };
        TcpListener::bind(address).await.map_err(fault)
    }

    /// Serves until [`shutdown`](Self::shutdown) is called; requests under way are finished.
    pub fn serve(&self, listener: TcpListener) -> Result<SocketAddr> {
        let address = listener.local_addr().map_err(Error::internal)?;
        let (router, ended) = (self.router(), self.shutdown.clone());
        self.tracker.spawn(async move {
            let server = axum::serve(listener, router)
                .with_graceful_shutdown(async move { ended.cancelled().await });
            if let Err(fault) = server.await {
                tracing::error!(?fault, "the server ended");
            }
        });
        Ok(address)
    }

    /// Sends mails by `transport` in place of the configured one.
    #[must_use]
    pub fn with_transport(mut self, transport: Transport) -> Self {
        self.post.transport = transport;
        self
    }

    /// How mails leave.
    #[must_use]
    pub fn post(&self) -> &Post {
        &self.post
    }

    /// Works off plans, mails and what the calendar brings until [`shutdown`](Self::shutdown) is
    /// called; what is under way then is finished.
    pub fn run_worker(&self) {
        let worker = self.worker();
        self.tracker.spawn(worker.run());
    }

    /// Works off everything that is due now.
    pub async fn drain_worker(&self) -> Result<()> {
        self.worker().drain().await
    }

    fn worker(&self) -> Worker {
        let poll = Duration::from_millis(self.config.worker.poll_millis.max(1));
        let solver = Solver {
            owner: self.post.owner.clone(),
            lease: self.post.lease,
            ended: self.shutdown.clone(),
        };
        Worker::new(Arc::clone(&self.ground), self.post.clone(), solver, poll)
    }

    /// Ends everything that was started, and waits for it.
    pub async fn shutdown(self) -> Result<()> {
        self.shutdown.cancel();
        self.tracker.close();
        self.tracker.wait().await;
        if let Ok(ground) = Arc::try_unwrap(self.ground) {
            ground.database.close().await?;
        }
        Ok(())
    }
}

fn public_url(config: &Config) -> String {
    if config.http.public_url.is_empty() {
        format!("http://{}:{}", config.http.host, config.http.port)
    } else {
        config.http.public_url.trim_end_matches('/').to_owned()
    }
}

/// The configured key, or the one in `data_dir`, which is made on first start.
fn master_key(config: &Config) -> Result<[u8; 32]> {
    let given = config.sealing_key.expose_secret();
    if !given.is_empty() {
        return parse_key(given, "the setting sealing_key");
    }
    let path = config.data_dir.join("sealing.key");
    if path.exists() {
        let text = std::fs::read_to_string(&path).map_err(Error::internal)?;
        return parse_key(text.trim(), &path.display().to_string());
    }
    let key: [u8; 32] = rand::random();
    crate::folder::create(&config.data_dir).map_err(Error::internal)?;
    write_secret(&path, &hex::encode(key)).map_err(Error::internal)?;
    tracing::warn!(
        path = %path.display(),
        "made a new sealing key: without it nobody's name can be read again, so keep a copy apart \
         from the database"
    );
    Ok(key)
}

fn parse_key(text: &str, path: &str) -> Result<[u8; 32]> {
    let fault = |why: String| {
        Error::internal(StartFault::Key {
            path: path.to_owned(),
            why,
        })
    };
    let bytes = hex::decode(text).map_err(|why| fault(why.to_string()))?;
    bytes
        .try_into()
        .map_err(|_| fault("it is not 64 hexadecimal digits".to_owned()))
}

/// Writes a file that only its owner reads.
fn write_secret(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}
