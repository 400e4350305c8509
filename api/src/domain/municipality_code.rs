//! The four-character code of a Danish municipality, leading zero included.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A municipality code such as `0265` (Roskilde): four digits, kept as text because the zero in
/// front belongs to it. Whether such a municipality exists is a question for the database.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MunicipalityCode([u8; 4]);

/// The text is not four digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a municipality code is four digits")]
pub struct NotAMunicipalityCode;

impl MunicipalityCode {
    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Only digits are ever stored, so this never falls back.
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for MunicipalityCode {
    type Err = NotAMunicipalityCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits: [u8; 4] = text
            .as_bytes()
            .try_into()
            .map_err(|_| NotAMunicipalityCode)?;
        if digits.iter().all(u8::is_ascii_digit) {
            Ok(Self(digits))
        } else {
            Err(NotAMunicipalityCode)
        }
    }
}

impl TryFrom<String> for MunicipalityCode {
    type Error = NotAMunicipalityCode;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<MunicipalityCode> for String {
    fn from(code: MunicipalityCode) -> Self {
        code.as_str().to_owned()
    }
}

impl fmt::Display for MunicipalityCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for MunicipalityCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_four_digits_and_keeps_its_zero() {
        let roskilde: MunicipalityCode = "0265".parse().unwrap();
        assert_eq!(roskilde.to_string(), "0265");
        assert_eq!(serde_json::to_string(&roskilde).unwrap(), r#""0265""#);
        for wrong in ["", "265", "00265", "026a", " 265", "٠٢"] {
            assert_eq!(
                wrong.parse::<MunicipalityCode>(),
                Err(NotAMunicipalityCode),
                "{wrong}"
            );
        }
    }
}
