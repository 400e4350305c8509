//! Shows enrolments to those who see the participants of the cohort's centre.

use std::collections::BTreeMap;

use entities::enrolment;
use entities::id::{CohortId, ParticipantId};

use crate::domain::policy::Action;
use crate::error::Result;
use crate::op::Op;
use crate::store;

/// The enrolments of those of `ids` whose participants the actor sees; the other cohorts are left
/// out.
pub async fn of_cohorts(
    op: &Op,
    ids: &[CohortId],
) -> Result<BTreeMap<CohortId, Vec<enrolment::Model>>> {
    let db = op.reader();
    let reach = op.reach(Action::ReadParticipants);
    let cohorts = store::cohorts::by_ids(db, &reach, ids).await?;
    let mut found: BTreeMap<CohortId, Vec<enrolment::Model>> =
        cohorts.iter().map(|row| (row.id, Vec::new())).collect();
    let seen: Vec<CohortId> = found.keys().copied().collect();
    for row in store::enrolments::of_cohorts(db, &seen).await? {
        found.entry(row.cohort_id).or_default().push(row);
    }
    Ok(found)
}

/// The enrolments of participants that the actor has been shown, in cohorts of centres whose
/// participants he or she sees.
pub async fn of_participants(op: &Op, ids: &[ParticipantId]) -> Result<Vec<enrolment::Model>> {
    let db = op.reader();
    let mut rows = store::enrolments::of_participants(db, ids).await?;
    let mut cohorts: Vec<CohortId> = rows.iter().map(|row| row.cohort_id).collect();
    cohorts.sort_unstable();
    cohorts.dedup();
    let reach = op.reach(Action::ReadParticipants);
    let seen = store::cohorts::by_ids(db, &reach, &cohorts).await?;
    rows.retain(|row| seen.iter().any(|cohort| cohort.id == row.cohort_id));
    Ok(rows)
}
