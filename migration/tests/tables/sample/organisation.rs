//! Organisation.

use entities::columns::{
    AccountingParty, ClosingDays, CostKey, InvoiceRecipient, Openings, PeriodState, WeeklyOpening,
};
use entities::id::{AccountingPeriodId, CentreId, MunicipalityId, PartnershipId};
use entities::{accounting_period, centre, municipality, partnership, partnership_municipality};

use super::{ID, day};

pub(crate) fn municipality() -> municipality::Model {
    municipality::Model {
        id: MunicipalityId::from_uuid(ID),
        code: "0265".to_owned(),
        name: "name".to_owned(),
        region: "region".to_owned(),
        region_code: "region_code".to_owned(),
        cvr: "29189404".to_owned(),
        handoff_mailbox: Some("handoff_mailbox".to_owned()),
        finance_mailbox: Some("finance_mailbox".to_owned()),
        invoice_recipient: Some(InvoiceRecipient {
            name: "Roskilde".to_owned(),
            gln: Some("5790000000000".to_owned()),
            ..InvoiceRecipient::default()
        }),
        version: 3,
    }
}

pub(crate) fn centre() -> centre::Model {
    centre::Model {
        id: CentreId::from_uuid(ID),
        key: "key".to_owned(),
        name: "name".to_owned(),
        operator: "operator".to_owned(),
        host_municipality_id: MunicipalityId::from_uuid(ID),
        zone: "Europe/Copenhagen".to_owned(),
        openings: Openings(vec![WeeklyOpening {
            weekday: 1,
            from_minute: 480,
            until_minute: 960,
        }]),
        closing_days: ClosingDays(vec![day(5)]),
        contact_name: Some("contact_name".to_owned()),
        contact_email: Some("contact_email".to_owned()),
        contact_phone: Some("contact_phone".to_owned()),
        closed_on: Some(day(2)),
        version: 3,
    }
}

pub(crate) fn partnership() -> partnership::Model {
    partnership::Model {
        id: PartnershipId::from_uuid(ID),
        centre_id: CentreId::from_uuid(ID),
        key: "key".to_owned(),
        name: "name".to_owned(),
        valid_from_on: day(2),
        valid_until_on: Some(day(9)),
        accounting_party: AccountingParty::Municipality,
        accounting_municipality_id: Some(MunicipalityId::from_uuid(ID)),
        cost_key: CostKey::CountedPersons,
        budget_ore: 9_007_199_254_740_993,
        version: 3,
    }
}

pub(crate) fn partnership_municipality() -> partnership_municipality::Model {
    partnership_municipality::Model {
        partnership_id: PartnershipId::from_uuid(ID),
        municipality_id: MunicipalityId::from_uuid(ID),
    }
}

pub(crate) fn accounting_period() -> accounting_period::Model {
    accounting_period::Model {
        id: AccountingPeriodId::from_uuid(ID),
        partnership_id: PartnershipId::from_uuid(ID),
        key: "key".to_owned(),
        from_on: day(2),
        until_on: day(9),
        state: PeriodState::Open,
    }
}
