//! Reading settlements: their lines, how each came about, and the document to take along.

use entities::id::{PartnershipId, SettlementId, SettlementLineId};
use entities::{settlement, settlement_line};

use super::content_of;
use crate::domain::allocation::{Share, deltas};
use crate::domain::counting::Counted;
use crate::domain::money::Money;
use crate::domain::municipality_code::MunicipalityCode;
use crate::domain::policy::Action;
use crate::domain::pseudonym::Pseudonym;
use crate::domain::settlement_document::SettlementContent;
use crate::error::{Error, Fault, Faults, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::lookup;

/// A settlement and all that its lines follow from.
#[derive(Debug)]
pub struct Proof {
    pub settlement: settlement::Model,
    pub content: SettlementContent,
}

/// One municipality's line and who counts in it.
#[derive(Debug)]
pub struct LineExplanation {
    pub line: settlement_line::Model,
    pub share: Share,
    pub counted_in_all: u64,
    pub total: Money,
    pub persons: Vec<Counted<Pseudonym>>,
}

/// A frozen settlement as one file.
#[derive(Debug)]
pub struct Export {
    pub file_name: String,
    pub hash: String,
    /// The canonical bytes: any other are refused by `verify`.
    pub document: String,
}

/// One settlement.
///
/// # Errors
/// NOT_FOUND when there is none that the actor sees.
pub async fn find(op: &Op, id: SettlementId) -> Result<settlement::Model> {
    let found = lookup::settlement(op, op.reader(), id, Action::ReadSettlement).await?;
    Ok(found.into_row())
}

/// The settlements of a partnership, newest first; municipalities see those that were sent.
///
/// # Errors
/// NOT_FOUND for a partnership that the actor does not see; FORBIDDEN for roles without accounts.
pub async fn of_partnership(op: &Op, id: PartnershipId) -> Result<Vec<settlement::Model>> {
    let db = op.reader();
    let partnership = lookup::partnership(op, db, id, Action::ReadSettlement).await?;
    let mut rows = store::settlements::of_partnership(db, partnership.id).await?;
    let sees_all = op.permits(
        Action::ReadSettlement,
        &lookup::working_scopes(&partnership),
    );
    rows.retain(|row| sees_all || lookup::is_out(row));
    Ok(rows)
}

/// The lines of settlements that the actor has been shown.
pub async fn lines(op: &Op, ids: &[SettlementId]) -> Result<Vec<settlement_line::Model>> {
    op.demand_sign_in()?;
    Ok(store::settlements::lines(op.reader(), ids).await?)
}

/// How a settlement came about.
///
/// # Errors
/// NOT_FOUND when there is none that the actor sees, or it is not calculated yet.
pub async fn proof(op: &Op, id: SettlementId) -> Result<Proof> {
    let settlement = find(op, id).await?;
    let content = content_of(&settlement)?.ok_or_else(Error::not_found)?;
    Ok(Proof {
        settlement,
        content,
    })
}

/// Who counts in a line, under the pseudonyms of its settlement, and by which facts.
///
/// # Errors
/// NOT_FOUND when there is no such line that the actor sees.
pub async fn explain_line(op: &Op, id: SettlementLineId) -> Result<LineExplanation> {
    let db = op.reader();
    let line = lookup::settlement_line(op, db, id, Action::ReadSettlement).await?;
    let content = proof(op, line.settlement_id).await?.content;
    let municipality = store::municipalities::by_id(db, line.municipality_id)
        .await?
        .ok_or_else(Error::not_found)?;
    let code: MunicipalityCode = municipality.code.parse().map_err(Error::internal)?;
    let share = content.lines.iter().find(|share| share.code == code);
    let counted = content.count().lines.into_iter();
    let persons = counted.filter(|line| line.municipality == code);
    Ok(LineExplanation {
        share: *share.ok_or_else(Error::not_found)?,
        counted_in_all: content.lines.iter().map(|share| share.counted).sum(),
        total: content.total,
        persons: persons.flat_map(|line| line.persons).collect(),
        line: line.into_row(),
    })
}

/// What changes for each municipality from one settlement to another of the same partnership.
///
/// # Errors
/// VALIDATION when they belong to different partnerships.
pub async fn delta(
    op: &Op,
    from: SettlementId,
    to: SettlementId,
) -> Result<Vec<(MunicipalityCode, Money)>> {
    let (before, after) = (proof(op, from).await?, proof(op, to).await?);
    let mut faults = Faults::default();
    if before.settlement.partnership_id != after.settlement.partnership_id {
        faults.add(Fault::new("toId", "OTHER_PARTNERSHIP"));
    }
    faults.done()?;
    deltas(&before.content.lines, &after.content.lines).map_err(Error::internal)
}

/// The document of a frozen settlement.
///
/// # Errors
/// ILLEGAL_TRANSITION before it is frozen.
pub async fn export(op: &Op, id: SettlementId) -> Result<Export> {
    let row = find(op, id).await?;
    let (Some(hash), Some(document), Some(number)) = (row.hash, row.document, row.number) else {
        let needed = [entities::columns::SettlementState::Frozen];
        return Err(Error::illegal_transition(row.state, &needed));
    };
    let partnership = store::partnerships::by_id(op.reader(), row.partnership_id)
        .await?
        .ok_or_else(Error::not_found)?;
    Ok(Export {
        file_name: format!("settlement-{}-{number}.json", partnership.key),
        hash,
        document,
    })
}
