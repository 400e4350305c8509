//! What can be typed.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Parser, Subcommand, ValueEnum};

use crate::i18n::Language;
use crate::vocabulary::RoleName;

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
    /// Plays a course at a sample centre from planning to settlement, then serves it.
    Demo(DemoOptions),
    /// Serves the API, and works off plans and mails unless told not to.
    Serve(ServeOptions),
    /// Works off plans and mails, beside servers that do not.
    Worker,
    /// Lets an account in: makes it when there is none, gives it a role, and prints a token.
    Token(TokenOptions),
    /// Brings the database up to date.
    Migrate,
    /// Prints the GraphQL schema.
    Schema,
    /// Plans a problem file, offline. Exit code 0: the plan is complete; 1: the file cannot be read or
    /// planned, and every fault is named; 2: something was typed wrong; 3: part of it is without a
    /// place; 4: it is proved that not everything can have one; 5: nothing was found in time.
    Plan(PlanOptions),
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

/// Who is let in.
#[derive(Clone, Debug, clap::Args)]
pub struct TokenOptions {
    /// Key of the account: lower-case letters, digits and `-`.
    pub account: String,
    /// What it may do beside what it may do already, as in ADMIN or CENTRE_COORDINATOR.
    #[arg(long, value_parser = role)]
    pub role: Option<RoleName>,
    /// Key of the centre, for the roles at a centre.
    #[arg(long)]
    pub centre: Option<String>,
    /// Four-digit code, for the roles of a municipality.
    #[arg(long)]
    pub municipality: Option<String>,
    /// Of a new account: what people call it.
    #[arg(long)]
    pub name: Option<String>,
    /// Of a new account: key of the staff member at the centre who has it.
    #[arg(long)]
    pub staff: Option<String>,
    /// Of a new account: the language that it is written to in.
    #[arg(long, value_enum, default_value_t = Tongue::Da)]
    pub language: Tongue,
    /// Days that the token opens.
    #[arg(long, default_value_t = 90, value_parser = clap::value_parser!(i64).range(1..=3650))]
    pub days: i64,
}

fn role(text: &str) -> Result<RoleName, serde_json::Error> {
    serde_json::from_value(serde_json::Value::String(text.to_owned()))
}

/// What is planned, and how.
#[derive(Clone, Debug, clap::Args)]
pub struct PlanOptions {
    /// The problem, in the engine's own JSON (docs/engine-format.md); `-` reads it from standard
    /// input.
    pub file: PathBuf,
    /// Chooses among plans of the same worth: the same file, seed and steps give the same plan.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Places to try: about a million a second.
    #[arg(long, default_value_t = 400_000, value_parser = clap::value_parser!(u64).range(1..=1_000_000_000_000))]
    pub steps: u64,
    /// Writes the answer there, as JSON.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Prints the answer as JSON on standard output, and the tables on standard error.
    #[arg(long)]
    pub json: bool,
    /// What to print the tables in.
    #[arg(long, alias = "lang", value_enum, default_value_t = Tongue::En)]
    pub language: Tongue,
}

#[derive(Debug, clap::Args)]
pub(super) struct VerifyOptions {
    /// The exported document; `-` reads it from standard input.
    pub(super) file: PathBuf,
    /// The document before it in the partnership's chain, to verify that this one follows it.
    #[arg(long)]
    pub(super) previous: Option<PathBuf>,
}

/// The languages that the program speaks to people.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Tongue {
    Da,
    #[default]
    En,
}

impl Tongue {
    pub(super) const fn language(self) -> Language {
        match self {
            Self::Da => Language::Da,
            Self::En => Language::En,
        }
    }
}

/// How the demonstration is told.
#[derive(Clone, Debug, clap::Args)]
pub struct DemoOptions {
    /// Start over: empties the demo's own database first.
    #[arg(long)]
    pub fresh: bool,
    /// End when the story is told, instead of serving.
    #[arg(long)]
    pub once: bool,
    /// Print one JSON document instead of tables.
    #[arg(long)]
    pub json: bool,
    /// Stop the story on this morning (07:00 at the centre), as in 2017-03-06, and leave the clock
    /// there; the next run goes on.
    #[arg(long, value_name = "DAY")]
    pub until: Option<NaiveDate>,
    /// What to print in.
    #[arg(long, value_enum, default_value_t = Tongue::En)]
    pub language: Tongue,
    /// Seed of the plan; the same seed gives the same plan.
    #[arg(long)]
    pub seed: Option<i32>,
    /// Port to listen on; 0 lets the system choose.
    #[arg(long)]
    pub port: Option<u16>,
    /// Where the demo's database, key and mails lie.
    #[arg(long, default_value = "fasttrack-demo")]
    pub data: PathBuf,
    /// A database of its own instead of the embedded one: `postgres://…`. Never one in use.
    #[arg(long)]
    pub database_url: Option<String>,
}

impl PlanOptions {
    /// A file planned with the default effort.
    #[must_use]
    pub const fn of(file: PathBuf) -> Self {
        Self {
            file,
            seed: 1,
            steps: 400_000,
            out: None,
            json: false,
            language: Tongue::En,
        }
    }
}

impl DemoOptions {
    /// The story told once, without a server, with its files in `data`.
    #[must_use]
    pub const fn once(data: PathBuf) -> Self {
        Self {
            fresh: false,
            once: true,
            json: true,
            until: None,
            language: Tongue::En,
            seed: None,
            port: None,
            data,
            database_url: None,
        }
    }
}
