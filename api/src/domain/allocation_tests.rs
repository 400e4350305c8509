//! The vectors of the cost key and its laws: adds up, fair to the øre, reversible, order-free.

use proptest::prelude::*;

use super::*;

const ROSKILDE: &str = "0265";
const SOLROED: &str = "0269";
const GREVE: &str = "0253";

fn key(counts: &[(&str, u32)]) -> Vec<(MunicipalityCode, u32)> {
    counts
        .iter()
        .map(|(code, counted)| (code.parse().unwrap(), *counted))
        .collect()
}

fn amounts(total: &str, counts: &[(&str, u32)]) -> Vec<(String, String)> {
    let shares = allocate(total.parse().unwrap(), &key(counts)).unwrap();
    shares
        .iter()
        .map(|share| (share.code.to_string(), share.amount.to_danish()))
        .collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected
        .iter()
        .map(|(code, text)| ((*code).to_owned(), (*text).to_owned()))
        .collect()
}

#[test]
fn sixty_thousand_over_eleven_seven_and_five() {
    assert_eq!(
        amounts("60000.00", &[(ROSKILDE, 11), (SOLROED, 7), (GREVE, 5)]),
        pairs(&[
            (GREVE, "13.043,48"),
            (ROSKILDE, "28.695,65"),
            (SOLROED, "18.260,87")
        ])
    );
}

#[test]
fn the_corrected_key_and_its_deltas() {
    let total = "60000.00".parse().unwrap();
    let before = allocate(total, &key(&[(ROSKILDE, 11), (SOLROED, 7), (GREVE, 5)])).unwrap();
    let after = allocate(total, &key(&[(ROSKILDE, 10), (SOLROED, 8), (GREVE, 5)])).unwrap();
    let texts: Vec<String> = after.iter().map(|share| share.amount.to_danish()).collect();
    assert_eq!(texts, ["13.043,48", "26.086,96", "20.869,56"]);
    let deltas: Vec<(String, String)> = deltas(&before, &after)
        .unwrap()
        .iter()
        .map(|(code, delta)| (code.to_string(), delta.to_danish()))
        .collect();
    assert_eq!(
        deltas,
        pairs(&[
            (GREVE, "0,00"),
            (ROSKILDE, "-2.608,69"),
            (SOLROED, "2.608,69")
        ])
    );
}

#[test]
fn a_tie_goes_to_the_lower_code() {
    assert_eq!(
        amounts("0.01", &[(SOLROED, 1), (ROSKILDE, 1)]),
        pairs(&[(ROSKILDE, "0,01"), (SOLROED, "0,00")])
    );
    assert_eq!(
        amounts("-0.01", &[(SOLROED, 1), (ROSKILDE, 1)]),
        pairs(&[(ROSKILDE, "-0,01"), (SOLROED, "0,00")])
    );
}

#[test]
fn a_municipality_with_none_gets_nothing() {
    assert_eq!(
        amounts("100.01", &[(ROSKILDE, 3), (GREVE, 0)]),
        pairs(&[(GREVE, "0,00"), (ROSKILDE, "100,01")])
    );
}

#[test]
fn without_anybody_counted_there_is_no_basis() {
    assert_eq!(allocate(Money::from_oere(100), &[]), Err(NoBasis));
    assert_eq!(
        allocate(Money::ZERO, &key(&[(ROSKILDE, 0), (GREVE, 0)])),
        Err(NoBasis)
    );
}

#[test]
fn the_remainder_tells_why_a_share_was_rounded() {
    let shares = allocate(
        "60000.00".parse().unwrap(),
        &key(&[(ROSKILDE, 11), (SOLROED, 7), (GREVE, 5)]),
    )
    .unwrap();
    let seen: Vec<_> = shares
        .iter()
        .map(|share| (share.remainder, share.rounded_up))
        .collect();
    // 6.000.000 øre × 5, 11, 7 leave 19, 5 and 22 of 23 parts; the two largest round up.
    assert_eq!(seen, [(19, true), (5, false), (22, true)]);
}

#[test]
fn the_largest_amounts_do_not_overflow() {
    for oere in [i64::MIN, i64::MAX] {
        let total = Money::from_oere(oere);
        for counts in [
            key(&[(GREVE, u32::MAX)]),
            key(&[(GREVE, u32::MAX), (ROSKILDE, 1)]),
        ] {
            let shares = allocate(total, &counts).unwrap();
            assert_eq!(
                Money::sum(shares.iter().map(|share| share.amount)),
                Ok(total)
            );
        }
    }
}

fn any_counts() -> impl Strategy<Value = Vec<(MunicipalityCode, u32)>> {
    let code = (0..10_000_u32).prop_map(|number| format!("{number:04}").parse().unwrap());
    prop::collection::btree_map(code, prop_oneof![0..5_u32, any::<u32>()], 1..12)
        .prop_map(|counts| counts.into_iter().collect())
}

proptest! {
    #[test]
    fn lines_add_up_each_within_one_oere_of_exact(oere: i64, counts in any_counts()) {
        prop_assume!(counts.iter().any(|(_, counted)| *counted > 0));
        let total = Money::from_oere(oere);
        let shares = allocate(total, &counts).unwrap();
        prop_assert_eq!(Money::sum(shares.iter().map(|share| share.amount)), Ok(total));
        let all: i128 = counts.iter().map(|(_, counted)| i128::from(*counted)).sum();
        for share in &shares {
            let exact = i128::from(oere) * i128::from(share.counted);
            let error = (i128::from(share.amount.oere()) * all - exact).abs();
            prop_assert!(error < all);
            prop_assert!(share.counted > 0 || share.amount.is_zero());
        }
    }

    #[test]
    fn reversing_gives_zero_for_all(oere in -i64::MAX..i64::MAX, counts in any_counts()) {
        prop_assume!(counts.iter().any(|(_, counted)| *counted > 0));
        let posted = allocate(Money::from_oere(oere), &counts).unwrap();
        let reversed = allocate(Money::from_oere(-oere), &counts).unwrap();
        let both = posted.iter().zip(&reversed);
        for (one, other) in both {
            prop_assert_eq!(one.amount.checked_add(other.amount), Ok(Money::ZERO));
        }
        let nothing = allocate(Money::ZERO, &counts).unwrap();
        prop_assert!(nothing.iter().all(|share| share.amount.is_zero()));
    }

    #[test]
    fn the_order_of_the_counts_does_not_matter(
        oere: i64,
        (counts, shuffled) in any_counts()
            .prop_flat_map(|counts| (Just(counts.clone()), Just(counts).prop_shuffle())),
    ) {
        let total = Money::from_oere(oere);
        prop_assert_eq!(allocate(total, &counts), allocate(total, &shuffled));
    }
}
