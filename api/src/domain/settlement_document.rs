//! The exported document of a frozen settlement: everything that its lines follow from, in one
//! canonical form, bound to the settlement before it.
//!
//! The document is JSON in the canonical form of RFC 8785, and no other bytes are that document.
//! Its `hash` is SHA-256 over the canonical bytes of the document without the member `hash`; the
//! member `previousHash` lies inside, so the hashes form a chain within a partnership. Persons
//! appear under pseudonyms made for this settlement, so a person can be erased and the chain still
//! verifies.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::allocation::{COST_KEY_VERSION, NoBasis, Share, allocate};
use crate::domain::code::codes;
use crate::domain::counting::{Count, Question};
use crate::domain::counting_facts::{CountingFact, EnrolmentFact, NotCounted};
use crate::domain::document_hash::DocumentHash;
use crate::domain::money::{Money, MoneyError};
use crate::domain::municipality_code::MunicipalityCode;
use crate::domain::period::Period;
use crate::domain::pseudonym::{Pseudonym, SettlementSalt};
use crate::domain::settled_person::{SettledPerson, count_settled, settled_persons};
use crate::domain::settlement_state::SettlementState;

/// The only format there is so far.
pub const FORMAT: &str = "fasttrack-settlement/1";

/// The settlement of one period, as exported. Members that it does not know are refused by the
/// comparison of bytes, as serde cannot do it for flattened members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettlementDocument {
    pub hash: DocumentHash,
    #[serde(flatten)]
    pub content: SettlementContent,
}

/// What the hash is taken over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SettlementContent {
    pub format: String,
    /// Calculated in a working paper, frozen in a document: what happens to the settlement later
    /// is not in it.
    pub state: SettlementState,
    pub partnership: PartnershipTerms,
    pub period: Period,
    /// Position in the partnership's chain, from 1; 0 in a working paper.
    pub number: u32,
    pub known_at: DateTime<Utc>,
    pub rule_version: String,
    /// Head-counts of a settlement are shown as they are, also below five.
    pub small_counts: SmallCounts,
    /// In order of id.
    pub entries: Vec<Entry>,
    /// Everybody who was in course, in order of pseudonym.
    pub persons: Vec<SettledPerson>,
    pub not_counted: Vec<NotCountedPersons>,
    pub lines: Vec<Share>,
    pub total: Money,
    /// Hash of the settlement before this one; `null` in the first.
    pub previous_hash: Option<DocumentHash>,
}

/// Who shares with whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PartnershipTerms {
    pub key: String,
    /// In order of code, each once.
    pub municipalities: Vec<MunicipalityCode>,
    /// Who keeps the account: the operator's key or a municipality's code.
    pub accounting_party: String,
}

codes! {
    pub enum SmallCounts {
        /// The suppression of small counts does not apply to a settlement.
        ExemptFromSuppression = "EXEMPT_FROM_SUPPRESSION",
    }
}

/// One posting of the period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Entry {
    pub id: String,
    pub kind: EntryKind,
    pub posted_on: NaiveDate,
    pub category: String,
    /// Never zero.
    pub amount: Money,
    /// The voucher behind the posting.
    pub document: String,
    pub vat_treatment: String,
    pub account: Option<String>,
    /// The entry that a reversal takes back; it may lie in an earlier settlement.
    pub reverses: Option<String>,
}

codes! {
    pub enum EntryKind {
        /// A cost; positive.
        Charge = "CHARGE",
        /// Money that came back; negative.
        Credit = "CREDIT",
        /// Takes another entry back, with the opposite sign.
        Reversal = "REVERSAL",
    }
}

/// How many persons count for nobody, for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NotCountedPersons {
    pub reason: NotCounted,
    pub persons: u32,
}

/// What a settlement is made from, with participants by their ids.
#[derive(Clone, Debug)]
pub struct SettlementDraft {
    pub partnership: PartnershipTerms,
    pub period: Period,
    pub known_at: DateTime<Utc>,
    pub entries: Vec<Entry>,
    pub enrolments: Vec<EnrolmentFact<String>>,
    pub facts: Vec<CountingFact<String>>,
}

/// Why no settlement can be made of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotSettle {
    #[error(transparent)]
    NoBasis(#[from] NoBasis),
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// Calculates a settlement: its working paper, which freezing makes a document. Only the seats and
/// facts that the count reads go into it.
pub fn calculate(
    draft: SettlementDraft,
    salt: &SettlementSalt,
) -> Result<SettlementContent, CannotSettle> {
    let SettlementDraft {
        mut partnership,
        mut entries,
        ..
    } = draft;
    partnership.municipalities.sort_unstable();
    partnership.municipalities.dedup();
    entries.sort_by(|one, other| one.id.cmp(&other.id));
    let question = Question {
        municipalities: &partnership.municipalities,
        period: draft.period,
        known_at: draft.known_at,
    };
    let persons = settled_persons(question, &draft.enrolments, &draft.facts, salt);
    let counted = count_settled(question, &persons);
    let total = Money::sum(entries.iter().map(|entry| entry.amount))?;
    Ok(SettlementContent {
        format: FORMAT.to_owned(),
        state: SettlementState::Calculated,
        period: draft.period,
        number: 0,
        known_at: draft.known_at,
        rule_version: COST_KEY_VERSION.to_owned(),
        small_counts: SmallCounts::ExemptFromSuppression,
        not_counted: not_counted(&counted.not_counted_counts()),
        lines: allocate(total, &counted.counts())?,
        total,
        previous_hash: None,
        partnership,
        entries,
        persons,
    })
}

/// The list of those who count for nobody, as the document holds it.
pub(crate) fn not_counted(counts: &[(NotCounted, u32)]) -> Vec<NotCountedPersons> {
    counts
        .iter()
        .map(|(reason, persons)| NotCountedPersons {
            reason: *reason,
            persons: *persons,
        })
        .collect()
}

impl SettlementContent {
    /// The document of a settlement that is being frozen as `number` in its partnership's chain.
    #[must_use]
    pub fn freeze(self, number: u32, previous_hash: Option<DocumentHash>) -> SettlementDocument {
        let frozen = Self {
            state: SettlementState::Frozen,
            number,
            previous_hash,
            ..self
        };
        frozen.seal()
    }

    /// What the count of this content asks.
    #[must_use]
    pub fn question(&self) -> Question<'_> {
        Question {
            municipalities: &self.partnership.municipalities,
            period: self.period,
            known_at: self.known_at,
        }
    }

    /// Who counts for whom.
    #[must_use]
    pub fn count(&self) -> Count<Pseudonym> {
        count_settled(self.question(), &self.persons)
    }

    /// The canonical bytes of a working paper.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        canonical(self)
    }

    /// The content with its hash.
    #[must_use]
    pub fn seal(self) -> SettlementDocument {
        SettlementDocument {
            hash: self.hash(),
            content: self,
        }
    }

    /// SHA-256 over the canonical bytes of the content.
    #[must_use]
    pub fn hash(&self) -> DocumentHash {
        DocumentHash::of(&canonical(self))
    }
}

impl SettlementDocument {
    /// The bytes to export: the only ones that [`verify`](super::settlement_verify::verify) takes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        canonical(self)
    }
}

fn canonical<T: Serialize>(value: &T) -> Vec<u8> {
    serde_json_canonicalizer::to_vec(value)
        .expect("the document has text keys, and integers and texts as values")
}

#[cfg(test)]
#[path = "settlement_document_tests.rs"]
pub(crate) mod tests;
