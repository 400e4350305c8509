//! `fasttrack`: reads the command and hands over.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    api::console::run().await
}
