//! Seals what identifies a person, so that neither a copy of the database nor its log tells names.
//!
//! XChaCha20-Poly1305 with the participant's id as associated data: a sealed row moved to another
//! person does not open. Blind indexes are HMAC-SHA-256 under a key of their own, so that equal
//! values can be found without being read.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, KeyInit as HmacKeyInit, Mac};
use secrecy::{ExposeSecret, SecretBox};
use sha2::Sha256;

/// Opens and seals under one master key.
pub struct Sealer {
    key_id: String,
    sealing: SecretBox<[u8; 32]>,
    indexing: SecretBox<[u8; 32]>,
}

/// A sealed text as it lies in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    pub key_id: String,
    pub nonce: Vec<u8>,
    pub bytes: Vec<u8>,
}

/// Why a sealed text does not open.
#[derive(Debug, thiserror::Error)]
pub enum SealFault {
    #[error("sealed under another key ({0}): is the right key file in place?")]
    OtherKey(String),
    #[error("the sealed bytes do not open: damaged, or moved from another row")]
    Broken,
    #[error("nothing could be sealed")]
    NotSealed,
}

impl Sealer {
    /// A sealer under a master key, from which the keys in use are derived.
    #[must_use]
    pub fn new(master: &[u8; 32]) -> Self {
        Self {
            key_id: hex::encode(&derive(master, "fasttrack/key-id")[..4]),
            sealing: SecretBox::new(Box::new(derive(master, "fasttrack/sealing"))),
            indexing: SecretBox::new(Box::new(derive(master, "fasttrack/indexing"))),
        }
    }

    /// Seals `text` for the row `owner`.
    pub fn seal(&self, owner: &[u8], text: &[u8]) -> Result<Sealed, SealFault> {
        let nonce: [u8; 24] = rand::random();
        let bytes = self
            .cipher()
            .encrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: text,
                    aad: owner,
                },
            )
            .map_err(|_| SealFault::NotSealed)?;
        Ok(Sealed {
            key_id: self.key_id.clone(),
            nonce: nonce.to_vec(),
            bytes,
        })
    }

    /// Opens what was sealed for the row `owner`.
    pub fn open(&self, owner: &[u8], sealed: &Sealed) -> Result<Vec<u8>, SealFault> {
        if sealed.key_id != self.key_id {
            return Err(SealFault::OtherKey(sealed.key_id.clone()));
        }
        let nonce: [u8; 24] = sealed
            .nonce
            .as_slice()
            .try_into()
            .map_err(|_| SealFault::Broken)?;
        self.cipher()
            .decrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: &sealed.bytes,
                    aad: owner,
                },
            )
            .map_err(|_| SealFault::Broken)
    }

    /// The blind index of `value` for one purpose: equal for equal values, and telling nothing else.
    #[must_use]
    pub fn blind_index(&self, purpose: &str, value: &str) -> Vec<u8> {
        let mut mac = keyed(self.indexing.expose_secret());
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(value.as_bytes());
        mac.finalize().into_bytes().to_vec()
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.sealing.expose_secret().into())
    }
}

impl std::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sealer({})", self.key_id)
    }
}

fn derive(master: &[u8; 32], purpose: &str) -> [u8; 32] {
    let mut mac = keyed(master);
    mac.update(purpose.as_bytes());
    mac.finalize().into_bytes().into()
}

fn keyed(key: &[u8; 32]) -> Hmac<Sha256> {
    <Hmac<Sha256> as HmacKeyInit>::new_from_slice(key).expect("HMAC takes keys of any length")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_text_opens_only_for_its_own_row_and_key() {
        let sealer = Sealer::new(&[7; 32]);
        let sealed = sealer.seal(b"one", "Åse".as_bytes()).unwrap();
        assert_eq!(sealer.open(b"one", &sealed).unwrap(), "Åse".as_bytes());
        assert!(matches!(
            sealer.open(b"two", &sealed),
            Err(SealFault::Broken)
        ));
        let other = Sealer::new(&[8; 32]);
        assert!(matches!(
            other.open(b"one", &sealed),
            Err(SealFault::OtherKey(_))
        ));
    }

    #[test]
    fn a_changed_byte_does_not_open() {
        let sealer = Sealer::new(&[7; 32]);
        let mut sealed = sealer.seal(b"one", b"text").unwrap();
        sealed.bytes[0] ^= 1;
        assert!(sealer.open(b"one", &sealed).is_err());
    }

    #[test]
    fn equal_values_have_equal_indexes_for_one_purpose_only() {
        let sealer = Sealer::new(&[7; 32]);
        assert_eq!(sealer.blind_index("a", "x"), sealer.blind_index("a", "x"));
        assert_ne!(sealer.blind_index("a", "x"), sealer.blind_index("b", "x"));
        assert_ne!(sealer.blind_index("a", "x"), sealer.blind_index("a", "y"));
    }
}
