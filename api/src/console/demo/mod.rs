//! `fasttrack demo`: a course at the sample centre from an empty database to a settlement, then a
//! server to look at it with.

mod perform;
mod print;
mod tokens;

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};
use entities::columns::InstallationKind;
use serde::Serialize;
use tokio::net::TcpListener;

pub use self::tokens::Token;
pub use super::args::DemoOptions;
use super::{say, serve, warn};
use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, MailTransport};
use crate::demo::{self, Report};
use crate::error::{Error, Result};
use crate::i18n::{self, Language};
use crate::sample::{self, SampleCentre};
use crate::store::Database;
use crate::usecases::installation;

/// What the demonstration has come to, where it lies, and how to get in: what `--json` prints.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Facts {
    #[serde(flatten)]
    pub report: Report,
    pub mail_directory: String,
    /// The database, without a password.
    pub database: String,
    /// Where it is served; none with `--once`.
    pub url: Option<String>,
    /// What the demonstration's clock says, in the centre's zone (RFC 3339).
    pub domain_time: DateTime<FixedOffset>,
    /// The demonstration's clock less the real one.
    pub clock_offset_seconds: i64,
    pub tokens: Vec<Token>,
}

/// A demonstration whose story has been told, ready to be served.
pub struct Told {
    pub app: App,
    pub facts: Facts,
    sample: SampleCentre,
    listener: Option<TcpListener>,
}

/// Tells the story from where it stopped.
///
/// # Errors
/// A database that is not a demonstration's, an address that is taken, and what cannot be stored.
pub async fn tell(mut config: Config, options: &DemoOptions) -> Result<Told> {
    settle(&mut config, options);
    if options.fresh {
        start_over(&config).await?;
    }
    let language = options.language();
    let sample = sample::load(sample::AVNSTRUP).map_err(Error::internal)?;
    let mut app = build(&config).await?;
    if perform::is_interrupted(&app).await? {
        warn(&i18n::plain(language, "demo-interrupted"))?;
        app.shutdown().await?;
        start_over(&config).await?;
        app = build(&config).await?;
    }
    // An address that is taken is told at once, not after the story.
    let listener = if options.once {
        None
    } else {
        Some(app.bind().await?)
    };
    let stage = perform::perform(&app, &sample, options).await?;
    let tokens = tokens::issue(&stage.op(), &sample).await?;
    let now = app.ground.clock.now().with_timezone(&stage.zone);
    let facts = Facts {
        report: demo::collect(&stage, &sample, language).await?,
        mail_directory: app.config.mail_directory().display().to_string(),
        database: shown_database(&app.config),
        url: listener.as_ref().map(url_of).transpose()?,
        domain_time: now.fixed_offset(),
        clock_offset_seconds: app.ground.clock.offset().num_seconds(),
        tokens,
    };
    Ok(Told {
        app,
        facts,
        sample,
        listener,
    })
}

pub(super) async fn demo(config: Config, options: &DemoOptions) -> Result<()> {
    let told = tell(config, options).await?;
    if options.json {
        say(&serde_json::to_string_pretty(&told.facts)?)?;
    } else {
        print::print(&told.facts, &told.sample, options.language())?;
    }
    if let Some(listener) = told.listener {
        told.app.serve(listener)?;
        told.app.run_worker();
        serve::until_told_to_stop().await?;
    }
    told.app.shutdown().await
}

fn url_of(listener: &TcpListener) -> Result<String> {
    let address = listener.local_addr().map_err(Error::internal)?;
    Ok(format!("http://{address}/graphql"))
}

async fn build(config: &Config) -> Result<App> {
    App::build(
        config.clone(),
        Clock::system(),
        Some(InstallationKind::Demo),
    )
    .await
}

/// The settings of a demo: files of its own beside each other, and no mail that leaves the machine,
/// whatever is set for a real installation.
fn settle(config: &mut Config, options: &DemoOptions) {
    config.data_dir.clone_from(&options.data);
    config.mail.transport = MailTransport::Directory;
    config.mail.directory = PathBuf::new();
    config.database_url = options.database_url.clone().unwrap_or_default().into();
    if let Some(port) = options.port {
        config.http.port = port;
    }
}

/// Empties the demo's own database and takes its mails away.
async fn start_over(config: &Config) -> Result<()> {
    let database = Database::connect(&config.database_url(), 1).await?;
    installation::empty_demo(&database).await?;
    database.close().await?;
    let mails = config.mail_directory();
    if mails.is_dir() {
        std::fs::remove_dir_all(&mails).map_err(Error::internal)?;
    }
    Ok(())
}

/// The database without a password.
fn shown_database(config: &Config) -> String {
    let url = config.database_url();
    match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://{host}"),
        _ => url,
    }
}

impl DemoOptions {
    const fn language(&self) -> Language {
        self.language.language()
    }
}
