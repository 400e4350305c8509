//! What a period is going to cost whom, by the same key over everybody enrolled.

use entities::accounting_period;
use entities::id::PartnershipId;

use super::ground;
use crate::domain::allocation::{Share, allocate};
use crate::domain::counting::{Question, forecast as count_forecast};
use crate::domain::counting_facts::NotCounted;
use crate::domain::money::Money;
use crate::domain::municipality_code::MunicipalityCode;
use crate::domain::policy::Action;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::lookup;

/// The forecast of a period.
#[derive(Debug)]
pub struct Forecast {
    pub period: accounting_period::Model,
    /// Agreed for the partnership as a whole.
    pub budget: Money,
    pub posted: Money,
    pub counts: Vec<(MunicipalityCode, u32)>,
    pub not_counted: Vec<(NotCounted, u32)>,
    /// The budget shared; `None` when nobody is counted.
    pub budget_shares: Option<Vec<Share>>,
    /// What is posted so far, shared; `None` when nobody is counted.
    pub posted_shares: Option<Vec<Share>>,
}

/// The same key over everybody enrolled, in course or not, as known now.
///
/// # Errors
/// NOT_FOUND for a partnership or period that the actor does not see.
pub async fn forecast(op: &Op, partnership: PartnershipId, period_key: &str) -> Result<Forecast> {
    let db = op.reader();
    let partnership = lookup::partnership(op, db, partnership, Action::ReadSettlement).await?;
    let period = store::partnerships::period_by_key(db, partnership.id, period_key)
        .await?
        .ok_or_else(Error::not_found)?;
    let draft = ground::draft(db, &partnership, &period, op.now).await?;
    let question = Question {
        municipalities: &draft.partnership.municipalities,
        period: draft.period,
        known_at: draft.known_at,
    };
    let counted = count_forecast(question, &draft.enrolments, &draft.facts);
    let counts = counted.counts();
    let posted = Money::sum(draft.entries.iter().map(|entry| entry.amount));
    let posted = posted.map_err(Error::internal)?;
    let budget = Money::from_oere(partnership.budget_ore);
    Ok(Forecast {
        period,
        budget,
        posted,
        not_counted: counted.not_counted_counts(),
        budget_shares: allocate(budget, &counts).ok(),
        posted_shares: allocate(posted, &counts).ok(),
        counts,
    })
}
