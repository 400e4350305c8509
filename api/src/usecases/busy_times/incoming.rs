//! Rows of an import on their way into the database, and what they take the place of.

use std::collections::BTreeMap;

use entities::busy_time;
use entities::id::{BusyTimeId, DanishGroupId, ResourceId};
use sea_orm::{ConnectionTrait, Set};

use super::import::BusyTimesRow;
use super::owners::OwnerId;
use crate::domain::busy_times::{self, Entry, Owner, Row};
use crate::error::Result;
use crate::op::Op;
use crate::store;
use crate::usecases::participants::RowFault;

/// Rows on their way into the database.
pub(super) struct Incoming {
    owners: BTreeMap<Owner, OwnerId>,
    standing: Vec<busy_time::Model>,
    /// On which line each event stands.
    seen: BTreeMap<(OwnerId, String, String), u64>,
    replaced: Vec<BusyTimeId>,
    new: Vec<(OwnerId, String, Entry)>,
}

impl Incoming {
    pub(super) async fn among(
        tx: &impl ConnectionTrait,
        owners: BTreeMap<Owner, OwnerId>,
    ) -> Result<Self> {
        let (resources, groups) = split(owners.values().copied());
        // Who reads their timetables meanwhile decides on what stands there; who writes them waits.
        store::resources::raise_revisions(tx, &resources).await?;
        Ok(Self {
            standing: store::busy_times::of_owners(tx, &resources, &groups).await?,
            owners,
            seen: BTreeMap::new(),
            replaced: Vec::new(),
            new: Vec::new(),
        })
    }

    pub(super) fn add(&mut self, row: Row) -> BusyTimesRow {
        let line = row.line;
        let told = |faults| BusyTimesRow {
            line,
            n_times: 0,
            n_replaced: 0,
            faults,
        };
        let entry = match row.outcome {
            Ok(entry) => entry,
            Err(faults) => return told(faults.into_iter().map(Into::into).collect()),
        };
        let owner = entry.owner.as_ref().and_then(|it| self.owners.get(it));
        let Some(owner) = owner.copied() else {
            return told(vec![of_owner(entry.owner.as_ref())]);
        };
        let source = entry.source.clone().unwrap_or_default();
        if let Some(uid) = &entry.uid {
            let event = (owner, source.clone(), uid.clone());
            if let Some(first) = self.seen.get(&event) {
                let mut repeated = fault("external_uid", "REPEATED");
                repeated.detail = format!("line {first}");
                return told(vec![repeated]);
            }
            self.seen.insert(event, line);
        }
        let replaced = self.replaced_by(owner, &source, &entry);
        let row = BusyTimesRow {
            line,
            n_times: entry.times.len(),
            n_replaced: replaced.len(),
            faults: Vec::new(),
        };
        self.replaced.extend(replaced);
        self.new.push((owner, source, entry));
        row
    }

    /// What stands there from an earlier import of the same event; without an uid, what is equal.
    fn replaced_by(&self, owner: OwnerId, source: &str, entry: &Entry) -> Vec<BusyTimeId> {
        let is_same = |row: &&busy_time::Model| {
            let of_owner = match owner {
                OwnerId::Resource(id) => row.resource_id == Some(id),
                OwnerId::Group(id) => row.danish_group_id == Some(id),
            };
            let equals = |row: &busy_time::Model| {
                let mut times = entry.times.iter();
                row.external_uid.is_none()
                    && times.any(|it| (it.from, it.until) == (row.from_at, row.until_at))
            };
            of_owner
                && row.source == source
                && match (&entry.uid, &row.external_uid) {
                    (Some(uid), Some(standing)) => series_of(standing) == series_of(uid),
                    (None, _) => equals(row),
                    (Some(_), None) => false,
                }
        };
        let found = self.standing.iter().filter(is_same).map(|row| row.id);
        found.filter(|id| !self.replaced.contains(id)).collect()
    }

    pub(super) async fn store(self, op: &Op, tx: &impl ConnectionTrait) -> Result<()> {
        store::busy_times::remove(tx, &self.replaced).await?;
        let rows = self.new.iter().flat_map(|(owner, source, entry)| {
            let row = move |busy| row_of(op, *owner, source, (entry, busy));
            entry.times.iter().map(row)
        });
        Ok(store::busy_times::insert_all(tx, rows.collect()).await?)
    }
}

/// Separates an event's uid from the occurrence; a control character that no uid holds.
const OCCURRENCE: char = '\u{1f}';

fn series_of(uid: &str) -> &str {
    uid.split(OCCURRENCE).next().unwrap_or(uid)
}

fn row_of(
    op: &Op,
    owner: OwnerId,
    source: &str,
    (entry, busy): (&Entry, &busy_times::Busy),
) -> busy_time::ActiveModel {
    let (resource, group) = match owner {
        OwnerId::Resource(id) => (Some(id), None),
        OwnerId::Group(id) => (None, Some(id)),
    };
    let uid = entry.uid.as_ref().map(|uid| {
        if busy.occurrence.is_empty() {
            uid.clone()
        } else {
            format!("{uid}{OCCURRENCE}{}", busy.occurrence)
        }
    });
    busy_time::ActiveModel {
        id: Set(op.new_id()),
        resource_id: Set(resource),
        danish_group_id: Set(group),
        from_at: Set(busy.from),
        until_at: Set(busy.until),
        blocking: Set(busy.is_blocking),
        source: Set(source.to_owned()),
        external_uid: Set(uid),
        recorded_at: Set(op.now),
    }
}

fn split(owners: impl Iterator<Item = OwnerId>) -> (Vec<ResourceId>, Vec<DanishGroupId>) {
    let mut split = (Vec::new(), Vec::new());
    for owner in owners {
        match owner {
            OwnerId::Resource(id) => split.0.push(id),
            OwnerId::Group(id) => split.1.push(id),
        }
    }
    split
}

fn of_owner(owner: Option<&Owner>) -> RowFault {
    match owner {
        Some(Owner::DanishGroup(_)) => fault("danish_group", "UNKNOWN_OWNER"),
        _ => fault("participant", "UNKNOWN_OWNER"),
    }
}

fn fault(column: &str, code: &'static str) -> RowFault {
    RowFault {
        column: Some(column.to_owned()),
        code: code.into(),
        detail: String::new(),
    }
}
