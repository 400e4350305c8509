//! Whose busy times they are: from keys to those who stay at the centre now.

use std::collections::BTreeMap;

use entities::columns::ResourceKind;
use entities::id::{CentreId, DanishGroupId, ParticipantId, ResourceId};
use sea_orm::ConnectionTrait;

use crate::domain::busy_times::Owner;
use crate::error::Result;
use crate::store;

/// Somebody who is busy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum OwnerId {
    Resource(ResourceId),
    Group(DanishGroupId),
}

/// Those of `wanted` who are at the centre.
pub(super) async fn known(
    tx: &impl ConnectionTrait,
    centre: CentreId,
    wanted: &[Owner],
) -> Result<BTreeMap<Owner, OwnerId>> {
    let mut participants = Vec::new();
    let mut groups = Vec::new();
    for owner in wanted {
        match owner {
            Owner::Participant(key) => participants.push(key.clone()),
            Owner::DanishGroup(key) => groups.push(key.clone()),
        }
    }
    let kind = ResourceKind::Participant;
    let rows = store::resources::by_keys(tx, centre, kind, &participants).await?;
    let ids: Vec<ParticipantId> = rows
        .iter()
        .map(|row| ParticipantId::of_resource(row.id))
        .collect();
    let stays = store::stays::latest_of(tx, &ids).await?;
    let is_here = |id: ResourceId| {
        let stay = stays.get(&ParticipantId::of_resource(id));
        stay.is_some_and(|stay| stay.centre_id == centre && stay.until_on.is_none())
    };
    let mut known: BTreeMap<Owner, OwnerId> = rows
        .into_iter()
        .filter(|row| is_here(row.id))
        .map(|row| (Owner::Participant(row.key), OwnerId::Resource(row.id)))
        .collect();
    let groups = store::danish_groups::by_keys(tx, centre, &groups).await?;
    known.extend(
        groups
            .into_iter()
            .map(|row| (Owner::DanishGroup(row.key), OwnerId::Group(row.id))),
    );
    Ok(known)
}
