//! From resources to the keys that planning sorts by, and back.

use std::collections::BTreeMap;

use entities::columns::ResourceKind;
use entities::id::ResourceId;
use entities::resource;
use scheduler::problem;

/// Ids by kind and key, and the other way round.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    by_id: BTreeMap<ResourceId, (ResourceKind, String)>,
    by_key: BTreeMap<(ResourceKind, String), ResourceId>,
}

impl Directory {
    pub(super) fn new(rows: &[resource::Model]) -> Self {
        let mut directory = Self::default();
        for row in rows {
            let name = (row.kind, row.key.clone());
            directory.by_id.insert(row.id, name.clone());
            directory.by_key.insert(name, row.id);
        }
        directory
    }

    #[must_use]
    pub fn key_of(&self, id: ResourceId) -> Option<&str> {
        self.by_id.get(&id).map(|(_, key)| key.as_str())
    }

    #[must_use]
    pub fn id_of(&self, kind: ResourceKind, key: &str) -> Option<ResourceId> {
        self.by_key.get(&(kind, key.to_owned())).copied()
    }

    /// The resource in the engine's words.
    #[must_use]
    pub fn reference(&self, id: ResourceId) -> Option<problem::ResourceRef> {
        let (kind, key) = self.by_id.get(&id)?;
        Some(problem::ResourceRef::new(engine_kind(*kind), key))
    }

    /// What a resource is called in data that people read: its kind and key, `ROOM/class-1`.
    #[must_use]
    pub fn name_of(&self, id: ResourceId) -> String {
        match self.by_id.get(&id) {
            Some((kind, key)) => format!("{kind}/{key}"),
            None => id.to_string(),
        }
    }
}

const fn engine_kind(kind: ResourceKind) -> problem::ResourceKind {
    match kind {
        ResourceKind::Room => problem::ResourceKind::Room,
        ResourceKind::StaffMember => problem::ResourceKind::Staff,
        ResourceKind::Interpreter => problem::ResourceKind::Interpreter,
        ResourceKind::Vehicle => problem::ResourceKind::Vehicle,
        ResourceKind::Company => problem::ResourceKind::Company,
        ResourceKind::Participant => problem::ResourceKind::Participant,
    }
}

/// The engine's kind in the words of the tables.
#[must_use]
pub const fn resource_kind(kind: problem::ResourceKind) -> ResourceKind {
    match kind {
        problem::ResourceKind::Room => ResourceKind::Room,
        problem::ResourceKind::Staff => ResourceKind::StaffMember,
        problem::ResourceKind::Interpreter => ResourceKind::Interpreter,
        problem::ResourceKind::Vehicle => ResourceKind::Vehicle,
        problem::ResourceKind::Company => ResourceKind::Company,
        problem::ResourceKind::Participant => ResourceKind::Participant,
    }
}

/// A resource of the engine in data that people read, `ROOM/class-1`.
#[must_use]
pub fn name(resource: &problem::ResourceRef) -> String {
    format!("{}/{}", resource_kind(resource.kind), resource.key)
}
