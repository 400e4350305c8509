//! Every text shown to a person, in Danish and English, out of the embedded `locales`.

pub mod dates;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, static_loader};
use serde::{Deserialize, Serialize};
use unic_langid::langid;

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "en",
        // Isolation marks around arguments would stand in subjects and file names; both
        // languages run from left to right.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static DANISH: LanguageIdentifier = langid!("da");
static ENGLISH: LanguageIdentifier = langid!("en");

/// A language that people are written to in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Danish.
    Da,
    /// English.
    En,
}

impl Language {
    /// Both languages, Danish first.
    pub const ALL: [Self; 2] = [Self::Da, Self::En];

    /// The BCP 47 tag, `da` or `en`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Da => "da",
            Self::En => "en",
        }
    }

    /// The language of a BCP 47 tag, whatever its region: `da-DK` is Danish.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        Self::ALL
            .into_iter()
            .find(|language| primary.eq_ignore_ascii_case(language.tag()))
    }

    fn identifier(self) -> &'static LanguageIdentifier {
        match self {
            Self::Da => &DANISH,
            Self::En => &ENGLISH,
        }
    }
}

/// The values that a text has gaps for.
#[derive(Clone, Debug, Default)]
pub struct Args(HashMap<Cow<'static, str>, FluentValue<'static>>);

impl Args {
    /// No values yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same values and one more; a number also chooses between singular and plural.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<FluentValue<'static>>) -> Self {
        self.0.insert(Cow::Borrowed(name), value.into());
        self
    }
}

/// The text of `key` with its gaps filled.
///
/// A key that does not exist is a mistake of ours, which a test looks for; should it happen all
/// the same, the key itself is a better answer than none.
pub fn text(language: Language, key: &str, args: &Args) -> String {
    try_text(language, key, args).unwrap_or_else(|| {
        tracing::error!(key, language = language.tag(), "text is missing");
        key.to_owned()
    })
}

/// The text of `key`, which has no gaps.
pub fn plain(language: Language, key: &str) -> String {
    text(language, key, &Args::new())
}

/// The text of `key` where it exists: for keys that are made from data, such as language tags.
pub fn try_text(language: Language, key: &str, args: &Args) -> Option<String> {
    LOCALES.try_lookup_with_args(language.identifier(), key, &args.0)
}

/// The name of a spoken language by its tag, or the tag itself when it has no name here.
pub fn language_name(language: Language, tag: &str) -> String {
    let key = format!("label-language-{}", tag.to_ascii_lowercase());
    try_text(language, &key, &Args::new()).unwrap_or_else(|| tag.to_owned())
}
