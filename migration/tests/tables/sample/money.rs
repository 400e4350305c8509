//! Money.

use entities::columns::{
    CountingBasis, LineState, NotCountedReason, ResourceKind, SettlementState, VatTreatment,
};
use entities::id::{
    AccountId, AccountingPeriodId, CohortId, CostEntryId, CountingFactId, MunicipalityId,
    ParticipantId, PartnershipId, SettlementId, SettlementLineId,
};
use entities::{cost_entry, counting_fact, settlement, settlement_line};

use super::{ID, at, day, resource_of};

pub(crate) fn cost_entry() -> cost_entry::Model {
    cost_entry::Model {
        id: CostEntryId::from_uuid(ID),
        partnership_id: PartnershipId::from_uuid(ID),
        period_id: AccountingPeriodId::from_uuid(ID),
        category: "category".to_owned(),
        amount_ore: 7,
        document: "document".to_owned(),
        text: "text".to_owned(),
        vat_treatment: VatTreatment::None,
        account: Some("account".to_owned()),
        posted_on: day(2),
        posted_at: at(1),
        posted_by: Some(AccountId::from_uuid(ID)),
        reverses_id: None,
    }
}

pub(crate) fn counting_fact() -> counting_fact::Model {
    counting_fact::Model {
        id: CountingFactId::from_uuid(ID),
        participant_id: ParticipantId::of_resource(resource_of(ResourceKind::Participant)),
        cohort_id: Some(CohortId::from_uuid(ID)),
        municipality_id: Some(MunicipalityId::from_uuid(ID)),
        basis: CountingBasis::Planned,
        reason: Some(NotCountedReason::Refused),
        valid_from_on: day(2),
        recorded_at: at(1),
    }
}

pub(crate) fn settlement() -> settlement::Model {
    settlement::Model {
        id: SettlementId::from_uuid(ID),
        partnership_id: PartnershipId::from_uuid(ID),
        period_id: AccountingPeriodId::from_uuid(ID),
        number: Some(3),
        state: SettlementState::Open,
        known_at: Some(at(1)),
        total_ore: Some(9_007_199_254_740_993),
        rule_version: Some("rule_version".to_owned()),
        document: Some("document".to_owned()),
        hash: Some("hash".to_owned()),
        previous_hash: Some("previous_hash".to_owned()),
        calculated_at: Some(at(1)),
        frozen_at: Some(at(1)),
        sent_at: Some(at(1)),
        corrects_id: None,
        version: 3,
    }
}

pub(crate) fn settlement_line() -> settlement_line::Model {
    settlement_line::Model {
        id: SettlementLineId::from_uuid(ID),
        settlement_id: SettlementId::from_uuid(ID),
        municipality_id: MunicipalityId::from_uuid(ID),
        counted: 3,
        amount_ore: 7,
        state: LineState::Pending,
        decided_at: Some(at(1)),
        decided_by: Some(AccountId::from_uuid(ID)),
        version: 3,
    }
}
