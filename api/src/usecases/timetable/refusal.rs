//! HARD_CONFLICT: which rules, whom they concern, and where the session could go instead.

use std::collections::{BTreeMap, BTreeSet};

use entities::columns::BookingRole;
use entities::id::{ParticipantId, ResourceId, SessionId};
use scheduler::HardRule;
use serde_json::{Value, json};

use super::alternatives::Alternative;
use super::proposal::Proposed;
use crate::error::{Code, Error, Result};
use crate::i18n::{self, Language};
use crate::planning::Directory;

/// A broken rule, whom it concerns, and the sessions that stand in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Conflict {
    pub(super) rule: HardRule,
    pub(super) whom: BTreeSet<Whom>,
    pub(super) sessions: BTreeSet<SessionId>,
}

/// Somebody or something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Whom {
    pub(super) resource: ResourceId,
    pub(super) is_participant: bool,
}

impl Whom {
    fn of(row: &Proposed) -> Self {
        Self {
            resource: row.resource,
            is_participant: row.role == BookingRole::Participant,
        }
    }

    /// The id as the API writes it.
    fn id(self) -> String {
        if self.is_participant {
            ParticipantId::of_resource(self.resource).to_string()
        } else {
            self.resource.to_string()
        }
    }
}

impl Conflict {
    pub(super) fn new<'a>(rule: HardRule, whom: impl IntoIterator<Item = &'a Proposed>) -> Self {
        Self {
            rule,
            whom: whom.into_iter().map(Whom::of).collect(),
            sessions: BTreeSet::new(),
        }
    }
}

/// Everything that stands against a change, one conflict a rule.
#[derive(Debug, Default)]
pub(super) struct Refusal {
    conflicts: Vec<Conflict>,
}

impl Refusal {
    pub(super) fn of(conflicts: Vec<Conflict>) -> Self {
        let mut refusal = Self::default();
        refusal.extend(conflicts);
        refusal
    }

    pub(super) fn is_empty(&self) -> bool {
        self.conflicts.is_empty()
    }

    /// Adds what is not said yet.
    pub(super) fn extend(&mut self, conflicts: Vec<Conflict>) {
        for one in conflicts {
            let mut known = self.conflicts.iter_mut();
            if let Some(known) = known.find(|known| known.rule == one.rule) {
                known.whom.extend(one.whom);
                known.sessions.extend(one.sessions);
            } else {
                self.conflicts.push(one);
            }
        }
    }

    /// HARD_CONFLICT without more ado; nothing when nothing stands against it.
    pub(super) fn done(&self, language: Language) -> Result<()> {
        if self.is_empty() {
            return Ok(());
        }
        Err(self.error(language, &Directory::default(), &[]))
    }

    /// HARD_CONFLICT with every rule, whom it concerns, and where the session could go instead.
    pub(super) fn error(
        &self,
        language: Language,
        directory: &Directory,
        alternatives: &[Alternative],
    ) -> Error {
        let conflicts: Vec<Value> = self
            .conflicts
            .iter()
            .map(|one| data(one, language, directory))
            .collect();
        let first = conflicts.first().cloned().unwrap_or_default();
        let alternatives: Vec<Value> = alternatives.iter().map(Alternative::data).collect();
        let details = json!({
            "rule": first["rule"],
            "whom": first["whom"],
            "keys": first["keys"],
            "conflicts": conflicts,
            "alternatives": alternatives,
        });
        Error::refused(Code::HardConflict).details(details).into()
    }
}

fn data(one: &Conflict, language: Language, directory: &Directory) -> Value {
    let whom: BTreeMap<String, ResourceId> = one
        .whom
        .iter()
        .map(|whom| (whom.id(), whom.resource))
        .collect();
    let keys: Vec<String> = whom
        .values()
        .filter(|id| directory.key_of(**id).is_some())
        .map(|id| directory.name_of(*id))
        .collect();
    let ids: Vec<&String> = whom.keys().collect();
    json!({
        "rule": one.rule.name(),
        "text": text(language, one.rule),
        "whom": ids,
        "keys": keys,
        "sessions": one.sessions,
    })
}

/// What a rule says, for whoever broke it.
fn text(language: Language, rule: HardRule) -> String {
    let key = format!("label-rule-{}", rule.name().replace('_', "-"));
    i18n::plain(language, &key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_words_in_both_languages() {
        for rule in HardRule::ALL {
            let (da, en) = (text(Language::Da, rule), text(Language::En, rule));
            assert!(!da.starts_with("label-") && da != en, "{rule}: {da} / {en}");
        }
    }
}
