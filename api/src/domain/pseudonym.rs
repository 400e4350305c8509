//! Names for persons that hold within one settlement only, so that two settlements cannot be laid
//! side by side and a person followed from one to the other.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The secret of one settlement. It is kept with the settlement and never exported: without it a
/// pseudonym does not lead back to an id. Printing it shows nothing.
#[derive(Clone)]
pub struct SettlementSalt([u8; 32]);

impl SettlementSalt {
    /// Thirty-two random bytes, new for every settlement.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Debug for SettlementSalt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SettlementSalt(hidden)")
    }
}

/// A person in one settlement: 128 bits as 32 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pseudonym(String);

/// The text is not a pseudonym.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a pseudonym is 32 lower-case hexadecimal digits")]
pub struct NotAPseudonym;

impl Pseudonym {
    /// The pseudonym of a participant in the settlement with this salt: the first half of
    /// HMAC-SHA-256 over the participant's id.
    #[must_use]
    pub fn of(salt: &SettlementSalt, participant_id: &str) -> Self {
        let tag = hmac_sha256(&salt.0, participant_id.as_bytes());
        Self(hex::encode(&tag[..16]))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Pseudonym {
    type Error = NotAPseudonym;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let is_hex = text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if text.len() == 32 && is_hex {
            Ok(Self(text))
        } else {
            Err(NotAPseudonym)
        }
    }
}

impl From<Pseudonym> for String {
    fn from(pseudonym: Pseudonym) -> Self {
        pseudonym.0
    }
}

/// HMAC of RFC 2104 with SHA-256.
fn hmac_sha256(key: &[u8], message: &[u8]) -> [u8; 32] {
    const BLOCK: usize = 64;
    let mut block = [0_u8; BLOCK];
    if key.len() > BLOCK {
        block[..32].copy_from_slice(&Sha256::digest(key));
    } else {
        block[..key.len()].copy_from_slice(key);
    }
    let padded = |pad: u8| block.map(|byte| byte ^ pad);
    let inner = Sha256::new()
        .chain_update(padded(0x36))
        .chain_update(message)
        .finalize();
    Sha256::new()
        .chain_update(padded(0x5c))
        .chain_update(inner)
        .finalize()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Test cases 1, 2 and 6 of RFC 4231.
    #[test]
    fn the_published_vectors_hold() {
        let long: &[u8] = b"Test Using Larger Than Block-Size Key - Hash Key First";
        for (key, message, tag) in [
            (
                vec![0x0b; 20],
                &b"Hi There"[..],
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            ),
            (
                b"Jefe".to_vec(),
                &b"what do ya want for nothing?"[..],
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
            (
                vec![0xaa; 131],
                long,
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            ),
        ] {
            assert_eq!(hex::encode(hmac_sha256(&key, message)), tag);
        }
    }

    #[test]
    fn a_pseudonym_holds_within_one_settlement_only() {
        let (one, other) = (SettlementSalt::new([1; 32]), SettlementSalt::new([2; 32]));
        let id = "participant_01h455vb4pex5vsknk084sn02q";
        assert_eq!(Pseudonym::of(&one, id), Pseudonym::of(&one, id));
        assert_ne!(Pseudonym::of(&one, id), Pseudonym::of(&other, id));
        assert_eq!(format!("{one:?}"), "SettlementSalt(hidden)");
    }

    #[test]
    fn only_the_written_form_is_read() {
        let written = Pseudonym::of(&SettlementSalt::new([1; 32]), "x");
        assert_eq!(
            Pseudonym::try_from(written.as_str().to_owned()),
            Ok(written.clone())
        );
        let upper = written.as_str().to_uppercase();
        for wrong in [upper.as_str(), "", "zz"] {
            assert_eq!(Pseudonym::try_from(wrong.to_owned()), Err(NotAPseudonym));
        }
    }
}
