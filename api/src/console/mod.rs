//! The command line.

mod args;
mod logs;
mod serve;
mod verify;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use self::args::{Args, Command};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::graphql;
use crate::store::Database;
use crate::usecases::installation;

/// Runs the command that the program was called with.
pub async fn run() -> ExitCode {
    let args = Args::parse();
    if let Command::Verify(options) = &args.command {
        return verify::run(options);
    }
    let config = match Config::load(args.config.as_deref()) {
        Ok(config) => config,
        Err(fault) => return failed(&fault.to_string()),
    };
    logs::start(&config.log);
    match execute(args.command, config).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(Error::Internal(inner)) => failed(&inner.to_string()),
        Err(refused) => failed(&format!("{refused:?}")),
    }
}

async fn execute(command: Command, config: Config) -> Result<()> {
    match command {
        Command::Serve(options) => serve::serve(config, &options).await,
        Command::Worker => serve::work(config).await,
        Command::Migrate => {
            let url = config.database_url();
            let database = Database::connect(&url, 1).await?;
            let n = installation::migrate(&database).await?;
            say(&format!(
                "{n} migrations were applied; the database is up to date."
            ))?;
            Ok(database.close().await?)
        }
        // Works offline, before any settings are read.
        Command::Verify(_) => Ok(()),
        Command::Schema => say(graphql::sdl(&graphql::schema(&config.limits)).trim_end()),
    }
}

/// A line on standard output.
fn say(text: &str) -> Result<()> {
    writeln!(std::io::stdout(), "{text}").map_err(Error::internal)
}

fn failed(text: &str) -> ExitCode {
    // Nothing is left to do when even standard error is gone.
    let _ = writeln!(std::io::stderr(), "fasttrack: {text}");
    ExitCode::FAILURE
}
