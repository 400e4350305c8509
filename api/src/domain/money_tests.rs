//! Amounts are read, written and added up exactly.

use proptest::prelude::*;

use super::*;

#[test]
fn amounts_are_read() {
    for (text, oere) in [
        ("60000.00", 6_000_000),
        ("60000", 6_000_000),
        ("60000.5", 6_000_050),
        ("0.05", 5),
        ("-2608.69", -260_869),
        ("-0.01", -1),
        ("-0.00", 0),
        ("-92233720368547758.08", i64::MIN),
        ("92233720368547758.07", i64::MAX),
    ] {
        assert_eq!(text.parse(), Ok(Money(oere)), "{text}");
    }
}

#[test]
fn what_is_no_amount_says_why() {
    use MoneyError::{Empty, NotDecimal, TooLarge, TooManyDecimals};
    for (text, why) in [
        ("", Empty),
        ("60.000,00", NotDecimal),
        ("60,000.00", NotDecimal),
        ("60 000", NotDecimal),
        ("+1", NotDecimal),
        ("--1", NotDecimal),
        ("-", NotDecimal),
        (".50", NotDecimal),
        ("1.", NotDecimal),
        ("1.2.3", NotDecimal),
        ("1e3", NotDecimal),
        ("007", NotDecimal),
        ("١", NotDecimal),
        ("1.234", TooManyDecimals),
        ("92233720368547758.08", TooLarge),
        ("99999999999999999999999", TooLarge),
    ] {
        assert_eq!(text.parse::<Money>(), Err(why), "{text}");
    }
}

#[test]
fn people_read_the_danish_form() {
    for (oere, danish) in [
        (0, "0,00"),
        (-1, "-0,01"),
        (99_999, "999,99"),
        (100_000, "1.000,00"),
        (6_000_000, "60.000,00"),
        (-260_869, "-2.608,69"),
        (i64::MIN, "-92.233.720.368.547.758,08"),
    ] {
        assert_eq!(Money(oere).to_danish(), danish);
    }
}

#[test]
fn arithmetic_is_checked() {
    assert_eq!(Money(1).checked_add(Money(2)), Ok(Money(3)));
    assert_eq!(
        Money(i64::MAX).checked_add(Money(1)),
        Err(MoneyError::TooLarge)
    );
    assert_eq!(
        Money(i64::MIN).checked_sub(Money(1)),
        Err(MoneyError::TooLarge)
    );
    assert_eq!(Money(i64::MIN).checked_neg(), Err(MoneyError::TooLarge));
    assert_eq!(
        Money::sum([Money(i64::MAX), Money(1), Money(-1)]),
        Ok(Money(i64::MAX))
    );
    assert_eq!(
        Money::sum([Money(i64::MAX), Money(1)]),
        Err(MoneyError::TooLarge)
    );
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(oere: i64) {
        let money = Money(oere);
        prop_assert_eq!(money.to_string().parse(), Ok(money));
        let json = serde_json::to_string(&money).unwrap();
        prop_assert_eq!(serde_json::from_str::<Money>(&json).unwrap(), money);
    }

    #[test]
    fn no_text_panics(text in ".{0,24}") {
        let _ = text.parse::<Money>();
    }
}
