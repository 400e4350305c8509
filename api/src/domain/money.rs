//! Money as a whole number of øre: exact, and never silently too large.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An amount in Danish kroner, held in øre. In the API and in documents it is a decimal string
/// with two digits, `60000.00`; people read `60.000,00`.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(try_from = "String", into = "String")]
pub struct Money(i64);

/// Why a text or a sum is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    #[error("the amount is empty")]
    Empty,
    #[error("an amount is digits with at most one point and no thousands separator: 60000.00")]
    NotDecimal,
    #[error("an amount has at most two digits after the point")]
    TooManyDecimals,
    #[error("the amount is too large")]
    TooLarge,
}

impl MoneyError {
    /// Stable code of the fault.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "AMOUNT_EMPTY",
            Self::NotDecimal => "AMOUNT_NOT_DECIMAL",
            Self::TooManyDecimals => "AMOUNT_TOO_MANY_DECIMALS",
            Self::TooLarge => "AMOUNT_TOO_LARGE",
        }
    }
}

impl Money {
    pub const ZERO: Self = Self(0);

    /// Ten thousand million kroner: more than all courses together will ever cost.
    pub const MOST: Self = Self(1_000_000_000_000);

    #[must_use]
    pub const fn from_oere(oere: i64) -> Self {
        Self(oere)
    }

    #[must_use]
    pub const fn oere(self) -> i64 {
        self.0
    }

    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Whether anybody can mean this amount, paid or got back.
    #[must_use]
    pub const fn is_sane(self) -> bool {
        self.0.unsigned_abs() <= Self::MOST.0.unsigned_abs()
    }

    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.0
            .checked_add(other.0)
            .map(Self)
            .ok_or(MoneyError::TooLarge)
    }

    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.0
            .checked_sub(other.0)
            .map(Self)
            .ok_or(MoneyError::TooLarge)
    }

    pub fn checked_neg(self) -> Result<Self, MoneyError> {
        self.0.checked_neg().map(Self).ok_or(MoneyError::TooLarge)
    }

    /// The sum of all amounts. Only the result must fit, so the order of the amounts never
    /// decides whether there is one.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Result<Self, MoneyError> {
        let sum: i128 = amounts.into_iter().map(|amount| i128::from(amount.0)).sum();
        i64::try_from(sum)
            .map(Self)
            .map_err(|_| MoneyError::TooLarge)
    }

    /// As Danish readers write it: `60.000,00`, `-2.608,69`.
    #[must_use]
    pub fn to_danish(self) -> String {
        let (kroner, oere) = self.split();
        let digits = kroner.to_string();
        let mut text = String::from(if self.is_negative() { "-" } else { "" });
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push('.');
            }
            text.push(digit);
        }
        format!("{text},{oere:02}")
    }

    fn split(self) -> (u64, u64) {
        let magnitude = self.0.unsigned_abs();
        (magnitude / 100, magnitude % 100)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kroner, oere) = self.split();
        let sign = if self.is_negative() { "-" } else { "" };
        write!(f, "{sign}{kroner}.{oere:02}")
    }
}

impl FromStr for Money {
    type Err = MoneyError;

    /// Reads `60000`, `60000.5`, `60000.50` and `-0.01`: a point, at most two digits after it, no
    /// spaces, no plus sign, no separators, no needless zeros in front.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.is_empty() {
            return Err(MoneyError::Empty);
        }
        let (is_negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (kroner, decimals) = match rest.split_once('.') {
            Some((_, "")) => return Err(MoneyError::NotDecimal),
            Some(parts) => parts,
            None => (rest, ""),
        };
        let are_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let has_leading_zero = kroner.len() > 1 && kroner.starts_with('0');
        if kroner.is_empty() || has_leading_zero || !are_digits(kroner) || !are_digits(decimals) {
            return Err(MoneyError::NotDecimal);
        }
        if decimals.len() > 2 {
            return Err(MoneyError::TooManyDecimals);
        }
        // Digits only, so the one way to fail from here is size.
        let sign = if is_negative { "-" } else { "" };
        format!("{sign}{kroner}{decimals:0<2}")
            .parse()
            .map(Self)
            .map_err(|_| MoneyError::TooLarge)
    }
}

impl TryFrom<String> for Money {
    type Error = MoneyError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Money> for String {
    fn from(money: Money) -> Self {
        money.to_string()
    }
}

#[cfg(test)]
#[path = "money_tests.rs"]
mod tests;
