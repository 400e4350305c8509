//! The takeover date of given facts, with the way to it.

use async_graphql::InputObject;
use chrono::NaiveDate;
use entities::columns::PlacementKind;
use serde::{Deserialize, Serialize};

use crate::domain::takeover::{FactField, Takeover, TakeoverFacts, TakeoverFaultCode, takeover};
use crate::error::{Error, Fault, Faults, Result};
use crate::op::Op;
use crate::vocabulary::PlacementKindName;

/// The facts a takeover date follows from; each kind needs its own part of them.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TakeoverDateInput {
    pub kind: PlacementKindName,
    /// The day of the placement decision; ORDINARY and EARLY_BY_CONSENT need it.
    pub decided_on: Option<NaiveDate>,
    /// The day of CPR registration; QUOTA and FAMILY_REUNIFIED need it.
    pub cpr_registered_on: Option<NaiveDate>,
    /// The day of takeover that was agreed on; EARLY_BY_CONSENT needs it.
    pub agreed_on: Option<NaiveDate>,
}

/// The day on which a municipality takes over, from the facts alone: nothing is stored.
///
/// # Errors
/// VALIDATION with every fact that the kind needs and that is missing or contradictory.
pub async fn takeover_date(op: &Op, input: TakeoverDateInput) -> Result<Takeover> {
    op.demand_sign_in()?;
    let mut faults = Faults::default();
    let found = calculated(&mut faults, &input);
    faults.done()?;
    found.ok_or_else(|| Error::invalid("input", "REQUIRED"))
}

pub(super) fn calculated(faults: &mut Faults, input: &TakeoverDateInput) -> Option<Takeover> {
    let facts = TakeoverFacts {
        kind: PlacementKind::from(input.kind).into(),
        decided_on: input.decided_on,
        cpr_registered_on: input.cpr_registered_on,
        agreed_on: input.agreed_on,
    };
    match takeover(&facts) {
        Ok(takeover) => Some(takeover),
        Err(found) => {
            faults.extend(found.into_iter().map(|fault| {
                let path = match fault.field {
                    FactField::DecidedOn => "input.decidedOn",
                    FactField::CprRegisteredOn => "input.cprRegisteredOn",
                    FactField::AgreedOn => "input.agreedOn",
                };
                Fault::new(path, code(fault.code))
            }));
            None
        }
    }
}

const fn code(code: TakeoverFaultCode) -> &'static str {
    match code {
        TakeoverFaultCode::Missing => "REQUIRED",
        other => other.code(),
    }
}
