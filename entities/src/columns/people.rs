//! Codes and values of participants.

use serde::{Deserialize, Serialize};

use super::{codes, json_list};

codes! {
    /// Who a consent lets something be given to.
    ConsentRecipientKind {
        Municipality = "MUNICIPALITY",
        Company = "COMPANY",
        VolunteerOrganisation = "VOLUNTEER_ORGANISATION",
        Centre = "CENTRE",
    }
}

/// A language somebody speaks, and how well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpokenLanguage {
    /// BCP 47.
    pub tag: String,
    /// As the person or the centre puts it, such as `NATIVE` or `B1`.
    pub level: String,
}

json_list! {
    /// The languages a participant speaks.
    SpokenLanguages(SpokenLanguage);
}
