//! Codes and values of centres, municipalities and partnerships.

use chrono::NaiveDate;
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};

use super::{codes, json_list};

codes! {
    /// Who keeps a partnership's books.
    AccountingParty {
        Operator = "OPERATOR",
        Municipality = "MUNICIPALITY",
    }

    /// How a partnership shares its costs.
    CostKey {
        CountedPersons = "COUNTED_PERSONS",
    }

    /// Whether entries may still be posted in a period.
    PeriodState {
        Open = "OPEN",
        Closed = "CLOSED",
    }
}

/// Hours of one weekday in which a centre can be used; local minutes since midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeeklyOpening {
    /// 1 is Monday, 7 is Sunday.
    pub weekday: u8,
    pub from_minute: i32,
    pub until_minute: i32,
}

json_list! {
    /// A centre's weekly opening hours.
    Openings(WeeklyOpening);
    /// Days on which a centre is closed, besides public holidays.
    ClosingDays(NaiveDate);
}

/// Where a municipality receives an electronic invoice; municipalities have one number per unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(default)]
pub struct InvoiceRecipient {
    pub name: String,
    /// GLN (also called EAN): 13 digits.
    pub gln: Option<String>,
    pub cvr: Option<String>,
    /// The recipient's own reference: an order number or a person.
    pub reference: Option<String>,
}
