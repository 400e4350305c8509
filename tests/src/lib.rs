//! A running fasttrack to tell stories with: a database of its own, a clock that stands still until
//! it is moved, real HTTP.

#![expect(clippy::missing_panics_doc, reason = "a test that cannot go on panics")]

mod app;
mod client;
mod database;
mod mail;

pub use app::{Role, TestApp};
pub use client::{Answer, Client};
pub use database::TestDatabase;
pub use mail::{Mail, MailSink};
