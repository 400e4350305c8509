//! Recomputes an exported settlement from its own bytes: offline, with nothing to look up.

use std::collections::BTreeMap;

use crate::domain::allocation::{COST_KEY_VERSION, allocate};
use crate::domain::money::Money;
use crate::domain::period::Period;
use crate::domain::settled_person::{are_in_order, are_of_period};
use crate::domain::settlement_document::{
    Entry, EntryKind, FORMAT, SettlementContent, SettlementDocument, not_counted,
};
use crate::domain::settlement_state::SettlementState;
use crate::domain::verify_fault::{VerifyCode, VerifyFault};

/// A document that was recomputed and holds. Only this module makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedSettlement {
    document: SettlementDocument,
}

impl VerifiedSettlement {
    #[must_use]
    pub const fn document(&self) -> &SettlementDocument {
        &self.document
    }

    #[must_use]
    pub fn into_document(self) -> SettlementDocument {
        self.document
    }
}

/// Recomputes a document from its bytes: they are the canonical form, the hash is theirs, and
/// total, count and lines follow from entries and facts. Every fault is listed, except that bytes
/// which cannot be read say nothing further.
pub fn verify(bytes: &[u8]) -> Result<VerifiedSettlement, Vec<VerifyFault>> {
    let document: SettlementDocument = serde_json::from_slice(bytes).map_err(|error| {
        let place = format!("line {}, column {}", error.line(), error.column());
        vec![VerifyFault {
            code: VerifyCode::NotADocument,
            subject: Some(place),
        }]
    })?;
    let mut faults = Faults::default();
    let canonical = document.to_bytes();
    if canonical != bytes {
        let is_same = |(one, other): &(&u8, &u8)| one == other;
        let place = canonical.iter().zip(bytes).take_while(is_same).count();
        faults.add_about(VerifyCode::NotCanonical, &format!("byte {place}"));
    }
    let content = &document.content;
    faults.unless(content.hash() == document.hash, VerifyCode::HashMismatch);
    check_head(content, &mut faults);
    check_entries(&content.entries, content.period, &mut faults);
    check_count(content, &mut faults);
    if faults.0.is_empty() {
        Ok(VerifiedSettlement { document })
    } else {
        Err(faults.0)
    }
}

/// Verifies a document and that `previous` is the one before it in the chain.
pub fn verify_after(bytes: &[u8], previous: &[u8]) -> Result<VerifiedSettlement, Vec<VerifyFault>> {
    let verified = verify(bytes)?;
    let previous = verify(previous).map_err(|inner| {
        let subject = inner.first().map(|fault| fault.code.to_string());
        vec![VerifyFault {
            code: VerifyCode::PreviousInvalid,
            subject,
        }]
    })?;
    let (content, before) = (&verified.document.content, &previous.document.content);
    let mut faults = Faults::default();
    faults.unless(
        content.previous_hash == Some(previous.document.hash),
        VerifyCode::PreviousHashMismatch,
    );
    faults.unless(
        before.number.checked_add(1) == Some(content.number),
        VerifyCode::PreviousNumber,
    );
    faults.unless(
        before.partnership.key == content.partnership.key,
        VerifyCode::PreviousPartnership,
    );
    if faults.0.is_empty() {
        Ok(verified)
    } else {
        Err(faults.0)
    }
}

#[derive(Default)]
struct Faults(Vec<VerifyFault>);

impl Faults {
    fn unless(&mut self, holds: bool, code: VerifyCode) {
        if !holds {
            self.0.push(VerifyFault {
                code,
                subject: None,
            });
        }
    }

    fn add_about(&mut self, code: VerifyCode, subject: &str) {
        self.0.push(VerifyFault {
            code,
            subject: Some(subject.to_owned()),
        });
    }
}

fn check_head(content: &SettlementContent, faults: &mut Faults) {
    faults.unless(content.format == FORMAT, VerifyCode::UnknownFormat);
    faults.unless(
        content.rule_version == COST_KEY_VERSION,
        VerifyCode::UnknownRule,
    );
    faults.unless(
        content.state == SettlementState::Frozen,
        VerifyCode::NotFrozen,
    );
    let is_first = content.previous_hash.is_none();
    let starts_right = content.number > 0 && is_first == (content.number == 1);
    faults.unless(starts_right, VerifyCode::ChainStart);
    let codes = &content.partnership.municipalities;
    faults.unless(
        codes.is_sorted_by(|one, other| one < other),
        VerifyCode::MunicipalitiesOutOfOrder,
    );
}

fn check_entries(entries: &[Entry], period: Period, faults: &mut Faults) {
    faults.unless(
        entries.is_sorted_by(|one, other| one.id < other.id),
        VerifyCode::EntriesOutOfOrder,
    );
    let by_id: BTreeMap<&str, &Entry> = entries
        .iter()
        .map(|entry| (entry.id.as_str(), entry))
        .collect();
    let mut reversed: BTreeMap<&str, u32> = BTreeMap::new();
    for entry in entries {
        let is_right_sign = match entry.kind {
            EntryKind::Charge => !entry.amount.is_zero() && !entry.amount.is_negative(),
            EntryKind::Credit => entry.amount.is_negative(),
            EntryKind::Reversal => !entry.amount.is_zero(),
        };
        if !is_right_sign {
            faults.add_about(VerifyCode::EntryAmount, &entry.id);
        }
        if !period.contains(entry.posted_on) {
            faults.add_about(VerifyCode::EntryOutsidePeriod, &entry.id);
        }
        if (entry.kind == EntryKind::Reversal) != entry.reverses.is_some() {
            faults.add_about(VerifyCode::EntryReverses, &entry.id);
        }
        let Some(target) = entry.reverses.as_deref() else {
            continue;
        };
        *reversed.entry(target).or_default() += 1;
        let opposite = entry.amount.checked_neg().ok();
        // What was posted in an earlier period is not here to compare with.
        if by_id
            .get(target)
            .is_some_and(|original| Some(original.amount) != opposite)
        {
            faults.add_about(VerifyCode::ReversalNotExact, &entry.id);
        }
    }
    for (target, _) in reversed.into_iter().filter(|(_, times)| *times > 1) {
        faults.add_about(VerifyCode::ReversedTwice, target);
    }
}

fn check_count(content: &SettlementContent, faults: &mut Faults) {
    let sum = Money::sum(content.entries.iter().map(|entry| entry.amount));
    faults.unless(sum == Ok(content.total), VerifyCode::TotalMismatch);
    faults.unless(
        are_in_order(&content.persons),
        VerifyCode::PersonsOutOfOrder,
    );
    faults.unless(
        are_of_period(&content.persons, content.period),
        VerifyCode::SeatOutsidePeriod,
    );
    let counted = content.count();
    faults.unless(
        not_counted(&counted.not_counted_counts()) == content.not_counted,
        VerifyCode::NotCountedMismatch,
    );
    let Ok(expected) = allocate(content.total, &counted.counts()) else {
        return faults.unless(false, VerifyCode::NoBasis);
    };
    if expected.len() != content.lines.len() {
        faults.unless(false, VerifyCode::LineMismatch);
    }
    for (line, _) in content
        .lines
        .iter()
        .zip(&expected)
        .filter(|(line, share)| line != share)
    {
        faults.add_about(VerifyCode::LineMismatch, line.code.as_str());
    }
}

#[cfg(test)]
#[path = "settlement_verify_tests.rs"]
mod tests;
