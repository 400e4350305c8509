//! A settlement document is made, holds what it should, and verifies.

use sha2::{Digest, Sha256};

use super::*;
use crate::domain::counting_facts::{Basis, Stand};
use crate::domain::effective::day;
use crate::domain::settlement_verify::verify;

pub(crate) fn at(date: NaiveDate) -> DateTime<Utc> {
    date.and_hms_micro_opt(9, 30, 0, 123_456).unwrap().and_utc()
}

pub(crate) fn entry(id: &str, kind: EntryKind, amount: &str) -> Entry {
    Entry {
        id: id.to_owned(),
        kind,
        posted_on: day(2017, 4, 20),
        category: "TEACHING".to_owned(),
        amount: amount.parse().unwrap(),
        document: format!("bilag-{id} \"ø\""),
        vat_treatment: "NOT_SETTLED".to_owned(),
        account: None,
        reverses: None,
    }
}

/// Twenty-three persons prefer Roskilde 11, Solrød 7, Greve 5; one more is refused.
pub(crate) fn draft() -> SettlementDraft {
    let preferred = [("0265", 11), ("0269", 7), ("0253", 6)]
        .map(|(code, n)| vec![code; n])
        .concat();
    let person = |index: usize| format!("participant_{index:03}");
    let enrolments = (0..preferred.len()).map(|index| EnrolmentFact {
        person: person(index),
        cohort: "avnstrup-2017-1".to_owned(),
        first_day: day(2017, 3, 6),
        is_in_course: true,
    });
    let mut facts: Vec<CountingFact<String>> = (0..)
        .zip(&preferred)
        .map(|(index, code)| CountingFact {
            person: person(index),
            recorded_at: at(day(2017, 2, 20)),
            place: 0,
            valid_from: day(2017, 2, 20),
            basis: Basis::Planned,
            stand: Stand::Municipality(code.parse().unwrap()),
        })
        .collect();
    facts.push(CountingFact {
        person: person(23),
        recorded_at: at(day(2017, 4, 1)),
        place: 0,
        valid_from: day(2017, 4, 1),
        basis: Basis::Decided,
        stand: Stand::NotCounted(NotCounted::Refused),
    });
    SettlementDraft {
        partnership: PartnershipTerms {
            key: "avnstrup".to_owned(),
            municipalities: ["0265", "0269", "0253"]
                .map(|code| code.parse().unwrap())
                .to_vec(),
            accounting_party: "red-cross".to_owned(),
        },
        period: Period::new(day(2017, 1, 1), day(2017, 7, 1)).unwrap(),
        known_at: at(day(2017, 7, 3)),
        entries: vec![
            entry("e2", EntryKind::Credit, "-500.00"),
            entry("e1", EntryKind::Charge, "60500.00"),
        ],
        enrolments: enrolments.collect(),
        facts,
    }
}

pub(crate) fn salt() -> SettlementSalt {
    SettlementSalt::new([7; 32])
}

pub(crate) fn document() -> SettlementDocument {
    frozen(draft(), &salt())
}

fn frozen(draft: SettlementDraft, salt: &SettlementSalt) -> SettlementDocument {
    calculate(draft, salt).unwrap().freeze(1, None)
}

#[test]
fn a_document_verifies_and_holds_the_known_lines() {
    let document = document();
    let verified = verify(&document.to_bytes()).unwrap();
    assert_eq!(verified.document(), &document);
    let lines: Vec<_> = document
        .content
        .lines
        .iter()
        .map(|line| (line.code.to_string(), line.counted, line.amount.to_danish()))
        .collect();
    assert_eq!(
        lines,
        [
            ("0253".to_owned(), 5, "13.043,48".to_owned()),
            ("0265".to_owned(), 11, "28.695,65".to_owned()),
            ("0269".to_owned(), 7, "18.260,87".to_owned()),
        ]
    );
    let refused = NotCountedPersons {
        reason: NotCounted::Refused,
        persons: 1,
    };
    assert_eq!(document.content.not_counted, [refused]);
}

#[test]
fn the_hash_is_that_of_the_canonical_bytes_without_it() {
    let document = document();
    let text = String::from_utf8(document.to_bytes()).unwrap();
    let hash_member = format!("\"hash\":\"{}\",", document.hash);
    assert!(text.contains(&hash_member));
    let digest = Sha256::digest(text.replacen(&hash_member, "", 1));
    assert_eq!(hex::encode(digest), document.hash.to_string());
}

#[test]
fn no_participant_id_and_no_salt_is_exported() {
    let text = String::from_utf8(document().to_bytes()).unwrap();
    assert!(!text.contains("participant_"));
    assert!(!text.contains(&hex::encode([7; 32])));
    let other = frozen(draft(), &SettlementSalt::new([8; 32]));
    assert_eq!(other.content.lines, document().content.lines);
    for person in &document().content.persons {
        assert!(
            !other
                .to_bytes()
                .windows(32)
                .any(|it| it == person.person.as_str().as_bytes())
        );
    }
}

#[test]
fn nothing_that_singles_a_person_out_is_exported() {
    let mut elsewhen = draft();
    for (fact, minutes) in elsewhen.facts.iter_mut().zip(1..) {
        fact.recorded_at += chrono::TimeDelta::minutes(minutes);
        fact.valid_from = fact.valid_from + chrono::Days::new(1);
    }
    assert_eq!(frozen(elsewhen, &salt()), document());
    let mut words: Vec<_> = document()
        .content
        .persons
        .into_iter()
        .map(|one| serde_json::to_string(&(one.seats, one.facts)).unwrap())
        .collect();
    words.sort();
    words.dedup();
    assert_eq!(words.len(), 4, "three preferences and a refusal: {words:?}");
}

#[test]
fn the_order_of_the_draft_changes_nothing() {
    let mut reversed = draft();
    reversed.entries.reverse();
    reversed.enrolments.reverse();
    reversed.facts.reverse();
    reversed.partnership.municipalities.reverse();
    assert_eq!(frozen(reversed, &salt()).to_bytes(), document().to_bytes());
}

#[test]
fn reversing_every_entry_leaves_zero_for_all() {
    let mut all_back = draft();
    let reversals = all_back.entries.clone().into_iter().map(|original| Entry {
        id: format!("r-{}", original.id),
        kind: EntryKind::Reversal,
        amount: original.amount.checked_neg().unwrap(),
        reverses: Some(original.id.clone()),
        ..original
    });
    all_back.entries.extend(reversals.collect::<Vec<_>>());
    let document = frozen(all_back, &salt());
    assert!(
        document
            .content
            .lines
            .iter()
            .all(|line| line.amount.is_zero())
    );
    assert!(verify(&document.to_bytes()).is_ok());
}

#[test]
fn without_anybody_counted_nothing_is_settled() {
    let empty = SettlementDraft {
        enrolments: Vec::new(),
        ..draft()
    };
    assert_eq!(
        calculate(empty, &salt()),
        Err(CannotSettle::NoBasis(NoBasis))
    );
}
