//! Appends for which municipality a participant counts, in the transaction of what decides it:
//! planned until there is a decision, decided after it, excluded when there is nobody to receive.

use chrono::NaiveDate;
use entities::columns::{CountingBasis, NotCountedReason};
use entities::counting_fact;
use entities::id::{CohortId, MunicipalityId, ParticipantId};
use sea_orm::{ConnectionTrait, Set};

use crate::error::Result;
use crate::op::Op;
use crate::store;

/// From when, and for the sake of which cohort, somebody counts.
#[derive(Clone, Copy, Debug)]
pub struct Since {
    pub on: NaiveDate,
    pub cohort: Option<CohortId>,
}

impl Since {
    #[must_use]
    pub const fn day(on: NaiveDate) -> Self {
        Self { on, cohort: None }
    }
}

/// Counts `ids` for the municipality each prefers. Who has been decided on, or refused, stays so:
/// a preference changes nothing about a decision.
pub async fn planned(
    op: &Op,
    tx: &impl ConnectionTrait,
    ids: &[ParticipantId],
    since: Since,
) -> Result<()> {
    let facts = store::counting_facts::of_participants(tx, ids).await?;
    let undecided: Vec<ParticipantId> = ids
        .iter()
        .copied()
        .filter(|id| !is_decided(&facts, *id, since.on))
        .collect();
    by_preference(op, tx, &undecided, since).await
}

/// Takes a decision back: `ids` count for the municipality each prefers again.
pub async fn planned_again(
    op: &Op,
    tx: &impl ConnectionTrait,
    ids: &[ParticipantId],
    on: NaiveDate,
) -> Result<()> {
    by_preference(op, tx, ids, Since::day(on)).await
}

/// Counts `ids` for the municipality that a placement names, in the partnership or not.
pub async fn decided(
    op: &Op,
    tx: &impl ConnectionTrait,
    ids: &[ParticipantId],
    municipality: MunicipalityId,
    on: NaiveDate,
) -> Result<()> {
    let rows = ids.iter().map(|id| counting_fact::ActiveModel {
        municipality_id: Set(Some(municipality)),
        basis: Set(CountingBasis::Decided),
        reason: Set(None),
        ..blank(op, *id, Since::day(on))
    });
    Ok(store::counting_facts::insert_all(tx, rows.collect()).await?)
}

/// Counts `ids` for nobody. Who moves away after a placement still counts where it says.
pub async fn excluded(
    op: &Op,
    tx: &impl ConnectionTrait,
    ids: &[ParticipantId],
    reason: NotCountedReason,
    on: NaiveDate,
) -> Result<()> {
    let facts = store::counting_facts::of_participants(tx, ids).await?;
    let rows = ids
        .iter()
        .filter(|id| reason != NotCountedReason::Moved || !is_decided(&facts, **id, on))
        .map(|id| counting_fact::ActiveModel {
            municipality_id: Set(None),
            basis: Set(CountingBasis::None),
            reason: Set(Some(reason)),
            ..blank(op, *id, Since::day(on))
        });
    Ok(store::counting_facts::insert_all(tx, rows.collect()).await?)
}

/// Whether what was recorded last of what reaches the day is a decision of the authorities.
fn is_decided(facts: &[counting_fact::Model], id: ParticipantId, on: NaiveDate) -> bool {
    let last = facts
        .iter()
        .rev()
        .find(|fact| fact.participant_id == id && fact.valid_from_on <= on);
    last.is_some_and(|fact| match fact.basis {
        CountingBasis::Decided => true,
        CountingBasis::Planned => false,
        CountingBasis::None => matches!(
            fact.reason,
            Some(NotCountedReason::Refused | NotCountedReason::Withdrawn)
        ),
    })
}

async fn by_preference(
    op: &Op,
    tx: &impl ConnectionTrait,
    ids: &[ParticipantId],
    since: Since,
) -> Result<()> {
    let people = store::participants::by_ids(tx, ids).await?;
    let rows = people.into_iter().map(|person| {
        let fact = blank(op, person.id, since);
        match person.preferred_municipality_id {
            Some(municipality) => counting_fact::ActiveModel {
                municipality_id: Set(Some(municipality)),
                basis: Set(CountingBasis::Planned),
                reason: Set(None),
                ..fact
            },
            None => counting_fact::ActiveModel {
                municipality_id: Set(None),
                basis: Set(CountingBasis::None),
                reason: Set(Some(NotCountedReason::NoPreference)),
                ..fact
            },
        }
    });
    Ok(store::counting_facts::insert_all(tx, rows.collect()).await?)
}

fn blank(op: &Op, id: ParticipantId, since: Since) -> counting_fact::ActiveModel {
    counting_fact::ActiveModel {
        id: Set(op.new_id()),
        participant_id: Set(id),
        cohort_id: Set(since.cohort),
        valid_from_on: Set(since.on),
        recorded_at: Set(op.now),
        ..Default::default()
    }
}
