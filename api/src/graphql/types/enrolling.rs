//! What came of enrolling and withdrawing.

use async_graphql::SimpleObject;
use entities::id::ParticipantId;

use super::{Cohort, Enrolment, RowFault};
use crate::i18n::{Args, Language, text};
use crate::usecases::enrolments::{self, Ended, Enrolled, EnrolledRow};
use crate::vocabulary::IdOf;

/// What became of each participant.
#[derive(SimpleObject)]
pub struct EnrolPayload {
    pub cohort: Cohort,
    /// One row for each participant of the input, in its order.
    pub rows: Vec<EnrolRow>,
    pub warnings: Vec<Warning>,
    /// The idempotency key was used before with this input: nothing was done again.
    pub is_repeated: bool,
}

/// One participant of the input.
#[derive(SimpleObject)]
pub struct EnrolRow {
    pub participant_id: IdOf<ParticipantId>,
    /// The place, or the place on the waiting list; null when something is wrong.
    pub enrolment: Option<Enrolment>,
    /// Why there is none: `NOT_FOUND`, `TARGET_RULE`, `ALREADY_ENROLLED`, or `VALIDATION` for
    /// electives that the template does not ask for.
    pub faults: Vec<RowFault>,
}

/// Something that is allowed and that somebody should know.
#[derive(SimpleObject)]
pub struct Warning {
    /// Stable code: `LANGUAGES_OVER_LIMIT`.
    pub code: String,
    /// The warning in your language.
    pub message: String,
}

/// An enrolment that has ended, and who got the place.
#[derive(SimpleObject)]
pub struct WithdrawEnrolmentPayload {
    pub enrolment: Enrolment,
    /// The first on the waiting list, who has the place now; null when nobody waited.
    pub promoted: Option<Enrolment>,
}

impl EnrolPayload {
    pub(crate) fn of(enrolled: Enrolled, language: Language) -> Self {
        let warnings = enrolled.warnings.iter();
        Self {
            warnings: warnings.map(|one| Warning::of(one, language)).collect(),
            cohort: enrolled.cohort.into(),
            rows: enrolled.rows.into_iter().map(Into::into).collect(),
            is_repeated: enrolled.is_repeated,
        }
    }
}

impl Warning {
    fn of(warning: &enrolments::Warning, language: Language) -> Self {
        let (code, args) = match warning {
            enrolments::Warning::LanguagesOverLimit { languages, most } => {
                let args = Args::new()
                    .with("languages", languages.join(", "))
                    .with("most", most.to_string());
                ("LANGUAGES_OVER_LIMIT", args)
            }
        };
        Self {
            code: code.to_owned(),
            message: text(language, &format!("warning-{code}"), &args),
        }
    }
}

impl From<EnrolledRow> for EnrolRow {
    fn from(row: EnrolledRow) -> Self {
        Self {
            participant_id: IdOf(row.participant_id),
            enrolment: row.enrolment.map(Into::into),
            faults: row.faults.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<Ended> for WithdrawEnrolmentPayload {
    fn from(ended: Ended) -> Self {
        Self {
            enrolment: ended.enrolment.into(),
            promoted: ended.promoted.map(Into::into),
        }
    }
}
