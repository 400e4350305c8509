//! What can be typed.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// The training scheduler for asylum centres.
#[derive(Debug, Parser)]
#[command(name = "fasttrack", version, about)]
pub(super) struct Args {
    /// Settings file; by default `fasttrack.toml` in the working directory, when there is one.
    #[arg(long, global = true)]
    pub(super) config: Option<PathBuf>,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Serves the API, and works off plans and mails unless told not to.
    Serve(ServeOptions),
    /// Works off plans and mails, beside servers that do not.
    Worker,
    /// Brings the database up to date.
    Migrate,
    /// Prints the GraphQL schema.
    Schema,
    /// Recomputes an exported settlement, offline: exit code 0 when it holds, 1 when it does not.
    Verify(VerifyOptions),
}

#[derive(Debug, clap::Args)]
pub(super) struct ServeOptions {
    /// Port to listen on; 0 lets the system choose.
    #[arg(long)]
    pub(super) port: Option<u16>,
    /// Leaves plans and mails to `fasttrack worker`.
    #[arg(long)]
    pub(super) no_worker: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct VerifyOptions {
    /// The exported document; `-` reads it from standard input.
    pub(super) file: PathBuf,
    /// The document before it in the partnership's chain, to verify that this one follows it.
    #[arg(long)]
    pub(super) previous: Option<PathBuf>,
}
