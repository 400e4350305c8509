//! Money as the API writes it.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use serde::{Deserialize, Serialize};

use crate::domain::money::Money;

/// An amount in Danish kroner as a decimal string with two digits, `"28695.65"`: whole øre, never
/// a binary fraction. Input takes at most two digits after the point and no separators of
/// thousands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Amount(pub Money);

impl Amount {
    #[must_use]
    pub const fn from_ore(ore: i64) -> Self {
        Self(Money::from_oere(ore))
    }

    #[must_use]
    pub const fn ore(self) -> i64 {
        self.0.oere()
    }
}

#[Scalar(name = "Amount")]
impl ScalarType for Amount {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::String(text) => text.parse().map(Self).map_err(InputValueError::custom),
            other => Err(InputValueError::expected_type(other)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}
