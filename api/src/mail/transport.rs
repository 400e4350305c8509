//! How messages leave: by SMTP, into a directory, or into memory for tests.
//!
//! A fault says whether trying again can help, and nothing about whom the message was for: the
//! texts of mail servers repeat addresses, so only their reply codes are kept.

mod directory;
mod memory;
mod smtp;

use std::io;
use std::path::PathBuf;

use lettre::Message;
use lettre::message::header::MessageId;

pub use directory::Directory;
pub use memory::Memory;
pub use smtp::{SettingsFault, Smtp, SmtpSettings, TlsMode};

/// A way out for messages. Cheap to clone; clones share their connections.
#[derive(Clone, Debug)]
pub enum Transport {
    /// To a mail server.
    Smtp(Smtp),
    /// Into a directory, one `.eml` file a message.
    Directory(Directory),
    /// Into memory.
    Memory(Memory),
}

/// Why a message did not leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendFault {
    /// It may leave another time.
    #[error("not sent for now: {0}")]
    Retry(Cause),
    /// It never will as it is.
    #[error("refused for good: {0}")]
    Permanent(Cause),
}

/// What stood in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Cause {
    /// The server answered with this code.
    #[error("SMTP reply {0}")]
    Reply(u16),
    /// The server could not be reached, hung up, or made no sense.
    #[error("no connection")]
    Connection,
    /// The server took too long.
    #[error("time-out")]
    Timeout,
    /// No safe connection could be made.
    #[error("TLS failed")]
    Tls,
    /// The server does not speak as we need it to.
    #[error("SMTP protocol")]
    Protocol,
    /// The file could not be written.
    #[error("file: {0}")]
    File(io::ErrorKind),
    /// The message has no usable Message-ID.
    #[error("no Message-ID")]
    MessageId,
}

impl Transport {
    /// A transport that sends to a mail server.
    pub fn smtp(settings: &SmtpSettings) -> Result<Self, SettingsFault> {
        Smtp::new(settings).map(Self::Smtp)
    }

    /// A transport that writes files into `folder`, which it makes when the first one comes.
    pub fn directory(folder: impl Into<PathBuf>) -> Self {
        Self::Directory(Directory::new(folder.into()))
    }

    /// Sends a message. At least once: a caller that cannot note its success will send again,
    /// under the same Message-ID.
    pub async fn send(&self, message: &Message) -> Result<(), SendFault> {
        match self {
            Self::Smtp(smtp) => smtp.send(message).await,
            Self::Directory(directory) => directory.send(message).await,
            Self::Memory(memory) => memory.send(message),
        }
    }

    /// What this transport is, for logs and banners.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Smtp(_) => "smtp",
            Self::Directory(_) => "directory",
            Self::Memory(_) => "memory",
        }
    }
}

impl SendFault {
    /// Whether trying again can help.
    pub const fn is_retryable(self) -> bool {
        matches!(self, Self::Retry(_))
    }

    /// What stood in the way.
    pub const fn cause(self) -> Cause {
        match self {
            Self::Retry(cause) | Self::Permanent(cause) => cause,
        }
    }
}

/// The message's id without its angle brackets.
fn bare_id(message: &Message) -> Option<String> {
    let id = message.headers().get::<MessageId>()?;
    let bare = id
        .as_ref()
        .trim()
        .trim_start_matches('<')
        .trim_end_matches('>');
    (!bare.is_empty()).then(|| bare.to_owned())
}
