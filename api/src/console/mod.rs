//! The command line.

mod args;
pub mod demo;
mod logs;
pub mod plan;
mod serve;
pub mod token;
mod verify;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use self::args::{Args, Command};
use crate::config::{Config, LogConfig};
use crate::error::{Error, Refusal, Result};
use crate::graphql;
use crate::i18n::{self, Language};
use crate::store::Database;
use crate::usecases::installation;

/// Runs the command that the program was called with.
pub async fn run() -> ExitCode {
    let args = Args::parse();
    if let Command::Verify(options) = &args.command {
        return verify::run(options);
    }
    if let Command::Plan(options) = &args.command {
        return plan::run(options);
    }
    let mut config = match Config::load(args.config.as_deref()) {
        Ok(config) => config,
        Err(fault) => return failed(&fault.to_string()),
    };
    if matches!(args.command, Command::Demo(_)) && config.log == LogConfig::default() {
        // The story is told in tables; only what goes wrong belongs between them.
        "error".clone_into(&mut config.log.filter);
    }
    logs::start(&config.log);
    match execute(args.command, config).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(Error::Internal(inner)) => failed(&inner.to_string()),
        Err(Error::Refused(refusal)) => failed(&worded(&refusal)),
    }
}

async fn execute(command: Command, config: Config) -> Result<()> {
    match command {
        Command::Demo(options) => Box::pin(demo::demo(config, &options)).await,
        Command::Serve(options) => serve::serve(config, &options).await,
        Command::Worker => serve::work(config).await,
        Command::Token(options) => say(&token::token(config, options).await?),
        Command::Migrate => {
            let url = config.database_url();
            let database = Database::connect(&url, 1).await?;
            let n = installation::migrate(&database).await?;
            say(&format!(
                "{n} migrations were applied; the database is up to date."
            ))?;
            Ok(database.close().await?)
        }
        // They work offline, before any settings are read.
        Command::Verify(_) | Command::Plan(_) => Ok(()),
        Command::Schema => say(graphql::sdl(&graphql::schema(&config.limits)).trim_end()),
    }
}

/// A line on standard output.
fn say(text: &str) -> Result<()> {
    writeln!(std::io::stdout(), "{text}").map_err(Error::internal)
}

/// A line on standard error, for standard output is read by programs.
fn warn(text: &str) -> Result<()> {
    writeln!(std::io::stderr(), "{text}").map_err(Error::internal)
}

/// A refusal in words: what is wrong, and each fault with how to mend it.
fn worded(refusal: &Refusal) -> String {
    let words = |args: &crate::error::Args| {
        let all = args.iter();
        all.fold(i18n::Args::new(), |words, (name, value)| {
            words.with(name, value.clone())
        })
    };
    let code = format!("error-{}", refusal.code.as_str());
    let faults = refusal.faults.iter().map(|fault| {
        let code = format!("fault-{}", fault.code);
        let help = i18n::text(Language::En, &code, &words(&fault.args));
        format!("\n  {}: {help}", fault.path)
    });
    let message = i18n::text(Language::En, &code, &words(&refusal.args));
    std::iter::once(message).chain(faults).collect()
}

fn failed(text: &str) -> ExitCode {
    // Nothing is left to do when even standard error is gone.
    let _ = writeln!(std::io::stderr(), "fasttrack: {text}");
    ExitCode::FAILURE
}
