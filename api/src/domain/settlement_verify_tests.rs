//! Every change to a settlement document is found, by its bytes or by recomputing.

use super::*;
use crate::domain::effective::day;
use crate::domain::pseudonym::SettlementSalt;
use crate::domain::settled_person::SettledPerson;
use crate::domain::settlement_document::calculate;
use crate::domain::settlement_document::tests::{document, draft, entry};

/// The codes found after a change that whoever made it also hashed anew.
fn forged(change: impl FnOnce(&mut SettlementContent)) -> Vec<VerifyCode> {
    let mut content = document().content;
    change(&mut content);
    codes(verify(&content.seal().to_bytes()).unwrap_err())
}

fn codes(faults: Vec<VerifyFault>) -> Vec<VerifyCode> {
    let mut codes: Vec<_> = faults.into_iter().map(|fault| fault.code).collect();
    codes.dedup();
    codes
}

#[test]
fn every_flipped_byte_is_found() {
    let bytes = document().to_bytes();
    for position in 0..bytes.len() {
        let bit = 1 << (position % 8);
        let mut flipped = bytes.clone();
        flipped[position] ^= bit;
        assert!(verify(&flipped).is_err(), "byte {position}, bit {bit:#x}");
    }
}

#[test]
fn any_other_bytes_of_the_same_content_are_refused() {
    let bytes = document().to_bytes();
    let text = String::from_utf8(bytes.clone()).unwrap();
    let pretty = serde_json::to_string_pretty(&document()).unwrap();
    for other in [
        format!("{text}\n"),
        format!(" {text}"),
        pretty,
        text.replacen('{', "{\"unknown\":1,", 1),
        text.replacen("\"number\":1", "\"number\":1.0", 1),
        text.replacen("60500.00", "60500", 1),
        text.replacen("ø", "\\u00f8", 1),
        text.replacen("\"number\":1", "\"number\":1,\"number\":1", 1),
    ] {
        assert_ne!(other, text);
        let found = codes(verify(other.as_bytes()).unwrap_err());
        assert!(
            found == [VerifyCode::NotCanonical] || found == [VerifyCode::NotADocument],
            "{found:?}"
        );
    }
    for cut in 0..bytes.len() {
        assert!(verify(&bytes[..cut]).is_err());
    }
}

#[test]
fn a_change_that_was_hashed_anew_is_found_by_recomputing() {
    use VerifyCode as Code;
    let money = |text: &str| -> Money { text.parse().unwrap() };
    let second = |text: &str| text.to_owned();
    assert_eq!(
        forged(|c| c.format = second("other/1")),
        [Code::UnknownFormat]
    );
    assert_eq!(
        forged(|c| c.rule_version = second("COST_KEY/0")),
        [Code::UnknownRule]
    );
    assert_eq!(
        forged(|c| c.state = SettlementState::Settled),
        [Code::NotFrozen]
    );
    assert_eq!(forged(|c| c.number = 2), [Code::ChainStart]);
    assert_eq!(forged(|c| c.number = 0), [Code::ChainStart]);
    assert_eq!(
        forged(|c| c.partnership.municipalities.reverse()),
        [Code::MunicipalitiesOutOfOrder]
    );
    assert_eq!(
        forged(|c| c.total = money("1.00")),
        [Code::TotalMismatch, Code::LineMismatch]
    );
    assert_eq!(
        forged(|c| c.entries[0].amount = money("1.00")),
        [Code::TotalMismatch]
    );
    assert_eq!(forged(|c| c.lines.swap(0, 1)), [Code::LineMismatch]);
    assert_eq!(forged(|c| c.lines.truncate(1)), [Code::LineMismatch]);
    assert_eq!(
        forged(|c| c.lines[0].amount = money("0.00")),
        [Code::LineMismatch]
    );
    assert_eq!(
        forged(|c| c.not_counted.clear()),
        [Code::NotCountedMismatch]
    );
}

