//! What participants are described by.

use async_graphql::InputObject;
use chrono::NaiveDate;
use entities::id::{CentreId, ParticipantId};
use serde::{Deserialize, Serialize};

use crate::vocabulary::{IdOf, LanguageName};

/// A participant who comes to live at a centre.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RegisterParticipantInput {
    pub centre_id: IdOf<CentreId>,
    pub first_name: String,
    pub last_name: String,
    pub birth_date: NaiveDate,
    /// The udlændingenummer, as it stands in the papers.
    pub alien_number: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// Until when name and address are protected; none: not protected.
    pub protected_until: Option<NaiveDate>,
    /// At least one language.
    pub languages: Vec<SpokenLanguageInput>,
    /// The one language in which he or she needs an interpreter, as a BCP 47 tag; none: no
    /// interpreter is needed.
    pub interpreter_language: Option<String>,
    pub education: Option<String>,
    /// Lines of work he or she has worked in, as slugs: `construction`.
    #[serde(default)]
    #[graphql(default)]
    pub sectors: Vec<String>,
    /// Lines of work he or she wishes for, as slugs.
    #[serde(default)]
    #[graphql(default)]
    pub wishes: Vec<String>,
    /// Four-digit code of the municipality he or she would rather move to.
    pub preferred_municipality_code: Option<String>,
    /// Month in which he or she is expected to leave the centre, as any day in it.
    pub expected_leaving: Option<NaiveDate>,
    /// A key for the family, chosen by the centre; the same for all its members.
    pub family_key: Option<String>,
    /// Language of mails to the participant; by default English.
    pub language: Option<LanguageName>,
    /// First day of the stay; by default today.
    pub stays_from: Option<NaiveDate>,
    /// Repeating a call with the same key and input registers nobody twice.
    pub idempotency_key: Option<String>,
}

/// A language somebody speaks.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SpokenLanguageInput {
    /// BCP 47 tag: `ar`, `ti`, `prs`.
    pub tag: String,
    /// As in `native`, `good`, `basic`.
    pub level: String,
}

/// Changes to a participant. What is left out stays as it is; an empty list empties.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UpdateParticipantInput {
    pub participant_id: IdOf<ParticipantId>,
    /// The version you read; a stale one gets CONFLICT.
    pub version: i32,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub birth_date: Option<NaiveDate>,
    pub alien_number: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub protected_until: Option<NaiveDate>,
    pub languages: Option<Vec<SpokenLanguageInput>>,
    pub interpreter_language: Option<String>,
    /// Set to true when no interpreter is needed any more.
    #[serde(default)]
    #[graphql(default)]
    pub needs_no_interpreter: bool,
    pub education: Option<String>,
    pub sectors: Option<Vec<String>>,
    pub wishes: Option<Vec<String>>,
    pub preferred_municipality_code: Option<String>,
    pub expected_leaving: Option<NaiveDate>,
    pub language: Option<LanguageName>,
}

/// Participants as a CSV text with a header line, separated by semicolons or commas.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportParticipantsInput {
    pub centre_id: IdOf<CentreId>,
    /// The text of the file, in UTF-8; at most 5.000 rows.
    pub csv: String,
    /// Only checks, and stores nothing; by default false.
    #[serde(default)]
    #[graphql(default)]
    pub dry_run: bool,
    /// First day of the stays; by default today.
    pub stays_from: Option<NaiveDate>,
    /// Repeating a call with the same key and input imports nobody twice.
    pub idempotency_key: Option<String>,
}
