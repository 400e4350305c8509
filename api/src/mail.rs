//! Mail: what a letter holds, how it reads, what calendars get of it, and how it leaves.
//!
//! [`Letter`] is plain data that the caller resolved; [`compose`] makes a message of it, the same
//! bytes each time for the same letter and instant; [`Transport`] carries the message.

pub mod calendar;
pub mod content;
mod line;
mod message;
mod page;
#[cfg(test)]
mod tests;
mod transport;
mod wording;
mod zone;

pub use content::{Audience, Body, CentreCard, Letter, Recipient, Session};
pub use message::{ComposeFault, Letterhead, compose, message_id};
pub use transport::{
    Cause, Directory, Memory, SendFault, SettingsFault, Smtp, SmtpSettings, TlsMode, Transport,
};
