//! Shows participants to those who may see them.

use std::collections::BTreeMap;

use entities::id::{CentreId, MunicipalityId, ParticipantId};
use entities::participant;

use super::details::open_all;
use crate::domain::policy::{Action, Scopes};
use crate::error::Result;
use crate::op::Op;
use crate::store;
use crate::usecases::lookup;

/// Which of a centre's participants.
#[derive(Clone, Debug, Default)]
pub struct ParticipantFilter {
    /// Those whose name holds this, whatever the case; only for who may see names.
    pub name: Option<String>,
    pub preferred_municipality_id: Option<MunicipalityId>,
    /// Those who need an interpreter in this language.
    pub interpreter_language: Option<String>,
}

/// The participants who stay at a centre, by name for who may see names, by key for others. Names
/// are sealed in the database, so the list is opened and sorted in memory.
pub async fn list(
    op: &Op,
    centre: CentreId,
    filter: &ParticipantFilter,
) -> Result<Vec<participant::Model>> {
    let db = op.reader();
    lookup::centre(op, db, centre, Action::ReadParticipants).await?;
    let mut rows = store::participants::of_centre(db, centre).await?;
    rows.retain(|row| {
        let fits = |wanted: &Option<MunicipalityId>| {
            wanted.is_none() || *wanted == row.preferred_municipality_id
        };
        fits(&filter.preferred_municipality_id)
            && (filter.interpreter_language.is_none()
                || filter.interpreter_language == row.interpreter_language)
    });
    if !op.permits(Action::ReadIdentity, &Scopes::centre(centre)) {
        return Ok(rows);
    }
    let ids: Vec<ParticipantId> = rows.iter().map(|row| row.id).collect();
    let persons = open_all(op, db, &ids).await?;
    let name_of = |row: &participant::Model| {
        persons
            .get(&row.id)
            .map(|person| person.full_name().to_lowercase())
            .unwrap_or_default()
    };
    if let Some(part) = &filter.name {
        let part = part.to_lowercase();
        rows.retain(|row| name_of(row).contains(&part));
    }
    rows.sort_by_cached_key(|row| (name_of(row), row.id));
    Ok(rows)
}

/// One participant.
pub async fn find(op: &Op, id: ParticipantId) -> Result<participant::Model> {
    let row = lookup::participant(op, op.reader(), id, Action::ReadParticipants).await?;
    Ok(row.into_row())
}

/// Those of `ids` that the actor may see.
pub async fn by_ids(op: &Op, ids: &[ParticipantId]) -> Result<Vec<participant::Model>> {
    op.demand_sign_in()?;
    let db = op.reader();
    let stays = store::stays::latest_of(db, ids).await?;
    let may_see = |centre: CentreId| op.permits(Action::ReadParticipants, &Scopes::centre(centre));
    let seen: Vec<ParticipantId> = ids
        .iter()
        .copied()
        .filter(|id| stays.get(id).is_some_and(|stay| may_see(stay.centre_id)))
        .collect();
    Ok(store::participants::by_ids(db, &seen).await?)
}

/// Everybody whom a centre has registered, by key.
pub async fn ids_by_key(op: &Op, centre: CentreId) -> Result<BTreeMap<String, ParticipantId>> {
    let db = op.reader();
    lookup::centre(op, db, centre, Action::ReadParticipants).await?;
    Ok(store::participants::keys_of_centre(db, centre)
        .await?
        .into_iter()
        .collect())
}
