//! The seats, hand-offs and settlements that a batch of notices speaks of.

use std::collections::{BTreeMap, BTreeSet};

use entities::columns::{HandoffState, NoticeRecipientKind, SettlementState};
use entities::id::{CohortId, HandoffId, ParticipantId, SettlementId};
use entities::{handoff, notice, settlement};
use sea_orm::DatabaseTransaction;

use super::live::recipients;
use crate::domain::settlement_document::SettlementDocument;
use crate::error::Result;
use crate::mail::content::{HandoffAnnounced, SettlementReady};
use crate::store;

pub(super) struct Cases {
    seats: BTreeSet<(CohortId, ParticipantId)>,
    handoffs: BTreeMap<HandoffId, handoff::Model>,
    n_items: BTreeMap<HandoffId, i64>,
    settlements: BTreeMap<SettlementId, settlement::Model>,
    n_counted: BTreeMap<SettlementId, i32>,
}

impl Cases {
    pub(super) async fn load(tx: &DatabaseTransaction, batch: &[notice::Model]) -> Result<Self> {
        let cohorts: BTreeSet<CohortId> = batch.iter().filter_map(|one| one.cohort_id).collect();
        let cohorts: Vec<CohortId> = cohorts.into_iter().collect();
        let participants = recipients(batch, NoticeRecipientKind::Participant);
        let participants: Vec<ParticipantId> = participants
            .into_iter()
            .map(ParticipantId::of_resource)
            .collect();
        let handoffs: Vec<HandoffId> = batch.iter().filter_map(|one| one.handoff_id).collect();
        let settlements: Vec<SettlementId> =
            batch.iter().filter_map(|one| one.settlement_id).collect();
        let mut n_counted = BTreeMap::new();
        for line in store::letters::settlement_lines(tx, &settlements).await? {
            *n_counted.entry(line.settlement_id).or_default() += line.counted;
        }
        Ok(Self {
            seats: store::letters::seats(tx, &cohorts, &participants)
                .await?
                .into_iter()
                .collect(),
            handoffs: store::letters::handoffs(tx, &handoffs)
                .await?
                .into_iter()
                .map(|row| (row.id, row))
                .collect(),
            n_items: store::letters::n_items(tx, &handoffs).await?,
            settlements: store::letters::settlements(tx, &settlements)
                .await?
                .into_iter()
                .map(|row| (row.id, row))
                .collect(),
            n_counted,
        })
    }

    pub(super) fn has_seat(&self, cohort: CohortId, participant: ParticipantId) -> bool {
        self.seats.contains(&(cohort, participant))
    }

    /// What a municipality is told of a hand-off; nothing of one that is not, or no longer, sent.
    pub(super) fn handoff(&self, id: HandoffId) -> Option<HandoffAnnounced> {
        let row = self.handoffs.get(&id)?;
        let is_sent = matches!(row.state, HandoffState::Sent | HandoffState::Accepted);
        let n_items = self.n_items.get(&id).copied().unwrap_or_default();
        is_sent.then(|| HandoffAnnounced {
            handoff_id: id.to_string(),
            n_people: 1,
            n_items: n_items.try_into().unwrap_or_default(),
        })
    }

    /// What a municipality is told of a settlement that was sent and still stands.
    pub(super) fn settlement(&self, id: SettlementId) -> Option<SettlementReady> {
        let row = self.settlements.get(&id)?;
        let stands = matches!(row.state, SettlementState::Sent | SettlementState::Settled);
        let document: SettlementDocument = serde_json::from_str(row.document.as_ref()?).ok()?;
        let n_counted = self.n_counted.get(&id).copied().unwrap_or_default();
        stands.then(|| SettlementReady {
            settlement_id: id.to_string(),
            n_people: n_counted.try_into().unwrap_or_default(),
            n_entries: document
                .content
                .entries
                .len()
                .try_into()
                .unwrap_or(u32::MAX),
            document_hash: document.hash.to_string(),
        })
    }
}