#[test]
fn a_person_who_was_added_moved_or_left_out_is_found() {
    use VerifyCode as Code;
    let is_refused = |person: &SettledPerson| person.facts.len() == 2;
    let refused = |content: &SettlementContent| content.persons.iter().position(is_refused);
    assert_eq!(forged(|c| c.persons.swap(0, 1)), [Code::PersonsOutOfOrder]);
    let twice = forged(|c| c.persons.insert(0, c.persons[0].clone()));
    assert_eq!(twice, [Code::PersonsOutOfOrder]);
    assert_eq!(
        forged(|c| c.persons[0].seats.clear()),
        [Code::PersonsOutOfOrder, Code::LineMismatch]
    );
    assert_eq!(
        forged(|c| c.persons[0].seats[0].first_day = day(2017, 7, 1)),
        [Code::SeatOutsidePeriod, Code::LineMismatch]
    );
    let unrefused = forged(|c| {
        let at = refused(c).unwrap();
        c.persons[at].facts.reverse();
    });
    assert_eq!(unrefused, [Code::NotCountedMismatch, Code::LineMismatch]);
    let left_out = forged(|c| {
        let at = refused(c).unwrap();
        c.persons.remove(at);
    });
    assert_eq!(left_out, [Code::NotCountedMismatch]);
    assert_eq!(
        forged(|c| c.persons.clear()),
        [Code::NotCountedMismatch, Code::NoBasis]
    );
}

#[test]
fn entries_are_held_to_the_rules_of_posting() {
    use VerifyCode as Code;
    let with = |entry: Entry| forged(|content| content.entries.push(entry));
    let reversal = |id: &str, amount: &str, of: &str| Entry {
        reverses: Some(of.to_owned()),
        ..entry(id, EntryKind::Reversal, amount)
    };
    // The total and the lines no longer fit; that is found besides.
    assert_eq!(
        with(entry("e3", EntryKind::Charge, "0.00")),
        [Code::EntryAmount]
    );
    assert!(with(entry("e3", EntryKind::Charge, "-1.00")).contains(&Code::EntryAmount));
    assert!(with(entry("e3", EntryKind::Credit, "1.00")).contains(&Code::EntryAmount));
    assert!(with(entry("e3", EntryKind::Reversal, "1.00")).contains(&Code::EntryReverses));
    assert!(with(entry("e0", EntryKind::Charge, "1.00")).contains(&Code::EntriesOutOfOrder));
    assert!(with(entry("e2", EntryKind::Charge, "1.00")).contains(&Code::EntriesOutOfOrder));
    let elsewhen = forged(|content| content.entries[0].posted_on = day(2017, 7, 1));
    assert_eq!(elsewhen, [Code::EntryOutsidePeriod]);
    assert!(with(reversal("e3", "499.00", "e2")).contains(&Code::ReversalNotExact));
    assert_eq!(with(reversal("e3", "500.00", "e2")), [Code::TotalMismatch]);
    assert_eq!(
        with(reversal("e3", "-9.00", "elsewhere")),
        [Code::TotalMismatch]
    );
    let twice = forged(|content| {
        content.entries.push(reversal("e3", "500.00", "e2"));
        content.entries.push(reversal("e4", "500.00", "e2"));
    });
    assert!(twice.contains(&Code::ReversedTwice));
}

#[test]
fn the_chain_binds_a_settlement_to_the_one_before() {
    let first = document();
    let next = |number, previous| {
        let paper = calculate(draft(), &SettlementSalt::new([9; 32])).unwrap();
        paper.freeze(number, Some(previous))
    };
    let second = next(2, first.hash);
    assert!(verify_after(&second.to_bytes(), &first.to_bytes()).is_ok());
    let after = |one: &SettlementDocument, previous: &[u8]| {
        codes(verify_after(&one.to_bytes(), previous).unwrap_err())
    };
    assert_eq!(
        after(&next(3, first.hash), &first.to_bytes()),
        [VerifyCode::PreviousNumber]
    );
    assert_eq!(
        after(&next(2, second.hash), &first.to_bytes()),
        [VerifyCode::PreviousHashMismatch]
    );
    assert_eq!(after(&second, b"{}"), [VerifyCode::PreviousInvalid]);
    let mut elsewhere = first.content.clone();
    elsewhere.partnership.key = "jelling".to_owned();
    let elsewhere = elsewhere.seal();
    assert_eq!(
        after(&next(2, elsewhere.hash), &elsewhere.to_bytes()),
        [VerifyCode::PreviousPartnership]
    );
}
