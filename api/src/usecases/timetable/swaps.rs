//! Who and what is put in whose place, as callers say it.

use std::collections::BTreeSet;

use async_graphql::InputObject;
use entities::columns::{BookingRole, ResourceKind};
use entities::id::ResourceId;
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use super::changing::Changing;
use crate::domain::wall_clock;
use crate::error::{Fault, Faults, Result};
use crate::store;
use crate::vocabulary::IdOf;

/// One resource in the place of another, in addition, or out of the session.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ResourceSwapInput {
    /// What the session books now; left out: `toId` is booked in addition.
    pub from_id: Option<IdOf<ResourceId>>,
    /// What it is to book instead; left out: `fromId` is booked no more, with nothing in its place.
    pub to_id: Option<IdOf<ResourceId>>,
    /// The language that an interpreter is booked for in addition, as a BCP 47 tag.
    pub language: Option<String>,
}

/// The same, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Swap {
    pub(super) from: Option<ResourceId>,
    pub(super) to: Option<ResourceId>,
    pub(super) language: Option<String>,
}

impl From<ResourceSwapInput> for Swap {
    fn from(input: ResourceSwapInput) -> Self {
        Self {
            from: input.from_id.map(|id| id.0),
            to: input.to_id.map(|id| id.0),
            language: input.language,
        }
    }
}

/// What swaps bring in.
pub(super) fn incoming(swaps: &[Swap]) -> Vec<ResourceId> {
    swaps.iter().filter_map(|swap| swap.to).collect()
}

/// What is swapped out is booked, what is swapped in belongs to the centre and is not there yet.
///
/// # Errors
/// VALIDATION with every fault.
pub(super) async fn check(
    tx: &impl ConnectionTrait,
    changing: &Changing,
    swaps: &[Swap],
) -> Result<()> {
    let mut faults = Faults::default();
    let rows = store::resources::by_ids(tx, &incoming(swaps)).await?;
    let day = wall_clock::local(changing.zone, changing.session.starts_at).date();
    let mut seen = BTreeSet::new();
    for swap in swaps {
        if swap.from.is_none() && swap.to.is_none() {
            faults.add(Fault::new("input.swaps", "REQUIRED"));
        }
        for id in [swap.from, swap.to].into_iter().flatten() {
            faults.demand(
                seen.insert((swap.to == Some(id), id)),
                "input.swaps",
                "REPEATED",
            );
        }
        if let Some(from) = swap.from {
            let mut booked = changing.bookings.iter();
            let row = booked.find(|row| row.resource_id == from);
            faults.demand(row.is_some(), "input.fromId", "NOT_IN_SESSION");
            let leaves = swap.to.is_none();
            let is_person = row.is_some_and(|row| row.role == BookingRole::Participant);
            faults.demand(!(leaves && is_person), "input.fromId", "UNKNOWN_RESOURCE");
        }
        let Some(to) = swap.to else { continue };
        let stays = changing.bookings.iter().any(|row| row.resource_id == to)
            && !swaps.iter().any(|other| other.from == Some(to));
        let row = rows.iter().find(|row| {
            row.id == to
                && row.centre_id == changing.centre.id
                && row.retired_on.is_none_or(|last| day < last)
        });
        let is_person = row.is_some_and(|row| row.kind == ResourceKind::Participant);
        let is_known = row.is_some() && !stays && !(is_person && swap.from.is_none());
        faults.demand(is_known, "input.toId", "UNKNOWN_RESOURCE");
        let is_interpreter = row.is_some_and(|row| row.kind == ResourceKind::Interpreter);
        let lacks_language = is_interpreter && swap.from.is_none() && swap.language.is_none();
        faults.demand(!lacks_language, "input.swaps.language", "REQUIRED");
    }
    faults.done()
}
