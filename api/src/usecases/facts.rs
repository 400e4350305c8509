//! Appends what a use case did, in its own transaction: ids and values, no names.

use entities::change_event;
use sea_orm::{ConnectionTrait, NotSet, Set};
use serde_json::Value;
use uuid::Uuid;

use crate::error::Result;
use crate::op::Op;
use crate::store::change_events;

/// Something that was done to one thing.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    /// What was done, past tense: `CENTRE_SAVED`.
    pub(super) kind: &'static str,
    /// The kind of thing: the prefix of its ids.
    pub(super) subject_kind: &'static str,
    pub(super) subject: Option<Uuid>,
    pub(super) facts: Value,
}

impl Fact {
    pub(super) fn new(
        kind: &'static str,
        subject_kind: &'static str,
        subject: impl Into<Uuid>,
    ) -> Self {
        Self {
            kind,
            subject_kind,
            subject: Some(subject.into()),
            facts: Value::Null,
        }
    }

    #[must_use]
    pub(super) fn with(mut self, facts: Value) -> Self {
        self.facts = facts;
        self
    }
}

pub(super) async fn append(op: &Op, tx: &impl ConnectionTrait, fact: Fact) -> Result<()> {
    let row = change_event::ActiveModel {
        sequence: NotSet,
        at: Set(op.now),
        account_id: Set(op.account_id()),
        request_id: Set(op.request_id.clone()),
        kind: Set(fact.kind.to_owned()),
        subject_kind: Set(fact.subject_kind.to_owned()),
        subject_id: Set(fact.subject),
        facts: Set(fact.facts),
    };
    Ok(change_events::insert(tx, row).await?)
}
