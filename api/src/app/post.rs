//! How mails leave, by the settings.

use std::time::Duration;

use chrono::TimeDelta;
use secrecy::ExposeSecret;

use super::StartFault;
use crate::clock::Clock;
use crate::config::{Config, MailConfig, MailTransport, SmtpTls};
use crate::error::{Error, Result};
use crate::mail::{SmtpSettings, TlsMode, Transport};
use crate::usecases::notices::Post;

/// One mail, from connecting to the last answer; well below any sensible lease.
const SMTP_TIMEOUT: Duration = Duration::from_secs(20);
const SMTP_CONNECTIONS: u32 = 2;

/// # Errors
/// An inner one for settings with which no mail can leave.
pub(super) fn post(config: &Config, clock: &Clock) -> Result<Post> {
    let from = config.mail.from.parse().map_err(|_| {
        let from = config.mail.from.clone();
        Error::internal(StartFault::Sender { from })
    })?;
    Ok(Post {
        transport: transport(config)?,
        from,
        domain: config.mail.domain.to_ascii_lowercase(),
        lease: TimeDelta::seconds(config.worker.lease_seconds.into()),
        max_attempts: config.worker.max_attempts,
        owner: clock.new_id().simple().to_string(),
    })
}

fn transport(config: &Config) -> Result<Transport> {
    match config.mail.transport {
        MailTransport::Directory => Ok(Transport::directory(config.mail_directory())),
        MailTransport::Smtp => Transport::smtp(&settings(&config.mail)).map_err(Error::internal),
    }
}

fn settings(mail: &MailConfig) -> SmtpSettings {
    let has_user = !mail.smtp_user.is_empty();
    let password = || mail.smtp_password.expose_secret().to_owned().into();
    SmtpSettings {
        host: mail.smtp_host.clone(),
        port: Some(mail.smtp_port),
        tls: match mail.smtp_tls {
            SmtpTls::Required => TlsMode::StartTls,
            SmtpTls::Implicit => TlsMode::Implicit,
            SmtpTls::None => TlsMode::None,
        },
        credentials: has_user.then(|| (mail.smtp_user.clone(), password())),
        hello_name: mail.domain.clone(),
        timeout: SMTP_TIMEOUT,
        max_connections: SMTP_CONNECTIONS,
    }
}
