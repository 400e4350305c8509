//! `fasttrack serve` and `fasttrack worker`.

use entities::columns::InstallationKind;

use super::args::ServeOptions;
use super::say;
use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::error::{Error, Result};

pub(super) async fn serve(mut config: Config, options: &ServeOptions) -> Result<()> {
    if let Some(port) = options.port {
        config.http.port = port;
    }
    let app = App::build(config, Clock::system(), None).await?;
    let listener = app.bind().await?;
    let address = app.serve(listener)?;
    if app.config.worker.enabled && !options.no_worker {
        app.run_worker();
    }
    say(&format!("fasttrack serves http://{address}/graphql"))?;
    if app.kind == InstallationKind::Demo {
        let now = app.ground.clock.now();
        let now = now.format("%Y-%m-%d %H:%M");
        say(&format!("This is a demo: its clock says {now} UTC."))?;
    }
    until_told_to_stop().await?;
    app.shutdown().await
}

/// `fasttrack worker`.
pub(super) async fn work(config: Config) -> Result<()> {
    let app = App::build(config, Clock::system(), None).await?;
    app.run_worker();
    let transport = app.post().transport.name();
    say(&format!("fasttrack works; mails leave by {transport}"))?;
    until_told_to_stop().await?;
    app.shutdown().await
}

/// Waits for Ctrl-C or the signal that a service manager sends.
pub(super) async fn until_told_to_stop() -> Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminated = signal(SignalKind::terminate()).map_err(Error::internal)?;
        tokio::select! {
            pressed = tokio::signal::ctrl_c() => pressed.map_err(Error::internal),
            _ = terminated.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await.map_err(Error::internal)
}
