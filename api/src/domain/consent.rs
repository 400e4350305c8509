//! What participants consent to, and when a consent covers something.

use chrono::NaiveDate;
use entities::columns::ConsentRecipientKind;
use entities::consent;
use entities::id::MunicipalityId;

use crate::domain::code::codes;

codes! {
    /// What a consent is about.
    pub enum Purpose {
        /// An earlier takeover than the ordinary day.
        EarlyTakeover = "EARLY_TAKEOVER",
        /// The competency card goes along with the hand-off.
        CompetencyCard = "COMPETENCY_CARD",
        /// Wishes for internships go along with the hand-off.
        Internship = "INTERNSHIP",
        /// Name and birth date are given to the receiving municipality.
        Identity = "IDENTITY",
    }
}

/// Whether `consent` stands on `day` and lets `municipality` have what `purpose` names. A consent
/// that names no municipality is given to whichever receives the person.
#[must_use]
pub fn covers(
    consent: &consent::Model,
    purpose: Purpose,
    municipality: MunicipalityId,
    day: NaiveDate,
) -> bool {
    consent.purpose == purpose.code()
        && consent.recipient_kind == ConsentRecipientKind::Municipality
        && consent
            .recipient_id
            .is_none_or(|id| id == municipality.uuid())
        && consent.given_on <= day
        && consent.withdrawn_at.is_none()
}
