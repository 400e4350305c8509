//! `fasttrack token`: how the first account comes in, and every other one without a password.

use chrono::TimeDelta;
use entities::columns::Language as NoticeLanguage;

pub use super::args::TokenOptions;
pub use super::args::Tongue;
use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::error::Result;
use crate::i18n::Language;
use crate::op::Op;
use crate::usecases::admission::{Admission, admit};

/// The token. It is told once, and stored as a hash.
///
/// # Errors
/// What the use case refuses, and a database that cannot be used.
pub async fn token(config: Config, options: TokenOptions) -> Result<String> {
    let app = App::build(config, Clock::system(), None).await?;
    let op = Op::of_machine(&app.ground, Language::En);
    let wanted = Admission {
        account_key: options.account,
        display_name: options.name,
        language: match options.language {
            Tongue::Da => NoticeLanguage::Da,
            Tongue::En => NoticeLanguage::En,
        },
        role: options.role,
        centre_key: options.centre,
        municipality_code: options.municipality,
        staff_key: options.staff,
        valid_for: TimeDelta::days(options.days),
    };
    let token = admit(&op, wanted).await;
    drop(op);
    app.shutdown().await?;
    token
}
