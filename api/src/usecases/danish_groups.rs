//! Danish groups: participants who are taught Danish together, by level and not by cohort. What the
//! group is busy with keeps the course away from all of them.

use async_graphql::InputObject;
use entities::id::{CentreId, DanishGroupId, ParticipantId};
use entities::{danish_group, danish_group_member};
use sea_orm::Set;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::facts::{self, Fact};
use super::{lookup, rules};
use crate::domain::policy::Action;
use crate::error::{Error, Fault, Faults, Result};
use crate::op::Op;
use crate::store;
use crate::vocabulary::IdOf;

/// A Danish group, made or changed by its key at a centre.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SaveDanishGroupInput {
    pub centre_id: IdOf<CentreId>,
    /// Chosen once: lower-case letters, digits and `-`.
    pub key: String,
    pub name: String,
    /// Everybody in it; who is left out is taken out.
    pub participant_ids: Vec<IdOf<ParticipantId>>,
}

/// Makes or changes a Danish group.
///
/// # Errors
/// VALIDATION with every wrong field; NOT_FOUND for participants that the actor does not see.
pub async fn save(op: &Op, input: SaveDanishGroupInput) -> Result<danish_group::Model> {
    let tx = op.begin().await?;
    let centre = lookup::centre(op, &tx, input.centre_id.0, Action::SaveParticipant).await?;
    store::centres::lock(&tx, centre.id).await?;
    let ids = checked(&input)?;
    lookup::participants(op, &tx, &ids, Action::SaveParticipant).await?;
    let stays = store::stays::latest_of(&tx, &ids).await?;
    let is_here = |id: &ParticipantId| stays.get(id).is_some_and(|it| it.centre_id == centre.id);
    if !ids.iter().all(is_here) {
        return Err(Error::not_found());
    }
    let keys = [input.key.clone()];
    let earlier = store::danish_groups::by_keys(&tx, centre.id, &keys).await?;
    let mut row = danish_group::ActiveModel {
        name: Set(input.name.trim().to_owned()),
        ..Default::default()
    };
    let row = if let Some(earlier) = earlier.first() {
        row.id = Set(earlier.id);
        store::danish_groups::update(&tx, row).await?
    } else {
        row.id = Set(op.new_id());
        row.centre_id = Set(centre.id);
        row.key = Set(input.key.clone());
        store::danish_groups::insert(&tx, row).await?
    };
    store::danish_groups::set_members(&tx, row.id, &ids).await?;
    let fact = Fact::new("DANISH_GROUP_SAVED", "danish_group", row.id)
        .with(json!({ "key": row.key, "participants": ids }));
    facts::append(op, &tx, fact).await?;
    tx.commit().await?;
    Ok(row)
}

fn checked(input: &SaveDanishGroupInput) -> Result<Vec<ParticipantId>> {
    let mut faults = Faults::default();
    rules::key(&mut faults, "input.key", &input.key);
    rules::text(&mut faults, "input.name", &input.name, 120);
    let mut ids: Vec<ParticipantId> = input.participant_ids.iter().map(|id| id.0).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.len() < input.participant_ids.len() {
        faults.add(Fault::new("input.participantIds", "REPEATED"));
    }
    let n = i64::try_from(ids.len()).unwrap_or(i64::MAX);
    rules::within(&mut faults, "input.participantIds", n, 0, 500);
    faults.done()?;
    Ok(ids)
}

/// The groups of a centre, by key.
pub async fn of_centre(op: &Op, centre: CentreId) -> Result<Vec<danish_group::Model>> {
    lookup::centre(op, op.reader(), centre, Action::ReadParticipants).await?;
    Ok(store::danish_groups::of_centre(op.reader(), centre).await?)
}

/// Who belongs to which of `ids`: groups that the actor has been shown.
pub async fn members(op: &Op, ids: &[DanishGroupId]) -> Result<Vec<danish_group_member::Model>> {
    op.demand_sign_in()?;
    Ok(store::danish_groups::members(op.reader(), ids).await?)
}
