//! Settlements: a period's costs shared by the persons counted for each municipality.

mod approve;
mod calculate;
mod forecast;
mod freeze;
mod ground;
mod read;

use entities::settlement;

pub use self::approve::{ApproveLineInput, approve_line};
pub use self::calculate::{CalculateSettlementInput, calculate};
pub use self::forecast::{Forecast, forecast};
pub use self::freeze::{FreezeSettlementInput, SendSettlementInput, freeze, send};
pub use self::read::{
    Export, LineExplanation, Proof, delta, explain_line, export, find, lines, of_partnership, proof,
};
use crate::domain::settlement_document::SettlementContent;
use crate::domain::settlement_state::SettlementState;
use crate::domain::state::State;
use crate::error::{Error, Result};

/// The settlement in its next state.
///
/// # Errors
/// ILLEGAL_TRANSITION, naming what is allowed.
fn advance(
    row: &settlement::Model,
    next: SettlementState,
) -> Result<entities::columns::SettlementState> {
    let now: SettlementState = row.state.as_str().parse().map_err(Error::internal)?;
    now.advance_to(next)
        .map_err(|refused| Error::illegal_transition(refused.from, &refused.allowed))?;
    next.code().parse().map_err(Error::internal)
}

/// CONFLICT unless the caller has read the row as it is.
fn demand_version(given: i32, current: i32) -> Result<()> {
    if given == current {
        Ok(())
    } else {
        Err(Error::stale(current))
    }
}

/// What the settlement was calculated from; `None` before it is.
///
/// # Errors
/// INTERNAL when what lies in the database cannot be read.
pub fn content_of(row: &settlement::Model) -> Result<Option<SettlementContent>> {
    let text = row.document.as_deref();
    Ok(text.map(serde_json::from_str).transpose()?)
}
