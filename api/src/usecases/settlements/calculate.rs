//! Calculating a settlement, as often as wanted until it is frozen.

use async_graphql::InputObject;
use entities::columns::{LineState, SettlementState as StateColumn};
use entities::id::{MunicipalityId, PartnershipId, SettlementId};
use entities::{settlement, settlement_line};
use sea_orm::{ConnectionTrait, IntoActiveModel, Set};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{advance, demand_version, ground};
use crate::domain::policy::Action;
use crate::domain::settlement_document::{self, CannotSettle, SettlementContent};
use crate::domain::settlement_state::SettlementState;
use crate::error::{Code, Error, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::facts::{self, Fact};
use crate::usecases::lookup;
use crate::vocabulary::IdOf;

/// Shares what was posted into a period.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CalculateSettlementInput {
    pub partnership_id: IdOf<PartnershipId>,
    /// As in `2017-1`.
    pub period_key: String,
    /// The version you read, when it was calculated before: a stale one gets CONFLICT.
    pub version: Option<i32>,
}

/// Calculates the settlement of a period from what is known now.
///
/// # Errors
/// NO_BASIS when nobody is counted, never an equal split; ILLEGAL_TRANSITION once it is frozen;
/// CONFLICT when `version` is stale.
pub async fn calculate(op: &Op, input: CalculateSettlementInput) -> Result<settlement::Model> {
    let tx = op.begin().await?;
    let partnership = lookup::partnership(op, &tx, input.partnership_id.0, Action::Account).await?;
    store::partnerships::lock(&tx, partnership.id).await?;
    let period = store::partnerships::period_by_key(&tx, partnership.id, &input.period_key)
        .await?
        .ok_or_else(|| Error::invalid("input.periodKey", "UNKNOWN_PERIOD"))?;
    let earlier = store::settlements::of_period(&tx, period.id).await?;
    let row = match earlier {
        Some(row) => {
            input
                .version
                .map_or(Ok(()), |version| demand_version(version, row.version))?;
            row
        }
        None => opened(op, &tx, &period).await?,
    };
    let state = advance(&row, SettlementState::Calculated)?;
    let draft = ground::draft(&tx, &partnership, &period, op.now).await?;
    let content = content(op, row.id, draft)?;
    set_lines(op, &tx, row.id, &content).await?;
    let version = row.version + 1;
    let mut row = row.into_active_model();
    row.state = Set(state);
    row.known_at = Set(Some(op.now));
    row.calculated_at = Set(Some(op.now));
    row.total_ore = Set(Some(content.total.oere()));
    row.rule_version = Set(Some(content.rule_version.clone()));
    row.document = Set(Some(text(content.to_bytes())?));
    row.version = Set(version);
    let row = store::settlements::update(&tx, row).await?;
    let fact = Fact::new("SETTLEMENT_CALCULATED", "settlement", row.id)
        .with(json!({ "totalOre": row.total_ore, "version": version }));
    facts::append(op, &tx, fact).await?;
    tx.commit().await?;
    Ok(row)
}

/// The working paper of a settlement.
pub(super) fn content(
    op: &Op,
    id: SettlementId,
    draft: settlement_document::SettlementDraft,
) -> Result<SettlementContent> {
    let salt = ground::salt(op, id)?;
    settlement_document::calculate(draft, &salt).map_err(|fault| match fault {
        CannotSettle::NoBasis(_) => Error::refused(Code::NoBasis).into(),
        CannotSettle::Money(fault) => Error::internal(fault),
    })
}

/// A document's bytes as a column keeps them.
pub(super) fn text(bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes).map_err(Error::internal)
}

async fn opened(
    op: &Op,
    tx: &impl ConnectionTrait,
    period: &entities::accounting_period::Model,
) -> Result<settlement::Model> {
    let row = settlement::ActiveModel {
        id: Set(op.new_id()),
        partnership_id: Set(period.partnership_id),
        period_id: Set(period.id),
        state: Set(StateColumn::Open),
        version: Set(0),
        ..Default::default()
    };
    Ok(store::settlements::insert(tx, row).await?)
}

/// Makes the lines those of the content; the line of a municipality keeps its id.
async fn set_lines(
    op: &Op,
    tx: &impl ConnectionTrait,
    id: SettlementId,
    content: &SettlementContent,
) -> Result<()> {
    let members = store::municipalities::by_codes(
        tx,
        &content
            .lines
            .iter()
            .map(|line| line.code.to_string())
            .collect::<Vec<_>>(),
    )
    .await?;
    let mut earlier = store::settlements::lines(tx, &[id]).await?;
    let mut new = Vec::new();
    for share in &content.lines {
        let municipality = members.iter().find(|row| row.code == share.code.as_str());
        let municipality: MunicipalityId = municipality.ok_or_else(Error::not_found)?.id;
        let counted = i32::try_from(share.counted).map_err(Error::internal)?;
        let place = earlier
            .iter()
            .position(|line| line.municipality_id == municipality);
        if let Some(place) = place {
            let line = earlier.swap_remove(place);
            let version = line.version + 1;
            let mut line = line.into_active_model();
            line.counted = Set(counted);
            line.amount_ore = Set(share.amount.oere());
            line.version = Set(version);
            store::settlements::update_line(tx, line).await?;
        } else {
            new.push(settlement_line::ActiveModel {
                id: Set(op.new_id()),
                settlement_id: Set(id),
                municipality_id: Set(municipality),
                counted: Set(counted),
                amount_ore: Set(share.amount.oere()),
                state: Set(LineState::Pending),
                version: Set(1),
                ..Default::default()
            });
        }
    }
    let gone: Vec<_> = earlier.into_iter().map(|line| line.id).collect();
    store::settlements::remove_lines(tx, &gone).await?;
    if new.is_empty() {
        return Ok(());
    }
    Ok(store::settlements::insert_lines(tx, new).await?)
}
