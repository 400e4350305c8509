//! What came of enrolling and withdrawing.

use async_graphql::SimpleObject;
use entities::id::ParticipantId;

use super::{Cohort, Enrolment, RowFault};
use crate::i18n::{Args, Language, text};
use crate::usecases::enrolments::{self, Enrolled, EnrolledRow, Withdrawn};
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
    /// Stable code: `LANGUAGES_OVER_LIMIT`, `LANGUAGES_NO_LONGER_NEEDED`.
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
    /// How many sessions go on without the participant.
    pub n_sessions_left: i32,
    /// How many sessions are cancelled since nobody is left for them.
    pub n_sessions_cancelled: i32,
    pub warnings: Vec<Warning>,
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
            enrolments::Warning::LanguagesNoLongerNeeded { languages } => {
                let args = Args::new().with("languages", languages.join(", "));
                ("LANGUAGES_NO_LONGER_NEEDED", args)
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

impl WithdrawEnrolmentPayload {
    pub(crate) fn of(withdrawn: Withdrawn, language: Language) -> Self {
        let warnings = withdrawn.warnings.iter();
        let count = |n| i32::try_from(n).unwrap_or(i32::MAX);
        Self {
            warnings: warnings.map(|one| Warning::of(one, language)).collect(),
            n_sessions_left: count(withdrawn.n_sessions_left),
            n_sessions_cancelled: count(withdrawn.n_sessions_cancelled),
            enrolment: withdrawn.ended.enrolment.into(),
            promoted: withdrawn.ended.promoted.map(Into::into),
        }
    }
}
