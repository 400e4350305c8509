//! The cost key: a total is shared by the number of persons counted for each municipality.
//!
//! `share = total × counted(municipality) / counted(all)`, in øre, by largest remainder
//! (Hamilton's method), ties by municipality code. A negative total is shared by its absolute
//! value and then negated, so that reversing a posting reverses every share exactly.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::money::{Money, MoneyError};
use crate::domain::municipality_code::MunicipalityCode;

/// Version of the cost key, written into every settlement.
pub const COST_KEY_VERSION: &str = "COST_KEY/1";

/// One municipality's part of a total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Share {
    #[serde(rename = "municipality")]
    pub code: MunicipalityCode,
    /// Persons counted for the municipality.
    pub counted: u64,
    pub amount: Money,
    /// What whole øre leave over of the exact share, in parts of an øre: `remainder` out of as
    /// many parts as persons were counted in all. Of the absolute value, when the total is negative.
    pub remainder: u64,
    /// The remainder was among the largest, and the share got one øre more than its whole part.
    pub rounded_up: bool,
}

/// Nobody was counted: there is no key to share by, and an equal split would be invented.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("nobody was counted, so there is no basis to share by")]
pub struct NoBasis;

impl NoBasis {
    /// Stable code of the refusal.
    pub const CODE: &'static str = "NO_BASIS";
}

/// Shares `total` by `counts`, one share per municipality in order of code. A municipality listed
/// twice is counted together; one with nobody counted gets 0.00.
pub fn allocate(total: Money, counts: &[(MunicipalityCode, u32)]) -> Result<Vec<Share>, NoBasis> {
    let mut by_code: BTreeMap<MunicipalityCode, u64> = BTreeMap::new();
    for (code, counted) in counts {
        *by_code.entry(*code).or_default() += u64::from(*counted);
    }
    let all: u64 = by_code.values().sum();
    if all == 0 {
        return Err(NoBasis);
    }
    let magnitude = i128::from(total.oere()).abs();
    let mut parts: Vec<Part> = by_code
        .into_iter()
        .map(|(code, counted)| Part::exact(code, counted, magnitude, all))
        .collect();
    let handed_out: i128 = parts.iter().map(|part| part.whole).sum();
    // Each remainder is less than one øre, so fewer øre are left over than there are shares.
    let left_over = magnitude - handed_out;

    parts.sort_by_key(|part| (Reverse(part.remainder), part.code));
    for (part, _) in parts.iter_mut().zip(0..left_over) {
        part.rounded_up = true;
    }
    parts.sort_by_key(|part| part.code);
    Ok(parts
        .iter()
        .map(|part| part.share(total.is_negative()))
        .collect())
}

/// What changes for each municipality between two allocations, in order of code; a municipality
/// missing on one side counts as 0.00 there.
pub fn deltas(
    before: &[Share],
    after: &[Share],
) -> Result<Vec<(MunicipalityCode, Money)>, MoneyError> {
    let mut by_code: BTreeMap<MunicipalityCode, (Money, Money)> = BTreeMap::new();
    for share in before {
        by_code.entry(share.code).or_default().0 = share.amount;
    }
    for share in after {
        by_code.entry(share.code).or_default().1 = share.amount;
    }
    by_code
        .into_iter()
        .map(|(code, (before, after))| Ok((code, after.checked_sub(before)?)))
        .collect()
}

/// A share on its way: 128 bits hold an amount of any size times a count of any size.
struct Part {
    code: MunicipalityCode,
    counted: u64,
    whole: i128,
    remainder: u64,
    rounded_up: bool,
}

impl Part {
    fn exact(code: MunicipalityCode, counted: u64, magnitude: i128, all: u64) -> Self {
        let product = magnitude * i128::from(counted);
        let remainder = u64::try_from(product % i128::from(all))
            .expect("a remainder is smaller than what it was divided by");
        let whole = product / i128::from(all);
        Self {
            code,
            counted,
            whole,
            remainder,
            rounded_up: false,
        }
    }

    fn share(&self, is_negative: bool) -> Share {
        let magnitude = self.whole + i128::from(self.rounded_up);
        let oere = i64::try_from(if is_negative { -magnitude } else { magnitude })
            .expect("a share is no larger than the total");
        Share {
            code: self.code,
            counted: self.counted,
            amount: Money::from_oere(oere),
            remainder: self.remainder,
            rounded_up: self.rounded_up,
        }
    }
}

#[cfg(test)]
#[path = "allocation_tests.rs"]
mod tests;
