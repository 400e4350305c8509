//! What a settlement is calculated from: costs, seats and counting facts, out of the tables.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use entities::columns::{CountingBasis, NotCountedReason};
use entities::id::{MunicipalityId, ParticipantId, SettlementId};
use entities::{accounting_period, cost_entry, counting_fact, municipality, partnership};
use sea_orm::ConnectionTrait;

use crate::domain::counting_facts::{Basis, CountingFact, EnrolmentFact, NotCounted, Stand};
use crate::domain::money::Money;
use crate::domain::municipality_code::MunicipalityCode;
use crate::domain::period::Period;
use crate::domain::pseudonym::SettlementSalt;
use crate::domain::settlement_document::{Entry, EntryKind, PartnershipTerms, SettlementDraft};
use crate::error::{Error, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::zone_of;

/// Everything that a settlement of `period` rests on as known at `known_at`.
pub(super) async fn draft(
    db: &impl ConnectionTrait,
    partnership: &partnership::Model,
    period: &accounting_period::Model,
    known_at: DateTime<Utc>,
) -> Result<SettlementDraft> {
    let centre = store::centres::by_id(db, partnership.centre_id)
        .await?
        .ok_or_else(Error::not_found)?;
    let known_on = known_at.with_timezone(&zone_of(&centre)?).date_naive();
    let (from, until) = (period.from_on, period.until_on);
    let seats = store::seats::of_partnership(db, partnership.id, from, until).await?;
    let persons: Vec<ParticipantId> = seats.iter().map(|(seat, _)| seat.participant_id).collect();
    let facts = store::counting_facts::of_participants(db, &persons).await?;
    let members = store::partnerships::municipality_ids(db, partnership.id).await?;
    let codes = codes_of(db, partnership, &members, &facts).await?;
    let code_of = |id: &MunicipalityId| codes.get(id).copied();
    let entries = store::costs::of_period(db, period.id).await?;
    let accounting = partnership.accounting_municipality_id;
    let enrolments = seats.into_iter().map(|(seat, cohort)| EnrolmentFact {
        person: seat.participant_id.to_string(),
        cohort: cohort.key,
        first_day: cohort.first_on,
        is_in_course: seat.started_on.is_some_and(|day| day <= known_on),
    });
    Ok(SettlementDraft {
        partnership: PartnershipTerms {
            key: partnership.key.clone(),
            municipalities: members.iter().filter_map(code_of).collect(),
            accounting_party: accounting
                .and_then(|id| code_of(&id))
                .map_or(centre.operator, |code| code.to_string()),
        },
        period: Period::new(from, until).map_err(Error::internal)?,
        known_at,
        entries: entries.into_iter().map(entry).collect(),
        enrolments: enrolments.collect(),
        facts: counting_facts(&facts, &codes),
    })
}

/// The secret of a settlement's pseudonyms: derived under the key of this installation, and so
/// neither stored nor exported.
pub(super) fn salt(op: &Op, id: SettlementId) -> Result<SettlementSalt> {
    let derived = op.ground.sealer.blind_index("settlement", &id.to_string());
    let bytes: [u8; 32] = derived
        .try_into()
        .map_err(|_| Error::internal("a settlement's salt has 32 bytes"))?;
    Ok(SettlementSalt::new(bytes))
}

/// The municipalities of `ids`, by code.
pub(super) async fn municipalities(
    db: &impl ConnectionTrait,
    ids: &[MunicipalityId],
) -> Result<BTreeMap<MunicipalityCode, municipality::Model>> {
    let rows = store::municipalities::by_ids(db, ids).await?;
    rows.into_iter()
        .map(|row| Ok((row.code.parse().map_err(Error::internal)?, row)))
        .collect()
}

async fn codes_of(
    db: &impl ConnectionTrait,
    partnership: &partnership::Model,
    members: &[MunicipalityId],
    facts: &[counting_fact::Model],
) -> Result<BTreeMap<MunicipalityId, MunicipalityCode>> {
    let mut ids = members.to_vec();
    ids.extend(partnership.accounting_municipality_id);
    ids.extend(facts.iter().filter_map(|fact| fact.municipality_id));
    ids.sort_unstable();
    ids.dedup();
    let rows = municipalities(db, &ids).await?;
    Ok(rows.into_iter().map(|(code, row)| (row.id, code)).collect())
}

fn entry(row: cost_entry::Model) -> Entry {
    let kind = if row.reverses_id.is_some() {
        EntryKind::Reversal
    } else {
        EntryKind::Charge
    };
    Entry {
        id: row.id.to_string(),
        kind,
        posted_on: row.posted_on,
        category: row.category,
        amount: Money::from_oere(row.amount_ore),
        document: row.document,
        vat_treatment: row.vat_treatment.to_string(),
        account: row.account,
        reverses: row.reverses_id.map(|id| id.to_string()),
    }
}

/// The rows come in the order of recording, which settles which of two at one instant is later.
fn counting_facts(
    rows: &[counting_fact::Model],
    codes: &BTreeMap<MunicipalityId, MunicipalityCode>,
) -> Vec<CountingFact<String>> {
    let facts = (0..).zip(rows).map(|(place, row)| {
        let (basis, stand) = stand(row, codes);
        CountingFact {
            person: row.participant_id.to_string(),
            recorded_at: row.recorded_at,
            place,
            valid_from: row.valid_from_on,
            basis,
            stand,
        }
    });
    facts.collect()
}

fn stand(
    row: &counting_fact::Model,
    codes: &BTreeMap<MunicipalityId, MunicipalityCode>,
) -> (Basis, Stand) {
    let municipality = row.municipality_id.and_then(|id| codes.get(&id));
    match (row.basis, municipality) {
        (CountingBasis::Planned, Some(code)) => (Basis::Planned, Stand::Municipality(*code)),
        (CountingBasis::Decided, Some(code)) => (Basis::Decided, Stand::Municipality(*code)),
        (CountingBasis::Planned | CountingBasis::Decided, None) | (CountingBasis::None, _) => {
            nobody(row.reason)
        }
    }
}

fn nobody(reason: Option<NotCountedReason>) -> (Basis, Stand) {
    let (basis, reason) = match reason {
        Some(NotCountedReason::Refused) => (Basis::Decided, NotCounted::Refused),
        Some(NotCountedReason::Withdrawn) => (Basis::Decided, NotCounted::Withdrawn),
        Some(NotCountedReason::OutsidePartnership) => (Basis::Decided, NotCounted::PlacedOutside),
        Some(NotCountedReason::Moved) => (Basis::Decided, NotCounted::Moved),
        Some(NotCountedReason::NoPreference) | None => (Basis::Planned, NotCounted::NoPreference),
    };
    (basis, Stand::NotCounted(reason))
}
